"""Answers that the structure of the rubric gives: how many there are of what, and the legal basis of an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ask.records import Statement, Understood
from corpus.locators import Locator, label
from corpus.records import Indicator, Rubric
from indexer.search import Hit, Index

_COUNT = re.compile(
    r"\b(?:berapa|jumlah|banyaknya)\b[^?]{0,25}\b(?P<what>indikator|aspek|domain)\b(?![^?]*\b(?:level|nilai|nomor|masuk|bobot|dinilai)\b)"
)
_BASIS = re.compile(r"\b(?:dasar hukum\w*|landasan hukum\w*|pasal berapa|pasal mana|rujukan hukum\w*)\b")
_OLD_EDITION = re.compile(r"\b(?:edisi|rubrik|instrumen)\s+(?:lama|2018)\b")
_RULES = Locator("permenpanrb-59-2020", "lampiran.bab-2.B.tabel-3")


def asks_old_edition(text: str) -> bool:
    """True when a question (standard words) asks for the rubric of 2018."""
    return bool(_OLD_EDITION.search(text))


def rubric_facts(index: Index, understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """The direct statements for such a question; [] when it is none."""
    rubric = index.knowledge.rubric(understood.edition)
    text = understood.query.standard
    numbers = understood.query.mentions.indicators or _found_indicator(rubric, hits)
    if numbers and _BASIS.search(text):
        known = [rubric.indicator(number) for number in numbers if 1 <= number <= len(rubric.indicators)]
        return [statement for indicator in known for statement in _legal_basis(index, rubric, indicator)]
    if not understood.query.mentions.indicators and _COUNT.search(text) and not understood.query.mentions.levels:
        return _counts(index, rubric)
    return []


def _found_indicator(rubric: Rubric, hits: Sequence[Hit]) -> tuple[int, ...]:
    """The indicator of the best hit, or nothing when that is no indicator of the rubric."""
    if not hits or hits[0].passage.document != rubric.document:
        return ()
    number = hits[0].passage.locator.number("indikator")
    return () if number is None else (number,)


def _legal_basis(index: Index, rubric: Rubric, indicator: Indicator) -> list[Statement]:
    passages = [passage for locator in indicator.legal_basis for passage in index.at(locator)[:1]]
    if not passages:
        return []
    named = ", ".join(label(locator) for locator in indicator.legal_basis)
    head = f"Dasar hukum indikator {indicator.number} ({indicator.short_name}): {named}."
    main = index.at(Locator(rubric.document, f"indikator-{indicator.number}"))[0]
    statements = [Statement(text=head, kind="direct", sources=(main,), quotes=(main.text.splitlines()[0],))]
    for passage in passages[:3]:
        first = passage.text.splitlines()[0]
        statements.append(Statement(text=f"{passage.label}: {first}", sources=(passage,), quotes=(first,)))
    return statements


def _counts(index: Index, rubric: Rubric) -> list[Statement]:
    found = index.at(_RULES) or index.at(Locator("permenpanrb-59-2020"))
    if not found:
        return []
    levels = 6 - rubric.lowest_level
    text = (
        f"Rubrik SPBE edisi {rubric.edition} memuat **{len(rubric.domains)} domain, {len(rubric.aspects)} aspek, dan "
        f"{len(rubric.indicators)} indikator**, masing-masing dengan {levels} level (level {rubric.lowest_level} sampai 5)."
    )
    parts = [
        f"Domain {domain.number} {domain.name}: "
        + ", ".join(
            f"aspek {aspect.number} {aspect.name} (indikator {_span(rubric, aspect.number)})"
            for aspect in rubric.aspects
            if aspect.domain == domain.number
        )
        for domain in rubric.domains
    ]
    quote = found[0].text.splitlines()[0]
    return [Statement(text="\n- ".join((text, *parts)), kind="direct", sources=found[:1], quotes=(quote,))]


def _span(rubric: Rubric, aspect: int) -> str:
    numbers = [indicator.number for indicator in rubric.indicators if indicator.aspect == aspect]
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
