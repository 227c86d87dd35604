"""Fine-tunes the network. Writes checkpoints to the work folder; `export.py` makes models/tone of the last.

Loss: binary cross-entropy per label on message scores; on words inside and outside of the marked
phrase where a label holds; cross-entropy of frames. Real chat counts as free of harm and says
nothing of the positive labels.
"""

import argparse
import copy
import json
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.metrics import average_precision_score, roc_auc_score

import vocabulary
from batches import Pool, forward, link
from corpus import (FRAMES, HARMFUL, LABELS, UNSURE_WEIGHT, chitchat, chitchat_split, pieces, sample, split,
                    written)
from network import Network
from paths import BASE, WORK

# A phrase is eight words long on average; together they weigh half a message.
PHRASE_WEIGHT = 0.5 / 8
FRAME_WEIGHT = 0.2
# The network that is kept is a running mean over steps, taken every few.
AVERAGE = 0.96
AVERAGE_EVERY = 3


def label_row(labels):
    return np.array([1.0 if label in labels else 0.0 for label in LABELS], dtype=np.float32)


def word_marks(text, spans, labels):
    """For each label that holds: which words lie in its phrase. Spans are bytes, phrases substrings."""
    marks = {}
    for label, phrase in labels.items():
        at = text.find(phrase)
        start = len(text[:at].encode())
        end = start + len(phrase.encode())
        marks[LABELS.index(label)] = [float(s < end and e > start) for s, e in spans]
    return marks


def load(arguments):
    """The pool and the targets of each split."""
    pool, targets, marks = Pool(), {"train": [], "validation": [], "test": []}, {}
    conversations = written()
    chat = [(c, m) for c, m in chitchat()]
    by_split = {name: [entry for entry in chat if chitchat_split(entry[0]) == name] for name in ("train", "validation")}
    chat = sample(by_split["train"], arguments.chat_conversations, 1) + sample(by_split["validation"], 700, 2)
    texts = sorted({m["text"] for _, ms in conversations + chat for m in ms})
    read = dict(zip(texts, pieces(texts)))
    for conversation, messages in conversations:
        numbers = []
        for at, message in enumerate(messages):
            weight = UNSURE_WEIGHT if message.get("unsure") else 1.0
            number = pool.add(read[message["text"]], [], label_row(message["labels"]),
                              FRAMES.index(message.get("frame", "plain")), weight)
            marks[number] = word_marks(message["text"], pool.spans[number], message["labels"])
            numbers.append(number)
            pool.before[number] = link(messages, numbers, at)
            targets[split(conversation)].append(number)
    chat_targets = {"train": [], "validation": []}
    for conversation, messages in chat:
        numbers = []
        for at, message in enumerate(messages):
            numbers.append(pool.add(read[message["text"]], [], label_row({}), 0, 1.0, "chat"))
            pool.before[numbers[-1]] = link(messages, numbers, at)
        chat_targets[chitchat_split(conversation)] += numbers
    return pool, targets, chat_targets, marks


def loss_of(network, pool, marks, targets, context_of):
    total = 0.0
    for rows, words, message, frame in forward(network, pool, targets, context_of):
        numbers = [targets[row] for row in rows]
        kinds = [pool.kinds[n] for n in numbers]
        truth = torch.from_numpy(np.stack([pool.labels[n] for n in numbers]))
        weight = torch.tensor([[pool.weights[n]] for n in numbers]).repeat(1, len(LABELS))
        for row, kind in enumerate(kinds):
            if kind == "chat":
                weight[row, HARMFUL:] = 0.0
        loss = F.binary_cross_entropy_with_logits(message, truth, weight, reduction="sum")
        own = [at for at, kind in enumerate(kinds) if kind == "written"]
        if own:
            truth = torch.tensor([pool.frames[numbers[at]] for at in own])
            loss = loss + FRAME_WEIGHT * F.cross_entropy(frame[own], truth, reduction="sum")
        where, inside = [], []
        for at in own:
            for label, mark in marks[numbers[at]].items():
                if 0 < sum(mark) < len(mark):
                    where += [(at, word + 1, label) for word in range(len(mark))]
                    inside += mark
        if where:
            index = torch.tensor(where)
            logits = words[index[:, 0], index[:, 1], index[:, 2]]
            loss = loss + PHRASE_WEIGHT * F.binary_cross_entropy_with_logits(logits, torch.tensor(inside), reduction="sum")
        total = total + loss
    return total / len(targets)


