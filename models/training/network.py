"""The network: a message is read alone in the lower layers and with its context in the upper ones.

Layers 0 to 2 of the base encoder read every message by itself, so that a message is read once and
then serves as context for the three that follow. Layers 3 to 5 read the target message, whose words
also attend to the context's words. Each word scores each label; a message's score pools its words'
scores, so the words that carry a label are known without a second pass.
"""

import torch
import torch.nn.functional as F
from torch import nn
from transformers import BertModel

from corpus import FRAMES, HARMFUL, LABELS, TARGETS

HEADS = 12
# Place of a context message: three distances, each by the same sender or by another; 0 is the target.
PLACES = 7
START_LOGIT = -4.0
# What the first stage looks at: three looks at the message, one at the message before it.
LOOKS = 4


class Network(nn.Module):
    # How many layers read a message alone.
    lower = 3
    # Where its vocabulary begins within the base's.
    shift = 0

    def __init__(self, base):
        super().__init__()
        bert = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        self.embeddings = bert.embeddings
        self.layers = bert.encoder.layer
        self.heads(bert.config.hidden_size)

    def heads(self, width):
        """The parts that the base does not have."""
        self.place = nn.Embedding(PLACES, width)
        nn.init.normal_(self.place.weight, std=0.02)
        self.word_head = nn.Linear(width, len(LABELS))
        self.whole_head = nn.Linear(width, len(LABELS))
        self.frame_head = nn.Linear(width, len(FRAMES))
        self.target_head = nn.Linear(width, len(TARGETS))
        # Only in training: what the lower layers alone can say, so that the first stage finds it in their states.
        self.early_head = nn.Linear(LOOKS * width, len(LABELS) + 1)
        for head in (self.word_head, self.whole_head, self.early_head):
            nn.init.constant_(head.bias, START_LOGIT)
        self.dropout = nn.Dropout(0.1)

    def embed(self, ids):
        return self.embeddings(input_ids=ids)

    def attend(self, layer, words, others, mask):
        """One layer: `words` attend to themselves and to `others` (may be None)."""
        attention = layer.attention.self
        seen = words if others is None else torch.cat([words, others], dim=1)

        def split(states):
            return states.view(states.shape[0], states.shape[1], HEADS, -1).transpose(1, 2)

        query, key, value = split(attention.query(words)), split(attention.key(seen)), split(attention.value(seen))
        scores = query @ key.transpose(-1, -2) * (query.shape[-1] ** -0.5) + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(words.shape)
        attended = layer.attention.output(mixed, words)
        return layer.output(layer.intermediate(attended), attended)

    def read_alone(self, ids, present):
        """ids, present: [messages, words] → hidden states [messages, words, width]."""
        states = self.embed(ids)
        mask = (present - 1.0)[:, None, None, :] * 1e4
        for layer in self.layers[:self.lower]:
            states = self.attend(layer, states, None, mask)
        return states

    def read_in_context(self, states, present, context, places, context_present):
        """Target states with context states [messages, context words, width] and their places → final states."""
        states = states + self.place.weight[0]
        context = context + self.place(places)
        mask = (torch.cat([present, context_present], dim=1) - 1.0)[:, None, None, :] * 1e4
        for layer in self.layers[self.lower:]:
            states = self.attend(layer, states, context, mask)
        return states

    def looks(self, states, present):
        """States of the lower layers → the first, the mean and the highest of each message: [messages, 3, width]."""
        there = present[:, :, None]
        highest = (states - (1 - there) * 1e4).amax(1)
        return torch.stack([states[:, 0], (states * there).sum(1) / there.sum(1), highest], 1)

    def scores(self, states, present):
        """Final states → word, message, frame and target logits. The first state stands for the whole. Message logits
        are those of the labels and of any harmful label, which pools theirs as a label pools its words'."""
        with torch.autocast("cpu", enabled=False):
            first = states[:, 0].float()
            words, whole, frame, target = self.word_head(states.float()), self.whole_head(first), self.frame_head(first), self.target_head(first)
        words = words + (present - 1.0)[:, :, None] * 1e4
        message = torch.logsumexp(torch.cat([whole[:, None], words[:, 1:]], dim=1), dim=1)
        harm = torch.logsumexp(message[:, :HARMFUL], dim=1, keepdim=True)
        return words, torch.cat([message, harm], dim=1), frame, target
