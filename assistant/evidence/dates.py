"""Dates as Indonesian documents print them, and the marks of a date that was left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
_WRITTEN = re.compile(
    rf"(?<![\d/])(?:(?P<day>[0-3]?[\dlIO])[ \t]*[-.]?[ \t]+)?(?P<month>{_NAMES})(?![a-z])[ \t,.]*(?P<year>(?:19|20)\d[ \t]?\d)(?!\d)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\d/.-])(?P<day>[0-3]?\d)[-/.](?P<month>[01]?\d)[-/.](?P<year>(?:19|20)\d\d)(?![\d/])")
ENACTED = re.compile(
    rf"^[^\S\n]*(?:{loose_source('ditetapkan')}|{loose_source('dikeluarkan')})[ \t]*(?:di\b|:|{loose_source('pada tanggal')})",
    re.IGNORECASE | re.MULTILINE,
)
_ON_DATE = re.compile(rf"(?:{loose_source('pada tanggal')}|{loose_source('tanggal')}|tgl\.?)", re.IGNORECASE)
LABEL = re.compile(
    r"(?:tanggal|tgl\.?)\s*(?:pembuatan|penetapan|pengesahan|efektif|revisi|terbit|surat|publikasi|dokumen|berlaku)?\s*[:.]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text, at the half-open span [start, end). `value` is None when only month and year are printed."""

    printed: str
    value: date | None
    year: int
    start: int
    end: int


def find_dates(text: str, with_figures: bool = False) -> Iterator[FoundDate]:
    """The written dates in order ("2 Oktober 2019", "Nopember 2017"); `with_figures` adds those like 02-10-2019."""
    matches = [*_WRITTEN.finditer(text), *(_FIGURES.finditer(text) if with_figures else ())]
    for match in sorted(matches, key=lambda match: match.start()):
        found = _date(match)
        if found is not None:
            yield found


def enactment(text: str) -> tuple[FoundDate | None, tuple[int, int] | None]:
    """The date after "Ditetapkan di ... pada tanggal", and the span of that clause (None when there is no such clause)."""
    clause: tuple[int, int] | None = None
    for match in ENACTED.finditer(text):
        rest = text[match.end() : match.end() + 160]
        on_date = _ON_DATE.search(rest)
        if on_date is None:
            continue
        after = rest[on_date.end() : on_date.end() + 45].split("\n\n")[0]
        clause = clause or (match.start(), match.end() + on_date.end() + len(after.split("\n")[0]))
        for found in find_dates(after, with_figures=True):
            if found.value is not None and not after[: found.start].strip(" :.,\n"):
                return found, (match.start(), match.end() + on_date.end() + found.end)
    return None, clause


def _date(match: re.Match[str]) -> FoundDate | None:
    year = int(match["year"].replace(" ", "").replace("\t", ""))
    month = _month(match["month"])
    day = int(re.sub("[lI]", "1", match["day"]).replace("O", "0")) if match["day"] else 0
    try:
        value = date(year, month, day) if day else None
    except ValueError:
        return None
    return FoundDate(printed=" ".join(match[0].split()), value=value, year=year, start=match.start(), end=match.end())


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    name = "".join(text.lower().split()).replace("0", "o").replace("1", "i")
    return _NUMBER_OF.get(name, 1)
