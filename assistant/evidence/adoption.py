"""Whether a document was adopted: its date of enactment, blanks left open, the marks of a draft and of a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.evidence.dates import FoundDate, enactment
from assistant.evidence.heading import Heading
from assistant.evidence.loose import loose, loose_source
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import DocumentText, PageText

_ADOPTED: tuple[DocumentType, ...] = ("agency_regulation", "decree", "circular", "national_regulation")
_CAN_BE_DRAFT: tuple[DocumentType, ...] = ("plan", "guideline", "sop", "terms_of_reference", "contract", "form")
_GAZETTE = re.compile(
    rf"(?:{loose_source('berita')}|{loose_source('lembaran')})\s+(?:daerah|negara)[^\n]{{0,60}}nomor\s*\d", re.IGNORECASE
)
_MARKED = re.compile(r"^\W*(?:draft|draf|rancangan|konsep)\W*(?:final|awal|\d+)?\W*$", re.IGNORECASE)
_LAST_PAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """How far a document got. None = cannot be told.

    `clause` ("Ditetapkan di ...") stands on `page`, `draft_sign` on `draft_page`.
    """

    is_draft: bool | None
    is_signed: bool | None
    date: FoundDate | None = None
    page: PageText | None = None
    clause: str = ""
    draft_page: PageText | None = None
    draft_sign: str = ""

    def settled(self, has_mark: bool) -> Adoption:
        """A document of undecided state with a number, a date or a signature counts as final."""
        return replace(self, is_draft=False) if has_mark else self


def adoption_of(
    document: DocumentText, kinds: DocumentKinds, kind: DocumentType, heading: Heading | None, number: str
) -> Adoption:
    """The adoption of a document of that kind."""
    found, page, clause = _enacted(document, from_page=heading.page.number if heading else 1)
    is_signed = True if _has_signature(document, kinds) else None
    marked = _mark(document)
    if kind not in _ADOPTED:
        is_draft = True if marked else None if kind in _CAN_BE_DRAFT else False
        dated = found if kind in ("sop", "guideline", "plan", "other", "form") else None
        return Adoption(is_draft=is_draft, is_signed=is_signed, date=dated, page=page, clause=clause)
    draft_sign = _draft_sign(heading, number, found, clause, document)
    if draft_sign or marked:
        where = page if draft_sign == clause else heading.page if heading else marked
        return Adoption(
            is_draft=True, is_signed=False, date=found, page=page, clause=clause, draft_page=where, draft_sign=draft_sign
        )
    is_open = heading is None and found is None
    return Adoption(is_draft=None if is_open else False, is_signed=is_signed, date=found, page=page, clause=clause)


def _draft_sign(heading: Heading | None, number: str, found: FoundDate | None, clause: str, document: DocumentText) -> str:
    """The words that show a draft, "" when none do. Recognition loses stamped numbers, so there one blank is not enough."""
    if heading is None:
        return ""
    if heading.is_draft:
        return heading.text
    n_blank = (not number) + ((found is None or found.value is None) and bool(clause))
    is_recognised = heading.page.source == "ocr"
    if n_blank == 2 or (n_blank == 1 and not is_recognised and not _is_gazetted(document)):
        return clause if number else heading.text
    return ""


def _is_gazetted(document: DocumentText) -> bool:
    return any(_GAZETTE.search(page.text) for page in document.pages[-_LAST_PAGES:])


def _enacted(document: DocumentText, from_page: int) -> tuple[FoundDate | None, PageText | None, str]:
    """The first enactment clause with a day, else the first with a month or a blank."""
    blank: tuple[FoundDate | None, PageText, str] | None = None
    for page in document.pages:
        if page.number < from_page:
            continue
        found, span = enactment(page.text)
        if span is None:
            continue
        clause = page.text[span[0] : span[1]]
        if found is not None and found.value is not None:
            return found, page, clause
        blank = blank or (found, page, clause)
    return blank or (None, None, "")


def _mark(document: DocumentText) -> PageText | None:
    """The page of the first two on which a line says only that this is a draft."""
    for page in document.pages[:2]:
        if any(_MARKED.match(line) for line in page.text.splitlines()):
            return page
    return None


def _has_signature(document: DocumentText, kinds: DocumentKinds) -> bool:
    pages = [*document.pages[:1], *document.pages[-_LAST_PAGES:]]
    return any(loose(*kinds.signature_words).search(page.text) for page in pages)
