"""Texts without articles (guidelines, annexes): chapters and lettered headings, cut into pieces of about 200 words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.official.headings import chapter_number, chapter_title
from indexer.official.page_lines import Line
from indexer.official.title_case import title_case

_LETTERED = re.compile(r"\W?(?P<letter>[A-Z])\. +(?P<title>[A-Z].{2,90})")
_NUMBERED = re.compile(r"\W{0,3}(?P<number>\d{1,2})\. +(?P<title>[A-Z][^.]{2,90})")
_SMALL_WORDS = frozenset("dan di ke dari yang untuk dengan pada bagi serta atau dalam oleh sebagai atas".split())
_ENDS = (".", ";", ":")
_WORDS, _FEW_WORDS = 200, 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of lines under one heading: steps like ("bab-3", "C"), the heading, and the half-open range of lines."""

    steps: tuple[str, ...]
    heading: str
    first: int
    end: int


def chapters(lines: Sequence[Line], first: int, end: int) -> Iterator[Piece]:
    """The stretches between headings, in order; what stands before the first chapter has no steps."""
    steps: tuple[str, ...] = ()
    heading, begin, letter = "", first, ""
    for place in range(first, end):
        text = lines[place].text
        number = chapter_number(text)
        lettered = _LETTERED.fullmatch(text)
        if number is not None:
            found: tuple[tuple[str, ...], str] | None = (
                (f"bab-{number}",),
                title_case(chapter_title(text)) or _title_below(lines, place, end),
            )
            letter = ""
        elif steps and lettered is not None and lettered["letter"] == _after(letter) and _is_title(lettered["title"]):
            letter = lettered["letter"]
            found = ((steps[0], letter), lettered["title"].strip())
        else:
            found = None
        if found is not None:
            if place > begin:
                yield Piece(steps, heading, begin, place)
            (steps, heading), begin = found, place
    if end > begin:
        yield Piece(steps, heading, begin, end)


def numbered_sections(lines: Sequence[Line], first: int, end: int) -> Iterator[Piece]:
    """The stretches under headings "1. Latar Belakang" of a circular, in order; what stands before them has no steps."""
    steps: tuple[str, ...] = ()
    heading, begin, number = "", first, 0
    for place in range(first, end):
        match = _NUMBERED.fullmatch(lines[place].text)
        if match is not None and int(match["number"]) == number + 1 and _is_title(match["title"]):
            if place > begin:
                yield Piece(steps, heading, begin, place)
            number += 1
            steps, heading, begin = (f"angka-{number}",), match["title"].strip(), place
    if end > begin:
        yield Piece(steps, heading, begin, end)


def pieces(lines: Sequence[Line], stretch: Piece) -> Iterator[Piece]:
    """The stretch in pieces of about 200 words, each on one page, cut at the end of a sentence where there is one."""
    begin, n_words = stretch.first, 0
    for place in range(stretch.first, stretch.end):
        line = lines[place]
        n_words += len(line.text.split())
        is_last = place + 1 == stretch.end
        turns = not is_last and lines[place + 1].page != line.page
        is_full = (
            n_words >= _WORDS
            and (line.text.endswith(_ENDS) or n_words >= 2 * _WORDS)
            and not _few_left(lines, place, stretch.end)
        )
        if is_last or turns or is_full:
            yield Piece(stretch.steps, stretch.heading, begin, place + 1)
            begin, n_words = place + 1, 0


def _few_left(lines: Sequence[Line], place: int, end: int) -> bool:
    """True when only a few words of this page follow, which then belong to the piece before."""
    n_words = 0
    for following in range(place + 1, end):
        if lines[following].page != lines[place].page:
            break
        n_words += len(lines[following].text.split())
        if n_words >= _FEW_WORDS:
            return False
    return True


def _after(letter: str) -> str:
    return chr(ord(letter) + 1) if letter else "A"


def _is_title(text: str) -> bool:
    """True when most words begin with a capital, as in a heading."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in _SMALL_WORDS]
    return bool(words) and not text.rstrip().endswith((";", ",")) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _title_below(lines: Sequence[Line], place: int, end: int) -> str:
    """The capitals under a heading "BAB II", joined."""
    found = []
    for line in lines[place + 1 : min(place + 5, end)]:
        if line.text != line.text.upper() or chapter_number(line.text) is not None:
            break
        found.append(line.text)
    return title_case(" ".join(found))
