"""On which article of a regulation, or diktum of a decree, the words of a quote stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.evidence.records import IndicatorMatch, Quote
from corpus.document_kinds import DocumentType
from corpus.locators import Locator, label
from indexer.official.provisions import ParsedRegulation, parse_provisions
from indexer.reading.pages import PageText

_REGULATIONS: tuple[DocumentType, ...] = ("agency_regulation", "national_regulation")
_MOST = 2 / 3  # of the headings; a grammar that finds no more articles than that does not fit the text
_CITED = ("penjelasan", "lampiran", "bab", "pasal")
_NUMERALS = "kesatu|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh"
_BORDERS = r"|(?P<closing>(?i:ditetapkan|diundangkan) di\b)|(?P<Lampiran>LAMPIRAN)\b(?!.*\.{3})"  # not a table of contents
_LEADERS, _FEWEST_LEADERS = re.compile(r"\.{5}"), 3
_LINE = r"^[^\S\n]*(?:"
_ARTICLES = re.compile(rf"{_LINE}(?i:pasal)[^\S\n]+(?P<Pasal>\d{{1,3}}[A-Z]?)[^\S\n]*(?:$|:|\(\d){_BORDERS})", re.MULTILINE)
_DIKTUM = re.compile(rf"{_LINE}(?i:menetapkan\s*:?\s*)?(?P<Diktum>(?i:{_NUMERALS}))\s*:{_BORDERS})", re.MULTILINE)
_CHAPTERS = re.compile(rf"{_LINE}BAB[^\S\n]+(?P<Bab>[IVXL]+)\b(?!.*\.{{3}}){_BORDERS})", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of the document as people cite it ("" = none), at the half-open span [start, end) of a page's text."""

    cited: str
    page: int
    start: int
    end: int


class Articles:
    """The articles of one document; those of anything but a regulation or decree are none."""

    def __init__(self, pages: Sequence[PageText], kind: DocumentType) -> None:
        self._pages = {page.number: page for page in pages}
        self._letters: dict[int, tuple[str, list[int]]] = {}
        self._parts = _of_regulation(pages) if kind in _REGULATIONS else _headed(pages, _DIKTUM) if kind == "decree" else ()

    def named(self, match: IndicatorMatch) -> IndicatorMatch:
        """The proposal with the article of each of its quotes."""
        if not self._parts:
            return match
        elements = tuple(
            state if state.quote is None else replace(state, quote=self._named(state.quote)) for state in match.elements
        )
        return replace(match, evidence=tuple(map(self._named, match.evidence)), elements=elements)

    def of(self, quote: Quote) -> str:
        """The part that has most of the quote ("Pasal 7", "Diktum Kesatu", "Lampiran Bab IV", "Bab II"); empty = none."""
        page = self._pages.get(quote.page)
        if page is None or not self._parts:
            return ""
        start, end = self._span(page, quote.text)
        shares: Counter[str] = Counter()
        for part in self._parts:
            if part.page == quote.page and (shared := min(end, part.end) - max(start, part.start)) > 0:
                shares[part.cited] = max(shares[part.cited], shared)
        return max(shares, key=shares.__getitem__, default="")

    def _named(self, quote: Quote) -> Quote:
        return replace(quote, pasal=self.of(quote))

    def _span(self, page: PageText, quote: str) -> tuple[int, int]:
        """Where the quote stands in the page's text, by its letters and digits; (0, 0) when it does not."""
        if page.number not in self._letters:
            places = [place for place, char in enumerate(page.text) if char.isalnum()]
            self._letters[page.number] = ("".join(page.text[place] for place in places), places)
        letters, places = self._letters[page.number]
        wanted = "".join(char for char in quote if char.isalnum())
        start = letters.find(wanted)
        return (places[start], places[start + len(wanted) - 1] + 1) if wanted and start >= 0 else (0, 0)


def _of_regulation(pages: Sequence[PageText]) -> tuple[_Part, ...]:
    """The parts as the grammar of regulations has them, and the chapters of an annex without a heading; an extract's by its headings."""
    parsed, headed = parse_provisions(pages), _headed(pages, _ARTICLES)
    articles = {part.cited for part in headed if part.cited.startswith("Pasal")}
    if len(parsed.report.articles) <= _MOST * len(articles):
        return headed
    parts = tuple(_parsed(parsed))
    last = max((part.page for part in parts), default=0)
    return (*parts, *_headed([page for page in pages if page.number > last], _CHAPTERS))


def _parsed(parsed: ParsedRegulation) -> Iterator[_Part]:
    for provision in parsed.provisions:
        steps = list(takewhile(lambda step: step.split("-")[0] in _CITED, provision.path.split(".")))
        cited = label(Locator("", ".".join(steps))).strip()
        if steps:
            yield from (_Part(cited=cited, page=span.page, start=span.start, end=span.end) for span in provision.spans)


def _headed(pages: Sequence[PageText], headings: re.Pattern[str]) -> tuple[_Part, ...]:
    """From one heading to the next, over pages; the closing formula ends what stands before it."""
    found: list[_Part] = []
    cited = ""
    for page in pages:
        start = 0
        if len(_LEADERS.findall(page.text)) >= _FEWEST_LEADERS:
            continue  # a table of contents names headings that stand elsewhere
        for heading in headings.finditer(page.text):
            found.append(_Part(cited=cited, page=page.number, start=start, end=heading.start()))
            cited, start = _cited(heading), heading.start()
        found.append(_Part(cited=cited, page=page.number, start=start, end=len(page.text)))
    return tuple(found)


def _cited(heading: re.Match[str]) -> str:
    kind, words = heading.lastgroup or "", heading[heading.lastgroup or 0]
    if kind == "closing":
        return ""
    return kind if kind == "Lampiran" else f"{kind} {words.capitalize() if kind == 'Diktum' else words}"
