"""Vectors of the built-in knowledge that travel with the project, so that a first start does not compute them.

`python -m indexer.shipped DATA_DIR` (`make vectors`) writes them from the index of a data folder. Texts that changed since then are
simply not found here and are embedded again, so a file that is behind costs time and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from indexer.embed import Vectors
from indexer.index_files import IndexFolder

SHIPPED_FILE = Path(__file__).with_name("shipped_vectors.npz")
_HALF_RANGE = 31.0  # 63 steps a value: cosine above 0.999 to the original, and the file stays small


def shipped_vectors(embedder: str, path: Path = SHIPPED_FILE) -> dict[str, Vectors]:
    """Unit rows by hash of text, for that embedder; empty when there are none or the file cannot be read."""
    try:
        with np.load(path) as saved:
            if str(saved["embedder"]) != embedder:
                return {}
            rows = saved["values"].astype(np.float32) * saved["scales"].astype(np.float32)[:, None]
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            return dict(zip(map(_name, saved["hashes"].tolist()), rows, strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def ship(data_dir: Path, path: Path = SHIPPED_FILE) -> int:
    """Writes the vectors of the current index in 6 bits a value and returns how many there are.

    Raises:
        IndexMissingError: when the data folder has no index.
    """
    folder = IndexFolder(data_dir)
    with np.load(folder.current() / "vectors.npz") as saved:
        vectors = saved["vectors"].astype(np.float32)
        hashes = np.array([int(name, 16) for name in saved["hashes"].tolist()], np.uint64)
    scales = np.abs(vectors).max(axis=1) / _HALF_RANGE
    values = np.rint(vectors / scales[:, None]).astype(np.int8)
    manifest = folder.manifest()
    embedder = manifest.embedder if manifest else ""
    np.savez_compressed(path, embedder=np.array(embedder), hashes=hashes, values=values, scales=scales.astype(np.float16))
    return len(hashes)


def _name(number: int) -> str:
    return f"{number:016x}"


if __name__ == "__main__":
    sys.stdout.write(f"{ship(Path(sys.argv[1]))} vectors\n")
