"""The mean of checkpoints' weights, as network.pt of the work folder: average.py NAME NAME.

A network that went on to learn from other messages forgets some of what it knew. Half way between before and after
it keeps most of both (Wortsman and others 2022, "Robust fine-tuning of zero-shot models").
"""

import sys

import torch

from paths import WORK


def main():
    states = [torch.load(WORK / f"{name}.pt", weights_only=True) for name in sys.argv[1:]]
    mean = {key: sum(state[key].float() for state in states) / len(states) for key in states[0]}
    torch.save(mean, WORK / "network.pt")


if __name__ == "__main__":
    main()
