"""Indicators that a question names in words: "manajemen aset tik", "jaringan intra", "srikandi"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.records import Indicator
from indexer.tokens import content_words, words

Phrase = tuple[str, ...]

_FEWEST_WORDS = 2
_SHORTEST_ACRONYM = 4


class IndicatorNames:
    """The names and everyday names of the indicators of one edition, as word sequences."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        aspects = {indicator.number: indicator.aspect for indicator in indicators}
        self._indicators: dict[Phrase, set[int]] = {}
        for indicator in indicators:
            for name in (indicator.short_name, *indicator.aliases):
                phrase = _phrase(content_words(words(name)))
                if len(phrase) >= _FEWEST_WORDS or _is_acronym(name):
                    self._indicators.setdefault(phrase, set()).update(_pair(indicator, aspects))
        self._longest = max(map(len, self._indicators), default=0)

    def named(self, text: str) -> frozenset[int]:
        """Numbers of the indicators that the longest names in a text (standard words) belong to; empty when it names none."""
        tokens = _phrase(content_words(text.split()))
        for length in range(self._longest, 0, -1):
            windows = (tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1))
            found = {number for window in windows for number in self._indicators.get(window, ())}
            if found:
                return frozenset(found)
        return frozenset()


def _pair(indicator: Indicator, aspects: Mapping[int, int]) -> set[int]:
    """The indicator and those on the same subject in another aspect: the policy on data centres and their use."""
    others = {other.indicator for other in indicator.confused_with if aspects[other.indicator] != indicator.aspect}
    return {indicator.number, *others}


def _is_acronym(name: str) -> bool:
    """True for LPSE, JDIH, SRIKANDI: names of systems; one common word alone names nothing."""
    return name.isalpha() and name.isupper() and len(name) >= _SHORTEST_ACRONYM


def _phrase(tokens: Iterable[str]) -> Phrase:
    """The tokens without "spbe", which every name may carry or leave out."""
    return tuple(token for token in tokens if token != "spbe")
