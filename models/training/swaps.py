"""Conversations with names and genders exchanged, everything else kept: what a message is does not depend on who somebody is."""

import re

from corpus import share, split

# How many of the conversations in which something can be exchanged are learned a second time.
SHARE = 0.35
PAIRS = (
    "he she|him her|himself herself|mum dad|mom pop|mummy daddy|mother father|husband wife|boyfriend girlfriend|"
    "brother sister|son daughter|uncle aunt|nephew niece|grandma grandpa|nan grandad|man woman|men women|boy girl|boys girls|"
    "bro sis|king queen|mr mrs|guy lady|"
    "nat sam|tom priya|ben aisha|dan mei|jack fatima|emma omar|sarah kwame|mike chloe|joe leila|anna yusuf|kate amit|"
    "lucy diego|rob ngozi|matt sofia|laura ivan|james zainab|chris hana|amy rashid|paul ling|lisa pedro|mark ayesha"
)
OTHER = {}
for pair in PAIRS.split("|"):
    one, other = pair.split()
    OTHER[one], OTHER[other] = other, one
# "her" stands for both "him" and "his"; it comes back as "him".
OTHER["his"] = "her"
WORD = re.compile(r"[A-Za-z]+")


def some(conversations):
    """Exchanged copies of a share of the training conversations."""
    copies = []
    for name, messages in conversations:
        if split(name) == "train" and share("swapped " + name) < SHARE:
            copy = [exchanged(message) for message in messages]
            if any(new["text"] != old["text"] for new, old in zip(copy, messages)):
                copies.append((name, copy))
    return copies


def exchanged(message):
    new = text(message["text"])
    phrases = {label: text(phrase) for label, phrase in message.get("labels", {}).items()}
    # A phrase that begins within a word is not found again.
    return {**message, "text": new, "labels": {label: phrase if phrase in new else new for label, phrase in phrases.items()}}


def text(words):
    return WORD.sub(lambda match: word(match.group()), words)


def word(word):
    """A word's counterpart, spelled like the word: small, Capital or LOUD."""
    other = OTHER.get(word.lower())
    if other is None:
        return word
    if len(word) > 1 and word.isupper():
        return other.upper()
    return other.capitalize() if word[0].isupper() else other
