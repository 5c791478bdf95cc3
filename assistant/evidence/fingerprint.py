"""Signatures of texts, by which a near-duplicate of another file is recognised (minhash of word shingles)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_SIZE, _SHINGLE_WORDS, _MIN_SHINGLES = 64, 4, 20
NEAR = 0.85  # estimated part of shared shingles
_PRIME = np.uint64(4294967311)
_GENERATOR = np.random.default_rng(20200902)
_FACTORS = _GENERATOR.integers(1, 2**31, _SIZE, dtype=np.uint64)
_OFFSETS = _GENERATOR.integers(0, 2**31, _SIZE, dtype=np.uint64)
_CHUNK = 4096


def shingle_signature(texts: Iterable[str]) -> tuple[int, ...]:
    """64 numbers that agree between two texts in the share of word shingles that both have; empty for very short texts."""
    words = re.findall(r"[a-z0-9]+", " ".join(texts).lower())
    runs = {" ".join(words[start : start + _SHINGLE_WORDS]) for start in range(len(words) - _SHINGLE_WORDS + 1)}
    if len(runs) < _MIN_SHINGLES:
        return ()
    hashes = np.array([zlib.crc32(run.encode()) for run in runs], np.uint64)
    lowest = np.full(_SIZE, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(hashes), _CHUNK):
        mixed = (hashes[start : start + _CHUNK, None] * _FACTORS + _OFFSETS) % _PRIME
        lowest = np.minimum(lowest, mixed.min(axis=0))
    return tuple(int(value) for value in lowest)


class Duplicates:
    """The files seen so far; names the first one that a file repeats."""

    def __init__(self) -> None:
        self._by_hash: dict[str, str] = {}
        self._names: list[str] = []
        self._signatures: list[NDArray[np.uint64]] = []

    def first_of(self, file: str, sha256: str, signature: tuple[int, ...]) -> str:
        """The earlier file with the same bytes or nearly the same words, "" when there is none; remembers this one."""
        found = self._by_hash.get(sha256, "") if sha256 else ""
        found = found or self._nearest(signature)
        if sha256:
            self._by_hash.setdefault(sha256, file)
        if signature and not found:
            self._names.append(file)
            self._signatures.append(np.array(signature, np.uint64))
        return found

    def _nearest(self, signature: tuple[int, ...]) -> str:
        if not signature or not self._signatures:
            return ""
        shares = (np.array(self._signatures) == np.array(signature, np.uint64)).mean(axis=1)
        best = int(shares.argmax())
        return self._names[best] if shares[best] >= NEAR else ""
