"""A larger network of the same shape, for a teacher; it never ships.

Base: all-mpnet-base-v2 (Apache-2.0), twelve layers: six read each message alone, six read it with its
context.
"""

import torch
from torch import nn
from transformers import MPNetModel

from corpus import BEGIN, END
from network import Network

# Its own pieces for begin, padding and end.
OWN = {BEGIN: 0, 0: 1, END: 2}


class LargeNetwork(Network):
    lower = 6
    # Its vocabulary is that of the small base behind four pieces of its own.
    shift = 4

    def __init__(self, base):
        nn.Module.__init__(self)
        mpnet = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        self.embeddings = mpnet.embeddings
        self.encoder = mpnet.encoder
        self.layers = mpnet.encoder.layer
        self.heads(mpnet.config.hidden_size)

    def embed(self, ids):
        shifted = ids + self.shift
        for piece, own in OWN.items():
            shifted = torch.where(ids == piece, own, shifted)
        return self.embeddings(input_ids=shifted)

    def attend(self, layer, words, others, mask):
        attention = layer.attention.attn
        seen = words if others is None else torch.cat([words, others], dim=1)

        def split(states):
            return states.view(states.shape[0], states.shape[1], attention.num_attention_heads, -1).transpose(1, 2)

        query, key, value = split(attention.q(words)), split(attention.k(seen)), split(attention.v(seen))
        scores = query @ key.transpose(-1, -2) * (query.shape[-1] ** -0.5) + mask
        # Distances are known within the message; the words of the context stand at none.
        distances = self.encoder.compute_position_bias(words[:1])
        scores = scores + nn.functional.pad(distances, (0, seen.shape[1] - words.shape[1]))
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(words.shape)
        attended = layer.attention.LayerNorm(layer.attention.dropout(attention.o(mixed)) + words)
        return layer.output(layer.intermediate(attended), attended)
