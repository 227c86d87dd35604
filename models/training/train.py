"""Fine-tunes the network, or a teacher. Writes the work folder; `export.py` makes models/tone of it.

Loss: binary cross-entropy per label, and of any harmful one, on message scores; on words inside and outside
of the marked phrase where a label holds; cross-entropy of frames and targets. What a message is to say: `examples.py`.
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
from batches import UNKNOWN, fast_products, forward
from checkpoint import load
from corpus import ANY_HARM, FRAMES, HARMFUL, LABELS, LATER, TARGETS
from examples import Examples
from large import LargeNetwork
from network import Network
from paths import BASE, LARGE_BASE, WORK

# A phrase is eight words long on average; together they weigh half a message.
PHRASE_WEIGHT = 0.5 / 8
FRAME_WEIGHT = 0.2
TARGET_WEIGHT = 0.2
EARLY_WEIGHT = 0.2
BATCH = 32
# Neighbours in a batch: they share their context.
RUN = 4
# New parameters learn faster than the base's.
HEAD_RATE = 5
WARM_UP = 0.03
# The network that is kept is a running mean over steps, taken every few.
AVERAGE = 0.96
AVERAGE_EVERY = 3


def loss_of(network, examples, goals, targets, context_of):
    """Mean loss of the targets; `goals` are the tables of `Examples.goals`."""
    pool, total = examples.pool, 0.0
    for rows, words, message, frame, aim, early in forward(network, pool, targets, context_of):
        numbers = [targets[row] for row in rows]
        truth, weight = (torch.from_numpy(table[numbers]) for table in goals)
        loss = F.binary_cross_entropy_with_logits(message, truth, weight, reduction="sum")
        loss = loss + EARLY_WEIGHT * F.binary_cross_entropy_with_logits(early.float(), truth, weight, reduction="sum")
        own = [at for at, number in enumerate(numbers) if pool.kinds[number] in ("train", *LATER, "swapped", "real")]
        if own:
            truth = torch.tensor([pool.frames[numbers[at]] for at in own])
            loss = loss + FRAME_WEIGHT * F.cross_entropy(frame[own], truth, reduction="sum")
            truth = torch.tensor([pool.aims[numbers[at]] for at in own])
            loss = loss + TARGET_WEIGHT * F.cross_entropy(aim[own], truth, reduction="sum", ignore_index=UNKNOWN)
        total = total + loss + PHRASE_WEIGHT * phrase_loss(words, [(at, examples.marks[numbers[at]]) for at in own])
    return total / len(targets)


def phrase_loss(words, marked):
    """Words inside of a label's phrase against words outside; a phrase that is the whole message says nothing."""
    where, inside = [], []
    for at, marks in marked:
        for label, mark in marks.items():
            if 0 < sum(mark) < len(mark):
                where += [(at, word + 1, label) for word in range(len(mark))]
                inside += mark
    if not where:
        return 0.0
    index = torch.tensor(where)
    logits = words[index[:, 0], index[:, 1], index[:, 2]]
    return F.binary_cross_entropy_with_logits(logits, torch.tensor(inside), reduction="sum")


@torch.no_grad()
def predict(network, pool, targets):
    """Message, frame and target logits, in the order of the targets."""
    network.eval()
    message, frame, aim = (np.zeros((len(targets), width), np.float32) for width in (ANY_HARM + 1, len(FRAMES), len(TARGETS)))
    for begin in range(0, len(targets), 512):
        block = targets[begin:begin + 512]
        for rows, _, m, f, a, _ in forward(network, pool, block, lambda t: pool.before[t]):
            message[begin + rows], frame[begin + rows], aim[begin + rows] = m.numpy(), f.numpy(), a.numpy()
    network.train()
    return message, frame, aim


