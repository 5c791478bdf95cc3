"""What kind of document it is: by its heading, as a letter, by title and fields, else by how its pages look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.evidence.heading import Heading, is_national
from assistant.evidence.letters import Letter, find_annex, find_letter, invites
from assistant.evidence.looks import MANY_INTERFACE, Look, is_slides, is_workbook, kind_by_look, look_of
from assistant.evidence.loose import kinds_found, loose, loose_source
from assistant.evidence.opening import Line, opening_lines
from assistant.evidence.titles import Title, best_title, starts_with, title_block
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import DocumentText, PageText

OPENING_PAGES, OPENING_LINES = 3, 45
_ARTICLE = re.compile(r"^\W{0,3}pasal\s+\d+", re.IGNORECASE | re.MULTILINE)
_DICTUM = re.compile(r"^\W{0,3}(?:kesatu|pertama|kedua)\b\s*[:;]", re.IGNORECASE | re.MULTILINE)
_CONSIDERED = re.compile(r"^\W{0,3}(menimbang|mengingat|memutuskan|menetapkan)\b", re.IGNORECASE | re.MULTILINE)
_THIS_RULE = re.compile(r"(peraturan|keputusan|qanun)\s+([a-z ]{4,60}?)\s+ini\b", re.IGNORECASE)
_MADE_RULE = re.compile(r"menetapkan\s*:?\s+(peraturan|keputusan|qanun)\s+([a-z ]{4,60}?)\s+tentang\b", re.IGNORECASE)
_ELECTRONIC = re.compile(r"\be-(?!gov)[a-z]{3,}|\bsi[- ]?[A-Z]{3,}\b|\bSIM[A-Z]{2,}\b", re.IGNORECASE)
_BLANK = re.compile(r"\.{6,}|_{5,}|…{2,}")
_SLIDE_TITLES: tuple[DocumentType, ...] = ("plan", "report", "guideline", "dataset", "other")
_SCREEN_TITLES: tuple[DocumentType, ...] = ("plan", "report", "dataset", "form")
_TABLE_TITLES: tuple[DocumentType, ...] = ("form", "report", "other")
_RESULT_TITLES: tuple[DocumentType, ...] = ("report", "minutes", "dataset", "form", "audit_report", "presentation", "other")
_GUIDES = ("panduan", "petunjuk", "tata cara", "cara", "buku panduan", "buku petunjuk", "buku manual", "langkah-langkah")
_MIN_ARTICLES = 3
_WEAK_TITLE = 0.5
_EVALUATION_WORDS, _SCORING_WORDS = 5, 2
_MANY_BLANKS = 6
_PLAN_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind with the line it rests on (None = on the look of the pages)."""

    kind: DocumentType
    line: Line | None = None
    cue: str = ""


def find_kind(document: DocumentText, heading: Heading | None, kinds: DocumentKinds) -> Kind:
    """The kind of the document."""
    lines = opening_lines(document.pages, OPENING_PAGES, OPENING_LINES)
    title = best_title(lines, kinds)
    if heading is not None and (heading.page.number == lines[0].page.number or title is None):
        return _by_heading(document, heading, lines, kinds)
    letter = find_letter(document, lines, kinds) if lines else None
    if letter is not None:
        return _by_letter(letter, lines, heading, kinds)
    if _is_evaluation(document, lines, title, kinds):
        return Kind(kind="evaluation_result", line=title.line if title else lines[0] if lines else None)
    look = look_of(document.pages, kinds)
    if look.is_screen and (title is None or not title.is_prominent or title.kind == "screenshot"):
        return Kind(kind="screenshot", line=_first(lines))
    if title is not None:
        return _settled(title, document, lines, look, kinds)
    if is_slides(document, look):
        return Kind(kind="presentation", line=_first(lines))
    if lines and invites(lines[0].page.text, kinds):
        return Kind(kind="invitation", line=lines[0])
    return _by_articles(document.pages, kinds) or Kind(kind=kind_by_look(document, look), line=_first(lines))


def _first(lines: Sequence[Line]) -> Line | None:
    """The first line of words: what a document without a title is known by."""
    return next((line for line in lines if line.n_words >= 2), None)


def _by_heading(document: DocumentText, heading: Heading, lines: Sequence[Line], kinds: DocumentKinds) -> Kind:
    if _names_result(heading.title, kinds):
        return Kind(kind="evaluation_result", line=lines[0])
    annex = find_annex(document, heading, kinds)
    return Kind(kind=annex.kind, line=annex.line) if annex is not None else Kind(kind=heading.kind)


def _by_letter(letter: Letter, lines: Sequence[Line], heading: Heading | None, kinds: DocumentKinds) -> Kind:
    """What a letter is, or what follows on its later pages when it only sends it."""
    if letter.kind != "other":
        return Kind(kind=letter.kind, line=letter.line)
    if _names_result(letter.subject, kinds, is_sent=True):
        return Kind(kind="evaluation_result", line=letter.line)
    if heading is not None:
        return Kind(kind=heading.kind)
    sent = best_title([line for line in lines if line.page.number != letter.line.page.number and line.is_capital], kinds)
    if sent is not None and sent.score >= _WEAK_TITLE:
        return Kind(kind=sent.kind, line=sent.line, cue=sent.cue)
    return Kind(kind="other", line=letter.line)


