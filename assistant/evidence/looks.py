"""How the pages of a document look: pictures of screens, slides, steps to follow, tables of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.evidence.loose import count
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.legibility import common_share
from indexer.reading.pages import DocumentText, PageText

_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"https?\s?:\s?/\s?/|\blocalhost\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|\burl\s*:", re.IGNORECASE)
_CAPTION = re.compile(r"^\W{0,3}gambar\s*\d", re.IGNORECASE | re.MULTILINE)
_SENTENCE_WORDS = 7
_PAPER = re.compile(r"^\W{0,3}(?:jl\.|jln\.|jalan\s.*\d{5}|nip[. :]|ttd\b|mengetahui\b|pasal\s+\d)", re.IGNORECASE | re.MULTILINE)
_SLIDES = re.compile(r"power\s*point|presentation|impress|keynote|google slides|canva", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:disampaikan|dipaparkan|paparan|presentasi|narasumber)\b|^\s*oleh\s*:", re.IGNORECASE | re.MULTILINE)
_THANKS = re.compile(r"\b(?:terima\s?kasih|sekian|thank\s?you|matur\s?nuwun)\b", re.IGNORECASE)
MANY_INTERFACE, _MIN_INTERFACE = 0.08, 3  # part of the words; fewer than three say nothing
_LITTLE_PROSE = 0.10  # part of the words that are function words
_MANY_FIGURES = 0.25  # part of the tokens
_SLIDE_WORDS, _BARE_SLIDE_WORDS = 110, 75
_MANY_STEPS = 0.012  # part of the words: an instruction in every few lines
_MIN_STEPS = 10
_SCREEN_PAGES, _SCREEN = 12, 0.85
_THANKS_WORDS = 25
_SLIDE_FILES, _TABLE_FILES = (".pptx", ".ppt", ".odp"), (".xlsx", ".xls", ".ods", ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the pages look. Shares are parts (0 to 1) of the words, `figures` of all tokens; `page_words` is the median page's.

    `captions` and `sentences` are numbers on an average page; `has_address` = the address of an application stands there;
    `is_paper` = it has what letters and forms have (a street, a signer's number).
    """

    n_words: int
    n_pages: int
    page_words: float
    interface: float
    steps: float
    prose: float
    figures: float
    captions: float
    sentences: float
    has_address: bool
    is_paper: bool

    @property
    def has_steps(self) -> bool:
        """True for instructions on the use of something on a screen."""
        return self.interface >= MANY_INTERFACE / 2 and self.steps >= _MANY_STEPS

    @property
    def has_interface(self) -> bool:
        """True for pages of little text, with many words of a user interface."""
        return self.interface >= MANY_INTERFACE and self.page_words < _SLIDE_WORDS

    @property
    def is_screen(self) -> bool:
        """True for pictures of screens, with or without captions: words of an interface, an address, captions, hardly a sentence."""
        if self.n_pages > _SCREEN_PAGES or self.page_words >= 2 * _SLIDE_WORDS or self.has_steps:
            return False
        signs = min(self.interface / MANY_INTERFACE, 1.0) + 0.4 * self.has_address + 0.3 * min(self.captions * 2, 1.0)
        signs += 0.2 * (self.page_words < _SLIDE_WORDS) + 0.2 * (self.prose < _LITTLE_PROSE)
        return signs - 0.25 * min(self.sentences, 4.0) - 0.5 * self.is_paper >= _SCREEN


def look_of(pages: Sequence[PageText], kinds: DocumentKinds) -> Look:
    """How the first pages look."""
    texts = [page.text for page in pages[:12] if page.text.strip()]
    joined = "\n".join(texts)
    words = _WORD.findall(joined)
    n_words, n_pages = max(len(words), 1), max(len(texts), 1)
    n_interface = count(kinds.interface_words, joined)
    tokens = joined.split()
    return Look(
        n_words=len(words),
        n_pages=len(pages),
        page_words=median([len(_WORD.findall(text)) for text in texts]) if texts else 0.0,
        interface=n_interface / n_words if n_interface >= _MIN_INTERFACE else 0.0,
        steps=count(kinds.step_words, joined) / n_words,
        prose=common_share(words),
        figures=sum(any(char.isdigit() for char in token) for token in tokens) / max(len(tokens), 1),
        captions=len(_CAPTION.findall(joined)) / n_pages,
        sentences=sum(map(_ends_a_sentence, joined.splitlines())) / n_pages,
        has_address=_ADDRESS.search(joined) is not None,
        is_paper=_PAPER.search(joined) is not None,
    )


def _ends_a_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?")) and len(line.split()) >= _SENTENCE_WORDS


def is_slides(document: DocumentText, look: Look) -> bool:
    """True for slides whatever their title: a file of slides, or little text on each of several pages, given or ended as slides are."""
    if document.file.lower().endswith(_SLIDE_FILES):
        return True
    texts = [page.text for page in document.pages if page.text.strip()]
    if len(texts) < 4 or look.page_words > _BARE_SLIDE_WORDS:
        return False
    last = texts[-1]
    is_thanks = len(_WORD.findall(last)) <= _THANKS_WORDS and _THANKS.search(last) is not None
    return is_thanks or _is_made_as_slides(document) or _GIVEN.search(texts[0]) is not None


def is_workbook(document: DocumentText) -> bool:
    """True for a file of tables."""
    return document.file.lower().endswith(_TABLE_FILES)


def kind_by_look(document: DocumentText, look: Look) -> DocumentType:
    """The kind of a document without a title."""
    if is_workbook(document):
        return "dataset"
    if look.has_steps and look.prose > _LITTLE_PROSE and look.steps * look.n_words >= _MIN_STEPS:
        return "manual"
    if look.interface >= MANY_INTERFACE or _is_picture(document, look):
        return "screenshot"
    if look.figures >= _MANY_FIGURES and look.prose < _LITTLE_PROSE:
        return "dataset"
    is_short = look.page_words < 2 * _SLIDE_WORDS and _is_made_as_slides(document)
    return "presentation" if is_short or (len(document.pages) >= 5 and look.page_words < _SLIDE_WORDS) else "other"


def _is_made_as_slides(document: DocumentText) -> bool:
    return _SLIDES.search(f"{document.title} {document.producer}") is not None


def _is_picture(document: DocumentText, look: Look) -> bool:
    """A page or a few of little text, most of it recognised or none of it prose."""
    n_recognised = sum(page.source == "ocr" for page in document.pages)
    is_recognised = n_recognised * 2 >= len(document.pages) and look.prose < _LITTLE_PROSE
    return len(document.pages) <= 12 and look.page_words < _SLIDE_WORDS and is_recognised and look.figures < _MANY_FIGURES
