"""Writes the samples as first inputs: corpus/texts (a file each, and folders whole) and corpus/file."""

from pathlib import Path

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
TEXTS, FILES = HERE / "corpus" / "texts", HERE / "corpus" / "file"
# What is longer teaches the fuzzer nothing more and slows it down.
LONGEST = 16 * 1024


def start(path):
    return path.read_bytes()[:LONGEST]


def main():
    TEXTS.mkdir(parents=True, exist_ok=True)
    FILES.mkdir(parents=True, exist_ok=True)
    paths = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "README.md")
    for number, path in enumerate(paths):
        if path.suffix in (".db", ".zip"):
            (FILES / f"sample-{number}").write_bytes(path.read_bytes())
            continue
        (FILES / f"sample-{number}").write_bytes(start(path))
        (TEXTS / f"sample-{number}").write_bytes(f"{path.name}\n".encode() + start(path))
    for folder in sorted({path.parent for path in paths}):
        files = [path for path in paths if path.is_relative_to(folder) and path.suffix not in (".db", ".zip")]
        if 1 < len(files) <= 8:
            parts = [f"{path.relative_to(folder)}\n".encode() + start(path)[:4096] for path in files]
            (TEXTS / f"folder-{folder.name}").write_bytes(b"\0".join(parts))


if __name__ == "__main__":
    main()
