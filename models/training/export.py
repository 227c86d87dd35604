"""Makes models/tone of the trained network.

- `alone.onnx`, `in_context.onnx`: the network with f16 weights. Pooling, calibration and thresholds
  are the program's work (src/model/).
- `manifest.json`: sizes, calibration (Platt scaling on the validation split) and thresholds; `first_stage.py` completes it.
- `heldout.jsonl`: the test split, for `hearten model eval`.
- `reference.json`: PyTorch's own f32 outputs, against which a test holds the shipped path.
- in the work folder `silence.jsonl`: 10,000 messages of real chat that nothing was fitted on.

Calibration: Platt scaling on the validation split, its harmful messages weighed as they come in life
(NATURAL). Thresholds: harm of any kind is flagged from where at least PRECISE of the flagged messages of
the validation split carry a harmful label, and at most QUIET of real chat (validation part) is flagged.
Within these messages a harmful label is named from where LABEL_PRECISE of its flags are right; where none
is, the likeliest is. A positive label needs OPENING_PRECISE. The test split plays no part.
"""

import hashlib
import json

import numpy as np
import onnx
import torch
from onnxconverter_common import float16
from scipy.optimize import minimize
from scipy.special import expit, softmax
from torch import nn

from batches import Pool, link
from checkpoint import load
from corpus import (ANY_HARM, BEGIN, CONTEXT, END, FRAMES, HARMFUL, LABELS, LONGEST, TARGETS, chitchat, chitchat_split,
                    pieces, records, sample, split, tags, written)
from examples import label_row
from paths import TONE, WORK
from train import predict

# Share of messages in private chat that carry harm (one to five in a hundred; `src/model/evaluation` uses the same).
NATURAL = 0.03
# Share of real chat that may carry any harmful flag: under the promise of 1 in 400, with room for chance.
QUIET = 0.002
# Share of flagged messages of the validation split that carry a harmful label: over the promise of 0.85, since
# thresholds flatter themselves on the messages that they were chosen on.
PRECISE = 0.88
# The same for each harmful label and its own flags.
LABEL_PRECISE = 0.6
OPENING_PRECISE = 0.7
# A precision over fewer right flags than this says nothing.
FEWEST = 3
NEVER = 0.99
# Harmful labels are flagged only where the plain frame is at least this likely.
PLAIN = 0.5
# From this probability of harm on a message that is not flagged is not taken for harmless either.
UNSURE = 0.1
# And where the reader is at least this likely the one whom the words are about.
AT_YOU = 0.5
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
        network = self.network
        whole, words = network.whole_head(states), network.word_head(states)
        frames, targets = network.frame_head(states), network.target_head(states)
        return torch.cat([whole[:, :1], words[:, 1:]], dim=1), frames[:, 0], targets[:, 0]


AXES = {
    "ids": "words", "present": "words", "states_alone": "words", "states": "words", "labels": "words",
    "context": "context_words", "places": "context_words", "context_present": "context_words", "frames": None,
    "targets": None,
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
         ["labels", "frames", "targets"], TONE / "in_context.onnx")


def scored(network, conversations):
    """Message, frame and target logits and truth for every message of the conversations."""
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
    return *predict(network, pool, targets), np.stack([pool.labels[t] for t in targets])


def natural(truth):
    """Weights of messages that make harm as common as in life; they sum to the number of messages."""
    carried = truth[:, ANY_HARM] > 0
    return np.where(carried, NATURAL / carried.mean(), (1 - NATURAL) / (1 - carried.mean()))


def platt(logits, truth, weight):
    """Scale and shift that make the logistic function of the logits fit best (Platt 1999)."""
    # Soft targets keep labels with few examples from certainty.
    positives = truth.sum()
    target = np.where(truth > 0, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))

    def loss(parameters):
        p = np.clip(expit(parameters[0] * logits + parameters[1]), 1e-7, 1 - 1e-7)
        return -np.mean(weight * (target * np.log(p) + (1 - target) * np.log(1 - p))) + 1e-3 * (parameters[0] - 1) ** 2

    found = minimize(loss, [1.0, 0.0], method="Nelder-Mead").x
    return float(found[0]), float(found[1])


def meant(frames, targets):
    """Where the author's own words are likely meant, and about the reader."""
    return (softmax(frames, 1)[:, 0] >= PLAIN) & (softmax(targets, 1)[:, 0] >= AT_YOU)


def precise(p, truth, wanted):
    """The lowest probability from which on flags on the validation split are right often enough."""
    order = np.argsort(-p)
    right = np.cumsum(truth[order])
    share = right / (np.arange(len(p)) + 1)
    fit = np.nonzero((share >= wanted) & (right >= FEWEST))[0]
    return float(p[order[fit[-1]]]) if len(fit) else NEVER


