"""A document's own date: which of the dates in it counts depends on what kind of paper it is.

Source: PermenPANRB 35/2012 (date of making in the head of an SOP), Peraturan ANRI 5/2021 (place and date of official letters).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from assistant.evidence.date_lines import (
    DatedLine,
    caption_date,
    cover_date,
    held_date,
    is_letter,
    letter_date,
    made_date,
    signing_date,
    stated_date,
)
from assistant.evidence.opening import Line, opening_lines
from corpus.document_kinds import DocumentType
from indexer.reading.pages import DocumentText

_HEAD_PAGES, _HEAD_LINES, _LETTER_LINES, _CAPTION_LINES = 3, 45, 14, 4
_HELD: tuple[DocumentType, ...] = ("minutes", "contract")
_INSTRUMENTS: tuple[DocumentType, ...] = ("agency_regulation", "decree")

_Rule = Callable[[], DatedLine | None]


def document_date(document: DocumentText, kind: DocumentType, number: str) -> DatedLine | None:
    """The date that the document bears apart from a clause of enactment, None when none is printed. `number` is its own."""
    lines = opening_lines(document.pages, len(document.pages), sys.maxsize)
    if not lines or kind == "national_regulation":
        return None
    head = opening_lines(document.pages, _HEAD_PAGES, _HEAD_LINES)
    first = [line for line in head if line.page.number == lines[0].page.number]
    return next((dated for rule in _rules(kind, lines, head, first, number) if (dated := rule()) is not None), None)


def _rules(kind: DocumentType, lines: list[Line], head: list[Line], first: list[Line], number: str) -> tuple[_Rule, ...]:
    """The ways to find the date, the best first."""

    signing, stated, made = partial(signing_date, lines), partial(stated_date, first, number), partial(made_date, first)
    held, cover = partial(held_date, head), partial(cover_date, head)
    if kind == "manual":  # its pictures have dates of their own
        return (partial(cover_date, first),)
    if kind == "screenshot":  # and what a screen shows as well: only a caption's date is the document's
        caption = first[:_CAPTION_LINES]
        return (partial(signing_date, caption), partial(caption_date, caption))
    if kind in _INSTRUMENTS:
        return (signing,)
    if kind == "sop":
        return (made, stated, signing, cover)
    if kind in _HELD:
        return (held, stated, signing, cover)
    if kind in ("invitation", "circular") or is_letter(first[: 2 * _LETTER_LINES]):
        at_top = partial(letter_date, first[:_LETTER_LINES])
        return (at_top, stated, signing, held, *(() if kind == "circular" else (cover,)))
    return (stated, signing, made, partial(held_date, head, is_event=False), cover)
