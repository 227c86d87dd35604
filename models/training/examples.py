"""Everything that a network is trained on, with what it is to say of each message."""

import numpy as np

from batches import UNKNOWN, Pool, link
import swaps
from corpus import (ANY_HARM, FRAMES, HARMFUL, LABELS, LATER, TARGETS, UNSURE_WEIGHT, chitchat, chitchat_split, comments, is_later,
                    part, pieces, real, real_split, sample, split, written)

CHAT_CONVERSATIONS = 120
VALIDATION_CONVERSATIONS = 700
COMMENTS = 5000
ROLES = ("train", *LATER, "swapped", "validation", "test", "chat", "chat_validation", "comments", "real")


class Examples:
    """The pool, its members by role, and the marked phrases.

    targets: numbers of messages by role: train (p and q), the later parts by their letters (what of these is trained on),
    swapped (some of all these again, names and genders exchanged), validation, test; chat and chat_validation (real,
    without labels); comments (single texts without labels); real (of both, read and labelled).
    marks: for a message, by label, which words lie in the phrase that carries it.
    """

    def __init__(self):
        self.pool, self.marks = Pool(), {}
        self.targets = {role: [] for role in ROLES}
        conversations = written()
        chats = {"train": [], "validation": []}
        for conversation, messages in chitchat():
            side = chitchat_split(conversation)
            if side in chats:
                chats[side].append((conversation, messages))
        chat = sample(chats["train"], CHAT_CONVERSATIONS, 1)
        chat_validation = sample(chats["validation"], VALIDATION_CONVERSATIONS, 2)
        read_by_hand = list(real())
        labelled = [messages for name, _, messages in read_by_hand if real_split(name) == "train"]
        # What was read stays out of what was not, so that its test part is new to every network.
        known = {messages[-1]["text"] for _, _, messages in read_by_hand}
        single = [text for text in sample(comments(), COMMENTS, 3) if text not in known]
        groups = [messages for _, messages in conversations + chat + chat_validation] + labelled
        exchanged = swaps.some(conversations)
        groups += [messages for _, messages in exchanged]
        texts = {message["text"] for messages in groups for message in messages} | set(single)
        read = dict(zip(sorted(texts), pieces(sorted(texts))))
        for conversation, messages in conversations:
            role = split(conversation)
            if role == "train" and is_later(conversation):
                role = part(conversation)
            self.targets[role] += self.add(messages, role, read)
        for _, messages in exchanged:
            self.targets["swapped"] += self.add(messages, "swapped", read)
        for role, group in (("chat", chat), ("chat_validation", chat_validation)):
            for _, messages in group:
                numbers = self.add(messages, role, read)
                self.targets[role] += [number for number, message in zip(numbers, messages) if message["text"] not in known]
        for text in single:
            self.targets["comments"] += self.add([{"by": "", "text": text}], "comments", read)
        for messages in labelled:
            self.targets["real"].append(self.add(messages, "real", read)[-1])

    def add(self, messages, role, read):
        numbers = []
        for at, message in enumerate(messages):
            weight = UNSURE_WEIGHT if message.get("unsure") else 1.0
            number = self.pool.add(read[message["text"]], [], label_row(message.get("labels", {})),
                                   FRAMES.index(message.get("frame", "plain")), aim_of(message), weight, role)
            numbers.append(number)
            self.pool.before[number] = link(messages, numbers, at)
            self.marks[number] = word_marks(message["text"], self.pool.spans[number], message.get("labels", {}))
        return numbers

    def goals(self, soft=None):
        """What the network is to say of each message, and how much it counts: two tables [messages, labels and any harm].

        Real chat is free of harm and says nothing else by itself. With teachers' probabilities `soft`, a goal is the
        mean of both, and what nobody labelled is the teachers' alone; where they say nothing (NaN), labels are all there is."""
        truth = np.stack(self.pool.labels)
        weight = np.repeat(np.array(self.pool.weights, np.float32)[:, None], truth.shape[1], 1)
        kinds = np.array(self.pool.kinds)
        chat, single = kinds == "chat", kinds == "comments"
        labelled = np.ones(truth.shape, bool)
        labelled[chat, HARMFUL:ANY_HARM] = False
        labelled[single] = False
        if soft is None:
            return truth, weight * labelled
        soft = np.where(np.isnan(soft), truth, soft)
        return np.where(labelled, (truth + soft) / 2, soft).astype(np.float32), weight


def label_row(labels):
    """0 or 1 for each label, and for any harmful one."""
    row = [float(label in labels) for label in LABELS]
    return np.array([*row, max(row[:HARMFUL])], dtype=np.float32)


def aim_of(message):
    """At whom harsh words go: marked where it is not the reader, known where a harmful label holds."""
    if message.get("target") in TARGETS:
        return TARGETS.index(message["target"])
    return 0 if any(label in message.get("labels", {}) for label in LABELS[:HARMFUL]) else UNKNOWN


def word_marks(text, spans, labels):
    """For each label that holds: which words lie in its phrase. Spans are bytes, phrases substrings."""
    marks = {}
    for label, phrase in labels.items():
        at = text.find(phrase)
        start = len(text[:at].encode())
        end = start + len(phrase.encode())
        marks[LABELS.index(label)] = [float(s < end and e > start) for s, e in spans]
    return marks
