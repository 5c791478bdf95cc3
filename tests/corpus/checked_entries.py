"""Every text of the knowledge that states facts of a source, as entries to check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fact_rules import Entry

from corpus.knowledge import Knowledge
from corpus.locators import Locator
from corpus.records import Indicator, Level, Rubric


def checked_entries(knowledge: Knowledge) -> Iterator[Entry]:
    """Digests, rubric editions and the glossary, in that order."""
    for provision in knowledge.provisions:
        yield Entry(locator=provision.locator, text=f"{provision.heading}. {provision.digest}", also=provision.see)
    for rubric in knowledge.rubrics:
        for indicator in rubric.indicators:
            yield from _indicator_entries(rubric, indicator)
    for term in knowledge.terms:
        if term.see:
            yield Entry(locator=term.see[0], text=term.meaning, also=term.see[1:], name=term.term)


def _indicator_entries(rubric: Rubric, indicator: Indicator) -> Iterator[Entry]:
    place = Locator(rubric.document, f"indikator-{indicator.number}")
    points = [f"{point.heading}. {point.text}" for point in indicator.points]
    for text in (indicator.measures, *indicator.proof):
        yield Entry(locator=place, text=text)
    for text in (*points, *indicator.notes):
        yield Entry(locator=place, text=text, also=indicator.legal_basis)
    for other in indicator.confused_with:
        rival = Locator(rubric.document, f"indikator-{other.indicator}")
        yield Entry(locator=place, text=other.difference, also=(rival, *indicator.legal_basis))
    for level in indicator.levels:
        yield from _level_entries(place, level, indicator.legal_basis)


def _level_entries(indicator: Locator, level: Level, basis: tuple[Locator, ...]) -> Iterator[Entry]:
    """Criteria come from the level alone; an element may also say how the law on its subject puts it."""
    place = Locator(indicator.document, f"{indicator.path}.level-{level.number}")
    for text in (level.criterion, *level.proof, level.guidance_2024):
        if text:
            yield Entry(locator=place, text=text)
    for element in level.elements:
        yield Entry(locator=place, text=element.text, also=basis)
    # Kinds of evidence and what does not carry a level are partly examples of ours; the latter speaks of the next level.
    for text in (*(proof for element in level.elements for proof in element.proof), *level.not_counted):
        if re.search(r"\d", text):
            yield Entry(locator=place, text=text, also=basis, scope=indicator, is_free=True)
