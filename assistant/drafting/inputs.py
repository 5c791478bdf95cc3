"""From an assessment and an evidence review to what the drafts are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote
from assistant.workspace.handover import plan_handover
from assistant.workspace.records import AssessmentState, ElementMark, Quote, SubjectState, indicator_subject
from assistant.workspace.reviewed import read_review_file
from corpus.records import Rubric

_PASAL = re.compile(r"\s*Pasal\s+(\d+[A-Z]?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMarks:
    """What reviews of evidence files say about one indicator, over all files: met elements, words, files, range of levels."""

    met: tuple[str, ...]
    quotes: tuple[SourceQuote, ...]
    files: tuple[SourceFile, ...]
    low: int
    high: int


def read_review(path: Path, rubric: Rubric) -> dict[int, ReviewMarks]:
    """Indicator number to marks, from what `spbe review --json` printed (one object, or one a line).

    They are those that an assessment would get from the same files.

    Raises:
        InputError: naming the file and what is wrong with it.
    """
    return {
        one.indicator: ReviewMarks(
            met=_met(one.elements),
            quotes=tuple(_quote(file.file_name, quote) for file in one.evidence for quote in file.quotes),
            files=tuple(
                SourceFile(name=file.file_name, title=file.title, is_draft=file.is_draft, note=file.note) for file in one.evidence
            ),
            low=one.low,
            high=one.high,
        )
        for one in plan_handover(read_review_file(path, rubric), None, rubric)
    }


def facts_of(
    state: AssessmentState,
    rubric: Rubric,
    review: Mapping[int, ReviewMarks] | None = None,
    previous: AssessmentState | None = None,
) -> tuple[IndicatorFacts, ...]:
    """The facts of every indicator, in order; quotes that were attached count as verified.

    Elements count as met when the review that was handed over to the assessment shows them, or `review`, a further one, does;
    indicators that neither names stay unmarked. `previous` is the stage before: its levels, and the files it had already.
    """
    return tuple(
        _facts(
            one.number,
            state.indicator(one.number),
            (review or {}).get(one.number),
            previous.indicator(one.number) if previous is not None else None,
        )
        for one in rubric.indicators
    )


def review_facts(
    number: int, marks: ReviewMarks | None, level: int | None, unit: str = "", application: str = ""
) -> IndicatorFacts:
    """The facts of one indicator outside any assessment; `level` counts as confirmed when it is given."""
    subject = indicator_subject(number)
    return _facts(number, SubjectState(subject=subject, confirmed=level, unit=unit, application=application), marks, None)


def _facts(number: int, state: SubjectState, marks: ReviewMarks | None, previous: SubjectState | None) -> IndicatorFacts:
    known = {one.id for one in (state if previous is None else previous).attachments}
    held = [
        SourceFile(
            name=one.file_name, title=one.title, is_draft=one.is_draft, is_added=one.id not in known, note=doubt_of(one.note)
        )
        for one in state.attachments
    ]
    files = [*(marks.files if marks else ()), *held]
    attached = [_quote(one.file_name, quote) for one in state.attachments for quote in one.quotes]
    met = (*(marks.met if marks else ()), *_met(state.elements))
    proposed = state.proposed
    if proposed is None and marks is not None:
        proposed = (marks.low, marks.high)
    return IndicatorFacts(
        number=number,
        confirmed=state.confirmed,
        proposed=proposed,
        claimed=state.claimed,
        previous=previous.confirmed if previous is not None else None,
        met=tuple(dict.fromkeys(met)) if marks or state.elements else None,
        quotes=(*(marks.quotes if marks else ()), *attached),
        files=tuple({file.name: file for file in reversed(files)}.values())[::-1],
        unit=state.unit,
        application=state.application,
    )


def doubt_of(note: str) -> str:
    """The note where it says that the file is to be checked; notes that people wrote about its delivery are theirs."""
    return note if "periksa" in note.lower() else ""


def _met(marks: Sequence[ElementMark]) -> tuple[str, ...]:
    return tuple(mark.element for mark in marks if mark.state == "met")


def pasal_of(text: str) -> str:
    """The number of the article that a place or quote begins with ("Pasal 7 …"); empty when it does not begin with one."""
    found = _PASAL.match(text)
    return found[1] if found else ""


def _quote(name: str, quote: Quote) -> SourceQuote:
    pasal = pasal_of(quote.pasal or quote.text)
    part = "" if pasal else quote.pasal
    return SourceQuote(
        file=name,
        page=quote.page,
        text=quote.text,
        pasal=pasal,
        part=part,
        elements=quote.elements,
        is_typed=not quote.source,
    )
