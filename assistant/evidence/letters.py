"""Official letters and memoranda, what they are for, and decrees that only put their annex into force.

Source: Peraturan ANRI 5/2021 (forms of official letters); Lampiran II UU 12/2011 (annexes).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.heading import Heading
from assistant.evidence.loose import loose
from assistant.evidence.opening import Line, opening_lines
from assistant.evidence.speaker import asks_for_himself
from assistant.evidence.titles import SUBJECT, starts_with
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import DocumentText

_FIELD = re.compile(r"^\W{0,3}(nomor|no|sifat|lampiran|lamp|kepada|dari|tanggal|tembusan|yth)\b[^\w.:;=]*[.:;=]", re.IGNORECASE)
_ADDRESSEE = re.compile(r"(?:^\W{0,3}|\bkepada\s+)(yth)\b", re.IGNORECASE)  # also in the right column, after a field
_EVENT = re.compile(
    r"^\W{0,3}(?:hari|tanggal|waktu|pukul|jam|tempat|acara|agenda|media)\b[^:;]{0,20}[:;]", re.IGNORECASE | re.MULTILINE
)
_LETTER_LINES = 16  # the fields of a letter stand under its head
_INVITING = ("undangan", "surat undangan", "permohonan kehadiran", "mohon kehadiran", "mengundang")
_FROM_SUBJECT: tuple[DocumentType, ...] = ("report", "circular", "audit_report")
_BEFORE_ANNEXED = ("penetapan", "pemberlakuan", "pengesahan", "penggunaan")
_ANNEX_LINES, _ANNEX_WORDS = 10, 0.35
_MADE = re.compile(r"\b(?:menimbang|memutuskan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter with its subject line; `kind` is what the letter is as a paper."""

    kind: DocumentType
    line: Line
    subject: str


def find_letter(document: DocumentText, lines: Sequence[Line], kinds: DocumentKinds) -> Letter | None:
    """The letter with which the document opens."""
    top = [line for line in lines[:_LETTER_LINES] if line.page.number == lines[0].page.number]
    subject = next(((line, match) for line in top if (match := SUBJECT.match(line.text))), None)
    if subject is None:
        return None
    named = {
        match[1].lower()
        for line in lines[: 2 * _LETTER_LINES]
        for match in (_FIELD.match(line.text), _ADDRESSEE.search(line.text))
        if match is not None
    }
    if len(named) < 2 and "yth" not in named:
        return None
    line, match = subject
    text = " ".join(match[1].split())
    return Letter(kind=_letter_kind(text, line.page.text, kinds), line=line, subject=text)


def invites(text: str, kinds: DocumentKinds) -> bool:
    """True for a text that asks people to come to something."""
    return loose(*kinds.invitation_words).search(text) is not None and len(_EVENT.findall(text)) >= 2


def _letter_kind(subject: str, text: str, kinds: DocumentKinds) -> DocumentType:
    if starts_with(subject, _INVITING) or loose("undangan").search(subject) or invites(text, kinds):
        return "invitation"
    if asks_for_himself(text, kinds):
        return "form"
    for kind, phrases in kinds.titles:
        if kind in _FROM_SUBJECT and starts_with(subject, phrases):
            return kind
    return "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What a decree puts into force, with the line that names it."""

    kind: DocumentType
    line: Line


def find_annex(document: DocumentText, heading: Heading, kinds: DocumentKinds) -> Annex | None:
    """The prescription that a decree was written to put into force, when it makes up much of the document.

    An annex that stands alone, without its decree, is what its own title says.
    """
    if heading.kind != "decree":
        return None
    pages = [page for page in document.pages if page.text.strip()]
    n_words = [len(page.text.split()) for page in pages]
    stands_alone = _MADE.search(document.text) is None
    about = starts_with(_without_opening(heading.title), kinds.annexed_titles)
    if about is None and not stands_alone:
        return None
    for place, page in enumerate(pages):
        if (page.number <= heading.page.number and not stands_alone) or sum(n_words[place:]) < _ANNEX_WORDS * sum(n_words):
            continue
        for line in opening_lines([page], 1, _ANNEX_LINES):
            kind = _annexed_kind(line, kinds, heading if stands_alone else None)
            if kind is not None:
                return Annex(kind=kind, line=line)
    return None


def _annexed_kind(line: Line, kinds: DocumentKinds, alone: Heading | None) -> DocumentType | None:
    if not line.is_capital:
        return None
    if starts_with(line.text, kinds.annexed_titles):
        return "guideline"
    plans = next(phrases for kind, phrases in kinds.titles if kind == "plan")
    return "plan" if alone is not None and starts_with(line.text, plans) else None


def _without_opening(title: str) -> str:
    opening = starts_with(title, _BEFORE_ANNEXED)
    return title[opening.end() :].strip() if opening else title
