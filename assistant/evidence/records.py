"""What flows through an evidence review. Everything here is a proposal: only a person confirms a level."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from corpus.document_kinds import DocumentType
from indexer.reading.pages import Outcome, TextSource

Strength = Literal["strong", "partial", "weak"]
State = Literal["met", "not_found", "not_for_this_kind"]
Speaker = Literal["agency", "explanation", "vendor", "press", "person"]
STRENGTHS: tuple[Strength, ...] = ("strong", "partial", "weak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a page (1-based). `verified`: they stand there letter for letter, on OCR pages punctuation aside.

    `pasal` is the part of a regulation on which they stand, as people cite it ("Pasal 7"); empty = none.
    """

    page: int
    text: str
    verified: bool
    text_source: TextSource
    pasal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a document is. Texts are as printed and empty when not found; `None` = cannot be told.

    `number` is without the word "Nomor"; `issued` is `date` as a date, when the day is known; `quotes` maps a fact's name to the
    words it rests on; `speaks` is not "agency" for texts that explain the scoring, papers of a vendor, the press or somebody who asks for himself; `enacted_on_page` (1-based, 0 = none) has
    "Ditetapkan di".
    """

    document_type: DocumentType
    number: str = ""
    date: str = ""
    issued: datetime.date | None = None
    year: int | None = None
    period: str = ""
    title: str = ""
    agency: str = ""
    is_draft: bool | None = None
    is_signed: bool | None = None
    speaks: Speaker = "agency"
    enacted_on_page: int = 0
    quotes: tuple[tuple[str, Quote], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A defect that an assessor would raise. `page` 0 = the file as a whole; `detail` is a sentence for the user."""

    kind: str
    page: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementState:
    """One element of a level as this document shows it; `quote` is set when it is met."""

    level: int
    element: str
    text: str
    state: State
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorMatch:
    """A proposed indicator. `score` is 0 to 1, higher is better.

    `low` is the highest level whose elements this document shows, `high` what its kind could show at most; `alternatives` are
    indicators that an agency may choose instead (sector services); `next_step` says what is missing first.
    """

    indicator: int
    score: float
    strength: Strength
    low: int
    high: int
    evidence: tuple[Quote, ...]
    elements: tuple[ElementState, ...] = ()
    alternatives: tuple[int, ...] = ()
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of one file. `indicators` best first, empty when it supports none; `duplicate_of` names an earlier file."""

    file: str
    sha256: str
    pages: int
    outcome: Outcome
    sentence: str
    facts: DocumentFacts
    findings: tuple[Finding, ...] = ()
    indicators: tuple[IndicatorMatch, ...] = ()
    duplicate_of: str = ""
    signature: tuple[int, ...] = ()
