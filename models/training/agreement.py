"""How far two readers of the same messages agree, real ones and the written test split: for each label Krippendorff's
alpha, and the F1 of the second reader against the first, which a model is held to."""

import json

from corpus import HARMFUL, LABELS, records, split, written
from paths import HERE, REAL


def read(*names):
    lines = [line for name in names for line in (REAL / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return {record["id"]: set(record["labels"]) for record in map(json.loads, lines)}


def alpha(pairs):
    """Krippendorff's alpha of two readers' yes and no (nominal, no missing values). None if nobody ever said yes."""
    values = [value for pair in pairs for value in pair]
    yes, n = sum(values), len(values)
    expected = 2 * yes * (n - yes) / (n * (n - 1))
    observed = sum(one != other for one, other in pairs) / len(pairs)
    return 1 - observed / expected if expected else None


def table(first, second):
    both = sorted(first.keys() & second.keys())
    rows = [(label, lambda labels, label=label: label in labels) for label in LABELS]
    rows.append(("any harmful", lambda labels: bool(labels & set(LABELS[:HARMFUL]))))
    rows.append(("any positive", lambda labels: bool(labels & set(LABELS[HARMFUL:]))))
    print(f"{len(both)} messages read twice\n\n| label | first | second | alpha | F1 |\n|---|---|---|---|---|")
    for name, holds in rows:
        pairs = [(holds(first[at]), holds(second[at])) for at in both]
        one, other, common = sum(a for a, _ in pairs), sum(b for _, b in pairs), sum(a and b for a, b in pairs)
        found = alpha(pairs)
        figures = "– | –" if found is None else f"{found:.2f} | {2 * common / (one + other):.2f}"
        print(f"| {name} | {one} | {other} | {figures} |")


def main():
    table(read("first", "more"), read("second"))
    test = {record["id"]: set(record["truth"]["labels"]) for name, messages in written() if split(name) == "test" for record in records(name, messages)}
    again = (HERE / "second_reading.jsonl").read_text(encoding="utf-8").splitlines()
    table(test, {record["id"]: set(record["labels"]) for record in map(json.loads, again)})


if __name__ == "__main__":
    main()
