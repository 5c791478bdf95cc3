"""Finding what an answer may rest on: one search for the whole question, one for each need when it has two.

Search ranks passages by words and meaning; here the ranking learns what kind of thing is wanted (an indicator, a level, a rule).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ask.needs import split_needs
from assistant.ask.records import Understood, Want
from corpus.locators import Locator
from indexer.query import Query
from indexer.search import Hit, Index

_POOL = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Favours:
    """Bonuses on the fused score (about 0 to 2). Measured in docs/decisions.md."""

    named_level: float = 0.4
    level: float = 0.15
    indicator: float = 0.35
    rubric: float = 0.25
    family: float = 0.5


FAVOURS = Favours()


def retrieve(index: Index, understood: Understood, count: int, favours: Favours = FAVOURS) -> list[Hit]:
    """The hits for a question, best first; a question with two needs has both near the top."""
    whole = _search(index, understood, understood.query, favours)
    parts = split_needs(understood.query.text)
    if len(parts) < 2:
        return _ranked(whole)[:count]
    found = [_search(index, understood, index.prepare(part), favours) for part in parts]
    return _ranked(_merged(whole, found))[:count]


def _search(index: Index, understood: Understood, query: Query, favours: Favours) -> list[Hit]:
    hits = index.search(query, _POOL, understood.edition)
    families = _family_scores(hits)
    scored = [replace(hit, score=hit.score + _bonus(hit, understood, families, favours)) for hit in hits]
    return sorted(scored, key=lambda hit: -hit.score)


def _family_scores(hits: Sequence[Hit]) -> dict[int, float]:
    """Best score of each indicator over all its passages, as a share of the best indicator's."""
    best: dict[int, float] = {}
    for hit in hits:
        number = hit.passage.locator.number("indikator")
        if number is not None:
            best[number] = max(best.get(number, 0.0), hit.score)
    top = max(best.values(), default=1.0)
    return {number: score / top for number, score in best.items()}


def _bonus(hit: Hit, understood: Understood, families: dict[int, float], favours: Favours) -> float:
    locator = hit.passage.locator
    indicator, level = locator.number("indikator"), locator.number("level")
    wants, levels = understood.wants, understood.query.mentions.levels
    if indicator is None:
        return 0.0
    bonus = 0.0
    if wants & {Want.LEVEL, Want.WHICH_INDICATOR, Want.PROOF}:
        bonus += favours.rubric + favours.family * families[indicator]
    if Want.WHICH_INDICATOR in wants and level is None:
        bonus += favours.indicator
    elif Want.LEVEL in wants and level is not None:
        bonus += favours.level
    if level is not None and level in levels:
        bonus += favours.named_level * (1.0 if level == max(levels) else 0.5)
    return bonus


def _merged(whole: Sequence[Hit], parts: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Hits of the parts and of the whole in turn: the best of each part early, nothing twice."""
    merged: list[Hit] = []
    seen: set[Locator] = set()
    for place in range(_POOL):
        for hits in (*parts, whole):
            if place < len(hits) and hits[place].passage.locator not in seen:
                seen.add(hits[place].passage.locator)
                merged.append(hits[place])
    return merged


def _ranked(hits: Sequence[Hit]) -> list[Hit]:
    return [replace(hit, rank=rank) for rank, hit in enumerate(hits, 1)]
