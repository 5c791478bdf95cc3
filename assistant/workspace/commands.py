"""What people do in an assessment: one record a deed, each checked and turned into the event that records it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from assistant.indeks import level_fault, unknown_indicator
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    TEXT_KINDS,
    ElementMark,
    Outcome,
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
class OnIndicator:
    """What deeds on an indicator share."""

    indicator: int

    @property
    def subject(self) -> str:
        """The indicator's subject."""
        return indicator_subject(self.indicator)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLevel(OnIndicator):
    """The level that the agency claims; None withdraws the claim."""

    level: int | None

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for a level off the scale."""
        _check_level(self.indicator, self.level, rubric)
        return Change(kind="claim", before={"claimed": state.claimed}, after={"claimed": self.level})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRange(OnIndicator):
    """The range of levels that the evidence supports, ends included.

    `elements` are the marks of the review behind it; None leaves those that were stored before.
    """

    low: int
    high: int
    elements: tuple[ElementMark, ...] | None = None

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for levels off the scale, low above high, or elements that the edition has not."""
        _check_level(self.indicator, self.low, rubric)
        _check_level(self.indicator, self.high, rubric)
        if self.low > self.high:
            raise InputError(f"Indikator {self.indicator}: rentang usulan {self.low}-{self.high} terbalik.")
        before: dict[str, Any] = {"proposed": list(state.proposed) if state.proposed else None}
        after: dict[str, Any] = {"proposed": [self.low, self.high]}
        if self.elements is not None:
            _check_elements(self.indicator, self.elements, rubric)
            before["elements"] = [asdict(mark) for mark in state.elements]
            after["elements"] = [asdict(mark) for mark in self.elements]
        return Change(kind="propose_range", before=before, after=after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLevel(OnIndicator):
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
class AssignUnit(OnIndicator):
    """The unit (OPD) that must act on the indicator; empty = none."""

    unit: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an overlong name."""
        unit = clean_text(self.unit, f"Indikator {self.indicator}: nama unit", MAX_NAME_CHARS)
        return Change(kind="assign_unit", before={"unit": state.unit}, after={"unit": unit})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameApplication(OnIndicator):
    """The application by which the agency renders the service of the indicator; empty = none."""

    application: str

    def change(self, state: SubjectState, person: str, rubric: Rubric) -> Change:
        """The event. Raises: InputError for an overlong name, or an indicator that is no service."""
        if not _is_service(self.indicator, rubric):
            raise InputError(f"Indikator {self.indicator} bukan indikator layanan, sehingga tidak memerlukan nama aplikasi.")
        name = clean_text(self.application, f"Indikator {self.indicator}: nama aplikasi", MAX_NAME_CHARS)
        return Change(kind="name_application", before={"application": state.application}, after={"application": name})


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


def _is_service(indicator: int, rubric: Rubric) -> bool:
    domain = rubric.aspect_of(rubric.indicator(indicator)).domain
    return any(one.number == domain and one.capability == "layanan" for one in rubric.domains)


def _check_level(indicator: int, level: int | None, rubric: Rubric) -> None:
    if level is not None and (fault := level_fault(indicator, level, rubric)):
        raise InputError(fault)


def _check_elements(indicator: int, elements: Sequence[ElementMark], rubric: Rubric) -> None:
    known = {(level.number, element.id) for level in rubric.indicator(indicator).levels for element in level.elements}
    for mark in elements:
        if (mark.level, mark.element) not in known:
            raise InputError(
                f"Indikator {indicator}: unsur «{mark.element}» level {mark.level} tidak ada dalam edisi {rubric.edition}."
            )


def _clean_body(text: str, subject: str, kind: str) -> str:
    if kind not in TEXT_KINDS:
        raise InputError(f"{subject_label(subject)}: jenis teks «{kind}» tidak dikenal; pakai {', '.join(TEXT_KINDS)}.")
    return clean_text(text, f"{subject_label(subject)}, {kind}", MAX_TEXT_CHARS)
