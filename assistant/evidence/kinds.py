"""What kind of document it is: by its heading, else by the title that stands first, else by how its pages look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.evidence.heading import Heading, is_national
from assistant.evidence.loose import count, kinds_found, loose
from assistant.evidence.opening import Line, opening_lines
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.legibility import common_share
from indexer.pages import DocumentText, PageText

OPENING_PAGES, OPENING_LINES = 3, 45
_WORD = re.compile(r"[^\W\d_]{2,}")
_ARTICLE = re.compile(r"^\s*pasal\s+\d+", re.IGNORECASE | re.MULTILINE)
_THIS_RULE = re.compile(r"(peraturan|keputusan|qanun)\s+([a-z ]{4,60}?)\s+ini\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^\s*(?:hal|perihal)\s*[:;]\s*(.{3,160})", re.IGNORECASE)
_SLIDES = re.compile(r"power\s*point|presentation|impress|keynote|google slides|canva", re.IGNORECASE)
_VENDOR_KINDS: tuple[DocumentType, ...] = ("presentation", "other", "screenshot", "guideline")
_MIN_TITLE = 0.3
_MANY_INTERFACE = 0.08  # part of the words
_LITTLE_PROSE = 0.10  # part of the words that are function words
_MANY_FIGURES = 0.25  # part of the tokens
_SLIDE_WORDS = 110
_MIN_ARTICLES = 3
_MANY_STEPS = 0.012  # part of the words: an instruction in every few lines
_MIN_STEPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind with the line it rests on (None = on the look of the pages)."""

    kind: DocumentType
    line: Line | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the pages look. Shares are parts (0 to 1) of the words, `figures` of all tokens; `page_words` is the median page's."""

    n_words: int
    page_words: float
    interface: float
    steps: float
    prose: float
    figures: float


def find_kind(document: DocumentText, heading: Heading | None, kinds: DocumentKinds) -> Kind:
    """The kind of the document."""
    lines = opening_lines(document.pages, OPENING_PAGES, OPENING_LINES)
    title = _best_title(lines, kinds)
    if is_evaluation(document, lines, heading, kinds):
        return Kind(kind="evaluation_result", line=lines[0] if lines else None)
    if heading is not None and (heading.page.number == lines[0].page.number or title is None):
        return Kind(kind=heading.kind)
    look = look_of(document.pages, kinds)
    if title is not None:
        return _settled(title, look)
    return _by_articles(document.pages, kinds) or Kind(kind=_by_look(document, look))


def is_evaluation(document: DocumentText, lines: Sequence[Line], heading: Heading | None, kinds: DocumentKinds) -> bool:
    """True for the result of an SPBE evaluation, by its title or by the words of such reports."""
    top = "\n".join(line.text for line in lines[:25])
    if heading is not None:
        return loose(*kinds.evaluation_titles).search(heading.title) is not None
    if loose(*kinds.evaluation_titles).search(top):
        return True
    text = " ".join(page.text for page in document.pages[:6])
    return "spbe" in text.lower() and kinds_found(kinds.evaluation_words, text) >= 5 and "indeks" in text.lower()


def is_explanation(document: DocumentText, kinds: DocumentKinds) -> bool:
    """True for a text that explains how an indicator is scored: it names several levels and the words of scoring."""
    text = " ".join(page.text for page in document.pages[:8])
    n_levels = len(set(re.findall(r"\b(?:tingkat|level)\s*([1-5])\b", text, re.IGNORECASE)))
    return n_levels >= 4 and kinds_found(kinds.explanation_words, text) >= 1


def is_vendor_paper(document: DocumentText, kind: DocumentType, kinds: DocumentKinds) -> bool:
    """True for a paper in which a company speaks of its goods."""
    text = " ".join(page.text for page in document.pages[:8])
    return kind in _VENDOR_KINDS and kinds_found(kinds.vendor_words, text) >= 3


