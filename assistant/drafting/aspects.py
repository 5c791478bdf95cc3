"""Strengths and weaknesses of each aspect: fulfilment, indicators of level 5 and 4, and indicators of level 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.drafting.analysis import Case, missing_text
from assistant.drafting.clauses import listing
from assistant.drafting.records import AspectDraft, IndicatorFacts, Subject
from assistant.drafting.requirements import first_missing, needed_ids
from assistant.drafting.sources import file_names, merged_places, title_of, verified_quotes
from assistant.indeks import HIGHEST_LEVEL, format_numbers
from corpus.drafting import Wording, load_wording
from corpus.records import Aspect, Indicator, Rubric

_SHARED = ("Kebijakan Internal ", "Pelaksanaan Audit ", "Penerapan ")
STRONG_LEVEL, WEAK_LEVEL = 4, 2


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
    facts = {one.number: known.get(one.number, IndicatorFacts(number=one.number)) for one in own}
    return AspectDraft(
        aspect=aspect.number,
        fulfilment=_fulfilment(aspect, own, levels, subject, rubric, words),
        strengths=tuple(
            _strength(place, one, levels[one.number], facts[one.number], rubric, words) for place, one in enumerate(strong)
        ),
        weaknesses=tuple(
            _weakness(place, one, levels[one.number], facts[one.number], subject, rubric, words) for place, one in enumerate(weak)
        ),
    )


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


def _strength(place: int, indicator: Indicator, level: int, facts: IndicatorFacts, rubric: Rubric, words: Wording) -> str:
    return words.pick(
        "aspects.strength", place, topic=title_of(indicator), level=_number(level, words), sources=_sources(facts, words)
    )


def _weakness(
    place: int, indicator: Indicator, level: int, facts: IndicatorFacts, subject: Subject, rubric: Rubric, words: Wording
) -> str:
    met = facts.met if facts.met is not None else needed_ids(indicator, level)
    case = Case(facts=facts, stage="dokumen", level=level, met=met, subject=subject, rubric=rubric, wording=words)
    need = first_missing(indicator, met, range(level + 1, HIGHEST_LEVEL + 1))
    missing = missing_text(case, need) if need else words.text("gaps.elements")
    return words.pick("aspects.weakness", place, topic=title_of(indicator), level=_number(level, words), missing=missing)


def _sources(facts: IndicatorFacts, words: Wording) -> str:
    """Files with their pages; an empty place when there are none."""
    quotes = verified_quotes(facts)
    if quotes:
        return listing(merged_places(quotes, "process", words, ""), "serta")
    names = file_names(facts)
    return f"data dukung {listing(names)}" if names else words.text("aspects.unsourced", gap=words.text("gaps.file"))


def _number(level: int, words: Wording) -> str:
    return f"{level} ({words.texts('numbers')[level]})"