@torch.no_grad()
def predict(network, pool, targets):
    """Message logits and frame logits, in the order of the targets."""
    network.eval()
    message, frame = np.zeros((len(targets), len(LABELS)), np.float32), np.zeros((len(targets), len(FRAMES)), np.float32)
    for begin in range(0, len(targets), 512):
        block = targets[begin:begin + 512]
        for rows, _, m, f in forward(network, pool, block, lambda t: pool.before[t]):
            message[begin + rows], frame[begin + rows] = m.numpy(), f.numpy()
    network.train()
    return message, frame


def quality(pool, targets, logits):
    truth = np.stack([pool.labels[t] for t in targets])
    auc = [roc_auc_score(truth[:, i], logits[:, i]) for i in range(len(LABELS))]
    ap = [average_precision_score(truth[:, i], logits[:, i]) for i in range(len(LABELS))]
    halves = slice(0, HARMFUL), slice(HARMFUL, None)
    return {"auc": [round(float(np.mean(auc[h])), 4) for h in halves], "ap": [round(float(np.mean(ap[h])), 4) for h in halves]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--chat", type=int, default=3000, help="real chat messages an epoch")
    parser.add_argument("--chat-conversations", type=int, default=1200)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--head-rate", type=float, default=5, help="rate of new parameters, as a multiple")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--run", type=int, default=6, help="neighbours in a batch: they share their context")
    parser.add_argument("--start", help="go on from this checkpoint of the work folder")
    parser.add_argument("--steps", type=int, help="length of the schedule, if not all epochs")
    parser.add_argument("--stop", type=int, help="end after so many steps of the schedule, keeping the network as it is")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(20261127)
    order = random.Random(20261127)
    WORK.mkdir(parents=True, exist_ok=True)
    starts = vocabulary.build()
    pool, targets, chat_targets, marks = load(arguments)
    print({name: len(t) for name, t in targets.items()}, {name: len(t) for name, t in chat_targets.items()}, flush=True)
    network = Network(BASE)
    if arguments.start:
        network.load_state_dict(torch.load(WORK / arguments.start, weights_only=True))
    else:
        start_pieces(network, starts)
    average = copy.deepcopy(network).eval()
    heads = [p for name, p in network.named_parameters() if "head" in name or "place" in name]
    body = [p for name, p in network.named_parameters() if "head" not in name and "place" not in name]
    optimizer = torch.optim.AdamW([{"params": body, "lr": arguments.rate}, {"params": heads, "lr": arguments.rate * arguments.head_rate}], weight_decay=0.01, fused=True)
    epoch_size = len(targets["train"]) + arguments.chat
    steps = arguments.steps or arguments.epochs * (epoch_size // arguments.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.03 * steps), max(0.0, (steps - s) / (0.97 * steps))))
    step, began, running = 0, time.time(), []
    for epoch in range(arguments.epochs):
        chosen = targets["train"] + order.sample(chat_targets["train"], arguments.chat)
        for batch in batches_near(chosen, arguments.batch, arguments.run, order):
            kept = {t: thinned(pool.before[t], order) for t in batch}
            loss = loss_of(network, pool, marks, batch, lambda t: kept[t])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if step % AVERAGE_EVERY == 0:
                decay = min(AVERAGE, (step + 1) / (step + 10))
                with torch.no_grad():
                    torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
            running.append(float(loss))
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {np.mean(running[-50:]):.4f} {step * arguments.batch / (time.time() - began):.1f} msg/s", flush=True)
            if arguments.stop and step >= arguments.stop:
                torch.save(network.state_dict(), WORK / "first.pt")
                return
            if step >= steps:
                break
        logits, _ = predict(average, pool, targets["validation"])
        print(json.dumps({"epoch": epoch + 1, "minutes": round((time.time() - began) / 60, 1), **quality(pool, targets["validation"], logits)}), flush=True)
        torch.save(average.state_dict(), WORK / "network.pt")


def start_pieces(network, starts):
    """New pieces begin as the mean of the words that name them."""
    from transformers import AutoTokenizer
    base = AutoTokenizer.from_pretrained(BASE)
    table = network.embeddings.word_embeddings.weight.data
    for number, words in starts.items():
        table[number] = table[base.encode(words, add_special_tokens=False)].mean(0)


def batches_near(chosen, size, run, order):
    """Batches of runs of neighbours, so that a context is read once for several targets."""
    chosen = sorted(chosen)
    runs = [chosen[max(0, at):at + run] for at in range(-order.randrange(run), len(chosen), run)]
    order.shuffle(runs)
    flat = [number for run in runs for number in run]
    return [flat[at:at + size] for at in range(0, len(flat), size)]


def thinned(before, order):
    """One target in ten loses some or all of its context: exports begin somewhere, and replies stand alone."""
    if order.random() < 0.1:
        return before[len(before) - order.randrange(len(before) + 1):] if before else before
    return before


if __name__ == "__main__":
    main()
