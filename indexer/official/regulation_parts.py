"""The large parts of a regulation: opening, body, closing, annexes and the Penjelasan, as ranges of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from indexer.official.page_lines import Line, is_like, squeezed

_ANNEX = re.compile(r"\W{0,3}L ?A ?M ?P ?I ?R ?A ?N(?:\s+(?P<number>[IVXLl1\d]{1,5}))?\W*(?P<rest>[A-Z][A-Z /]{4,}.*)?")
_SIGNED = re.compile(r"(?:Di ?tetapkan|Di ?sahkan) di\b.*")
_CLOSING = "agarsetiaporangmengetahuinya"
_ANNEX_HEAD, _EXPLANATION_HEAD = 10, 6
_ENACTS = "MEMUTUSKAN"


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of lines. `name` is what stands on its heading line ("LAMPIRAN II"), "" for the body."""

    first: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class RegulationParts:
    """`body` holds the articles; `explanation` is the Penjelasan. `is_closed` = the closing words were found."""

    body: Range
    annexes: tuple[Range, ...]
    explanation: Range | None
    is_closed: bool


def regulation_parts(lines: Sequence[Line]) -> RegulationParts:
    """Where body, annexes and Penjelasan lie; annexes are looked for after the closing, or at the head of a page."""
    start = next((place + 1 for place, line in enumerate(lines) if _enacts(line.text)), 0)
    closing = next((place for place in range(start, len(lines)) if _closes(lines[place].text)), None)
    search_from = start if closing is None else closing
    heads = _places_on_page(lines)
    explanation = next(
        (place for place in range(search_from, len(lines)) if heads[place] < _EXPLANATION_HEAD and _explains(lines, place)), None
    )
    starts = [
        place
        for place in range(search_from, len(lines))
        if _is_annex(lines, place)
        and (heads[place] < _ANNEX_HEAD or (closing is not None and not _any_annex(lines, closing, place)))
    ]
    borders = sorted([*starts, *([] if explanation is None else [explanation]), len(lines)])
    annexes = tuple(Range(place, _next(borders, place), lines[place].text) for place in starts)
    body_end = closing if closing is not None else borders[0]
    found = None if explanation is None else Range(explanation, _next(borders, explanation), lines[explanation].text)
    return RegulationParts(Range(start, body_end), annexes, found, closing is not None)


def _next(borders: Sequence[int], place: int) -> int:
    return next(border for border in borders if border > place)


def _enacts(text: str) -> bool:
    return fuzz.ratio(squeezed(text).upper()[: len(_ENACTS) + 1], _ENACTS) >= 80


def _closes(text: str) -> bool:
    words = squeezed(text).lower()[: len(_CLOSING)]
    return (len(words) >= 15 and fuzz.ratio(words, _CLOSING[: len(words)]) >= 85) or _SIGNED.fullmatch(text) is not None


def _explains(lines: Sequence[Line], place: int) -> bool:
    after = [line.text for line in lines[place + 1 : place + 3]]
    return is_like(lines[place].text, "PENJELASAN", 75) and any(is_like(text, "ATAS", 70) for text in after)


def _is_annex(lines: Sequence[Line], place: int) -> bool:
    return _ANNEX.fullmatch(lines[place].text) is not None


def _any_annex(lines: Sequence[Line], first: int, end: int) -> bool:
    return any(_is_annex(lines, place) for place in range(first, end))


def _places_on_page(lines: Sequence[Line]) -> list[int]:
    """For each line its number among the lines of its page, from 0."""
    places: list[int] = []
    for number, line in enumerate(lines):
        places.append(places[-1] + 1 if number and lines[number - 1].page == line.page else 0)
    return places
