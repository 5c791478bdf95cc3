"""What the workspace hands out: agencies, assessments, the state of what is assessed, and the events behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from corpus.errors import AssistantError, InputError

AgencyKind = Literal["kementerian", "lembaga", "provinsi", "kabupaten", "kota", "lainnya"]
Stage = Literal["penilaian_mandiri", "dokumen", "interviu", "visitasi", "reviu"]
TextKind = Literal["fakta", "analisis", "justifikasi", "kekuatan", "kelemahan", "ringkasan", "keunggulan", "saran"]
Outcome = Literal["accepted", "edited", "rejected"]
MarkState = Literal["met", "not_found", "not_for_this_kind"]

AGENCY_KINDS: Mapping[AgencyKind, str] = {
    "kementerian": "Kementerian",
    "lembaga": "Lembaga",
    "provinsi": "Pemerintah Provinsi",
    "kabupaten": "Pemerintah Kabupaten",
    "kota": "Pemerintah Kota",
    "lainnya": "Instansi lainnya",
}
# In the order in which they happen; Visitasi is optional. Source: PermenPANRB 59/2020 Pasal 4-7; Pedoman 3/2024 BAB III.
STAGES: Mapping[Stage, str] = {
    "penilaian_mandiri": "Penilaian Mandiri",
    "dokumen": "Penilaian Dokumen",
    "interviu": "Penilaian Interviu",
    "visitasi": "Penilaian Visitasi",
    "reviu": "Reviu",
}
# Source: Pedoman 3/2024 BAB III (B, C, D, E: explanations; F.1: aspects; F.2: recommendation).
TEXT_KINDS: Mapping[TextKind, str] = {
    "fakta": "Fakta",
    "analisis": "Analisis",
    "justifikasi": "Justifikasi Hasil",
    "kekuatan": "Kekuatan",
    "kelemahan": "Kelemahan",
    "ringkasan": "Ringkasan",
    "keunggulan": "Keunggulan",
    "saran": "Apresiasi atau Saran Perbaikan",
}
AGENCY_SUBJECT = "instansi"
_SUBJECT = re.compile(r"(indikator|aspek)-([1-9]\d?)")


class WorkspaceError(AssistantError):
    """The workspace's database cannot be opened, read or written; nothing was half-written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An assessed agency; `name` without its kind ("Aceh Tengah")."""

    id: int
    kind: AgencyKind
    name: str
    created_by: str
    created_at: datetime

    @property
    def full_name(self) -> str:
        """The name with its kind as documents print it ("Pemerintah Kabupaten Aceh Tengah"), the kind not said twice."""
        if self.kind in ("lembaga", "lainnya"):
            return self.name
        said = {"kab": "kabupaten", "prov": "provinsi", "pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi"}
        words = self.name.split()
        while len(words) > 1 and said.get(words[0].rstrip(".").casefold(), words[0].casefold()) in (self.kind, "pemerintah"):
            words = words[1:]
        return f"{AGENCY_KINDS[self.kind]} {' '.join(words)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyEvent:
    """One change of an agency, never altered: `kind` "rename" changes the field "name", "correct_kind" the field "kind"."""

    id: int
    agency_id: int
    kind: str
    person: str
    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One stage of an agency's assessment of a year. `previous_id` is the stage it continues; `is_closed` = one continues it."""

    id: int
    agency_id: int
    year: int
    edition: str
    stage: Stage
    previous_id: int | None
    is_closed: bool
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change, never altered. `version` counts the changes of a subject from 1, through all stages; `at` is UTC.

    `before` and `after` hold the changed fields; their keys depend on `kind` (see `fold.py`).
    """

    id: int
    assessment_id: int
    subject: str
    version: int
    kind: str
    person: str
    at: datetime
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document and the 1-based page they stand on.

    `elements` are the ids of the rubric's elements that they show, empty = not told; `source` is how the page's text was
    obtained ("text_layer", "ocr", ...), empty for quotes that people typed; `pasal` is the part of a regulation on which they
    stand, as people cite it ("Pasal 7", "Lampiran Bab IV"), empty = not known.
    """

    page: int
    text: str
    elements: tuple[str, ...] = ()
    source: str = ""
    pasal: str = ""

    @property
    def place(self) -> str:
        """Where the words stand ("Pasal 7, halaman 3")."""
        return f"{self.pasal}, halaman {self.page}" if self.pasal else f"halaman {self.page}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementMark:
    """What a review of evidence says of one element of a level."""

    level: int
    element: str
    state: MarkState


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An evidence file attached to an indicator: 1-based pages (empty = the whole file) and quotes.

    `sha256` is empty when nobody had the file at hand; `title` is the document as people cite it.
    """

    id: int
    sha256: str
    file_name: str
    pages: tuple[int, ...]
    quotes: tuple[Quote, ...]
    person: str
    at: datetime
    title: str = ""
    is_draft: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """An explanation text in force, and who wrote or signed it when."""

    kind: TextKind
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed text and what a person decided: `outcome` and `signed` are empty while it waits, `signed` when rejected."""

    id: int
    kind: TextKind
    proposed: str
    proposed_by: str
    proposed_at: datetime
    outcome: Outcome | Literal[""] = ""
    signed: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectState:
    """All that holds for one subject: "indikator-21", "aspek-3" or "instansi". Only indicators have levels and evidence.

    `elements` are what the reviews behind the proposed range say of the rubric's elements; empty = nobody has marked them.
    """

    subject: str
    version: int = 0
    unit: str = ""
    application: str = ""
    claimed: int | None = None
    proposed: tuple[int, int] | None = None
    confirmed: int | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    texts: tuple[WrittenText, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    elements: tuple[ElementMark, ...] = ()
    drafts: tuple[Draft, ...] = ()

    def text(self, kind: TextKind) -> str:
        """The text of that kind in force; empty when there is none."""
        return next((written.text for written in self.texts if written.kind == kind), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentState:
    """The state of every subject that was ever touched; ask by number for the untouched ones too."""

    assessment: Assessment
    subjects: Mapping[str, SubjectState]

    def subject(self, subject: str) -> SubjectState:
        """The state of a subject; an empty one of version 0 when nothing happened to it."""
        return self.subjects.get(subject, SubjectState(subject=subject))

    def indicator(self, number: int) -> SubjectState:
        """The state of an indicator."""
        return self.subject(indicator_subject(number))

    def confirmed_levels(self) -> dict[int, int]:
        """Indicator number to confirmed level, ready for `compute_indeks`; unconfirmed indicators are left out."""
        return {subject_number(state.subject): state.confirmed for state in self.subjects.values() if state.confirmed is not None}

    def claimed_levels(self) -> dict[int, int]:
        """Indicator number to claimed level; unclaimed indicators are left out."""
        return {subject_number(state.subject): state.claimed for state in self.subjects.values() if state.claimed is not None}


def indicator_subject(number: int) -> str:
    """The subject of an indicator ("indikator-21")."""
    return f"indikator-{number}"


def aspect_subject(number: int) -> str:
    """The subject of an aspect ("aspek-3")."""
    return f"aspek-{number}"


def subject_number(subject: str) -> int:
    """The number in a subject; 0 for the agency itself.

    Raises:
        InputError: when it is no subject.
    """
    if subject == AGENCY_SUBJECT:
        return 0
    found = _SUBJECT.fullmatch(subject)
    if found is None:
        raise InputError(f"Bagian «{subject}» tidak dikenal. Pakai indikator-N, aspek-N, atau {AGENCY_SUBJECT}.")
    return int(found[2])


def subject_label(subject: str) -> str:
    """The subject as people say it ("Indikator 21", "Aspek 3", "Instansi")."""
    number = subject_number(subject)
    return f"{subject.split('-')[0].capitalize()} {number}" if number else "Instansi"
