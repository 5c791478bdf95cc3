"""Scores of the evidence review on a table of labelled documents; text files are scored apart from real uploads."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.evidence.batch import BatchOptions, review_document
from assistant.evidence.dates import FoundDate, find_dates
from assistant.evidence.records import Review
from assistant.evidence.reviewer import Reviewer
from assistant.evidence.wire import review_json
from assistant.session import Session
from corpus.errors import InputError
from indexer.reading.document import read_document
from indexer.reading.sources import PageCache

_SECTORS = (45, 46, 47)
_FIRST = 3
_COLUMNS = ("file", "primary", "indicators", "document_type", "number_date", "is_draft")
_NUMBER = re.compile(r"nomor\s*(?:sop)?\s*:?\s*(?P<number>[^,(]+)", re.IGNORECASE)
_TODAY = date(2025, 1, 1)  # ages of reviews are not scored; a fixed day keeps runs alike

OnFile = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One labelled document. Sector services count as one indicator (45); `is_open` = supporting nothing is fair as well."""

    file: str
    primary: frozenset[int]
    indicators: frozenset[int]
    is_none: bool
    is_open: bool
    document_type: str
    number_date: str
    is_draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one document went: each measure that applies to it, True when right; counts of labels found and wrong strong ones."""

    label: Label
    review: Review
    checks: dict[str, bool]
    n_found: int
    wrong_strong: tuple[int, ...]
    unverified: tuple[str, ...]
    n_quotes: int


def evidence_scores(labels_path: Path, session: Session, on_file: OnFile | None = None) -> dict[str, Any]:
    """Measures of "uploads" and "texts", each with the failing files and why.

    Raises:
        InputError: when the table cannot be read.
    """
    labels = read_labels(labels_path)
    settings = session.settings
    reviewer = Reviewer(session.index.knowledge, session.embedder, settings.data_dir, settings.edition)
    cache = PageCache(settings.data_dir / "pages")
    outcomes = []
    for number, label in enumerate(labels, 1):
        document = read_document(labels_path.parent / label.file, cache=cache)
        outcomes.append(judge(label, review_document(document, reviewer, BatchOptions(today=_TODAY))))
        if on_file is not None:
            on_file(number, len(labels), label.file)
    uploads = [outcome for outcome in outcomes if not outcome.label.file.endswith(".txt")]
    texts = [outcome for outcome in outcomes if outcome.label.file.endswith(".txt")]
    return {"uploads": _summary(uploads), "texts": _summary(texts)}


def read_labels(path: Path) -> list[Label]:
    """The labelled documents of a TSV file.

    Raises:
        InputError: when it cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Tabel label {path} tidak dapat dibaca ({error}).") from error
    missing = [name for name in _COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise InputError(f"Tabel label {path.name} tidak memiliki kolom {', '.join(missing)}.")
    return [_label({name: row.get(name) or "" for name in _COLUMNS}) for row in rows]


def judge(label: Label, review: Review) -> Outcome:
    """The measures of one document."""
    proposed = [_pooled(match.indicator) for match in review.indicators]
    strong = [_pooled(match.indicator) for match in review.indicators if match.strength == "strong"]
    checks = _fact_checks(label, review)
    if label.primary:
        checks["primary_in_first_three"] = bool(label.primary & set(proposed[:_FIRST]))
    if label.is_none and not label.is_open:
        checks["none_kept_clear"] = all(match.strength == "weak" for match in review.indicators)
    quotes = _quotes(review)
    return Outcome(
        label=label,
        review=review,
        checks=checks,
        n_found=len(label.indicators & set(proposed)),
        wrong_strong=() if label.is_open else tuple(number for number in strong if number not in label.indicators),
        unverified=tuple(quote["quote"] for quote in quotes if not quote["verified"]),
        n_quotes=len(quotes),
    )


def _fact_checks(label: Label, review: Review) -> dict[str, bool]:
    facts = review.facts
    checks: dict[str, bool] = {}
    if label.document_type:
        checks["document_type"] = facts.document_type == label.document_type
        checks["number_and_date"] = number_is_right(label.number_date, facts.number) and date_is_right(
            label.number_date, facts.date
        )
    if label.is_draft in ("yes", "no"):
        checks["is_draft"] = facts.is_draft is (label.is_draft == "yes")
    return checks


def number_is_right(printed: str, number: str) -> bool:
    """True when the number is the printed one; where none is printed, none may be found."""
    match = _NUMBER.search(printed)
    wanted = _bare(match["number"]) if match and re.search(r"\d", re.sub(r"tahun\s*\d{4}", "", match["number"].lower())) else ""
    return _bare(number) == wanted if wanted else not number or _bare(number) in _bare(printed)


def date_is_right(printed: str, found: str) -> bool:
    """True when the date is the printed one (month and year where only those are printed); any is fair where none is printed."""
    wanted = next(find_dates(printed), None)
    if wanted is None:
        return True
    return any(_same(wanted, date_found) for date_found in find_dates(found, with_figures=True))


def _same(wanted: FoundDate, found: FoundDate) -> bool:
    if wanted.value is not None:
        return wanted.value == found.value
    return wanted.year == found.year and wanted.printed.split()[0].lower() in found.printed.lower()


def _label(row: dict[str, str]) -> Label:
    indicators, primary = _numbers(row["indicators"]), _numbers(row["primary"])
    says_none = "none" in row["indicators"].split(",") or "none" in row["primary"].split(",")
    return Label(
        file=row["file"],
        primary=primary,
        indicators=indicators,
        is_none=says_none,
        is_open=says_none and bool(indicators),
        document_type=row["document_type"],
        number_date=row["number_date"],
        is_draft=row["is_draft"],
    )


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    names = ("primary_in_first_three", "none_kept_clear", "document_type", "number_and_date", "is_draft")
    labelled = [outcome for outcome in outcomes if outcome.label.primary]
    n_labels = sum(len(outcome.label.indicators) for outcome in labelled)
    return {
        "n": len(outcomes),
        **{name: _share([outcome.checks[name] for outcome in outcomes if name in outcome.checks]) for name in names},
        "recall": round(sum(outcome.n_found for outcome in labelled) / n_labels, 4) if n_labels else None,
        "wrong_strong": sum(len(outcome.wrong_strong) for outcome in outcomes),
        "quotes": sum(outcome.n_quotes for outcome in outcomes),
        "quotes_unverified": sum(len(outcome.unverified) for outcome in outcomes),
        "failures": [failure for outcome in outcomes for failure in _failures(outcome)],
    }


def _failures(outcome: Outcome) -> Iterable[dict[str, Any]]:
    """What went wrong with one document: file, measure, what was wanted and what was found."""
    facts, label = outcome.review.facts, outcome.label
    proposed = ", ".join(f"{match.indicator} {match.strength} {match.score:.2f}" for match in outcome.review.indicators[:5])
    seen = {
        "primary_in_first_three": (",".join(map(str, sorted(label.primary))), proposed),
        "none_kept_clear": ("none", proposed),
        "document_type": (label.document_type, facts.document_type),
        "number_and_date": (label.number_date, f"{facts.number}; {facts.date}"),
        "is_draft": (label.is_draft, str(facts.is_draft)),
    }
    for name, is_right in outcome.checks.items():
        if not is_right:
            yield {"file": label.file, "measure": name, "wanted": seen[name][0], "found": seen[name][1]}
    if outcome.wrong_strong:
        wanted = ",".join(map(str, sorted(label.indicators))) or "none"
        yield {"file": label.file, "measure": "wrong_strong", "wanted": wanted, "found": ",".join(map(str, outcome.wrong_strong))}


def _quotes(review: Review) -> list[dict[str, Any]]:
    """Every quote that the review would show."""
    values = review_json(review)
    matches = [quote for match in values["indicators"] for quote in (*match["evidence"], *match["met"]) if "quote" in quote]
    return [*values["facts"].values(), *matches]


def _share(checks: Sequence[bool]) -> dict[str, Any]:
    return {"right": sum(checks), "of": len(checks), "share": round(sum(checks) / len(checks), 4) if checks else None}


def _numbers(text: str) -> frozenset[int]:
    return frozenset(_pooled(int(part)) for part in text.split(",") if part.strip().isdigit())


def _pooled(number: int) -> int:
    return _SECTORS[0] if number in _SECTORS else number


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
