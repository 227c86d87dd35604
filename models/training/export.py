"""Makes models/tone of the trained network.

- `alone.onnx`, `in_context.onnx`: the network with f16 weights. Pooling, calibration and thresholds
  are the program's work (src/model/).
- `manifest.json`: sizes, calibration (Platt scaling on the validation split) and thresholds.
- `heldout.jsonl`: the test split, for `hearten model eval`.
- `reference.json`: PyTorch's own f32 outputs, against which a test holds the shipped path.
- in the work folder `silence.jsonl`: 5,000 messages of real chat that nothing was fitted on.

Thresholds: all harmful labels together may flag at most QUIET of real chat (validation part), and at
least PRECISE of the messages they flag on the validation split must carry one; each label by itself
needs LABEL_PRECISE, positive ones OPENING_PRECISE. The test split plays no part.
"""

import hashlib
import json

import numpy as np
import onnx
import torch
from onnxconverter_common import float16
from scipy.optimize import minimize
from torch import nn

from batches import Pool, link
from corpus import (BEGIN, CONTEXT, END, FRAMES, HARMFUL, LABELS, LONGEST, chitchat, chitchat_split, pieces, records,
                    sample, split, written)
from examples import label_row
from network import Network
from paths import BASE, TONE, WORK
from train import predict

# Share of real chat that may carry any harmful flag: under the promise of 1 in 200, with room for chance.
QUIET = 0.003
# Share of flagged messages of the validation split that carry a harmful label: well over the promise of 0.8, since
# thresholds chosen on few messages flatter themselves on them.
PRECISE = 0.9
# The same for each harmful label and its own flags.
LABEL_PRECISE = 0.6
# Rounds after which thresholds stay as they are.
ROUNDS = 5
OPENING_PRECISE = 0.7
# A precision over fewer right flags than this says nothing.
FEWEST = 3
NEVER = 0.99
# Harmful labels are flagged only where the plain frame is at least this likely.
PLAIN = 0.5
REFERENCES = 300


class Alone(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, ids, present):
        return self.network.read_alone(ids, present)


class InContext(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, states, present, context, places, context_present):
        states = self.network.read_in_context(states, present, context, places, context_present)
        # Every head reads every word and the rest is cut away: a product of a single row (one message's
        # first word) takes another path through the kernels and adds in another order.
        whole, words, frames = self.network.whole_head(states), self.network.word_head(states), self.network.frame_head(states)
        return torch.cat([whole[:, :1], words[:, 1:]], dim=1), frames[:, 0]


AXES = {
    "ids": "words", "present": "words", "states_alone": "words", "states": "words", "labels": "words",
    "context": "context_words", "places": "context_words", "context_present": "context_words", "frames": None,
}


def save(module, example, inputs, outputs, path):
    axes = {name: {0: "messages"} | ({1: AXES[name]} if AXES[name] else {}) for name in [*inputs, *outputs]}
    raw = WORK / path.name
    torch.onnx.export(module, example, raw, input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=17)
    small = float16.convert_float_to_float16(onnx.load(raw), keep_io_types=True, disable_shape_infer=True)
    onnx.save(small, path)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def graphs(network):
    ids = torch.tensor([[BEGIN, 2074, END, 0], [BEGIN, 2074, 2003, END]])
    present = (ids != 0).float()
    save(Alone(network), (ids, present), ["ids", "present"], ["states_alone"], TONE / "alone.onnx")
    states = network.read_alone(ids, present)
    example = (states, present, states[:, :3], torch.tensor([[1, 1, 1], [2, 2, 2]]), torch.tensor([[1.0, 1, 0], [1, 1, 1]]))
    save(InContext(network), example, ["states", "present", "context", "places", "context_present"],
         ["labels", "frames"], TONE / "in_context.onnx")


def scored(network, conversations):
    """Logits, frame logits and truth for every message of the conversations."""
    texts = sorted({m["text"] for _, messages in conversations for m in messages})
    read = dict(zip(texts, pieces(texts)))
    pool, targets = Pool(), []
    for _, messages in conversations:
        numbers = []
        for at, message in enumerate(messages):
            labels = label_row(message.get("labels", {}))
            numbers.append(pool.add(read[message["text"]], [], labels, FRAMES.index(message.get("frame", "plain"))))
            pool.before[numbers[-1]] = link(messages, numbers, at)
        targets += numbers
    logits, frames = predict(network, pool, targets)
    return logits, frames, np.stack([pool.labels[t] for t in targets])


def logistic(x):
    return 1 / (1 + np.exp(-x))


def platt(logits, truth):
    """Scale and shift that make the logistic function of the logits fit best (Platt 1999)."""
    # Soft targets keep labels with few examples from certainty.
    positives = truth.sum()
    target = np.where(truth > 0, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))

    def loss(parameters):
        p = np.clip(logistic(parameters[0] * logits + parameters[1]), 1e-7, 1 - 1e-7)
        return -np.mean(target * np.log(p) + (1 - target) * np.log(1 - p)) + 1e-3 * (parameters[0] - 1) ** 2

    found = minimize(loss, [1.0, 0.0], method="Nelder-Mead").x
    return float(found[0]), float(found[1])


def plain(frames):
    raised = np.exp(frames - frames.max(1, keepdims=True))
    return raised[:, 0] / raised.sum(1)


def precise(p, truth, wanted):
    """The lowest probability from which on flags on the validation split are right often enough."""
    order = np.argsort(-p)
    right = np.cumsum(truth[order])
    share = right / (np.arange(len(p)) + 1)
    fit = np.nonzero((share >= wanted) & (right >= FEWEST))[0]
    return float(p[order[fit[-1]]]) if len(fit) else NEVER


