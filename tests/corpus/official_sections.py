"""The official texts that the digests are made from, cut into the sections that a locator names.

An article is found by its heading; annexes and guidance chapters by chapter and lettered section. What cannot be found stays
in the wider section, so a fact is at worst looked for in too much text, never in too little.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.locators import Locator

RENAMED = {
    "pedoman-3-2024": "pedoman-panrb-3-2024.txt",
    "perpres-132-2022": "perpres-132-2022.batang-tubuh.txt",
    "se-panrb-18-2022": "se-panrb-18-2022.raw-marker.md",
}
# Digests of the initiatives of the master plan also tell their rows in its table of years and persons responsible.
TABLES = {("perpres-95-2018", "bab-4"): re.compile(r"\s*4\.3\. Rencana Strategis")}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ARTICLE = re.compile(r"\s*Pasal\s+(\d+[A-Z]?)\s*")
_DIVISION = re.compile(r"\s*(BAB|Bagian|Paragraf)\s+(?:[IVX]+|Ke\w+|\d+)\s*$")
_CHAPTER = re.compile(r"\s*BAB\s+([IVX]+)\b")


def file_of(folder: Path, document: str) -> Path:
    """The file of a document's official text."""
    return folder / RENAMED.get(document, f"{document}.txt")


@cache
def official_text(folder: Path, document: str) -> str:
    """The official text of a document, without the marks of Markdown."""
    text = file_of(folder, document).read_text("utf-8", "ignore")
    return re.sub(r"<span[^>]*>|</span>|[*#]+|\\(?=_)", "", text.replace("<br>", " ")).replace("|", " ")


@cache
def _lines(folder: Path, document: str) -> tuple[str, ...]:
    return tuple(official_text(folder, document).splitlines())


@cache
def sections(folder: Path, locator: Locator) -> tuple[str, ...]:
    """The narrowest section that the locator names and can be found; one text, its lines kept."""
    lines = _lines(folder, locator.document)
    low, high = 0, len(lines)
    chapter = 0
    table: tuple[str, ...] = ()
    for part in locator.parts:
        kind, _, value = part.partition("-")
        if kind == "pasal":
            return _article(lines, value)
        if kind == "lampiran":
            low = _annex_start(lines)
        elif kind == "bab":
            chapter = int(value)
            low, high = _chapter(lines, low, high if low else _annex_start(lines), chapter)
            heading = TABLES.get((locator.document, part))
            start = next((at for at in range(low, high) if heading and heading.match(lines[at])), high)
            table = tuple(lines[start:high])
        elif len(kind) == 1 and not value:
            low, high = _lettered(lines, low, high, kind, chapter)
    return (*lines[low:high], *table)


def _article(lines: tuple[str, ...], number: str) -> tuple[str, ...]:
    """The article with the headings of the chapter, part and paragraph that it stands under; () when there is none."""
    starts = _article_starts(lines)
    above: dict[str, str] = {}
    for start, end in pairwise([0, *starts, _annex_start(lines)]):
        stop = next((at for at in range(start, end) if _DIVISION.match(lines[at])), end)
        match = _ARTICLE.fullmatch(lines[start])
        if match is not None and match[1] == number:
            return (*above.values(), *lines[start:stop])
        for at in range(stop, end):
            if division := _DIVISION.match(lines[at]):
                above |= {"Paragraf": ""} if division[1] != "Paragraf" else {}
                above[division[1]] = " ".join(lines[at : at + 3])
    return ()


@cache
def _article_starts(lines: tuple[str, ...]) -> list[int]:
    return [index for index, line in enumerate(lines) if _ARTICLE.fullmatch(line)]


@cache
def _annex_start(lines: tuple[str, ...]) -> int:
    """Line of the first annex heading after the last article; the end when there is none."""
    last_article = max(_article_starts(lines), default=0)
    return next((at for at in range(last_article, len(lines)) if lines[at].strip().startswith("LAMPIRAN")), len(lines))


def _chapter(lines: tuple[str, ...], low: int, high: int, number: int) -> tuple[int, int]:
    """The last heading of that number opens it (earlier ones stand in a table of contents)."""
    headings = [(at, match[1]) for at in range(low, high) if (match := _CHAPTER.match(lines[at]))]
    starts = [at for at, roman in headings if roman == ROMAN[number]]
    if starts:
        return starts[-1], next((at for at, _ in headings if at > starts[-1]), high)
    numbered = [
        next((at for at in range(low, high) if re.match(rf"\s*{n}\.\s+[A-Zl]", lines[at])), high) for n in (number, number + 1)
    ]
    return (numbered[0], numbered[1]) if numbered[0] < numbered[1] else (low, high)


def _lettered(lines: tuple[str, ...], low: int, high: int, letter: str, chapter: int) -> tuple[int, int]:
    """Section "C." of a chapter; where letters are missing or start over again and again, the section that is numbered "4.3."."""
    place = ord(letter) - ord("A")
    lettered = [at for at in range(low, high) if re.match(rf"\s{{0,12}}{letter}\.\s+\S", lines[at])]
    coded = [at for at in range(low, high) if re.match(rf"\s*{chapter}\.{place + 1}\.?\s+\S", lines[at])]
    start = next(iter(lettered if len(lettered) < 3 else coded or lettered), None)
    if start is None:
        return low, high
    following = rf"\s{{0,12}}{chr(ord(letter) + 1)}\.\s+\S" if start in lettered else rf"\s*{chapter}\.{place + 2}\.?\s+\S"
    ends = rf"(?:{following}|\s*{chapter}\.[1-9]\.?\s+[A-Z])"
    return start, next((at for at in range(start + 1, high) if re.match(ends, lines[at])), high)


@cache
def frame_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before the first article or chapter, and the closing: the last article to the end of the promulgation."""
    first = next((at for at, line in enumerate(lines) if re.match(r"\s*(?:BAB I|Pasal 1)\s*$", line)), 60)
    closing = next((at for at, line in enumerate(lines) if re.match(r"\s*[Dd]itetapkan di", line)), len(lines))
    closing = max((at for at in range(closing) if _ARTICLE.fullmatch(lines[at])), default=closing)
    return (*lines[:first], *lines[closing : closing + 25])
