"""Search over an open index: addresses first, then meaning (dense) and words (BM25), fused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexerError
from corpus.knowledge import DEFAULT_EDITION, Knowledge
from corpus.locators import Locator
from corpus.records import Boundary, Passage
from indexer.boundary import BoundaryJudge, Nearness
from indexer.build import (
    ASKED_FOLDER,
    COLLECTION,
    KNOWLEDGE,
    KNOWLEDGE_FILE,
    PASSAGES,
    PASSAGES_FILE,
    STORE_FOLDER,
    VECTORS_FILE,
    WORDS_FOLDER,
    centred,
)
from indexer.cues import CueReader
from indexer.embed import Embedder, Vectors
from indexer.index_files import IndexFolder
from indexer.indicator_names import IndicatorNames
from indexer.lexical import LexicalIndex, searchable_text
from indexer.lexicon import lexicon_of
from indexer.official_homes import Homes, added_regulations
from indexer.other_schemes import SchemeNames
from indexer.passages import TERM_KEY
from indexer.query import Query, QueryPreparer
from indexer.store import VectorStore
from indexer.tokens import fold, words

DEFAULT_DOCUMENT = "perpres-95-2018"
_VIEWS = 160
_VOTES = 3
_OTHERS = 3
_SUPPORTERS = 3
_INSIDE_MARK, _OUTSIDE_MARK = 0.8, 0.3  # parts of a named article, and the article around a named part
_ASKS_MEANING = re.compile(
    r"\b(apa itu|apaan|singkatan\w*|kepanjangan\w*|arti\w*|maksud\w*|definisi\w*|istilah\w*|disebut|pengertian\w*)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How the stages are mixed. Measured in docs/decisions.md."""

    dense: float = 1.0
    lexical: float = 1.0
    mention: float = 3.0
    term: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found passage: `rank` from 1, `score` higher is better (comparable within one search only).

    `dense` is the best cosine of the passage's views, `lexical` its BM25 share of the best passage's, both 0 when not found so;
    `view` is the text that came nearest in meaning; `others` are further passages of the same locator, best first.
    """

    rank: int
    passage: Passage
    score: float
    dense: float
    lexical: float
    view: str
    others: tuple[Passage, ...] = ()


class Index:
    """An open index. Reading needs no lock; a rebuild does not disturb it."""

    def __init__(self, data_dir: Path, embedder: Embedder, weights: Weights | None = None) -> None:
        """Opens the current build.

        Raises:
            IndexMissingError: when there is none.
            IndexerError: when it is damaged.
        """
        folder = IndexFolder(data_dir).current()
        try:
            self.knowledge: Knowledge = KNOWLEDGE.validate_json((folder / KNOWLEDGE_FILE).read_bytes())
            self.passages: tuple[Passage, ...] = PASSAGES.validate_json((folder / PASSAGES_FILE).read_bytes())
            with np.load(folder / VECTORS_FILE) as saved:
                self._centre: Vectors = saved["centre"]
                boundaries: Vectors = saved["boundaries"]
        except (OSError, ValueError, KeyError) as error:
            raise IndexerError(f"Indeks di {folder} rusak ({error}). Jalankan «spbe index» untuk membangun ulang.") from error
        self.weights = weights or Weights()
        self._embedder = embedder
        self._store = VectorStore(folder / STORE_FOLDER, COLLECTION)
        self._words = LexicalIndex.load(folder / WORDS_FOLDER, len(self.passages))
        regulations = (*self.knowledge.regulations, *added_regulations(self.passages, self.knowledge.regulations))
        everyday = {word for boundary in self.knowledge.boundaries for example in boundary.asked_as for word in words(example)}
        self._preparer = QueryPreparer(
            lexicon_of(self.knowledge), self._words.frequencies, regulations, everyday, embedder.holds_word
        )
        self._locators = self.knowledge.locators() | {passage.locator for passage in self.passages}
        self.cues = CueReader(self.knowledge.cues)
        n_known = sum(len(passage.asked_as) for passage in self.passages)
        asked = LexicalIndex.load(folder / ASKED_FOLDER, n_known + len(boundaries))
        self.boundaries = BoundaryJudge(self.knowledge.boundaries, boundaries, asked, n_known)
        self._terms = np.array([place for place, passage in enumerate(self.passages) if _is_term(passage)], np.int64)
        self._by_locator: dict[Locator, list[int]] = {}
        for position, passage in enumerate(self.passages):
            self._by_locator.setdefault(passage.locator, []).append(position)
        self._homes = Homes(self.passages)
        self.schemes = SchemeNames(self.knowledge.schemes)
        self._names = {rubric.edition: IndicatorNames(rubric.indicators) for rubric in self.knowledge.rubrics}

    def prepare(self, text: str) -> Query:
        """The question, ready for `search`."""
        return self._preparer.prepare(text)

    def exists(self, locator: Locator) -> bool:
        """True when the address names something in the index."""
        return locator in self._locators

    def at(self, locator: Locator) -> tuple[Passage, ...]:
        """The passages whose locator is exactly this one."""
        return tuple(self.passages[position] for position in self._by_locator.get(locator, ()))

    def siblings(self, locator: Locator) -> tuple[Passage, ...]:
        """The other passages of the same article or annex part, in the order of the source; empty for rubric passages."""
        if not locator.path or locator.document.startswith("rubrik-"):
            return ()
        top = Locator(locator.document, locator.parts[0])
        if locator.number("pasal") is None:
            return ()
        own = self._homes.source_of(top)
        return tuple(
            passage
            for passage in self.passages
            if passage.locator != locator
            and passage.locator.is_within(top)
            and passage.source == own
            and (own == "digest" or len(passage.locator.parts) == len(locator.parts))
            and not _is_term(passage)
        )

    def official(self, locator: Locator) -> tuple[Passage, ...]:
        """The passages of an added official text for that address (see `Homes.official`); empty when none was added."""
        return self._homes.official(locator)

    def search(self, query: Query, count: int, edition: str = DEFAULT_EDITION) -> list[Hit]:
        """The best hits, one a locator, best first; empty when nothing is near in meaning or words."""
        dense, views = self._dense(query)
        lexical = self._lexical(query)
        scores = self.weights.dense * _spread(dense) + self.weights.lexical * lexical
        scores += self.weights.mention * self._mentioned(query, edition)
        if not _ASKS_MEANING.search(query.standard):
            scores[self._terms] *= self.weights.term
        return self._hits(scores, dense, lexical, views, count, f"rubrik-{edition}")

    def named_indicators(self, query: Query, edition: str = DEFAULT_EDITION) -> frozenset[int]:
        """Numbers of the indicators that a question names in words."""
        return self._names[edition].named(query.standard)

    def nearest_boundary(self, query: Query) -> Nearness:
        """How near the question is to what we do not answer, compared with what we know."""
        vector = self._vector(query)
        known = [cosine for _, _, cosine in self._store.nearest(vector, _VOTES)]
        return self.boundaries.nearest(vector, query.tokens, known, may_refuse=self.cues.is_request(query.standard))

    def support(self, query: Query) -> float:
        """Share (0 to 1) of the question's words, rare ones counting more, that stand in the best of the first passages."""
        weights = {word: self._words.rarity(word) for word in query.tokens if not word.isdigit()}
        total = sum(weights.values())
        if not total:
            return 1.0
        shares = []
        for hit in self.search(query, _SUPPORTERS):
            held = {word for passage in (hit.passage, *hit.others) for word in self._preparer.words_of(searchable_text(passage))}
            shares.append(sum(weight for word, weight in weights.items() if word in held) / total)
        return max(shares, default=0.0)

    def speaks_of(self, query: Query, boundary: Boundary) -> bool:
        """True when one of the first passages names what the boundary is about."""
        texts = [passage.text for hit in self.search(query, _SUPPORTERS) for passage in (hit.passage, *hit.others)]
        return any(self.boundaries.names(boundary, fold(text)) for text in texts)

    def _vector(self, query: Query) -> Vectors:
        texts = list(dict.fromkeys((query.text, query.standard)))
        vector = self._embedder.embed_queries(texts).sum(axis=0, keepdims=True)
        row: Vectors = centred(vector / np.linalg.norm(vector), self._centre)[0]
        return row

    def _dense(self, query: Query) -> tuple[NDArray[np.float32], dict[int, str]]:
        best = np.zeros(len(self.passages), np.float32)
        views: dict[int, str] = {}
        for position, view, cosine in self._store.nearest(self._vector(query), _VIEWS):
            if cosine > best[position]:
                best[position] = cosine
                views[position] = view
        return best, views

    def _lexical(self, query: Query) -> NDArray[np.float32]:
        scores = self._words.scores(query.tokens)
        top = float(scores.max(initial=0.0))
        return scores / top if top > 0 else scores

    def _mentioned(self, query: Query, edition: str) -> NDArray[np.float32]:
        marks = np.zeros(len(self.passages), np.float32)
        for locator in query.mentions.locators(DEFAULT_DOCUMENT, f"rubrik-{edition}"):
            for position, passage in enumerate(self.passages):
                if passage.locator == locator:
                    marks[position] = 1.0
                elif passage.locator.is_within(locator):
                    part = 1.0 if passage.document.startswith("rubrik-") else _INSIDE_MARK
                    marks[position] = max(marks[position], part)
                elif locator.is_within(passage.locator) and passage.locator.path:
                    marks[position] = max(marks[position], _OUTSIDE_MARK)
        return marks

    def _shown(self, home: Locator, scores: NDArray[np.float32]) -> tuple[Passage, ...]:
        """The passages of a hit, best first: digests, then official texts; a glossary entry only points there, so it comes last."""
        places = self._homes.at[home]
        ordered = sorted(places, key=lambda place: (*_standing(self.passages[place]), -scores[place]))
        return tuple(self.passages[place] for place in ordered)

    def _hits(
        self,
        scores: NDArray[np.float32],
        dense: NDArray[np.float32],
        lexical: NDArray[np.float32],
        views: dict[int, str],
        count: int,
        rubric: str,
    ) -> list[Hit]:
        hits: list[Hit] = []
        seen: set[Locator] = set()
        for position in np.argsort(-scores, kind="stable"):
            passage = self.passages[position]
            if scores[position] <= 0 or len(hits) == count:
                break
            other_edition = passage.document.startswith("rubrik-") and passage.document != rubric
            home = self._homes.of[position]
            if home is None or home in seen or other_edition:
                continue
            seen.add(home)
            shown = self._shown(home, scores)
            hits.append(
                Hit(
                    rank=len(hits) + 1,
                    passage=shown[0],
                    others=shown[1 : 1 + _OTHERS],
                    score=float(scores[position]),
                    dense=float(dense[position]),
                    lexical=float(lexical[position]),
                    view=views.get(int(position), ""),
                )
            )
        return hits


def _is_term(passage: Passage) -> bool:
    return passage.key.startswith(TERM_KEY)


def _standing(passage: Passage) -> tuple[bool, bool]:
    """Sort key of a hit's passages: digests before official texts, glossary entries last."""
    return _is_term(passage), passage.source == "official"


def _spread(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosines on a scale from 0 (the weakest that was found) to 1 (the best)."""
    found = cosines[cosines > 0]
    if found.size == 0:
        return cosines
    low, high = float(found.min()), float(found.max())
    scaled: NDArray[np.float32] = np.clip((cosines - low) / max(high - low, 1e-6), 0, 1)
    return scaled
