"""How the shipped program fares on sets that it was never trained on and whose labels are others': yardsticks.json.

Which of our labels stands for which of theirs was fixed before anything was measured; where several do,
the highest probability counts. Every score is the shipped program's (`hearten score`).
"""

import csv
import json
import os
import subprocess
from pathlib import Path

from sklearn.metrics import roc_auc_score

from paths import PROGRAM, PUBLIC, TONE

# News comments under CC BY-NC-SA 4.0: measured on, never trained on.
UCC = Path(os.environ.get("HEARTEN_UCC", PUBLIC / "ucc")) / "val.csv"
UCC_LABELS = {
    "hostile": ["nasty", "abusive", "critical"],
    "antagonize": ["nasty", "abusive", "sarcastic", "critical"],
    "condescending": ["judgmental", "sarcastic", "dismissive"],
    "dismissive": ["dismissive", "judgmental", "nasty"],
    "generalisation_unfair": ["judgmental", "nasty"],
    "sarcastic": ["sarcastic"],
}
# Places in the list of emotions that GoEmotions prints with its data.
EMOTIONS = {"admiration": 0, "caring": 5, "curiosity": 7, "gratitude": 15, "love": 18, "remorse": 24}
EMOTION_LABELS = {
    "admiration": ["appreciation"], "caring": ["support"], "curiosity": ["curiosity"],
    "gratitude": ["appreciation"], "love": ["affection"], "remorse": ["repair"],
}
OFFMYCHEST_LABELS = {"emotional_disclosure": ["openness"], "emo_support": ["support", "acceptance", "affection"]}


def scores(rows):
    """Probabilities of each label for (text, context) pairs, by the shipped program."""
    lines = "".join(json.dumps({"text": text, "by": "A", "context": context}) + "\n" for text, context in rows)
    answer = subprocess.run([PROGRAM, "score"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [{name: label["p"] for name, label in json.loads(line)["labels"].items()} for line in answer.stdout.splitlines()]


def measured(rows, truths, mapping):
    """Area under the curve of each foreign label."""
    found = scores(rows)
    return {
        theirs: round(float(roc_auc_score(truth, [max(p[name] for name in mapping[theirs]) for p in found])), 3)
        for theirs, truth in truths.items()
    }


def ucc():
    with UCC.open(encoding="utf-8") as lines:
        records = list(csv.DictReader(lines))
    truths = {label: [float(record[label] or 0) >= 0.5 for record in records] for label in UCC_LABELS}
    return measured([(record["comment"], []) for record in records], truths, UCC_LABELS)


def goemotions():
    lines = (PUBLIC / "goemotions" / "test.tsv").read_text(encoding="utf-8").splitlines()
    records = [line.split("\t") for line in lines]
    truths = {name: [str(number) in record[1].split(",") for record in records] for name, number in EMOTIONS.items()}
    return measured([(record[0], []) for record in records], truths, EMOTION_LABELS)


def offmychest():
    records = [json.loads(line) for line in (PUBLIC / "offmychest" / "test.jsonl").read_text(encoding="utf-8").splitlines()]
    truths = {label: [bool(record[label]) for record in records] for label in OFFMYCHEST_LABELS}
    return measured([(record["text"], []) for record in records], truths, OFFMYCHEST_LABELS)


def convabuse():
    records = [json.loads(line) for line in (PUBLIC / "convabuse" / "test.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [(r["user"], [{"by": "A", "text": r["prev_user"]}, {"by": "B", "text": r["agent"]}]) for r in records]
    return measured(rows, {"abusive": [r["abusive_majority"] for r in records]}, {"abusive": ["abusive", "nasty"]})


def isarcasm():
    with (PUBLIC / "isarcasm" / "test.csv").open(encoding="utf-8") as lines:
        records = list(csv.DictReader(lines))
    truth = {"sarcastic": [record["sarcastic"] == "1" for record in records]}
    return measured([(record["text"], []) for record in records], truth, {"sarcastic": ["sarcastic"]})


def main():
    found = {"model": json.loads((TONE / "manifest.json").read_text())["id"]}
    for name, measure in (("ucc", ucc), ("goemotions", goemotions), ("offmychest", offmychest), ("convabuse", convabuse), ("isarcasm", isarcasm)):
        found[name] = measure()
        print(name, found[name], flush=True)
    (TONE / "yardsticks.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
