"""Who speaks in a document: the agency, or one whose words prove nothing for it."""

from __future__ import annotations

import re
from functools import cache

from assistant.evidence.loose import kinds_found, loose, loose_source
from assistant.evidence.records import Speaker
from corpus.document_kinds import DocumentKinds, DocumentType
from indexer.reading.pages import DocumentText

_READ_PAGES = 8
_VENDOR_KINDS: tuple[DocumentType, ...] = ("presentation", "other", "screenshot", "guideline")
_PRESS_KINDS: tuple[DocumentType, ...] = ("other", "screenshot")
_PERSON_KINDS: tuple[DocumentType, ...] = ("form", "other")
_LEVEL = re.compile(r"\b(?:tingkat|level)\s*([1-5])\b", re.IGNORECASE)
_LEVELS_EXPLAINED, _VENDOR_WORDS, _SAYINGS = 4, 3, 2


def speaker_of(document: DocumentText, kind: DocumentType, kinds: DocumentKinds) -> Speaker:
    """Whose words the document of that kind is made of."""
    text = " ".join(page.text for page in document.pages[:_READ_PAGES])
    if is_explanation(text, kinds):
        return "explanation"
    if kind in _VENDOR_KINDS and kinds_found(kinds.vendor_words, text) >= _VENDOR_WORDS:
        return "vendor"
    if kind in _PRESS_KINDS and len(_said(kinds).findall(text)) >= _SAYINGS:
        return "press"
    return "person" if kind in _PERSON_KINDS and asks_for_himself(text, kinds) else "agency"


def is_explanation(text: str, kinds: DocumentKinds) -> bool:
    """True for a text that explains how an indicator is scored: it names several levels and the words of scoring."""
    return len(set(_LEVEL.findall(text))) >= _LEVELS_EXPLAINED and kinds_found(kinds.explanation_words, text) >= 1


def asks_for_himself(text: str, kinds: DocumentKinds) -> bool:
    """True for a letter in which one person asks for something ("Yang bertanda tangan di bawah ini ... mengajukan permohonan")."""
    return loose(*kinds.personal_words).search(text) is not None and loose(*kinds.asking_words).search(text) is not None


@cache
def _said(kinds: DocumentKinds) -> re.Pattern[str]:
    """What somebody said, as newspapers print it (" ... rapat," ujar Wali Kota)."""
    verbs = "|".join(map(loose_source, kinds.reported_speech))
    return re.compile(rf"[\"“”'’»]\s{{0,2}}(?:{verbs})\b", re.IGNORECASE)
