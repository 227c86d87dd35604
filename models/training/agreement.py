"""How far two readers of the same real messages agree: Krippendorff's alpha for each label, and over families."""

import json

from corpus import HARMFUL, LABELS
from paths import REAL


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


def main():
    first, second = read("first", "more"), read("second")
    both = sorted(first.keys() & second.keys())
    rows = [(label, lambda labels, label=label: label in labels) for label in LABELS]
    rows.append(("any harmful", lambda labels: bool(labels & set(LABELS[:HARMFUL]))))
    rows.append(("any positive", lambda labels: bool(labels & set(LABELS[HARMFUL:]))))
    print(f"{len(both)} messages read twice\n\n| label | first | second | alpha |\n|---|---|---|---|")
    for name, holds in rows:
        pairs = [(holds(first[at]), holds(second[at])) for at in both]
        found = alpha(pairs)
        print(f"| {name} | {sum(a for a, _ in pairs)} | {sum(b for _, b in pairs)} | {'–' if found is None else f'{found:.2f}'} |")


if __name__ == "__main__":
    main()
