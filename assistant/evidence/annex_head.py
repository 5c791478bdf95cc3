"""The head of a rule's annex, where its number and date stand once more.

Source: Lampiran II UU 12/2011 (the head of an annex: form, number, year and subject of the rule); decrees add the date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.dates import FoundDate, find_dates
from assistant.evidence.heading import printed_number
from assistant.evidence.loose import loose_source
from assistant.evidence.opening import Line, opening_lines
from corpus.document_kinds import DocumentKinds
from indexer.reading.pages import PageText

_ANNEX = re.compile(rf"{loose_source('lampiran')}(?:\s+[IVX\d]+)?\W*(?P<rest>.*)$", re.IGNORECASE)
_NUMBER = re.compile(rf"{loose_source('nomor')}\W*(?P<rest>[\w(].*)$", re.IGNORECASE)
_DATE = re.compile(rf"{loose_source('tanggal')}\W*(?P<rest>\d.*)$", re.IGNORECASE)
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexHead:
    """What the head says, each with its line; None where it does not say it."""

    number: tuple[str, Line] | None = None
    date: tuple[FoundDate, Line] | None = None


def annex_head(pages: Sequence[PageText], kinds: DocumentKinds) -> AnnexHead:
    """The head of the first annex that names a rule; empty when there is none."""
    forms = re.compile("|".join(loose_source(form) for _, forms in kinds.instruments for form in forms), re.IGNORECASE)
    lines = opening_lines(pages, len(pages), sys.maxsize)
    for line in lines:
        annex = _ANNEX.match(line.text)
        below = [other for other in lines[line.index + 1 : line.index + 1 + _HEAD_LINES] if other.page.number == line.page.number]
        if annex is not None and any(forms.match(text) for text in (annex["rest"], *(other.text for other in below[:1]))):
            return _read(below)
    return AnnexHead()


def _read(lines: Sequence[Line]) -> AnnexHead:
    number = next(((match["rest"], line) for line in lines if (match := _NUMBER.match(line.text))), None)
    dated = next(((match["rest"], line) for line in lines if (match := _DATE.match(line.text))), None)
    day = next((found for found in find_dates(dated[0], with_figures=True) if found.value), None) if dated else None
    official = printed_number(number[0]) if number else ""
    return AnnexHead(
        number=(official, number[1]) if number and official else None,
        date=(day, dated[1]) if day and dated else None,
    )
