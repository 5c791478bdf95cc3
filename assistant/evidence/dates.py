"""Dates as Indonesian documents print them, and the marks of a date that was left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from assistant.evidence.loose import loose_source

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "pebruari", "february", "peb", "feb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agust", "agt", "ags"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(loose_source(name) for name in sorted(_NUMBER_OF, key=len, reverse=True))
_GAP = r"[^\S\n]"  # PDFs set blanks that do not break as well as common ones
_WRITTEN = re.compile(
    rf"(?<![\d/])(?:(?<![a-zA-Z])(?<!\d[.,])(?P<day>[0-3]?[\dlIO])(?:{_GAP}*\.?{_GAP}+(?:bulan{_GAP}+)?|-|(?<=\d)))?(?P<month>{_NAMES})(?![a-z])"
    rf"(?:{_GAP}|[,.-])*(?:(?<=\s)tahun{_GAP}+)?"
    rf"(?P<year>(?:19|20)\d{_GAP}?\d)(?!\d)",
    re.IGNORECASE,
)
_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_WORDED_NUMBERS = {
    **{word: number for number, word in enumerate(_ONES) if word},
    **{"sepuluh": 10, "sebelas": 11},
    **{f"{word} belas": number + 10 for number, word in enumerate(_ONES) if number > 1},
    **{f"{_ONES[tens]} puluh {_ONES[ones]}".strip(): 10 * tens + ones for tens in range(2, 10) for ones in range(10)},
}
_SPELT = "|".join(word.replace(" ", r"\s+") for word in sorted(_WORDED_NUMBERS, key=len, reverse=True))
_WORDED = re.compile(
    rf"\b(?P<day>{_SPELT})\s+(?:bulan\s+)?(?P<month>{_NAMES})(?![a-z])\s+(?:tahun\s+)?dua\s+ribu\s+(?P<year>{_SPELT})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/.-])(?P<day>[0-3]?\d)[-/.](?P<month>[01]?\d)[-/.](?P<year>(?:19|20)\d\d)(?![\d/])")
ENACTED = re.compile(  # at the start of a line, after specks that recognition takes for a letter or two, or in a right column
    rf"(?:^[^\w\n]*(?:\w{{1,2}}[^\w\n]+)?(?:{loose_source('diundangkan')}{_GAP}+di{_GAP}[^\n]{{2,60}}?{_GAP})?|[^\S\n]{{3,}})(?P<clause>(?:{loose_source('ditetapkan')}|{loose_source('dikeluarkan')}){_GAP}*"
    rf"(?:di\b|:|{loose_source('pada tanggal')}))",
    re.IGNORECASE | re.MULTILINE,
)
_ON_DATE = re.compile(rf"(?:{loose_source('pada tanggal')}|{loose_source('tanggal')}|tgl\.?)", re.IGNORECASE)
_GAZETTED = re.compile(loose_source("diundangkan"), re.IGNORECASE)
_MAX_NOISE = 2  # letters that recognition may set between "pada tanggal" and the date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text, at the half-open span [start, end). `value` is None when only month and year are printed."""

    printed: str
    value: date | None
    year: int
    start: int
    end: int


def find_dates(text: str, with_figures: bool = False) -> Iterator[FoundDate]:
    """The written dates in order ("2 Oktober 2019", "Nopember 2017", "dua Mei dua ribu sepuluh").

    `with_figures` adds those like 02-10-2019.
    """
    matches = [*_WRITTEN.finditer(text), *_WORDED.finditer(text), *(_FIGURES.finditer(text) if with_figures else ())]
    for match in sorted(matches, key=lambda match: match.start()):
        found = _date(match)
        if found is not None:
            yield found


def enactment(text: str) -> tuple[FoundDate | None, tuple[int, int] | None]:
    """The date after "Ditetapkan di ... pada tanggal", and the span of that clause (None when there is no such clause).

    Where the day was left open, or lost in recognition, the date is but a month ("pada tanggal      Mei 2024").
    """
    month: FoundDate | None = None
    clause: tuple[int, int] | None = None
    for match in ENACTED.finditer(text):
        rest = text[match.end() : match.end() + 160]
        is_right = _GAZETTED.search(text, text.rfind("\n", 0, match.start("clause")) + 1, match.start("clause")) is not None
        on_date = next(islice(_ON_DATE.finditer(rest), int(is_right), None), None)  # the left column's date comes first
        if on_date is None:
            continue
        start = match.end() + on_date.end()
        after = text[start : start + 45].split("\n\n")[0]
        clause = clause or (match.start("clause"), start + len(after.split("\n")[0]))
        for found in find_dates(after, with_figures=True):
            if found.value is not None and _is_noise(after[: found.start]):
                return found, (match.start("clause"), start + found.end)
            if found.value is None and not after[: found.start].strip(" \t:._-…"):
                month = month or found
    return month, clause


def _is_noise(text: str) -> bool:
    """True for specks; a digit may belong to the day that follows."""
    return sum(map(str.isalpha, text)) <= _MAX_NOISE and not any(map(str.isdigit, text))


_DIGITS = str.maketrans(dict.fromkeys("lLiI|", "1") | dict.fromkeys("oO", "0"))


def _date(match: re.Match[str]) -> FoundDate | None:
    is_worded = match.re is _WORDED
    year = 2000 + _spelt(match["year"]) if is_worded else int("".join(match["year"].split()))
    month = _month(match["month"])
    day = _spelt(match["day"]) if is_worded else int(match["day"].translate(_DIGITS)) if match["day"] else 0
    try:
        value = date(year, month, day) if day else None
    except ValueError:
        return None
    return FoundDate(printed=" ".join(match[0].split()), value=value, year=year, start=match.start(), end=match.end())


def _spelt(text: str) -> int:
    return _WORDED_NUMBERS[" ".join(text.lower().split())]


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    name = "".join(text.lower().split()).replace("0", "o").replace("1", "i")
    return _NUMBER_OF.get(name, 1)
