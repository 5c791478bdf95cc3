"""Pages → the lines of the document itself: running headers and footers, page numbers and catchwords are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from indexer.reading.pages import PageText

_PAGE_NUMBER = re.compile(r"[-–—_]+ ?\w{1,4} ?[-–—_]*|\w{1,4} ?[-–—_]+|\d{1,4}|hal(aman)?\.? ?\d+( dari \d+)?", re.IGNORECASE)
_SERIAL = re.compile(r"SK ?N[o0O]\b.{0,16}")
_ADDRESS = re.compile(r"(?:(?:https?://|www\.|jdih\.)\S+|\S+\.go\.id\S*)", re.IGNORECASE)
_GAZETTE = re.compile(r"(?:[-–] ?\d+ ?[-–] ?)?(?:19|20)\d\d, ?No\. ?\d+.{0,12}")
_COPY = re.compile(r"S ?A ?L ?I ?N ?A ?N")
_DOTTED = re.compile(r"(?:[.…] ?[.,…] ?[.,…]|…)$")
_MARKED = re.compile(r"\W{0,2}(?:P ?a ?s ?a ?.|BAB\b|Bagian\b|\(|[a-z]\.|\d+\.)")
_LETTERHEADS = ("PRESIDEN", "REPUBLIKINDONESIA", "BLIKINDONESIA")
_HEAD, _FOOT, _CATCH = 4, 3, 8
_MAX_CATCHWORDS, _MAX_CATCH_CHARS = 4, 40
_ALIKE, _CAUGHT = 70, 80
_REPEATED_SHARE, _REPEATED_PAGES = 0.5, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: `start` and `end` are a half-open span of characters of that page's text; `page` is 1-based."""

    page: int
    start: int
    end: int
    text: str


def document_lines(pages: Sequence[PageText]) -> tuple[Line, ...]:
    """The lines in reading order, blank ones and running matter left out."""
    sheets = [_lines(page) for page in pages]
    running = _repeated(sheets)
    kept = [
        [line for place, line in enumerate(sheet) if not _is_running(line, place, len(sheet), number, running)]
        for number, sheet in enumerate(sheets)
    ]
    heads = [sheet[0].text if sheet else "" for sheet in kept]
    found = [_without_catchword(sheet, heads[number + 1 : number + 2]) for number, sheet in enumerate(kept)]
    return tuple(line for sheet in found for line in sheet)


def squeezed(text: str) -> str:
    """Letters and digits of the text only: headings with stray spaces and marks become comparable."""
    return "".join(char for char in text if char.isalnum())


def is_like(text: str, wanted: str, share: float = _CAUGHT) -> bool:
    """True when the text reads as `wanted` (letters only) but for a few wrong glyphs; `share` is 0 to 100."""
    found = squeezed(text).upper()
    return abs(len(found) - len(wanted)) <= 2 and fuzz.ratio(found, wanted) >= share


def _lines(page: PageText) -> list[Line]:
    found, start = [], 0
    for raw in page.text.split("\n"):
        if raw.strip():
            found.append(Line(page.number, start, start + len(raw), raw.strip()))
        start += len(raw) + 1
    return found


def _repeated(sheets: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines (digits folded) at the edges of at least half of the pages."""
    edges = Counter(
        shape
        for sheet in sheets
        for shape in {_shape(line.text) for line in (*sheet[:_FOOT], *sheet[-_FOOT:]) if not _MARKED.match(line.text)}
        if len(shape) > 3
    )
    least = max(_REPEATED_PAGES, _REPEATED_SHARE * len(sheets))
    return frozenset(shape for shape, count in edges.items() if count >= least)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _is_running(line: Line, place: int, n_lines: int, sheet: int, running: frozenset[str]) -> bool:
    text = line.text
    if _SERIAL.fullmatch(text) or _ADDRESS.fullmatch(text) or _COPY.fullmatch(text):
        return True
    if place < _HEAD and sheet > 0 and any(is_like(text, head, _ALIKE) for head in _LETTERHEADS):
        return True
    if place >= _HEAD and n_lines - place > _FOOT:
        return False
    is_number = _PAGE_NUMBER.fullmatch(text) is not None and not text.isalpha()
    return is_number or _GAZETTE.fullmatch(text) is not None or _shape(text) in running


def _without_catchword(sheet: list[Line], next_heads: Sequence[str]) -> list[Line]:
    """The page's lines without the words that only announce the next page ("Pasal 8 . . .", "Agar")."""
    kept = list(sheet)
    for line in sheet[-_CATCH:]:
        if _DOTTED.search(line.text) and len(line.text) <= _MAX_CATCH_CHARS and not _is_form(line.text):
            kept.remove(line)
    if kept and next_heads and next_heads[0]:
        words = squeezed(kept[-1].text).lower()
        n_words = len(kept[-1].text.split())
        if words and n_words <= _MAX_CATCHWORDS and squeezed(next_heads[0]).lower().startswith(words):
            kept.pop()
    return kept


def _is_form(text: str) -> bool:
    """True for a line to be filled in ("Nama: ........"), which dots end as well."""
    return re.search(r"[.…]{5,}", text) is not None
