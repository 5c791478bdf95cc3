"""What a review of evidence says, read back from the JSON of `spbe review --json`: files, proposals, quotes, elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.file_faults import why_unread
from assistant.workspace.commands import MAX_NAME_CHARS
from assistant.workspace.document_title import document_title
from assistant.workspace.records import ElementMark, MarkState, Quote
from corpus.errors import InputError
from corpus.records import Rubric

MAX_BYTES = 50_000_000
COUNTED = ("strong", "partial")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_STATES: tuple[MarkState, ...] = ("met", "not_found", "not_for_this_kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedMatch:
    """What one file shows for one indicator: verified quotes only; `low` is None when no range was proposed.

    `alternatives` are indicators that an agency may choose instead.
    """

    indicator: int
    strength: str
    low: int | None
    high: int | None
    quotes: tuple[Quote, ...]
    marks: tuple[ElementMark, ...]
    alternatives: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedFile:
    """One file of a review. `name` is its last part only; `sha256` is empty when it was not told.

    `note` says that it seems to be another agency's, empty when it does not.
    """

    name: str
    sha256: str
    title: str
    is_draft: bool
    is_duplicate: bool
    matches: tuple[ReviewedMatch, ...]
    note: str = ""


def read_review_file(path: Path, rubric: Rubric) -> tuple[ReviewedFile, ...]:
    """The files of what `spbe review --json` printed (one object, or one a line).

    Raises:
        InputError: naming the file and what is wrong with it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: berkas lebih besar dari 50 MB; ini bukan hasil «spbe review --json».")
        text = path.read_text("utf-8-sig")
        if not text.strip():
            raise InputError(f"{path.name}: berkas kosong. Pakai keluaran «spbe review --json».")
        values = [json.loads(line) for line in text.splitlines() if line.strip()] if "\n{" in text.strip() else [json.loads(text)]
    except OSError as error:
        raise InputError(f"{path}: tidak dapat dibaca, {why_unread(error)}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}: bukan teks UTF-8. Pakai keluaran «spbe review --json».") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name}: bukan JSON yang sah. Pakai keluaran «spbe review --json».") from error
    found = [document for value in values if isinstance(value, dict) for document in _list(value.get("documents"))]
    if not found or not all(isinstance(document, dict) for document in found):
        raise InputError(f"{path.name}: tidak memuat «documents». Pakai keluaran «spbe review --json».")
    try:
        return read_documents(found, rubric)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error


def read_documents(documents: Iterable[Mapping[str, Any]], rubric: Rubric) -> tuple[ReviewedFile, ...]:
    """The files of a review from its "documents". Raises: InputError for an indicator that the edition has not."""
    return tuple(_file(document, rubric) for document in documents)


def _file(document: Mapping[str, Any], rubric: Rubric) -> ReviewedFile:
    sha256 = str(document.get("sha256") or "")
    matches = [match for match in _list(document.get("indicators")) if isinstance(match, dict)]
    findings = [finding for finding in _list(document.get("findings")) if isinstance(finding, dict)]
    return ReviewedFile(
        name=re.split(r"[\\/]", str(document.get("file") or ""))[-1],
        sha256=sha256 if _SHA256.fullmatch(sha256) else "",
        title=document_title(document),
        is_draft=document.get("is_draft") is True,
        is_duplicate=bool(document.get("duplicate_of")),
        matches=tuple(_match(match, rubric) for match in matches),
        note=" ".join(str(one.get("detail") or "") for one in findings if one.get("kind") == "other_agency").strip(),
    )


def _match(match: Mapping[str, Any], rubric: Rubric) -> ReviewedMatch:
    number = match.get("indicator")
    indicator = next((one for one in rubric.indicators if one.number == number and not isinstance(number, bool)), None)
    if indicator is None:
        raise InputError(f"indikator {number} tidak ada dalam edisi {rubric.edition}.")
    levels = {element.id: level.number for level in indicator.levels for element in level.elements}
    met, unmet = ([_element(one) for one in _list(match.get(key))] for key in ("met", "unmet"))
    states = {element: _state(one, "not_found") for element, one in unmet} | {element: "met" for element, _ in met}
    quotes = [_quote(one, ()) for one in _list(match.get("evidence"))]
    quotes += [_quote(one, (element,)) for element, one in met]
    span = match.get("proposed_level")
    low, high = (_level(span.get(key), rubric) if isinstance(span, dict) else None for key in ("low", "high"))
    return ReviewedMatch(
        indicator=indicator.number,
        strength=str(match.get("strength") or ""),
        low=low,
        high=max(low, high or low) if low is not None else None,
        quotes=merged_quotes(quote for quote in quotes if quote is not None),
        marks=tuple(
            ElementMark(level=level, element=element, state=states[element])
            for element, level in levels.items()
            if element in states
        ),
        alternatives=tuple(one for one in _list(match.get("alternatives")) if isinstance(one, int)),
    )


def merged_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in their order, each once, with all elements that it shows."""
    found: dict[tuple[int, str], Quote] = {}
    for quote in quotes:
        key = (quote.page, " ".join(quote.text.split()))
        known = found.get(key, quote)
        elements = tuple(dict.fromkeys((*known.elements, *quote.elements)))
        found[key] = replace(known, elements=elements, source=known.source or quote.source, pasal=known.pasal or quote.pasal)
    return tuple(found.values())


def _element(told: Any) -> tuple[str, Mapping[str, Any]]:
    """The element's id without a prefix, and the words that show it."""
    if isinstance(told, str):
        return told.rpartition(".")[2], {}
    one = told if isinstance(told, dict) else {}
    quote = one.get("quote")
    name = str(one.get("element") or one.get("id") or "").rpartition(".")[2]
    return name, {**one, **quote} if isinstance(quote, dict) else one


def _state(told: Mapping[str, Any], otherwise: MarkState) -> MarkState:
    return next((state for state in _STATES if state == told.get("state")), otherwise)


def _quote(told: Any, elements: Sequence[str]) -> Quote | None:
    """The quote; None for one that is not verified or has no place."""
    if not isinstance(told, dict) or told.get("verified") is not True:
        return None
    text, page = told.get("quote") or told.get("text"), told.get("page")
    if not isinstance(text, str) or not text.strip() or not isinstance(page, int) or isinstance(page, bool) or page < 1:
        return None
    source, pasal = (str(told.get(key) or "") for key in ("text_source", "pasal"))
    return Quote(page=page, text=text, elements=tuple(elements), source=source, pasal=" ".join(pasal.split())[:MAX_NAME_CHARS])


def _level(told: Any, rubric: Rubric) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and rubric.lowest_level <= told <= 5 else None


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
