"""Names and numbers of arithmetic answers: which indicator a text names, and figures as Indonesian writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.records import Indicator, Rubric
from indexer.tokens import content_words, words

_LEAST_OVERLAP = 0.5
_SHORTEST_PART = 4


def best_named(rubric: Rubric, text: str) -> Indicator | None:
    """The indicator whose names share most words with the text; None when less than half of a name's words occur.

    Implementation indicators go before policy indicators unless the text speaks of a policy.
    """
    spoken = set(content_words(words(text)))
    best: tuple[float, float, Indicator] | None = None
    for indicator in rubric.indicators:
        for name in (indicator.short_name, *indicator.aliases):
            named = set(content_words(words(name))) - {"spbe"}
            shared = sum(_is_spoken(word, spoken) for word in named)
            if not named or shared / len(named) < _LEAST_OVERLAP:
                continue
            score = (shared / len(named | (spoken - {"spbe"})), shared - 0.1 * (indicator.aspect == 1), indicator)
            if best is None or score[:2] > best[:2]:
                best = score
    return best[2] if best else None


def _is_spoken(word: str, spoken: set[str]) -> bool:
    """True when a word or its beginning ("infra") was said."""
    return word in spoken or any(len(part) >= _SHORTEST_PART and word.startswith(part) for part in spoken)


def plain_name(name: str) -> str:
    return re.sub(r" (?:spbe|internal|berbasis elektronik)\b", "", name.lower())


def comma2(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
