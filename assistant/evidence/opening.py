"""The opening of a document: its first lines with the page each stands on, and quotes taken from pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ask.verify import stands_in
from assistant.evidence.records import Quote
from indexer.reading.pages import PageText

MAX_QUOTE_CHARS = 320
_MIN_LETTERS, _LABEL_WORDS = 3, 4
_WORD = re.compile(r"[^\W_]+")
# What recognition makes of dirt before a line: signs, then one letter or digit, or two of which one is a digit ("5 TENTANG"). The
# number of a list ("1."), a day ("5 Mei"), a counted thing ("4 (empat)") and the start of a number ("7 /SOP") are none.
_SPECK = re.compile(
    r"[^\w(\[\n]*(?:(?:[A-Za-z]\d|\d[A-Za-z]|[^\W_])(?!\s+(?:jan|[fp]eb|mar|apr|me?i|may|ju[nl]|ag|aug|sep|o[kc]t|no[vp]|de[sc]))"
    r"\s[^\w(\[/]*)?(?=\w)",
    re.IGNORECASE,
)


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
    """The first lines with at least three letters, from the first `n_pages` pages that have text.

    A label, its colon and its value are one line wherever a PDF has them on lines of their own.
    """
    found: list[Line] = []
    for page in [page for page in pages if page.text.strip()][:n_pages]:
        for text in _joined_fields(page.text.splitlines()):
            if sum(map(str.isalpha, text)) >= _MIN_LETTERS:
                found.append(Line(page=page, text=clean_line(text, page), index=len(found)))
        if len(found) >= max_lines:
            break
    return found[:max_lines]


def _joined_fields(lines: Sequence[str]) -> list[str]:
    """The lines without white space around them; "Hal", ":", "Undangan" is "Hal : Undangan"."""
    joined: list[str] = []
    is_open = False
    for line, after in pairwise((*map(str.strip, lines), "")):
        is_colon = line.startswith(":") and bool(joined) and ":" not in joined[-1] and 0 < len(joined[-1].split()) <= _LABEL_WORDS
        is_value = is_open and not after.startswith(":")  # else it is the next label, after a value left blank
        if is_colon or is_value:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        is_open = is_colon and line == ":"
    return joined


def clean_line(text: str, page: PageText) -> str:
    """A line of the page without white space around it and, on a recognised page, without the dirt before its words."""
    line = text.strip()
    if page.source != "ocr":
        return line
    speck = _SPECK.match(line)
    return line[speck.end() :] if speck else line


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
