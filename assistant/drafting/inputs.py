"""From an assessment and an evidence review to what the drafts are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote
from assistant.workspace.records import AssessmentState, SubjectState
from corpus.errors import InputError
from corpus.records import Rubric

MAX_BYTES = 50_000_000
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

    Raises:
        InputError: naming the file and what is wrong with it.
    """
    marks: dict[int, ReviewMarks] = {}
    for document in _documents(path):
        for match in document.get("indicators") or []:
            number = match.get("indicator")
            if not any(one.number == number for one in rubric.indicators):
                raise InputError(f"{path.name}: indikator {number} tidak ada dalam edisi {rubric.edition}.")
            _add(marks.setdefault(number, ReviewMarks()), document, match)
    return marks


def facts_of(
    state: AssessmentState,
    rubric: Rubric,
    review: Mapping[int, ReviewMarks] | None = None,
    previous: Mapping[int, int] | None = None,
) -> tuple[IndicatorFacts, ...]:
    """The facts of every indicator, in order; quotes that people attached count as verified.

    `review` marks elements as met; indicators that it does not name stay unmarked. `previous` are the levels of the stage
    before.
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
    files = [*(marks.files if marks else ()), *(SourceFile(name=held.file_name) for held in state.attachments)]
    attached = [
        SourceQuote(file=held.file_name, page=quote.page, text=quote.text, pasal=pasal_of(quote.text))
        for held in state.attachments
        for quote in held.quotes
    ]
    proposed = state.proposed
    if proposed is None and marks is not None and marks.low is not None:
        proposed = (marks.low, max(marks.low, marks.high or marks.low))
    return IndicatorFacts(
        number=number,
        confirmed=state.confirmed,
        proposed=proposed,
        claimed=state.claimed,
        previous=previous,
        met=tuple(dict.fromkeys(marks.met)) if marks else None,
        quotes=(*(marks.quotes if marks else ()), *attached),
        files=tuple({file.name: file for file in reversed(files)}.values())[::-1],
        unit=state.unit,
        application=application,
    )


def pasal_of(text: str) -> str:
    """The number of the article that a quote begins with ("Pasal 7 …"); empty when it does not begin with one."""
    found = _PASAL.match(text)
    return found[1] if found else ""


def _documents(path: Path) -> list[dict[str, Any]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: berkas lebih besar dari 50 MB; ini bukan hasil «spbe review --json».")
        text = path.read_text("utf-8-sig")
        values = [json.loads(line) for line in text.splitlines() if line.strip()] if "\n{" in text.strip() else [json.loads(text)]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: berkas tidak dapat dibaca sebagai teks UTF-8.") from error
    except ValueError as error:
        raise InputError(f"{path.name}: bukan JSON yang sah. Pakai keluaran «spbe review --json».") from error
    found = [document for value in values if isinstance(value, dict) for document in value.get("documents", [])]
    if not found or not all(isinstance(document, dict) for document in found):
        raise InputError(f"{path.name}: tidak memuat «documents». Pakai keluaran «spbe review --json».")
    return found


def _add(marks: ReviewMarks, document: dict[str, Any], match: dict[str, Any]) -> None:
    name = Path(str(document.get("file") or "")).name
    marks.files.append(SourceFile(name=name, title=_title(document), is_draft=bool(document.get("is_draft"))))
    level = match.get("proposed_level") or {}
    if isinstance(level, dict) and isinstance(level.get("low"), int):
        marks.low = max(marks.low or 0, level["low"])
        marks.high = max(marks.high or 0, level.get("high") or level["low"])
    for one in match.get("evidence") or []:
        marks.quotes.append(_quote(name, one, ()))
    for one in match.get("met") or []:
        element = one if isinstance(one, str) else str(one.get("element") or one.get("id") or "")
        element = element.rpartition(".")[2]
        marks.met.append(element)
        quote = one.get("quote") if isinstance(one, dict) else None
        if isinstance(quote, (dict, str)):
            told = quote if isinstance(quote, dict) else {**one, "quote": quote}
            marks.quotes.append(_quote(name, told, (element,)))


def _quote(name: str, told: dict[str, Any], elements: tuple[str, ...]) -> SourceQuote:
    text = str(told.get("quote") or told.get("text") or "")
    page = told.get("page")
    named = told.get("elements")
    return SourceQuote(
        file=name,
        text=text,
        page=page if isinstance(page, int) else 0,
        pasal=str(told.get("pasal") or pasal_of(text)),
        verified=bool(told.get("verified", True)),
        elements=elements or tuple(str(one) for one in named or () if isinstance(named, list)),
    )


def _title(document: dict[str, Any]) -> str:
    """The document as people cite it, from what was read in it; empty when nothing was."""
    title, number, date = (" ".join(str(document.get(key) or "").split()) for key in ("title", "number", "date"))
    if not number or "nomor" in title.lower():
        return title
    return f"{title or 'dokumen'} Nomor {number}{f' tanggal {date}' if date else ''}"
