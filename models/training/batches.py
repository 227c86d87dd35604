"""Messages in padded groups of like length, so that little is computed for nothing."""

from pathlib import Path

import numpy as np
import torch

from corpus import BEGIN, CONTEXT, END, LONGEST

GROUP = 16
# Matrix products in bfloat16 are three times as fast on processors that have it, and as good; elsewhere
# they are a hundred times slower.
BFLOAT16 = Path("/proc/cpuinfo").exists() and "avx512_bf16" in Path("/proc/cpuinfo").read_text()
# At whom a message goes, where nobody said: the loss passes over it.
UNKNOWN = -100


def fast_products():
    """Where matrix products run, in bfloat16 where that is fast."""
    return torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16)


class Pool:
    """Every message once: its ids, and for each the messages that stand before it."""

    def __init__(self):
        self.ids, self.spans, self.before, self.labels, self.frames, self.aims = [], [], [], [], [], []
        self.weights, self.kinds = [], []

    def add(self, pieces, before, labels, frame, aim=UNKNOWN, weight=1.0, kind="written"):
        kept = LONGEST - 2
        self.ids.append(np.array([BEGIN, *pieces["ids"][:kept], END], dtype=np.int64))
        self.spans.append(pieces["spans"][:kept])
        self.before.append(before)
        self.labels.append(labels)
        self.frames.append(frame)
        self.aims.append(aim)
        self.weights.append(weight)
        self.kinds.append(kind)
        return len(self.ids) - 1


def padded(rows, width, fill=0):
    table = np.full((len(rows), width), fill, dtype=np.int64)
    for at, row in enumerate(rows):
        table[at, :len(row)] = row
    return table


def grouped(lengths):
    order = np.argsort(lengths, kind="stable")
    return [order[at:at + GROUP] for at in range(0, len(order), GROUP)]


def forward(network, pool, targets, context_of):
    """Runs the network over `targets`; yields (positions in targets, then word, message, frame and target logits, and the
    message logits that the lower layers alone arrive at)."""
    needed = sorted({at for target in targets for at in (target, *(b for b, _ in context_of(target)))})
    lengths = np.array([len(pool.ids[at]) for at in needed])
    flat, starts, offset = [], {}, 1
    flat.append(torch.zeros(1, network.place.weight.shape[1]))
    looks, numbers = [torch.zeros(1, 3, network.place.weight.shape[1])], {None: 0}
    for rows in grouped(lengths):
        width = int(lengths[rows].max())
        ids = torch.from_numpy(padded([pool.ids[needed[row]] for row in rows], width))
        present = (ids != 0).float()
        states = network.read_alone(ids, present)
        flat.append(states.reshape(-1, states.shape[-1]))
        looks.append(network.looks(states, present))
        for at, row in enumerate(rows):
            starts[needed[row]] = offset + at * width
            numbers[needed[row]] = len(numbers)
        offset += len(rows) * width
    flat, looks = torch.cat(flat), torch.cat(looks)
    target_lengths = np.array([len(pool.ids[at]) for at in targets])
    for rows in grouped(target_lengths):
        width = int(target_lengths[rows].max())
        own = [np.arange(len(pool.ids[targets[row]])) + starts[targets[row]] for row in rows]
        contexts, places = [], []
        for row in rows:
            before = context_of(targets[row])
            contexts.append(np.concatenate([np.arange(len(pool.ids[b])) + starts[b] for b, _ in before] or [np.zeros(0, int)]))
            places.append(np.concatenate([np.full(len(pool.ids[b]), place) for b, place in before] or [np.zeros(0, int)]))
        context_width = max(1, max(len(c) for c in contexts))
        index = torch.from_numpy(padded(own, width))
        context_index = torch.from_numpy(padded(contexts, context_width))
        place_index = torch.from_numpy(padded(places, context_width))
        present, context_present = (index != 0).float(), (context_index != 0).float()
        states = network.read_in_context(flat[index], present, flat[context_index], place_index, context_present)
        states = network.dropout(states)
        last = [numbers[before[-1][0] if before else None] for before in map(context_of, (targets[row] for row in rows))]
        seen = torch.cat([looks[[numbers[targets[row]] for row in rows]].flatten(1), looks[last, 1]], 1)
        yield rows, *network.scores(states, present), network.early_head(network.dropout(seen))


def place(distance, same):
    """1 to 6: distance 1 to 3, by another sender or by the same."""
    return 1 + (distance - 1) * 2 + int(same)


def link(messages, numbers, at):
    """The messages before `at` with their places, oldest first."""
    before = []
    for distance in range(min(CONTEXT, at), 0, -1):
        same = messages[at - distance]["by"] == messages[at]["by"]
        before.append((numbers[at - distance], place(distance, same)))
    return before