@cache
def _scored(kinds: DocumentKinds) -> re.Pattern[str]:
    """An act of scoring whose object is the field itself."""
    acts, between, field = (
        "|".join(map(loose_source, sorted(phrases, key=len, reverse=True)))
        for phrases in (kinds.evaluation_acts, kinds.evaluation_between, ("spbe", "pemerintah digital", *kinds.field_names[:2]))
    )
    return re.compile(rf"\b(?:{acts})\s+(?:(?:{between})\s+){{0,4}}\(?(?:{field})\b", re.IGNORECASE)


def _names_result(title: str, kinds: DocumentKinds, *, is_sent: bool = False) -> bool:
    """True for words that name the result of an SPBE evaluation, not the act of it or another thing that was scored.

    `is_sent` = the title is a letter's subject: with an act alone the letter sends papers for it.
    """
    act = _scored(kinds).search(title)
    if act is None:
        return False
    rest = f"{title[: act.start()]} {title[act.end() :]}" if is_sent else title
    return loose(*kinds.evaluation_outcomes).search(rest) is not None


def _is_evaluation(document: DocumentText, lines: Sequence[Line], title: Title | None, kinds: DocumentKinds) -> bool:
    """True for the result of an SPBE evaluation, by its title or, when it has none, by the words of such reports."""
    text = " ".join(page.text for page in document.pages[:6])
    is_result = title is None or title.kind in _RESULT_TITLES
    is_meeting = title is not None and title.kind == "minutes" and not starts_with(title.cue, ("berita acara",))
    if not is_result or is_meeting:
        return False
    if title is not None and _names_result(title_block(lines, title.line), kinds):
        return kinds_found(("indikator", "domain", "aspek", "indeks", "nilai", "predikat"), text) >= _SCORING_WORDS
    if title is None and lines and _names_result(title_block(lines, lines[0]), kinds):
        return True
    is_untitled = title is None or title.score < _WEAK_TITLE
    words = kinds_found(kinds.evaluation_words, text)
    return (
        is_untitled
        and loose("spbe").search(text) is not None
        and loose("indeks").search(text) is not None
        and words >= _EVALUATION_WORDS
    )


def _settled(title: Title, document: DocumentText, lines: Sequence[Line], look: Look, kinds: DocumentKinds) -> Kind:
    """The kind that a title says, unless the document does something else under it."""
    kind = title.kind
    if kind in ("guideline", "manual"):
        kind = _guide_kind(title, title_block(lines, title.line), look, kinds)
    elif kind in _SCREEN_TITLES and look.has_interface:
        kind = "screenshot"
    elif is_workbook(document) and _is_table(kind, document.text, kinds):
        kind = "dataset"
    elif kind == "form" and _is_filled_plan(document.text, kinds):
        kind = "plan"
    if kind in _SLIDE_TITLES and is_slides(document, look):
        kind = "presentation"
    return Kind(kind=kind, line=title.line, cue=title.cue)


def _guide_kind(title: Title, block: str, look: Look, kinds: DocumentKinds) -> DocumentType:
    """A guide to the use of an application is a manual, a guide to anything else a guideline."""
    if look.has_steps:
        return "manual"
    is_application = loose(*kinds.application_words).search(block) is not None or _ELECTRONIC.search(block) is not None
    if title.kind == "guideline":
        is_use = loose(*kinds.use_words).search(block) is not None or starts_with(block, ("panduan aplikasi",)) is not None
        return "manual" if is_application and is_use and starts_with(block, (*_GUIDES, "pedoman")) else "guideline"
    is_bound_to_screen = is_application or look.interface >= MANY_INTERFACE / 4
    return "guideline" if starts_with(title.cue, _GUIDES) and not is_bound_to_screen else "manual"


def _is_table(kind: DocumentType, text: str, kinds: DocumentKinds) -> bool:
    """True for what is a table of data in a workbook, whatever it is on paper; a plan has columns for who does what and when."""
    if kind == "plan":
        return kinds_found(kinds.action_columns, text) < _PLAN_COLUMNS
    return kind in _TABLE_TITLES and len(_BLANK.findall(text)) < _MANY_BLANKS


def _is_filled_plan(text: str, kinds: DocumentKinds) -> bool:
    """True for a form that was filled with actions and those who carry them out."""
    is_filled = len(_BLANK.findall(text)) < _MANY_BLANKS
    return is_filled and loose(*kinds.action_words).search(text) is not None and kinds_found(kinds.action_columns, text) >= 2


def _by_articles(pages: Sequence[PageText], kinds: DocumentKinds) -> Kind | None:
    """A rule without its heading still has what it considers, and articles or dictums, and speaks of itself as "Peraturan ... ini"."""
    text = "\n".join(page.text for page in pages[:12])
    is_considered = len({word.lower() for word in _CONSIDERED.findall(text)}) >= 3
    n_articles = len(_ARTICLE.findall(text))
    if n_articles < _MIN_ARTICLES and not is_considered:
        return None
    itself = _MADE_RULE.search(text) or _THIS_RULE.search(text)
    name = itself[2] if itself else " ".join(text[:300].split())
    is_decree = itself is not None and itself[1].lower() == "keputusan"
    if is_decree or (n_articles == 0 and _DICTUM.search(text)):
        return Kind(kind="decree")
    return Kind(kind="national_regulation" if is_national(name, kinds) else "agency_regulation")
