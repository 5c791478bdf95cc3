"""Strengths and weaknesses of each aspect: fulfilment, indicators of level 5 and 4, and indicators of level 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.drafting.case import Case, missing_text, missing_thing, told_clause
from assistant.drafting.clauses import can_chain, chain, join_clauses, listing
from assistant.drafting.records import AspectDraft, IndicatorFacts, Subject
from assistant.drafting.requirements import Requirement, claimable, first_missing, needed_ids
from assistant.drafting.selection import select_evidence
from assistant.drafting.sources import family_of, file_names, joined_places, merged_places, title_of, verified_quotes
from assistant.indeks import format_numbers
from corpus.drafting import Wording, load_wording
from corpus.records import Aspect, Indicator, Rubric

_SHARED = ("Kebijakan Internal ", "Pelaksanaan ", "Penerapan ")
STRONG_LEVEL, WEAK_LEVEL = 4, 2
TOLD_REASONS, TOLD_SOURCES = 2, 3


def draft_aspects(
    levels: Mapping[int, int], facts: Sequence[IndicatorFacts], subject: Subject, rubric: Rubric, wording: Wording | None = None
) -> tuple[AspectDraft, ...]:
    """One draft an aspect, from the levels given (confirmed ones, or proposed ones while nothing is confirmed).

    Source: Pedoman 3/2024 BAB III F.1, pp. 225-226: fulfilment from level 2 to 5, strengths from 5 and 4, weaknesses from 1
    and 2; level 3 is fulfilment only.
    """
    words = wording or load_wording()
    known = {one.number: one for one in facts}
    return tuple(_draft(aspect, levels, known, subject, rubric, words) for aspect in rubric.aspects)


def _draft(
    aspect: Aspect,
    levels: Mapping[int, int],
    known: Mapping[int, IndicatorFacts],
    subject: Subject,
    rubric: Rubric,
    words: Wording,
) -> AspectDraft:
    own = [one for one in rubric.indicators if one.aspect == aspect.number and one.number in levels]
    strong = sorted((one for one in own if levels[one.number] >= STRONG_LEVEL), key=lambda one: (-levels[one.number], one.number))
    weak = sorted((one for one in own if levels[one.number] <= WEAK_LEVEL), key=lambda one: (levels[one.number], one.number))
    cases = {one.number: _case(one, levels[one.number], known, subject, rubric, words) for one in own}
    return AspectDraft(
        aspect=aspect.number,
        fulfilment=_fulfilment(aspect, own, levels, subject, rubric, words),
        strengths=tuple(_strength(place, cases[one.number]) for place, one in enumerate(strong)) or _none("strength", own, words),
        weaknesses=tuple(_weaknesses([cases[one.number] for one in weak])) or _none("weakness", own, words),
    )


def _none(part: str, own: Sequence[Indicator], words: Wording) -> tuple[str, ...]:
    """That no indicator is a strength or weakness; nothing where none was scored."""
    return (words.text(f"aspects.{part}_none"),) if own else ()


def _case(
    indicator: Indicator, level: int, known: Mapping[int, IndicatorFacts], subject: Subject, rubric: Rubric, words: Wording
) -> Case:
    facts = known.get(indicator.number, IndicatorFacts(number=indicator.number))
    met = facts.met if facts.met is not None else needed_ids(indicator, level)
    told, _ = select_evidence(facts, indicator, level, met, family_of(indicator, rubric))
    return Case(facts=told, stage="dokumen", level=level, met=met, subject=subject, rubric=rubric, wording=words)


def _fulfilment(
    aspect: Aspect, own: Sequence[Indicator], levels: Mapping[int, int], subject: Subject, rubric: Rubric, words: Wording
) -> str:
    agency = subject.name or words.text("gaps.agency")
    done = [title_of(one) for one in own if levels[one.number] >= WEAK_LEVEL]
    key = "aspects.fulfilment" if done else "aspects.fulfilment_none"
    said = words.text(key, aspect=aspect.name, agency=agency, topics=_topics(done))
    scored = {one.number for one in own}
    unscored = [one.number for one in rubric.indicators if one.aspect == aspect.number and one.number not in scored]
    return f"{said} {words.text('aspects.unscored', numbers=format_numbers(unscored))}" if unscored else said


def _topics(titles: Sequence[str]) -> str:
    """The titles as a list, words that all of them begin with said once ("Kebijakan Internal A, B, dan C")."""
    shared = next((word for word in _SHARED if len(titles) > 1 and all(title.startswith(word) for title in titles)), "")
    rest = [title.removeprefix(shared) for title in titles]
    return shared + listing(rest, "serta" if any(" dan " in one for one in rest) else "dan")


def _strength(place: int, case: Case) -> str:
    """Level, what it was reached by, and where that is shown."""
    fields = {"topics": title_of(case.indicator), "level": case.number(case.level)}
    said = case.wording.pick("aspects.strength", place, sources=_sources(case), **fields)
    return f"{said} {_reason(case)}".rstrip()


def _reason(case: Case) -> str:
    """What the level itself asks for and the evidence shows, or what it does not show; empty when nobody marked it."""
    met = case.facts.met
    if met is None:
        return ""
    lacking = first_missing(case.indicator, met, range(case.rubric.lowest_level + 1, case.level + 1))
    if lacking is not None:
        return case.pick("aspects.strength_doubt", missing=missing_text(case, lacking))
    own = [element for level, element in claimable(case.indicator, met, case.level) if level == case.level][:TOLD_REASONS]
    clauses = join_clauses([told_clause(case, element) for element in own])
    if not can_chain(clauses or [""]):
        own, clauses = own[:1], [told_clause(case, element) for element in own[:1]]
    if not clauses:
        return ""
    claims = re.sub(r"^ada ", "terdapat ", chain(clauses))
    return case.wording.text("aspects.strength_reason", claims=claims, refs=case.refs(own))


def _sources(case: Case) -> str:
    """Places and files that show it, few of them; an empty place when there are none."""
    words = case.wording
    quotes = verified_quotes(case.facts)[:TOLD_SOURCES]
    if quotes:
        return words.text("aspects.sourced", sources=joined_places(merged_places(quotes, "process", words, "")))
    names = file_names(case.facts)
    if names:
        return words.text("aspects.sourced", sources=f"data dukung {listing(names)}")
    return words.text("aspects.unsourced", gap=words.text("gaps.file"))


def _weaknesses(cases: Sequence[Case]) -> list[str]:
    """A sentence for each level and reason; indicators that share both are told together. The level is said once."""
    groups: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.level, _lack(case)), []).append(case)
    said: list[str] = []
    told = 0
    for place, own in enumerate(groups.values()):
        topics = listing([title_of(case.indicator) for case in own])
        case = own[0]
        key = "aspects.weakness_same" if case.level == told else "aspects.weakness"
        told = case.level
        said.append(case.wording.pick(key, place, topics=topics, level=case.number(case.level), missing=_missing(case)))
    return said


def _lack(case: Case) -> str:
    """What is missing, in one form of words, so that equal reasons are seen."""
    need = _need(case)
    return " ".join(missing_thing(case, need)) if need else ""


def _need(case: Case) -> Requirement | None:
    """What the next level lacks first, else what the level itself lacks."""
    above = first_missing(case.indicator, case.met, (case.level + 1,))
    return above or first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, case.level + 1))


def _missing(case: Case) -> str:
    """Why the next level is not reached; an empty place when the marks say that nothing of it is missing."""
    need = _need(case)
    if need is not None:
        return missing_text(case, need)
    return case.wording.text("aspects.unknown_reason", gap=case.wording.text("gaps.reason"))
