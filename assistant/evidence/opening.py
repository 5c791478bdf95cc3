"""The opening of a document: its first lines with the page each stands on, and quotes taken from pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ask.verify import stands_in
from assistant.evidence.records import Quote
from indexer.reading.pages import PageText

MAX_QUOTE_CHARS = 320
_MIN_LETTERS = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with letters in it. `index` counts such lines from the start of the document, from 0."""

    page: PageText
    text: str
    index: int

    @property
    def is_capital(self) -> bool:
        """True when nearly all letters are capitals."""
        letters = [char for char in self.text if char.isalpha()]
        return sum(char.isupper() for char in letters) >= 0.8 * len(letters)

    @property
    def n_words(self) -> int:
        """Number of words."""
        return len(_WORD.findall(self.text))


def opening_lines(pages: Sequence[PageText], n_pages: int, max_lines: int) -> list[Line]:
    """The first lines with at least three letters, from the first `n_pages` pages that have text."""
    found: list[Line] = []
    for page in [page for page in pages if page.text.strip()][:n_pages]:
        for text in page.text.splitlines():
            if sum(map(str.isalpha, text)) >= _MIN_LETTERS:
                found.append(Line(page=page, text=text.strip(), index=len(found)))
        if len(found) >= max_lines:
            break
    return found[:max_lines]


def quote_of(page: PageText, text: str, max_chars: int = MAX_QUOTE_CHARS) -> Quote:
    """A quote of words taken from the page, white space folded, cut between words, checked against the page."""
    folded = " ".join(text.replace("\u00ad", "").replace("-\n", "").split())
    if len(folded) > max_chars:
        folded = folded[:max_chars].rsplit(" ", 1)[0]
    folded = folded.rstrip("- ")
    return Quote(page=page.number, text=folded, verified=is_verified(folded, page), text_source=page.source)


def is_verified(quote: str, page: PageText) -> bool:
    """True when the quote stands in the page: letter for letter, on a recognised page by its letters and digits alone."""
    if stands_in(quote, page.text):
        return True
    bare = _bare(quote)
    return page.source == "ocr" and bool(bare) and bare in _bare(page.text)


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