def thresholds(p, truth, chat_p):
    """Thresholds of all labels and of any harm. `p` and `chat_p` hold zero for harm that is not meant."""
    harm = precise(p[:, ANY_HARM], truth[:, ANY_HARM], PRECISE)
    loudest = np.sort(chat_p[:, ANY_HARM])[::-1]
    # The first probability that would be one flag too many, and a little more.
    harm = max(harm, float(loudest[int(QUIET * len(loudest))]) + 1e-5)
    likely = p[:, ANY_HARM] >= harm
    named = [precise(p[likely, i], truth[likely, i], LABEL_PRECISE) for i in range(HARMFUL)]
    opening = [precise(p[:, i], truth[:, i], OPENING_PRECISE) for i in range(HARMFUL, ANY_HARM)]
    return np.array([*named, *opening, harm])


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def silence():
    rows = [row for conversation, messages in chitchat() if chitchat_split(conversation) == "test" for row in records(conversation, messages)]
    for row in rows:
        del row["truth"]
    return sample(rows, 10000, 4)


def manifest(parameters, chosen):
    rows = [{"scale": round(scale, 5), "shift": round(shift, 5), "threshold": round(float(threshold), 5)}
            for (scale, shift), threshold in zip(parameters, chosen)]
    labels = [{"name": name, **row} for name, row in zip(LABELS, rows)]
    write_manifest({"longest": LONGEST, "context": CONTEXT, "begin": BEGIN, "end": END, "width": 384, "plain": PLAIN, "at_you": AT_YOU,
                    "harm": {**rows[ANY_HARM], "unsure": UNSURE}, "first_stage": None, "labels": labels, "frames": FRAMES, "targets": TARGETS})


def read_manifest():
    return json.loads((TONE / "manifest.json").read_text())


def write_manifest(body):
    """Writes the manifest with the model's id: a hash of all that decides its scores and flags."""
    text = json.dumps({**body, "id": ""} if "id" in body else {"id": "", **body}, indent=1) + "\n"
    mark = hashlib.sha256()
    for name in ("alone.onnx", "in_context.onnx", "tokenizer.json", "first_stage.bin"):
        mark.update((TONE / name).read_bytes())
    mark.update(text.encode())
    (TONE / "manifest.json").write_text(text.replace('"id": ""', f'"id": "{mark.hexdigest()[:16]}"'))


@torch.no_grad()
def main():
    network = load("network")
    graphs(network)
    conversations = written()
    validation = [entry for entry in conversations if split(entry[0]) == "validation"]
    chat = sample([entry for entry in chitchat() if chitchat_split(entry[0]) == "validation"], 600, 2)
    logits, *heads, truth = scored(network, validation)
    chat_logits, *chat_heads, _ = scored(network, chat)
    lifelike, even = natural(truth), np.ones(len(truth))
    parameters = [platt(logits[:, i], truth[:, i], even if HARMFUL <= i < ANY_HARM else lifelike) for i in range(ANY_HARM + 1)]
    p, chat_p = gated(logits, parameters, meant(*heads)), gated(chat_logits, parameters, meant(*chat_heads))
    chosen = thresholds(p, truth, chat_p)
    manifest(parameters, chosen)
    report(p, truth, chosen, chat_p)
    test = [entry for entry in conversations if split(entry[0]) == "test"]
    known = tags()
    write_lines(TONE / "heldout.jsonl", (row for name, messages in test for row in records(name, messages, known.get(name))))
    write_lines(WORK / "silence.jsonl", silence())
    references(validation, logits, *heads, parameters)


def gated(logits, parameters, meant):
    """Probabilities, with zero for harm that is not meant."""
    p = np.stack([expit(a * logits[:, i] + b) for i, (a, b) in enumerate(parameters)], 1)
    p[:, :HARMFUL] *= meant[:, None]
    p[:, ANY_HARM] *= meant
    return p


def flags(p, chosen):
    """The labels that are flagged, and whether any harmful one is; as `src/model/calibration.rs` has it."""
    flagged = p >= chosen
    likeliest = np.arange(HARMFUL) == p[:, :HARMFUL].argmax(1)[:, None]
    flagged[:, :HARMFUL] = (flagged[:, :HARMFUL] | likeliest) & flagged[:, [ANY_HARM]]
    return flagged


def report(p, truth, chosen, chat_p):
    flagged = flags(p, chosen)
    for i, label in enumerate([*LABELS, "any harm"]):
        found, right, all_ = flagged[:, i].sum(), (flagged[:, i] & (truth[:, i] > 0)).sum(), truth[:, i].sum()
        print(f"{label:14} threshold {chosen[i]:.3f} flags {found:4d} right {right:4d} of {all_:4.0f}: precision {right / max(1, found):.3f} recall {right / all_:.3f}")
    print(f"real chat flagged {flags(chat_p, chosen)[:, ANY_HARM].mean():.4%} of {len(chat_p)}")


def references(conversations, logits, frames, targets, parameters):
    """Outputs of PyTorch in f32 for the first messages of the validation split."""
    rows = [row for entry in conversations for row in records(*entry)][:REFERENCES]
    out = []
    for row, l, frame, target in zip(rows, logits, softmax(frames, 1), softmax(targets, 1)):
        *labels, harm = rounded(expit(a * x + b) for x, (a, b) in zip(l, parameters))
        out.append({"text": row["text"], "by": row["by"], "context": row["context"], "p": labels, "harm": harm,
                    "frame": rounded(frame), "target": rounded(target)})
    (TONE / "reference.json").write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def rounded(probabilities):
    return [round(float(p), 6) for p in probabilities]


if __name__ == "__main__":
    main()
