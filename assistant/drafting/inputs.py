"""From an assessment and an evidence review to what the drafts are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote
from assistant.workspace.records import AssessmentState, Quote, SubjectState
from assistant.workspace.reviewed import ReviewedFile, ReviewedMatch, read_review_file
from corpus.records import Rubric

_PASAL = re.compile(r"\s*Pasal\s+(\d+[A-Z]?)\b")


@dataclass(slots=True, kw_only=True)
class ReviewMarks:
    """What reviews of evidence files say about one indicator, over all files."""

    met: list[str] = field(default_factory=list)
    quotes: list[SourceQuote] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    low: int | None = None
    high: int | None = None


def read_review(path: Path, rubric: Rubric) -> dict[int, ReviewMarks]:
    """Indicator number to marks, from what `spbe review --json` printed (one object, or one a line).

    Weak proposals and copies of other files are left out, as everywhere.

    Raises:
        InputError: naming the file and what is wrong with it.
    """
    marks: dict[int, ReviewMarks] = {}
    for file in read_review_file(path, rubric):
        for match in () if file.is_duplicate else file.matches:
            if match.strength == "weak":
                continue  # the indicator is only touched upon
            _add(marks.setdefault(match.indicator, ReviewMarks()), file, match)
    return marks


def facts_of(
    state: AssessmentState,
    rubric: Rubric,
    review: Mapping[int, ReviewMarks] | None = None,
    previous: Mapping[int, int] | None = None,
) -> tuple[IndicatorFacts, ...]:
    """The facts of every indicator, in order; quotes that were attached count as verified.

    Elements count as met when the review that was handed over to the assessment shows them, or `review`, a further one, does;
    indicators that neither names stay unmarked. `previous` are the levels of the stage before.
    """
    return tuple(
        _facts(one.number, state.indicator(one.number), (review or {}).get(one.number), (previous or {}).get(one.number))
        for one in rubric.indicators
    )


def review_facts(
    number: int, marks: ReviewMarks | None, level: int | None, unit: str = "", application: str = ""
) -> IndicatorFacts:
    """The facts of one indicator outside any assessment; `level` counts as confirmed when it is given."""
    return _facts(number, SubjectState(subject=f"indikator-{number}", confirmed=level, unit=unit), marks, None, application)


def _facts(
    number: int, state: SubjectState, marks: ReviewMarks | None, previous: int | None, application: str = ""
) -> IndicatorFacts:
    held = [SourceFile(name=one.file_name, title=one.title, is_draft=one.is_draft) for one in state.attachments]
    files = [*(marks.files if marks else ()), *held]
    attached = [_quote(one.file_name, quote) for one in state.attachments for quote in one.quotes]
    met = [*(marks.met if marks else ()), *(mark.element for mark in state.elements if mark.state == "met")]
    proposed = state.proposed
    if proposed is None and marks is not None and marks.low is not None:
        proposed = (marks.low, max(marks.low, marks.high or marks.low))
    facts = IndicatorFacts(
        number=number,
        confirmed=state.confirmed,
        proposed=proposed,
        claimed=state.claimed,
        previous=previous,
        met=tuple(dict.fromkeys(met)) if marks or state.elements else None,
        quotes=(*(marks.quotes if marks else ()), *attached),
        files=tuple({file.name: file for file in reversed(files)}.values())[::-1],
        unit=state.unit,
        application=application,
    )
    return replace(facts, met=_in_force(facts))


def _in_force(facts: IndicatorFacts) -> tuple[str, ...] | None:
    """The met elements without those that rancangan alone show: a rancangan carries nothing past the lowest level."""
    if facts.met is None:
        return None
    drafts = {file.name for file in facts.files if file.is_draft}
    shown = {element: {quote.file for quote in facts.quotes if element in quote.elements} for element in facts.met}
    return tuple(element for element in facts.met if not shown[element] or shown[element] - drafts)


def pasal_of(text: str) -> str:
    """The number of the article that a quote begins with ("Pasal 7 …"); empty when it does not begin with one."""
    found = _PASAL.match(text)
    return found[1] if found else ""


def _add(marks: ReviewMarks, file: ReviewedFile, match: ReviewedMatch) -> None:
    marks.files.append(SourceFile(name=file.name, title=file.title, is_draft=file.is_draft))
    if match.low is not None:
        marks.low = max(marks.low or 0, match.low)
        marks.high = max(marks.high or 0, match.high or match.low)
    marks.quotes += [_quote(file.name, quote) for quote in match.quotes]
    marks.met += [mark.element for mark in match.marks if mark.state == "met"]


def _quote(name: str, quote: Quote) -> SourceQuote:
    return SourceQuote(file=name, page=quote.page, text=quote.text, pasal=pasal_of(quote.text), elements=quote.elements)
