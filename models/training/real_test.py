"""Writes the labelled real messages whose labels nothing is trained on as tests for `hearten model eval`: real-random.jsonl
and real-suspects.jsonl in the work folder. Those drawn at random show what life looks like."""

import json

from corpus import real, real_split, records
from paths import WORK


def main():
    tests = {"random": [], "suspects": []}
    for name, drawn, messages in real():
        if real_split(name) == "train":
            continue
        *_, record = records(name, messages)
        tests["random" if drawn == "random" else "suspects"].append(record)
    for name, rows in tests.items():
        path = WORK / f"real-{name}.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(f"{path.name}: {len(rows)} messages")


if __name__ == "__main__":
    main()
