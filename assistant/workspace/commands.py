"""What people do in an assessment: one record a deed, each checked and turned into the event that records it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.indeks import level_fault, unknown_indicator
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    TEXT_KINDS,
    Outcome,
    Quote,
    SubjectState,
    TextKind,
    aspect_subject,
    indicator_subject,
    subject_label,
    subject_number,
)
from corpus.errors import InputError
from corpus.records import Rubric

MAX_TEXT_CHARS = 100_000
MAX_NAME_CHARS = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The event that a deed makes: its kind and the changed fields before and after. Equal before and after = no event."""

    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class Command(Protocol):
    """A deed on one subject."""

    @property
    def subject(self) -> str:
        """The subject it changes."""

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event to append to `state`. Raises: InputError when the deed makes no sense there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnIndicator:
    indicator: int

    @property
    def subject(self) -> str:
        """The indicator's subject."""
        return indicator_subject(self.indicator)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLevel(_OnIndicator):
    """The level that the agency claims; None withdraws the claim."""

    level: int | None

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for a level off the scale."""
        _check_level(self.indicator, self.level, rubric)
        return Change(kind="claim", before={"claimed": state.claimed}, after={"claimed": self.level})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRange(_OnIndicator):
    """The range of levels that the evidence supports, ends included."""

    low: int
    high: int

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for levels off the scale or low above high."""
        _check_level(self.indicator, self.low, rubric)
        _check_level(self.indicator, self.high, rubric)
        if self.low > self.high:
            raise InputError(f"Indikator {self.indicator}: rentang usulan {self.low}-{self.high} terbalik.")
        before = list(state.proposed) if state.proposed else None
        return Change(kind="propose_range", before={"proposed": before}, after={"proposed": [self.low, self.high]})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLevel(_OnIndicator):
    """The level that a person confirms (`confirmed_by`, empty = who acts); None takes the confirmation back."""

    level: int | None
    confirmed_by: str = ""

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for a level off the scale or a bad name."""
        _check_level(self.indicator, self.level, rubric)
        name = clean_name(self.confirmed_by or person) if self.level is not None else ""
        return Change(
            kind="confirm",
            before={"confirmed": state.confirmed, "confirmed_by": state.confirmed_by},
            after={"confirmed": self.level, "confirmed_by": name},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignUnit(_OnIndicator):
    """The unit (OPD) that must act on the indicator; empty = none."""

    unit: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an overlong name."""
        unit = clean_text(self.unit, f"Indikator {self.indicator}: nama unit", MAX_NAME_CHARS)
        return Change(kind="assign_unit", before={"unit": state.unit}, after={"unit": unit})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEvidence(_OnIndicator):
    """An evidence file to attach: 1-based pages (empty = the whole file) and quotes from it."""

    sha256: str
    file_name: str
    pages: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event without the attachment's id, which the store adds. Raises: InputError for a bad hash, name or page."""
        place = f"Indikator {self.indicator}: bukti «{self.file_name}»"
        if not _SHA256.fullmatch(self.sha256):
            raise InputError(f"{place} harus disertai sha256 berupa 64 angka heksadesimal huruf kecil.")
        if not clean_text(self.file_name, place, 1000):
            raise InputError(f"Indikator {self.indicator}: bukti harus bernama berkas.")
        if any(page < 1 for page in (*self.pages, *(quote.page for quote in self.quotes))):
            raise InputError(f"{place} memuat nomor halaman di bawah 1.")
        for quote in self.quotes:
            clean_text(quote.text, f"{place}, kutipan", MAX_TEXT_CHARS)
        return Change(kind="attach", before={}, after={"file_name": self.file_name, "sha256": self.sha256})


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachEvidence(_OnIndicator):
    """An attachment to take off the indicator; it stays in the history."""

    attachment: int

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError when the attachment is not there."""
        held = next((held for held in state.attachments if held.id == self.attachment), None)
        if held is None:
            raise InputError(f"Indikator {self.indicator}: lampiran {self.attachment} tidak ada atau sudah dilepas.")
        return Change(kind="detach", before={"attachment": held.id, "file_name": held.file_name}, after={})


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteText:
    """A text that a person writes for a subject; empty text removes it."""

    subject: str
    kind: TextKind
    text: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an unknown kind or an overlong text."""
        text = _clean_body(self.text, self.subject, self.kind)
        before = {"kind": self.kind, "text": state.text(self.kind)}
        return Change(kind="write_text", before=before, after={"kind": self.kind, "text": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDraft:
    """A text that the assistant (or a person) proposes; its id is the subject's version that the event gets."""

    subject: str
    kind: TextKind
    text: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an unknown kind or an empty or overlong text."""
        text = _clean_body(self.text, self.subject, self.kind)
        if not text:
            raise InputError(f"{subject_label(self.subject)}: draf {TEXT_KINDS[self.kind]} kosong.")
        return Change(kind="propose_draft", before={}, after={"kind": self.kind, "text": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDraft:
    """A decision on a draft. `signed` is the edited text; a rejection needs a reason. Accepting signs what was proposed."""

    subject: str
    draft: int
    outcome: Outcome
    signed: str = ""
    reason: str = ""

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an unknown draft, a missing reason or a missing edited text."""
        place = f"{subject_label(self.subject)}, draf {self.draft}"
        draft = next((draft for draft in state.drafts if draft.id == self.draft), None)
        if draft is None:
            raise InputError(f"{place} tidak ada.")
        reason = clean_text(self.reason, f"{place}, alasan", MAX_TEXT_CHARS)
        signed = clean_text(self.signed, place, MAX_TEXT_CHARS)
        if self.outcome == "rejected" and not reason:
            raise InputError(f"{place}: penolakan harus disertai alasan.")
        if self.outcome == "edited" and not signed:
            raise InputError(f"{place}: teks hasil suntingan kosong.")
        signed = {"accepted": draft.proposed, "edited": signed, "rejected": ""}[self.outcome]
        about = {"draft": draft.id, "kind": draft.kind}
        return Change(
            kind="decide_draft",
            before={**about, "outcome": draft.outcome, "signed": draft.signed, "reason": draft.reason},
            after={**about, "outcome": self.outcome, "signed": signed, "reason": reason},
        )


def clean_name(name: str) -> str:
    """A person's name with single spaces.

    Raises:
        InputError: when it has no letter or is too long.
    """
    cleaned = " ".join(_CONTROL.sub("", name).split())
    if not any(character.isalpha() for character in cleaned):
        raise InputError("Nama orang yang bertindak wajib diisi.")
    if len(cleaned) > MAX_NAME_CHARS:
        raise InputError(f"Nama «{cleaned[:40]}…» terlalu panjang (paling banyak {MAX_NAME_CHARS} karakter).")
    return cleaned


def clean_text(text: str, place: str, max_chars: int) -> str:
    """The text without control characters (which databases and office files refuse), with \\n line ends, stripped.

    Raises:
        InputError: naming `place`, when it is longer than `max_chars`.
    """
    cleaned = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(cleaned) > max_chars:
        raise InputError(f"{place} terlalu panjang: {len(cleaned)} karakter, paling banyak {max_chars}.")
    return cleaned


def check_subject(subject: str, rubric: Rubric) -> None:
    """Raises: InputError when the edition has no such subject."""
    number = subject_number(subject)
    indicators = {indicator_subject(indicator.number) for indicator in rubric.indicators}
    aspects = {aspect_subject(aspect.number) for aspect in rubric.aspects}
    if subject.startswith("indikator") and subject not in indicators:
        raise InputError(unknown_indicator(number, rubric))
    if subject not in indicators | aspects | {AGENCY_SUBJECT}:
        raise InputError(f"{subject_label(subject)} tidak ada dalam edisi {rubric.edition}.")


def _check_level(indicator: int, level: int | None, rubric: Rubric) -> None:
    if level is not None and (fault := level_fault(indicator, level, rubric)):
        raise InputError(fault)


def _clean_body(text: str, subject: str, kind: str) -> str:
    if kind not in TEXT_KINDS:
        raise InputError(f"{subject_label(subject)}: jenis teks «{kind}» tidak dikenal; pakai {', '.join(TEXT_KINDS)}.")
    return clean_text(text, f"{subject_label(subject)}, {kind}", MAX_TEXT_CHARS)