def quality(pool, targets, logits):
    truth = np.stack([pool.labels[t] for t in targets])
    auc = [roc_auc_score(truth[:, i], logits[:, i]) for i in range(len(LABELS))]
    ap = [average_precision_score(truth[:, i], logits[:, i]) for i in range(len(LABELS))]
    halves = slice(0, HARMFUL), slice(HARMFUL, None)
    return {"auc": [round(float(np.mean(auc[h])), 4) for h in halves], "ap": [round(float(np.mean(ap[h])), 4) for h in halves],
            "any_harm_ap": round(float(average_precision_score(truth[:, ANY_HARM], logits[:, ANY_HARM])), 4)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="network", help="NAME.pt in the work folder")
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--large", action="store_true", help="train the large network of large.py")
    parser.add_argument("--soft", action="store_true", help="learn from teachers too: soft.npy of soften.py")
    parser.add_argument("--start", help="go on from NAME.pt of the work folder")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--chat", type=int, default=4500, help="real chat messages an epoch")
    parser.add_argument("--comments", type=int, default=0, help="comments an epoch, with --soft")
    parser.add_argument("--again", type=float, default=1.0, help="share of the p and q files an epoch holds")
    parser.add_argument("--later", default=LATER, help="which of the later files it learns from")
    parser.add_argument("--swapped", type=int, default=0, help="messages an epoch with names and genders exchanged")
    parser.add_argument("--real", type=int, default=3, help="how often an epoch holds each labelled real message")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    order = random.Random(arguments.seed)
    WORK.mkdir(parents=True, exist_ok=True)
    examples = Examples()
    pool, targets = examples.pool, examples.targets
    print({role: len(numbers) for role, numbers in targets.items()}, flush=True)
    goals = examples.goals(np.load(WORK / "soft.npy") if arguments.soft else None)
    if arguments.start:
        network = load(arguments.start).train()
    else:
        network = LargeNetwork(LARGE_BASE) if arguments.large else Network(BASE)
        # A network that goes on keeps the vocabulary that it learned with.
        start_pieces(network, vocabulary.build())
    average = copy.deepcopy(network).eval()
    optimizer = optimizer_of(network, arguments.rate)
    again = round(arguments.again * len(targets["train"]))
    labelled = [number for part in arguments.later for number in targets[part]] + targets["real"] * arguments.real
    steps = arguments.epochs * ((len(labelled) + again + arguments.chat + arguments.comments + arguments.swapped) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (WARM_UP * steps), max(0.0, (steps - s) / ((1 - WARM_UP) * steps))))
    step, began, running = 0, time.time(), []
    for epoch in range(arguments.epochs):
        chosen = labelled + order.sample(targets["train"], again) + order.sample(targets["chat"], arguments.chat) + order.sample(targets["comments"], arguments.comments) + order.sample(targets["swapped"], arguments.swapped)
        for batch in batches_near(chosen, order):
            kept = {t: thinned(pool.before[t], order) for t in batch}
            with fast_products():
                loss = loss_of(network, examples, goals, batch, lambda t: kept[t])
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
                print(f"step {step}/{steps} loss {np.mean(running[-50:]):.4f} {step * BATCH / (time.time() - began):.1f} msg/s", flush=True)
        logits, _, _ = predict(average, pool, targets["validation"])
        print(json.dumps({"epoch": epoch + 1, "minutes": round((time.time() - began) / 60, 1), **quality(pool, targets["validation"], logits)}), flush=True)
        torch.save(average.state_dict(), WORK / f"{arguments.name}.pt")


def optimizer_of(network, rate):
    new = [p for name, p in network.named_parameters() if "head" in name or "place" in name]
    base = [p for name, p in network.named_parameters() if "head" not in name and "place" not in name]
    groups = [{"params": base, "lr": rate}, {"params": new, "lr": rate * HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def start_pieces(network, starts):
    """New pieces begin as the mean of the words that name them."""
    from transformers import AutoTokenizer
    base = AutoTokenizer.from_pretrained(BASE)
    table = network.embeddings.word_embeddings.weight.data
    for number, words in starts.items():
        named = torch.tensor(base.encode(words, add_special_tokens=False))
        table[number + network.shift] = table[named + network.shift].mean(0)


def batches_near(chosen, order):
    """Batches of runs of neighbours, so that a context is read once for several targets."""
    chosen = sorted(chosen)
    runs = [chosen[max(0, at):at + RUN] for at in range(-order.randrange(RUN), len(chosen), RUN)]
    order.shuffle(runs)
    flat = [number for run in runs for number in run]
    return [flat[at:at + BATCH] for at in range(0, len(flat), BATCH)]


def thinned(before, order):
    """One target in ten loses some or all of its context: exports begin somewhere, and replies stand alone."""
    if order.random() < 0.1:
        return before[len(before) - order.randrange(len(before) + 1):] if before else before
    return before


if __name__ == "__main__":
    main()
