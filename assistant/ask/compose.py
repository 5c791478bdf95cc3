"""Answers without a model: the direct answer first, then what else the person needs, each statement with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ask.calculate import calculate
from assistant.ask.compose_rubric import indicator_statements, is_indication, level_statements
from assistant.ask.corrections import corrections
from assistant.ask.official_quotes import official_statement, with_official
from assistant.ask.records import Statement, Understood, Want
from assistant.ask.retrieve import Retrieved
from assistant.ask.rubric_facts import rubric_facts
from corpus.locators import Locator, label
from corpus.records import Passage
from indexer.search import Hit, Index

_MOST_SUBJECTS = 2
_MOST_SUPPORT = 3
_MOST_SIBLINGS = 2
_SIGNS = {
    Want.WHO: re.compile(r"\b(oleh|menteri|kepala|pimpinan|sekretaris|koordinator|lembaga|tim|unit)\b", re.I),
    Want.WHEN: re.compile(r"\d|\b(tahun|kali|berkala|tanggal|paruh waktu)\b", re.I),
}
_NEAR_SHARE = 0.72


def compose(index: Index, understood: Understood, retrieved: Retrieved) -> list[Statement]:
    """The statements of an answer in reading order; empty when the hits hold nothing to say."""
    return with_official(index, understood, _composed(index, understood, retrieved))


def _composed(index: Index, understood: Understood, retrieved: Retrieved) -> list[Statement]:
    hits, subjects = retrieved.hits, retrieved.heads[:_MOST_SUBJECTS]
    if not hits:
        return []
    statements = corrections(index, understood, hits)
    statements += calculate(index, understood, hits) or rubric_facts(index, understood, hits)
    if any(statement.kind == "direct" for statement in statements):
        return statements
    for number, hit in enumerate(subjects):
        statements += _about(index, understood, hit, brief=number > 0 or len(subjects) > 1)
    if subjects[0].passage.locator.number("indikator") is None:
        statements += _provisions(_near(index, understood, hits, subjects), understood, kind="support")
    levels = [hit.passage.locator for hit in subjects if _is_about_level(understood, hit)]
    if any(is_indication(index, understood, level) for level in levels):
        statements.append(_caution())
    return statements


def _about(index: Index, understood: Understood, hit: Hit, brief: bool) -> list[Statement]:
    locator = hit.passage.locator
    if _is_about_level(understood, hit):
        return level_statements(index, understood, hit.passage, brief)
    if locator.number("indikator") is not None:
        return indicator_statements(index, understood, hit, brief)
    return _provisions([hit.passage], understood, kind="direct")


def _is_about_level(understood: Understood, hit: Hit) -> bool:
    """True when a hit on a level is to be answered as one: not when only the indicator is asked for."""
    asks_indicator = Want.WHICH_INDICATOR in understood.wants and not understood.query.mentions.levels
    return hit.passage.locator.number("level") is not None and not asks_indicator


def _near(index: Index, understood: Understood, hits: Sequence[Hit], subjects: Sequence[Hit]) -> list[Passage]:
    """Further provisions: first those of the same article that hold what is asked for, then others close in score."""
    best = hits[0].passage
    taken = {hit.passage.locator for hit in subjects}
    found_here = {hit.passage.locator for hit in hits}
    family = index.siblings(best.locator)
    siblings = [hit.passage for hit in hits if hit.passage in family]
    siblings += [passage for passage in family if passage.locator not in found_here and _holds(passage.text, understood)]
    near = [hit.passage for hit in hits[1:6] if hit.score >= _NEAR_SHARE * hits[0].score]
    further: list[Passage] = []
    candidates = sorted((*siblings[:_MOST_SIBLINGS], *near), key=lambda passage: best.locator.is_within(passage.locator))
    for passage in candidates:  # an overview of the article comes last
        if passage.locator not in taken and passage.locator.number("indikator") is None:
            taken.add(passage.locator)
            further.append(passage)
    return further[:_MOST_SUPPORT]


def _holds(text: str, understood: Understood) -> bool:
    """True when the text names what the question asks for: an actor, a time or a number."""
    return any(want in understood.wants and pattern.search(text) for want, pattern in _SIGNS.items())


def _provisions(passages: Sequence[Passage], understood: Understood, kind: str) -> list[Statement]:
    statements = []
    for passage in passages:
        if passage.source == "official":
            statements.append(official_statement(passage, understood, is_direct=kind == "direct"))
            continue
        text = passage.text if kind == "direct" else f"{label(passage.locator)}: {passage.text.splitlines()[0]}"
        statements.append(_cited(text, passage, kind))
    return statements


def _cited(text: str, passage: Passage, kind: str) -> Statement:
    return Statement(
        text=text,
        kind="direct" if kind == "direct" else "support",
        sources=(passage,),
        quotes=(passage.text.splitlines()[0],),
    )


def _caution() -> Statement:
    return Statement(text="Ini indikasi dari keterangan Anda; level ditetapkan asesor setelah memeriksa bukti.", kind="advice")


def subject_of(hits: Sequence[Hit]) -> Locator | None:
    """What a follow-up question may lean on: the indicator or the provision of the best hit."""
    if not hits:
        return None
    locator = hits[0].passage.locator
    number = locator.number("indikator")
    return Locator(locator.document, f"indikator-{number}") if number is not None else locator
