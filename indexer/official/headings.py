"""Headings of a regulation: which lines are a Bab, Bagian, Paragraf or Pasal, and which only mention one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.official.noisy_numbers import GLYPHS, Number, is_clean, readings, roman
from indexer.official.page_lines import Line

_ARTICLE = re.compile(
    rf"[^\w\"“”(<]*[\"“”]?(?:P ?[ad] ?s ?a ?[lI1|7!iJj]|P ?A ?S ?A ?[LI1|])\s*(?P<number>[{GLYPHS}][{GLYPHS} ]{{0,5}}?\s?[A-H]?)"
    r"(?P<tail>[\s.,;:'`’‘\"“”*_·•~-]*)"
)
_ROMAN_ARTICLE = re.compile(r"P ?a ?s ?a ?[l1I|]\s+(?P<number>[IVX]{1,4})")
_CHAPTER = re.compile(r"\W{0,2}B ?A ?B\s*(?P<number>[IVXLUl1|!TixvVX ]{1,7}?)(?:\s+(?P<title>[A-Z][A-Z ,./()&-]{3,}))?\W{0,2}")
_SECTION = re.compile(
    r"\W{0,2}(?:B ?a ?g ?i ?a ?n\s+(?:Ke\w+(?: (?:Belas|Puluh)(?: \w+)?)?|Pertama)|P ?a ?r ?a ?g ?r ?a ?[fl]\s*[\dIl]{1,2}|"
    r"P ?a ?r ?a ?g ?r ?a ?[fl]\s+(?:Ke\w+|Pertama))\W{0,2}"
)
_CONNECTIVES = frozenset(
    """dalam pada dan atau dengan ayat huruf angka pasal dari oleh ketentuan menurut antara sesuai melalui sampai ke terhadap yang
    mengingat berdasarkan atas kepada bagi untuk serta maupun perubahan lampiran nomor tahun tentang di""".split()
)
_LIST_LINK = re.compile(r"; ?(?:dan|atau|serta|dan ?/ ?atau)$")
_STRONG, _DOUBTFUL, _WEAK = 10.0, 3.0, 0.5
_GAP_COST, _MOST_GAP, _MOST_BACK = 0.3, 8, 300


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """A line that may head an article. `place` is its position among the lines; `weight` (0.25 to 10) how sure it looks."""

    place: int
    number: Number
    weight: float
    is_clean: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """The articles of a stretch of lines in their order. `repeated` are headings whose number was there before.

    `doubtful` are lines that look like a heading and fit nowhere.
    """

    articles: tuple[ArticleHeading, ...]
    repeated: tuple[ArticleHeading, ...]
    doubtful: tuple[ArticleHeading, ...]


def article_headings(lines: Sequence[Line]) -> Headings:
    """The headings that make up the best ascending sequence of articles; what does not fit in is told apart, not bent."""
    candidates = [heading for place in range(len(lines)) for heading in _candidates(lines, place)]
    chosen = _ascending(candidates)
    places, numbers = {heading.place for heading in chosen}, {heading.number for heading in chosen}
    rest = [heading for heading in candidates if heading.place not in places and heading.weight >= _STRONG and heading.is_clean]
    return Headings(
        articles=tuple(chosen),
        repeated=tuple(heading for heading in rest if heading.number in numbers),
        doubtful=tuple(heading for heading in rest if heading.number not in numbers),
    )


def roman_article(text: str) -> int | None:
    """The number of a heading "Pasal II" of an amending regulation; None when the line is none."""
    match = _ROMAN_ARTICLE.fullmatch(text)
    return roman(match["number"]) if match else None


def chapter_number(text: str) -> int | None:
    """The number of a heading "BAB IV" (also "BABI", "BAB lV"); None when the line is none."""
    match = _CHAPTER.fullmatch(text)
    return roman(match["number"]) if match else None


def chapter_title(text: str) -> str:
    """The title that stands on the line of a heading "BAB IV MANAJEMEN"; "" when it follows below."""
    match = _CHAPTER.fullmatch(text)
    return (match["title"] or "").strip() if match else ""


def is_section(text: str) -> bool:
    """True for a heading "Bagian Kedua" or "Paragraf 3"."""
    return _SECTION.fullmatch(text) is not None


def is_running_text(lines: Sequence[Line], place: int) -> bool:
    """True when the line before leads into this one ("... sebagaimana dimaksud dalam")."""
    if place == 0:
        return False
    before = lines[place - 1].text.rstrip()
    if _LIST_LINK.search(before):
        return False
    last = re.sub(r"[^a-z]", "", before.split()[-1].lower()) if before else ""
    return before.endswith((",", "(")) or (last in _CONNECTIVES and not before.endswith((".", ";", ":")))


def _candidates(lines: Sequence[Line], place: int) -> list[ArticleHeading]:
    match = _ARTICLE.fullmatch(lines[place].text)
    if match is None or match["tail"].count(".") > 1:
        return []
    weight = _STRONG
    if is_running_text(lines, place):
        weight = _DOUBTFUL
    if _goes_on(lines, place):
        weight = _WEAK if weight < _STRONG else _DOUBTFUL
    if match["tail"].strip() and set(match["tail"].strip()) & set(".,;:"):
        weight /= 2
    numbers = readings(match["number"])
    return [ArticleHeading(place, number, weight, is_clean(match["number"])) for number in numbers]


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """True when the next line continues a sentence: it starts with a small letter that is no list marker."""
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    return re.match(r"[a-z](?![.)])", after) is not None


def _ascending(candidates: Sequence[ArticleHeading]) -> list[ArticleHeading]:
    """The chain of ascending numbers with the greatest weight, small gaps preferred to wide ones."""
    best: list[float] = []
    before: list[int] = []
    for place, heading in enumerate(candidates):
        score, link = -_gap_cost(0, heading.number.value), -1
        for earlier in range(max(0, place - _MOST_BACK), place):
            other = candidates[earlier]
            if other.place < heading.place and other.number < heading.number:
                joined = best[earlier] - _gap_cost(other.number.value, heading.number.value)
                if joined > score:
                    score, link = joined, earlier
        best.append(score + heading.weight)
        before.append(link)
    chain: list[ArticleHeading] = []
    place = max(range(len(best)), key=lambda number: best[number], default=-1)
    while place >= 0:
        chain.append(candidates[place])
        place = before[place]
    return chain[::-1]


def _gap_cost(number: int, following: int) -> float:
    return _GAP_COST * min(max(following - number - 1, 0), _MOST_GAP)
