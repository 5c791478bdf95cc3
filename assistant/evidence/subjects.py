"""What each indicator is about, as words, phrases and vectors, and how near a text comes to each."""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.loose import loose
from corpus.document_kinds import DocumentKinds
from corpus.records import Indicator, Rubric
from indexer.build import centred
from indexer.embed import Embedder, Vectors
from indexer.lexical import LexicalIndex
from indexer.tokens import Lexicon, content_words

Scores = NDArray[np.float32]
Flags = NDArray[np.bool_]
_FULL_PHRASES, _FULL_WORDS, _FULL_COSINE, _LEAST_COSINE = 1.2, 1.6, 0.50, 0.15
_DENSE_VIEWS = 2
FIELD = "spbe"  # the field itself, which is no subject in it
_ELECTRONIC = re.compile(r"\be\s?[-–]\s?(?=[a-z]{3,})", re.IGNORECASE)  # "e-Cuti" is an application, "cuti" is a leave
_BUDGET_YEAR = re.compile(r"\btahun anggaran\s+(?:apbd(?:-?p)?\s+)?(?:\d{4})?", re.IGNORECASE)


class Subjects:
    """The indicators of a rubric as things that a text can be near to. Scores are (n, indicators) float32, 0 to 1."""

    def __init__(self, rubric: Rubric, lexicon: Lexicon, kinds: DocumentKinds, embedder: Embedder, folder: Path) -> None:
        """`folder` keeps the vectors; they are made anew (a few seconds) when rubric or model changed."""
        self.indicators = rubric.indicators
        self._lexicon = lexicon
        self._field = loose(*kinds.field_names)
        self._plain = frozenset(kinds.plain_words)
        self._ordinary = re.compile(rf"\b(?:{'|'.join(kinds.ordinary_words)})\b", re.IGNORECASE)
        self._embedder = embedder
        self._phrases = [self._phrases_of(indicator) for indicator in self.indicators]
        self._names = [self._names_of(indicator) for indicator in self.indicators]
        self._weights = self._phrase_weights()
        self._by_first = self._index_phrases()
        self._words = LexicalIndex.build_texts(
            [_ELECTRONIC.sub("e", _words_of(indicator)) for indicator in self.indicators], lexicon
        )
        views = [(position, view) for position, indicator in enumerate(self.indicators) for view in _views_of(indicator)]
        self._owners = np.array([position for position, _ in views])
        vectors = _kept_vectors(embedder, [view for _, view in views], folder)
        self._centre: Vectors = vectors.mean(axis=0)
        self._views = centred(vectors, self._centre)

    def tokens(self, text: str) -> list[str]:
        """The words of a text by which subjects are compared; the field's many names become one."""
        text = self._ordinary.sub(lambda match: match[0] if match[0].isupper() else " ", text)
        named = _ELECTRONIC.sub("e", self._field.sub(f" {FIELD} ", _BUDGET_YEAR.sub(" ", text)))
        return [token for token in content_words(self._lexicon.standard(named)) if token not in self._plain]

    def by_phrases(self, texts: Sequence[Sequence[str]], trace_share: float = 1.0) -> Scores:
        """Nearness by the phrases of each indicator that stand in the tokens, rarer ones counting more.

        Names count in full, other traces at `trace_share`: in a title a trace may belong to another subject.
        """
        scores = np.zeros((len(texts), len(self.indicators)), np.float32)
        for row, tokens in enumerate(texts):
            for phrase, position in self._phrases_in(tokens):
                share = 1.0 if phrase in self._names[position] else trace_share
                scores[row, position] += share * self._weights[phrase]
        return _clipped(scores / _FULL_PHRASES)

    def borne(self, texts: Sequence[Sequence[str]]) -> tuple[Flags, Flags]:
        """Of which indicators the tokens bear a name, and of which two phrases at least; each of shape (indicators,)."""
        found: list[set[tuple[str, ...]]] = [set() for _ in self.indicators]
        for tokens in texts:
            for phrase, position in self._phrases_in(tokens):
                found[position].add(phrase)
        named = [bool(own & names) for own, names in zip(found, self._names, strict=True)]
        return np.array(named), np.array([len(own) > 1 for own in found])

    def by_words(self, texts: Sequence[Sequence[str]]) -> Scores:
        """Nearness by BM25 over the indicators, evened out for the length of the text."""
        rows = []
        for tokens in texts:
            words = sorted(set(tokens) - {FIELD})
            rows.append(self._words.scores(words) / max(len(words), 1) ** 0.5)
        scores = np.array(rows, np.float32).reshape(len(texts), len(self.indicators))
        return _clipped(scores / _FULL_WORDS)

    def by_meaning(self, texts: Sequence[str]) -> Scores:
        """Nearness by the cosines of the nearest views of each indicator."""
        if not texts:
            return np.zeros((0, len(self.indicators)), np.float32)
        rows = centred(self._embedder.embed_passages([text.lower() for text in texts]), self._centre)
        cosines = rows @ self._views.T
        scores = np.zeros((len(texts), len(self.indicators)), np.float32)
        for position in range(len(self.indicators)):
            nearest = np.sort(cosines[:, self._owners == position], axis=1)[:, -_DENSE_VIEWS:]
            scores[:, position] = nearest.mean(axis=1)
        return _clipped((scores - _LEAST_COSINE) / (_FULL_COSINE - _LEAST_COSINE))

    def _phrases_in(self, tokens: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The phrases that stand in the tokens, each with the position of its indicator."""
        joined = f" {' '.join(tokens)} "
        written_apart = {one + other for one, other in pairwise(tokens)}  # "help desk" is "helpdesk"
        for first in {*tokens, *written_apart}:
            for phrase, position in self._by_first.get(first, ()):
                if len(phrase) == 1 or f" {' '.join(phrase)} " in joined:
                    yield phrase, position

    def _phrases_of(self, indicator: Indicator) -> frozenset[tuple[str, ...]]:
        found = (tuple(self.tokens(text)) for text in (indicator.short_name, *indicator.traces, *indicator.aliases))
        return frozenset(phrase for phrase in found if phrase and phrase != (FIELD,))

    def _names_of(self, indicator: Indicator) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(self.tokens(text)) for text in (indicator.short_name, *indicator.aliases))

    def _phrase_weights(self) -> dict[tuple[str, ...], float]:
        """Weight of each phrase: longer ones and those of fewer indicators and rarer words weigh more; 1 is a usual one."""
        owners = Counter(phrase for phrases in self._phrases for phrase in phrases)
        corpus = Counter(word for indicator in self.indicators for word in self.tokens(_words_of(indicator)))
        n_words = sum(corpus.values())
        weights = {}
        for phrase, n_owners in owners.items():
            rarity = sum(math.log(n_words / (corpus[word] + 1)) for word in phrase) / len(phrase) / math.log(n_words)
            weights[phrase] = math.log((len(self.indicators) + 1) / n_owners) / math.log(48) * rarity * math.sqrt(len(phrase))
        return weights

    def _index_phrases(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for position, phrases in enumerate(self._phrases):
            for phrase in phrases:
                index.setdefault(phrase[0], []).append((phrase, position))
        return index


def _clipped(values: NDArray[np.floating[Any]]) -> Scores:
    scores: Scores = np.clip(values, 0, 1).astype(np.float32)
    return scores


def _words_of(indicator: Indicator) -> str:
    """All words of the indicator that proof of it may share; its name and traces count double."""
    named = [indicator.short_name, *indicator.traces]
    elements = [element for level in indicator.levels if level.number <= 3 for element in level.elements]
    return " ".join([*named, *named, *indicator.aliases, *(f"{element.text} {' '.join(element.traces)}" for element in elements)])


def _views_of(indicator: Indicator) -> Iterable[str]:
    """The texts whose nearest two stand for the indicator's meaning."""
    yield from (indicator.short_name, indicator.measures, *indicator.aliases, *indicator.proof)
    yield from (element.text for level in indicator.levels if level.number in (2, 3) for element in level.elements)


def _kept_vectors(embedder: Embedder, texts: Sequence[str], folder: Path) -> Vectors:
    """The vectors of the texts, read from the folder when they were made before; a folder that cannot be used is no harm."""
    key = hashlib.sha256("\x00".join((embedder.name, *texts)).encode()).hexdigest()[:16]
    path = folder / f"subjects-{key}.npy"
    with suppress(OSError, ValueError):
        kept: Vectors = np.load(path)
        if kept.shape == (len(texts), embedder.dimension):
            return kept
    vectors = embedder.embed_passages([text.lower() for text in texts])
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}.new")
        with scratch.open("wb") as file:
            np.save(file, vectors)
        scratch.replace(path)
    return vectors
