"""Everything that a network is trained on, with what it is to say of each message."""

import numpy as np

from batches import Pool, link
from corpus import (FRAMES, HARMFUL, LABELS, UNSURE_WEIGHT, chitchat, chitchat_split, comments, pieces, real,
                    real_split, sample, split, written)

CHAT_CONVERSATIONS = 450
VALIDATION_CONVERSATIONS = 700
COMMENTS = 20000
ROLES = ("train", "validation", "test", "chat", "chat_validation", "comments", "real")


class Examples:
    """The pool, its members by role, and the marked phrases.

    targets: numbers of messages by role: train, validation, test; chat and chat_validation (real, without
    labels); comments (single texts without labels); real (of both, read and labelled).
    marks: for a message, by label, which words lie in the phrase that carries it.
    """

    def __init__(self):
        self.pool, self.marks = Pool(), {}
        self.targets = {role: [] for role in ROLES}
        conversations = written()
        chats = {"train": [], "validation": []}
        for conversation, messages in chitchat():
            part = chitchat_split(conversation)
            if part in chats:
                chats[part].append((conversation, messages))
        chat = sample(chats["train"], CHAT_CONVERSATIONS, 1)
        chat_validation = sample(chats["validation"], VALIDATION_CONVERSATIONS, 2)
        single = sample(comments(), COMMENTS, 3)
        labelled = [messages for name, _, messages in real() if real_split(name) == "train"]
        groups = [messages for _, messages in conversations + chat + chat_validation] + labelled
        texts = {message["text"] for messages in groups for message in messages} | set(single)
        read = dict(zip(sorted(texts), pieces(sorted(texts))))
        for conversation, messages in conversations:
            self.targets[split(conversation)] += self.add(messages, split(conversation), read)
        for role, group in (("chat", chat), ("chat_validation", chat_validation)):
            for _, messages in group:
                self.targets[role] += self.add(messages, role, read)
        for text in single:
            self.targets["comments"] += self.add([{"by": "", "text": text}], "comments", read)
        for messages in labelled:
            self.targets["real"].append(self.add(messages, "real", read)[-1])

    def add(self, messages, role, read):
        numbers = []
        for at, message in enumerate(messages):
            weight = UNSURE_WEIGHT if message.get("unsure") else 1.0
            number = self.pool.add(read[message["text"]], [], label_row(message.get("labels", {})),
                                   FRAMES.index(message.get("frame", "plain")), weight, role)
            numbers.append(number)
            self.pool.before[number] = link(messages, numbers, at)
            self.marks[number] = word_marks(message["text"], self.pool.spans[number], message.get("labels", {}))
        return numbers

    def goals(self, soft=None):
        """What the network is to say of each message, and how much it counts: two tables [messages, labels].

        Real chat is free of harm and says nothing else by itself. With teachers' probabilities `soft`, every
        goal is the mean of both, and what nobody labelled is the teachers' alone. Teachers are not
        heard on the real messages that were read one by one."""
        truth = np.stack(self.pool.labels)
        weight = np.repeat(np.array(self.pool.weights, np.float32)[:, None], len(LABELS), 1)
        kinds = np.array(self.pool.kinds)
        chat, single = kinds == "chat", kinds == "comments"
        labelled = np.ones(truth.shape, bool)
        labelled[chat, HARMFUL:] = False
        labelled[single] = False
        if soft is None:
            return truth, weight * labelled
        soft = np.where((kinds == "real")[:, None], truth, soft)
        return np.where(labelled, (truth + soft) / 2, soft).astype(np.float32), weight


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
