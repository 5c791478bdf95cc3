"""Passages of a document: runs of about 120 words of one page, without the parts in which a rule cites other rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence.loose import loose_source
from indexer.reading.pages import PageText

PASSAGE_WORDS = 120
MAX_PASSAGES = 4000  # about 1,300 pages; bounds memory and time
_MIN_WORDS = 12
_CITING = re.compile(rf"^[^\S\n]*{loose_source('mengingat')}\b", re.IGNORECASE | re.MULTILINE)
_DECIDING = re.compile(r"m\s?e\s?m\s?u\s?t\s?u\s?s\s?k\s?a\s?n|^[^\S\n]*menetapkan\s*:", re.IGNORECASE | re.MULTILINE)
_CLOSING = re.compile(r"^[^\S\n]*(?:tembusan\b|daftar pustaka\b|berita daerah\b|lembaran daerah\b)", re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(r"\S+")
_MAX_CITING_PAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of words of a page, at the half-open span [start, end) of its text."""

    page: PageText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The passage as it stands."""
        return self.page.text[self.start : self.end]


def passages_of(pages: Sequence[PageText]) -> list[Passage]:
    """The passages in order; citations of other rules ("Mengingat" up to "Memutuskan"), copies' lists and references left out."""
    found: list[Passage] = []
    for page, start, end in _own_words(pages):
        found.extend(_pieces(page, start, end))
        if len(found) >= MAX_PASSAGES:
            break
    return found[:MAX_PASSAGES]


def _own_words(pages: Sequence[PageText]) -> Iterator[tuple[PageText, int, int]]:
    """Spans of the pages in which the document speaks for itself."""
    cites_since: int | None = None
    for page in pages:
        start = 0
        if cites_since is not None:
            decides = _DECIDING.search(page.text)
            if decides is None and page.number - cites_since < _MAX_CITING_PAGES:
                continue
            start, cites_since = (decides.start() if decides else 0), None
        cites = _CITING.search(page.text, start)
        closing = _CLOSING.search(page.text, start)
        end = closing.start() if closing else len(page.text)
        if cites is None:
            yield page, start, end
            continue
        yield page, start, cites.start()
        decides = _DECIDING.search(page.text, cites.end())
        if decides is None:
            cites_since = page.number
        else:
            yield page, decides.start(), max(end, decides.start())


def _pieces(page: PageText, start: int, end: int) -> Iterator[Passage]:
    words = [(match.start(), match.end()) for match in _WORD.finditer(page.text, start, end)]
    while words:
        n_taken = len(words) if len(words) < PASSAGE_WORDS + _MIN_WORDS else PASSAGE_WORDS
        piece, words = words[:n_taken], words[n_taken:]
        yield Passage(page=page, start=piece[0][0], end=piece[-1][1])
