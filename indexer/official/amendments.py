"""Amending regulations: their own articles have Roman numbers, the articles that they quote stand inside those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.official.articles import Articles, Stretch, article_stretches
from indexer.official.headings import roman_article
from indexer.official.page_lines import Line
from indexer.official.regulation_parts import Range

_ORDERS = re.compile(r"\b(?:diubah|ditambah|disisip)\w*\b.*|.*\bBeberapa ketentuan\b.*", re.IGNORECASE)
_NEXT_ORDER = re.compile(
    r"\W?\d{1,3}\. +(?:Ketentuan|Di ?antara|Pasal|Judul|Penjelasan|Bab|BAB|Lampiran|Setelah|Sesudah|Menghapus)\b.*"
)
_NEAR = 14


def is_amendment(lines: Sequence[Line], body: Range) -> bool:
    """True when the body opens with a "Pasal I" that orders changes."""
    for place in range(body.first, body.end):
        if roman_article(lines[place].text) == 1:
            return any(_ORDERS.search(line.text) for line in lines[place + 1 : min(place + _NEAR, body.end)])
    return False


def amended_stretches(lines: Sequence[Line], body: Range) -> Articles:
    """The articles I, II, ... as pasal-1, pasal-2, and the quoted ones inside them as pasal-1.pasal-5A."""
    starts: list[int] = []
    for place in range(body.first, body.end):
        if roman_article(lines[place].text) == len(starts) + 1:
            starts.append(place)
    stretches: list[Stretch] = []
    repeated: list[str] = []
    for number, (start, end) in enumerate(pairwise([*starts, body.end]), 1):
        if start + 1 < end:
            stretches.append(Stretch(f"pasal-{number}", "", start + 1, end))
        for order in _orders(lines, start + 1, end):
            quoted = article_stretches(lines, order, f"pasal-{number}.")
            stretches += quoted.stretches
            repeated += quoted.repeated
    articles = tuple(f"pasal-{number}" for number in range(1, len(starts) + 1))
    return Articles(tuple(stretches), articles, (), tuple(repeated), ())


def _orders(lines: Sequence[Line], first: int, end: int) -> list[Range]:
    """The single changes "1. Ketentuan Pasal 5 diubah ..." of an amending article."""
    starts = [first, *(place for place in range(first + 1, end) if _NEXT_ORDER.fullmatch(lines[place].text)), end]
    return [Range(start, after) for start, after in pairwise(starts) if after > start]
