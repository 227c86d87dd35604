"""What teachers say of every message that is trained on, on average: soft.npy in the work folder.

A network that learns from several others besides the labels comes near to what they reach together
(Hinton, Vinyals and Dean 2015), and learns from messages that nobody labelled. Names of checkpoints
in the work folder are given; those that begin with "large" are of large.py.
"""

import sys
import time

import numpy as np
import torch

from corpus import LABELS
from examples import Examples
from large import LargeNetwork
from network import Network
from paths import BASE, LARGE_BASE, WORK
from train import predict


def main():
    examples = Examples()
    numbers = [number for role in ("train", "chat", "comments") for number in examples.targets[role]]
    logits = np.zeros((len(numbers), len(LABELS)), np.float32)
    for name in sys.argv[1:]:
        began = time.time()
        teacher = LargeNetwork(LARGE_BASE) if name.startswith("large") else Network(BASE)
        teacher.load_state_dict(torch.load(WORK / f"{name}.pt", weights_only=True))
        with torch.autocast("cpu", torch.bfloat16):
            logits += predict(teacher, examples.pool, numbers)[0] / len(sys.argv[1:])
        print(f"{name}: {len(numbers) / (time.time() - began):.0f} messages a second", flush=True)
    soft = np.zeros((len(examples.pool.ids), len(LABELS)), np.float32)
    soft[numbers] = 1 / (1 + np.exp(-logits))
    np.save(WORK / "soft.npy", soft)


if __name__ == "__main__":
    main()
