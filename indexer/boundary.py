"""How near a question is to what we do not answer, compared with what we know, in meaning and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.records import Boundary
from indexer.embed import Vectors
from indexer.lexical import LexicalIndex
from indexer.word_forms import whole_words

_VOTES = 3
_WORDS_WEIGHT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """The boundary nearest to a question; `margin` > 0 when it is nearer than our knowledge (cosine scale, about -0.6 to 0.6)."""

    boundary: Boundary
    margin: float


class BoundaryJudge:
    """Compares a question with the examples of the boundaries and with the ways to ask for what we know."""

    def __init__(self, boundaries: Sequence[Boundary], vectors: Vectors, words: LexicalIndex, n_known: int) -> None:
        """`vectors`: (n, d) unit rows of all examples; `words`: BM25 over the `n_known` ways to ask, then the examples."""
        self._named = {boundary.id: whole_words(boundary.asks_for) for boundary in boundaries if boundary.asks_for}
        self._boundaries = boundaries
        self._boundary_of = [boundary for boundary in boundaries for _ in boundary.asked_as]
        self._is_refusal = np.array([boundary.outcome == "refuse" for boundary in self._boundary_of], bool)
        self._vectors = vectors
        self._words = words
        self._n_known = n_known

    def lacking(self, text: str) -> Boundary | None:
        """The boundary of what a text (standard words) asks for and our sources do not hold; None when it asks for no such thing."""
        return next((item for item in self._boundaries if item.outcome != "refuse" and self.names(item, text)), None)

    def improper(self, text: str) -> Boundary | None:
        """The boundary of an improper act that a text (standard words) names; None when it names none."""
        return next((item for item in self._boundaries if item.outcome == "refuse" and self.names(item, text)), None)

    def names(self, boundary: Boundary, text: str) -> bool:
        """True when the text (lower case) names what the boundary is about."""
        return bool(self.named(boundary, text))

    def named(self, boundary: Boundary, text: str) -> str:
        """The words by which a text (lower case) names what the boundary is about; "" when it does not."""
        words = self._named.get(boundary.id)
        found = words.search(text) if words else None
        return found[0] if found else ""

    def nearest(
        self, vector: Vectors, tokens: Sequence[str], known_cosines: Sequence[float], may_refuse: bool = True
    ) -> Nearness:
        """The nearest boundary; `known_cosines` are the best cosines of the question to our knowledge.

        Without `may_refuse` the boundaries of improper requests are left out: a question that requests nothing is none.
        """
        cosines: NDArray[np.float32] = self._vectors @ vector
        scores = self._words.scores(tokens)
        known, examples = scores[: self._n_known], scores[self._n_known :]
        if not may_refuse:
            cosines, examples = np.where(self._is_refusal, -1.0, cosines), np.where(self._is_refusal, 0.0, examples)
        in_meaning = _best(cosines) - float(np.mean(known_cosines[:_VOTES]))
        best_known, best_example = _best(known), _best(examples)
        in_words = (best_example - best_known) / max(best_known, best_example, 1e-6)
        weights = cosines + _WORDS_WEIGHT * examples / max(float(examples.max(initial=0.0)), 1e-6)
        votes = Counter(self._boundary_of[place].id for place in np.argsort(-weights)[:_VOTES])
        winner = votes.most_common(1)[0][0]
        boundary = next(boundary for boundary in self._boundary_of if boundary.id == winner)
        return Nearness(boundary=boundary, margin=in_meaning + _WORDS_WEIGHT * in_words)


def _best(scores: NDArray[np.float32]) -> float:
    return float(np.sort(scores)[-_VOTES:].mean()) if scores.size else 0.0
