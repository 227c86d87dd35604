"""Reads the written corpus and the public sets into one shape, and splits them.

A message is a dict: by, text, labels (label to the words that carry it), and where they say something frame, target, unsure.
A conversation is its name and its messages.
"""

import gzip
import hashlib
import json
import random
import re
import subprocess

from paths import DATA, HERE, PROGRAM, PUBLIC, REAL

LABELS = (
    "controlling judgmental critical sarcastic unforgiving abusive selfish nasty dismissive defensive "
    "appreciation affection acceptance openness repair support curiosity togetherness request"
).split()
HARMFUL = 10
# The column after the labels: whether a message carries any harmful one.
ANY_HARM = len(LABELS)
FRAMES = "plain play quoted reported hypothetical".split()
# At whom harsh words go; the first is the one written to.
TARGETS = "you self third thing".split()
# Parts of the written corpus after the first two.
LATER = "rstuvw"
CONTEXT = 3
# Pieces of one message with its begin and end marks; longer ones are cut here and read in windows by the program.
LONGEST = 64
BEGIN, END = 101, 102
UNSURE_WEIGHT = 0.5
# First readings of real messages; `second` reads some of them again.
READINGS = ("first", "more")
WORDLESS = re.compile(r"^\s*<[^<>]{1,60}>\s*$")


def share(key):
    """A number from 0 to 1 that depends on the key alone."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def group(conversation):
    """What must not be torn apart: a contrast group (p7-012a, p7-012b), ten neighbours of a later file."""
    match = re.match(r"([p-w]\d)-(\d+)", conversation)
    file, number = match.group(1), int(match.group(2))
    if file.startswith("p"):
        return f"{file}-{number}"
    return f"{file}-{number // 10}"


def split(conversation):
    """train, validation or test (80, 9 and 11 in 100). The later files hold no test, which stays what it was."""
    at = share("hearten " + group(conversation))
    if at < 0.11:
        return "train" if is_later(conversation) else "test"
    return "validation" if at < 0.20 else "train"


def part(conversation):
    """The part of the corpus it belongs to: p and q came first, those of LATER after them."""
    return conversation[0]


def is_later(conversation):
    return part(conversation) in LATER


def written():
    """All conversations of the written corpus as lists of messages."""
    conversations = []
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            messages = [m for m in record["messages"] if not WORDLESS.match(m["text"])]
            conversations.append((record["id"], messages))
    return conversations


def chitchat():
    """Real, unlabelled instant messages, by conversation."""
    conversations = {}
    with gzip.open(PUBLIC / "chitchat" / "messages.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            conversations.setdefault(record["conv"], []).append({"by": record["by"], "text": record["text"]})
    return sorted(conversations.items())


def comments():
    """Unlabelled single texts from the training parts of the public comment sets."""
    lines = (PUBLIC / "goemotions" / "train.tsv").read_text(encoding="utf-8").splitlines()
    return offmychest() + [line.split("\t")[0] for line in lines]


def offmychest():
    """Single comments, by line."""
    lines = (PUBLIC / "offmychest" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def real():
    """Real messages that were read and labelled: for each its id, how it was drawn ("random", or for likely "harm"
    or "positive" labels) and the messages up to it, labels on the last."""
    conversations, single = dict(chitchat()), offmychest()
    for line in (line for name in READINGS for line in (REAL / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        source, *place = record["id"].split("/")
        if source == "offmychest":
            before, message = [], {"by": "", "text": single[int(place[0])]}
        else:
            messages, at = conversations[place[0]], int(place[1])
            before, message = messages[max(0, at - CONTEXT):at], messages[at]
        labels = {label: message["text"].encode()[start:end].decode() for label, (start, end) in record["labels"].items()}
        extra = {key: record[key] for key in ("frame", "target", "unsure") if key in record}
        yield record["id"], record["drawn"], [*before, {**message, "labels": labels, **extra}]


def real_split(name):
    """train or test: half of the labelled comments and of the chat's training part; all of its validation part is a test."""
    source, place, *_ = name.split("/")
    if source == "chitchat" and chitchat_split(place) != "train":
        return "test"
    return "train" if share("real " + name) < 0.5 else "test"


def chitchat_split(conversation):
    at = share("chitchat " + conversation)
    return "test" if at < 0.06 else "validation" if at < 0.20 else "train"


def tags():
    """What a reader said of whole conversations of the test split: whether there is live conflict, and which English it is."""
    lines = (HERE / "tags.jsonl").read_text(encoding="utf-8").splitlines()
    return {tag.pop("id"): tag for tag in map(json.loads, lines)}


def records(conversation, messages, tags=None):
    """One evaluation record per message, in the shape `hearten score` reads, with the truth beside it."""
    for at, message in enumerate(messages):
        before = messages[max(0, at - CONTEXT):at]
        yield {
            "id": f"{conversation}#{at}",
            "context": [{"by": m["by"], "text": m["text"]} for m in before],
            "by": message["by"],
            "text": message["text"],
            "truth": {
                "labels": message.get("labels", {}),
                "frame": message.get("frame", "plain"),
                "target": message.get("target"),
                "unsure": message.get("unsure", False),
                **(tags or {}),
            },
        }


def pieces(texts):
    """The pieces of each text, by the shipped program."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    answer = subprocess.run([PROGRAM, "model", "tokens"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


def sample(items, count, seed):
    return random.Random(seed).sample(items, min(count, len(items)))