def look_of(pages: Sequence[PageText], kinds: DocumentKinds) -> Look:
    """How the first pages look."""
    texts = [page.text for page in pages[:12] if page.text.strip()]
    joined = "\n".join(texts)
    words = _WORD.findall(joined)
    n_words = max(len(words), 1)
    tokens = joined.split()
    return Look(
        n_words=len(words),
        page_words=median([len(_WORD.findall(text)) for text in texts]) if texts else 0.0,
        interface=count(kinds.interface_words, joined) / n_words,
        steps=count(kinds.step_words, joined) / n_words,
        prose=common_share(words),
        figures=sum(any(char.isdigit() for char in token) for token in tokens) / max(len(tokens), 1),
    )


def _best_title(lines: Sequence[Line], kinds: DocumentKinds) -> Kind | None:
    best, best_score = None, _MIN_TITLE
    for line in lines:
        subject = _SUBJECT.match(line.text)
        for kind, titles in kinds.titles:
            match = loose(*titles).search(subject[1] if subject else line.text)
            if match is not None:
                score = _title_score(line, match, is_subject=subject is not None)
                if score > best_score:
                    best, best_score = Kind(kind=kind, line=line, cue=match[0]), score
    return best


def _title_score(line: Line, match: re.Match[str], is_subject: bool) -> float:
    """How much the phrase looks like the document's title: early, at the start of a short line or one in capitals."""
    place = 1.0 - line.index / (2 * OPENING_LINES)
    is_first = match.start() <= 4
    ends_here = len(line.text) - match.end() <= 3
    shape = 1.0 if line.is_capital or (is_first and ends_here) else 0.75 if line.n_words <= 12 else 0.4
    start = 1.0 if is_first or is_subject else 0.4
    length = 1.0 + 0.12 * (len(match[0].split()) - 1)
    return place * shape * start * length


def _settled(title: Kind, look: Look) -> Kind:
    """A guide with the words of a user interface and steps is a manual; pictures of screens with a caption stay pictures."""
    if title.kind == "guideline" and _has_steps(look):
        return Kind(kind="manual", line=title.line, cue=title.cue)
    if title.kind in ("plan", "report", "dataset") and look.interface >= _MANY_INTERFACE and look.page_words < _SLIDE_WORDS:
        return Kind(kind="screenshot", line=title.line, cue=title.cue)
    return title


def _has_steps(look: Look) -> bool:
    return look.interface >= _MANY_INTERFACE / 2 and look.steps >= _MANY_STEPS


def _by_articles(pages: Sequence[PageText], kinds: DocumentKinds) -> Kind | None:
    """A regulation or an excerpt without its heading still has articles, and speaks of itself as "Peraturan ... ini"."""
    text = "\n".join(page.text for page in pages[:12])
    if len(_ARTICLE.findall(text)) < _MIN_ARTICLES:
        return None
    itself = _THIS_RULE.search(text)
    name = itself[2] if itself else " ".join(text[:300].split())
    if itself is not None and itself[1].lower() == "keputusan":
        return Kind(kind="decree")
    return Kind(kind="national_regulation" if is_national(name, kinds) else "agency_regulation")


def _by_look(document: DocumentText, look: Look) -> DocumentType:
    is_slides = bool(_SLIDES.search(f"{document.title} {document.producer}")) and look.page_words < 2 * _SLIDE_WORDS
    if document.file.lower().endswith((".xlsx", ".xls", ".csv")):
        return "dataset"
    if _has_steps(look) and look.prose > _LITTLE_PROSE and look.steps * look.n_words >= _MIN_STEPS:
        return "manual"
    if look.interface >= _MANY_INTERFACE or _is_picture(document, look):
        return "screenshot"
    if look.figures >= _MANY_FIGURES and look.prose < _LITTLE_PROSE:
        return "dataset"
    if is_slides or (len(document.pages) >= 5 and look.page_words < _SLIDE_WORDS):
        return "presentation"
    return "other"


def _is_picture(document: DocumentText, look: Look) -> bool:
    """A page or a few of little text, most of it recognised or none of it prose."""
    n_recognised = sum(page.source == "ocr" for page in document.pages)
    is_recognised = n_recognised * 2 >= len(document.pages) and look.prose < _LITTLE_PROSE
    return len(document.pages) <= 12 and look.page_words < _SLIDE_WORDS and is_recognised and look.figures < _MANY_FIGURES
