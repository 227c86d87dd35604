"""What teachers say of every message that is trained on, on average: soft.npy in the work folder.

A network that learns from several others besides the labels comes near to what they reach together
(Hinton, Vinyals and Dean 2015), and learns from messages that nobody labelled. Names of checkpoints
in the work folder are given; those that begin with "large" are of large.py. Nobody teaches what it
learned by heart: of the later files a teacher is heard on those that its name says it does without
("without-r").
"""

import argparse
import time

import numpy as np

from batches import fast_products
from checkpoint import load
from corpus import ANY_HARM, LATER
from examples import Examples
from paths import WORK
from train import predict


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", help="NAME.pt in the work folder")
    parser.add_argument("--later-only", action="store_true", help="say nothing of p and q: enough for a network that hardly sees them again")
    arguments = parser.parse_args()
    examples = Examples()
    shape = len(examples.pool.ids), ANY_HARM + 1
    logits, heard = np.zeros(shape, np.float32), np.zeros(shape[0], np.float32)
    for name in arguments.names:
        began = time.time()
        roles = [*([] if arguments.later_only else ["train"]), "chat", "comments", *(part for part in LATER if name.endswith(f"without-{part}"))]
        numbers = [number for role in roles for number in examples.targets[role]]
        with fast_products():
            logits[numbers] += predict(load(name), examples.pool, numbers)[0]
        heard[numbers] += 1
        print(f"{name}: {len(numbers) / (time.time() - began):.0f} messages a second", flush=True)
    with np.errstate(invalid="ignore"):
        np.save(WORK / "soft.npy", 1 / (1 + np.exp(-logits / heard[:, None])))


if __name__ == "__main__":
    main()
