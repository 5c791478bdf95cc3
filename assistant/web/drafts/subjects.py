"""What drafts are about: the subjects to choose from, the parts that each has, and the text that is worked on."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.explanations import draft_explanation
from assistant.drafting.inputs import facts_of
from assistant.drafting.lint_records import LintFinding
from assistant.drafting.lint_subjects import lint_subject
from assistant.drafting.records import Subject
from assistant.web.desk import Opened
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    TEXT_KINDS,
    AssessmentState,
    Draft,
    Stage,
    SubjectState,
    TextKind,
    aspect_subject,
    indicator_subject,
    subject_number,
)
from assistant.workspace.store import Workspace
from corpus.errors import InputError
from corpus.records import Rubric

_ASPECT_PARTS: tuple[TextKind, ...] = ("kekuatan", "kelemahan")
_AGENCY_PARTS: tuple[TextKind, ...] = ("ringkasan", "keunggulan", "kelemahan", "saran")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A subject and one of its parts, as a person saw them; `version` is the subject's then."""

    assessment: int
    subject: str
    kind: TextKind
    version: int


def subject_choices(opened: Opened) -> list[tuple[str, str]]:
    """(label, subject) of the recommendation, the aspects and the indicators; waiting drafts are counted in the label."""
    rubric = opened.rubric
    named = [("Rekomendasi instansi", AGENCY_SUBJECT)]
    named += [(f"Aspek {aspect.number}. {aspect.name}", aspect_subject(aspect.number)) for aspect in rubric.aspects]
    named += [(f"Indikator {one.number}. {one.short_name}", indicator_subject(one.number)) for one in rubric.indicators]
    return [(label + _waiting(opened.state.subject(subject)), subject) for label, subject in named]


def part_choices(subject: str, stage: Stage) -> list[tuple[str, str]]:
    """(label, kind) of the parts that a subject has at a stage: self-assessments have no Justifikasi."""
    return [(TEXT_KINDS[kind], kind) for kind in _parts_of(subject, stage)]


def newest_draft(state: SubjectState, kind: TextKind) -> Draft | None:
    """The newest draft of that kind."""
    return next((draft for draft in reversed(state.drafts) if draft.kind == kind), None)


def working_text(state: SubjectState, kind: TextKind) -> str:
    """The newest draft while it waits, else the text in force."""
    draft = newest_draft(state, kind)
    return draft.proposed if draft is not None and not draft.outcome else state.text(kind)


def lint_part(opened: Opened, place: Place, text: str) -> tuple[LintFinding, ...]:
    """The linter's findings on the subject's texts with `text` in the part that is worked on."""
    state = opened.state.subject(place.subject)
    parts = _parts_of(place.subject, opened.assessment.stage)
    texts = {kind: text if kind == place.kind else working_text(state, kind) for kind in parts}
    return lint_subject(place.subject, texts, opened.assessment.stage, opened.state.confirmed_levels(), opened.rubric)


def notes_of(workspace: Workspace, opened: Opened, subject: str) -> tuple[str, ...]:
    """What whoever decides on an indicator's drafts should know; empty for other subjects."""
    if not subject.startswith("indikator"):
        return ()
    number = subject_number(subject)
    facts = next(
        one for one in facts_of(opened.state, opened.rubric, None, stage_before(workspace, opened)) if one.number == number
    )
    agency = Subject(name=opened.agency.full_name, kind=opened.agency.kind)
    try:
        return draft_explanation(facts, opened.assessment.stage, agency, opened.rubric).notes
    except InputError as error:
        return (str(error),)


def stage_before(workspace: Workspace, opened: Opened) -> AssessmentState | None:
    """The state of the stage before; None when this is the first."""
    before = opened.assessment.previous_id
    return None if before is None else workspace.state(before)


def check_place(subject: str | None, kind: str | None, rubric: Rubric, stage: Stage) -> tuple[str, TextKind]:
    """The subject and its part; the first part when the one asked for is none of its own.

    Raises:
        InputError: when nothing is chosen or the edition has no such subject.
    """
    known = {AGENCY_SUBJECT, *(aspect_subject(one.number) for one in rubric.aspects)}
    known |= {indicator_subject(one.number) for one in rubric.indicators}
    if subject not in known:
        raise InputError("Pilih bagian penilaian yang hendak dikerjakan.")
    own = _parts_of(str(subject), stage)
    return str(subject), next((one for one in own if one == kind), own[0])


def _parts_of(subject: str, stage: Stage) -> tuple[TextKind, ...]:
    if subject == AGENCY_SUBJECT:
        return _AGENCY_PARTS
    if subject.startswith("aspek"):
        return _ASPECT_PARTS
    return ("fakta", "analisis") if stage == "penilaian_mandiri" else ("fakta", "analisis", "justifikasi")


def _waiting(state: SubjectState) -> str:
    newest = {draft.kind: draft for draft in state.drafts}
    n = sum(not draft.outcome for draft in newest.values())
    return f" ({n} menunggu)" if n else ""
