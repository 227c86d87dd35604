"""What teachers say of every message that is trained on, on average: soft.npy in the work folder.

A network that learns from several others besides the labels comes near to what they reach together
(Hinton, Vinyals and Dean 2015), and learns from messages that nobody labelled. Names of checkpoints
in the work folder are given; those that begin with "large" are of large.py. Nobody teaches what it
learned by heart: of the later files a teacher is heard on those that its name says it does without
("without-r").
"""

import sys
import time

import numpy as np

from batches import fast_products
from checkpoint import load
from corpus import ANY_HARM, LATER
from examples import Examples
from paths import WORK
from train import predict


def main():
    examples = Examples()
    shape = len(examples.pool.ids), ANY_HARM + 1
    logits, heard = np.zeros(shape, np.float32), np.zeros(shape[0], np.float32)
    for name in sys.argv[1:]:
        began = time.time()
        roles = ["train", "chat", "comments", *(part for part in LATER if name.endswith(f"without-{part}"))]
        numbers = [number for role in roles for number in examples.targets[role]]
        with fast_products():
            logits[numbers] += predict(load(name), examples.pool, numbers)[0]
        heard[numbers] += 1
        print(f"{name}: {len(numbers) / (time.time() - began):.0f} messages a second", flush=True)
    with np.errstate(invalid="ignore"):
        np.save(WORK / "soft.npy", 1 / (1 + np.exp(-logits / heard[:, None])))


if __name__ == "__main__":
    main()