def thresholds(p, truth, frames, chat_p, chat_frames):
    """Thresholds of all labels. Harmful ones are found together, one after the other and round again, each as low
    as finds most: harmful messages first, their labels second. All along real chat stays QUIET, the harmful flags
    together PRECISE, and each label's at least LABEL_PRECISE."""
    meant, chat_meant = plain(frames) >= PLAIN, plain(chat_frames) >= PLAIN
    p_meant, chat_meant_p = p[:, :HARMFUL] * meant[:, None], chat_p[:, :HARMFUL] * chat_meant[:, None]
    carried = truth[:, :HARMFUL] > 0
    choices = [candidates(p_meant[:, i], carried[:, i]) for i in range(HARMFUL)]

    def worth(chosen):
        flags = p_meant >= chosen
        flagged, found = flags.any(1).sum(), (flags.any(1) & carried.any(1)).sum()
        if found < PRECISE * flagged or (chat_meant_p >= chosen).any(1).mean() > QUIET:
            return -1.0
        return float(found + 0.5 * (flags & carried).sum())

    best = np.full(HARMFUL, NEVER)
    for _ in range(ROUNDS):
        for i in range(HARMFUL):
            tried = [np.where(np.arange(HARMFUL) == i, choice, best) for choice in choices[i]]
            best = max([best, *tried], key=worth)
    opening = [precise(p[:, i], truth[:, i], OPENING_PRECISE) for i in range(HARMFUL, len(LABELS))]
    return [min(float(t), NEVER) for t in [*best, *opening]]


def candidates(p, carried):
    """Probabilities from which on enough flags on the validation split are right, highest first."""
    order = np.argsort(-p)
    right = np.cumsum(carried[order])
    share = right / (np.arange(len(p)) + 1)
    return p[order[(share >= LABEL_PRECISE) & (right >= FEWEST)]]


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def silence():
    rows = [row for conversation, messages in chitchat() if chitchat_split(conversation) == "test" for row in records(conversation, messages)]
    for row in rows:
        del row["truth"]
    return sample(rows, 5000, 4)


def manifest(parameters, chosen):
    labels = [{"name": name, "scale": round(scale, 5), "shift": round(shift, 5), "threshold": round(threshold, 5)}
              for name, (scale, shift), threshold in zip(LABELS, parameters, chosen)]
    body = {"longest": LONGEST, "context": CONTEXT, "begin": BEGIN, "end": END, "width": 384, "plain": PLAIN,
            "labels": labels, "frames": FRAMES}
    text = json.dumps({"id": "", **body}, indent=1) + "\n"
    mark = hashlib.sha256()
    for name in ("alone.onnx", "in_context.onnx", "tokenizer.json"):
        mark.update((TONE / name).read_bytes())
    mark.update(text.encode())
    (TONE / "manifest.json").write_text(text.replace('"id": ""', f'"id": "{mark.hexdigest()[:16]}"'))


@torch.no_grad()
def main():
    network = Network(BASE)
    network.load_state_dict(torch.load(WORK / "network.pt", weights_only=True))
    network.eval()
    graphs(network)
    conversations = written()
    validation = [entry for entry in conversations if split(entry[0]) == "validation"]
    logits, frames, truth = scored(network, validation)
    chat = sample([entry for entry in chitchat() if chitchat_split(entry[0]) == "validation"], 300, 2)
    chat_logits, chat_frames, _ = scored(network, chat)
    parameters = [platt(logits[:, i], truth[:, i]) for i in range(len(LABELS))]
    p = np.stack([logistic(a * logits[:, i] + b) for i, (a, b) in enumerate(parameters)], 1)
    chat_p = np.stack([logistic(a * chat_logits[:, i] + b) for i, (a, b) in enumerate(parameters)], 1)
    chosen = thresholds(p, truth, frames, chat_p, chat_frames)
    manifest(parameters, chosen)
    report(p, truth, frames, chosen, chat_p, chat_frames)
    test = [entry for entry in conversations if split(entry[0]) == "test"]
    write_lines(TONE / "heldout.jsonl", (row for entry in test for row in records(*entry)))
    write_lines(WORK / "silence.jsonl", silence())
    references(network, validation, parameters)


def report(p, truth, frames, chosen, chat_p, chat_frames):
    meant = (plain(frames) >= PLAIN)[:, None]
    flags = (p >= chosen) & (meant | (np.arange(len(LABELS)) >= HARMFUL))
    for i, label in enumerate(LABELS):
        print(f"{label:14} threshold {chosen[i]:.3f} flags {flags[:, i].sum():4d} right {(flags[:, i] & (truth[:, i] > 0)).sum():4d} of {int(truth[:, i].sum())}")
    any_flag, any_truth = flags[:, :HARMFUL].any(1), truth[:, :HARMFUL].any(1)
    loud = ((chat_p[:, :HARMFUL] >= chosen[:HARMFUL]).any(1) & (plain(chat_frames) >= PLAIN)).mean()
    print(f"validation, any harm: precision {any_truth[any_flag].mean():.3f} recall {any_flag[any_truth].mean():.3f}; real chat flagged {loud:.4%} of {len(chat_p)}")


def references(network, conversations, parameters):
    """Outputs of PyTorch in f32 for the first messages of the validation split."""
    rows = [row for entry in conversations for row in records(*entry)][:REFERENCES]
    logits, frames, _ = scored(network, conversations)
    out = []
    for row, l, f in zip(rows, logits, frames):
        raised = np.exp(f - f.max())
        out.append({"text": row["text"], "by": row["by"], "context": row["context"],
                    "p": [round(float(logistic(a * x + b)), 6) for x, (a, b) in zip(l, parameters)],
                    "frame": [round(float(x), 6) for x in raised / raised.sum()]})
    (TONE / "reference.json").write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
