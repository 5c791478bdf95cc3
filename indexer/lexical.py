"""Search by words: BM25 over passages (the only importer of bm25s)."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexerError
from corpus.records import Passage
from indexer.tokens import Lexicon, content_words

_EMPTY = "kosong"
_FREQUENCIES_FILE = "frequencies.json"


class LexicalIndex:
    """BM25 scores of all passages for a query; positions are those of the passages that it was built from.

    `frequencies` counts, for each word, the passages that hold it.
    """

    def __init__(self, engine: Any, size: int, frequencies: dict[str, int]) -> None:
        self._engine = engine
        self._size = size
        self.frequencies = frequencies

    @classmethod
    def build(cls, passages: Sequence[Passage], lexicon: Lexicon) -> LexicalIndex:
        """An index of the passages' headings, texts, ways to ask and context."""
        return cls.build_texts([searchable_text(passage) for passage in passages], lexicon)

    @classmethod
    def build_texts(cls, texts: Sequence[str], lexicon: Lexicon) -> LexicalIndex:
        """An index of the texts, one a position."""
        engine = bm25s.BM25(k1=1.2, b=0.6)
        documents = [content_words(lexicon.standard(text)) or [_EMPTY] for text in texts]
        engine.index(documents, show_progress=False)
        frequencies = Counter(word for document in documents for word in set(document))
        return cls(engine, len(texts), dict(frequencies))

    def rarity(self, word: str) -> float:
        """How rare a word is in the passages, in nats; unknown words are the rarest."""
        return math.log(1 + self._size / (1 + self.frequencies.get(word, 0)))

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of each passage, shape (n,), 0 where no token occurs."""
        known = [token for token in tokens if token in self._engine.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        scores: NDArray[np.float32] = np.asarray(self._engine.get_scores(known), np.float32)
        return scores

    def save(self, folder: Path) -> None:
        """Writes the index into a new folder."""
        folder.mkdir()
        self._engine.save(str(folder))
        (folder / _FREQUENCIES_FILE).write_text(json.dumps(self.frequencies), "utf-8")

    @classmethod
    def load(cls, folder: Path, size: int) -> LexicalIndex:
        """Opens a saved index of `size` passages.

        Raises:
            IndexerError: when files are missing or damaged.
        """
        try:
            engine = bm25s.BM25.load(str(folder))
            return cls(engine, size, json.loads((folder / _FREQUENCIES_FILE).read_text("utf-8")))
        except Exception as error:  # bm25s lets json, numpy and OS errors through
            raise IndexerError(
                f"Indeks kata di {folder} rusak ({error}). Jalankan «spbe index» untuk membangun ulang."
            ) from error


def searchable_text(passage: Passage) -> str:
    """All words by which a passage may be found."""
    return " ".join((passage.heading, passage.text, *passage.asked_as, passage.context))
