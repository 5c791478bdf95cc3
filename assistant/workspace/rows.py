"""Reading the workspace's tables: rows to records, and events to states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.workspace.commands import MAX_NAME_CHARS, MAX_TEXT_CHARS, clean_text
from assistant.workspace.evidence_commands import AttachEvidence
from assistant.workspace.fold import fold
from assistant.workspace.models import AgencyRow, AssessmentRow, AttachmentRow, EventRow
from assistant.workspace.records import (
    Agency,
    AgencyKind,
    Assessment,
    Attachment,
    Event,
    Quote,
    Stage,
    SubjectState,
)
from corpus.errors import InputError


def read_agency(row: AgencyRow) -> Agency:
    """The record of a row."""
    return Agency(id=row.id, kind=cast(AgencyKind, row.kind), name=row.name, created_by=row.created_by, created_at=row.created_at)


def read_assessment(row: AssessmentRow, *, is_closed: bool) -> Assessment:
    """The record of a row."""
    return Assessment(
        id=row.id,
        agency_id=row.agency_id,
        year=row.year,
        edition=row.edition,
        stage=cast(Stage, row.stage),
        previous_id=row.previous_id,
        is_closed=is_closed,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def read_event(row: EventRow) -> Event:
    """The record of a row."""
    return Event(
        id=row.id,
        assessment_id=row.assessment_id,
        subject=row.subject,
        version=row.version,
        kind=row.kind,
        person=row.person,
        at=row.at,
        before=row.before,
        after=row.after,
    )


def read_attachment(row: AttachmentRow) -> Attachment:
    """The record of a row."""
    return Attachment(
        id=row.id,
        sha256=row.sha256,
        file_name=row.file_name,
        pages=tuple(row.pages),
        quotes=tuple(_read_quote(quote) for quote in row.quotes),
        person=row.person,
        at=row.at,
        title=row.title,
        is_draft=row.is_draft,
        note=row.note,
    )


def write_attachment(command: AttachEvidence, assessment_id: int, person: str, at: datetime) -> AttachmentRow:
    """The row of evidence that is being attached."""
    return AttachmentRow(
        assessment_id=assessment_id,
        subject=command.subject,
        sha256=command.sha256,
        file_name=clean_text(command.file_name, "Nama berkas", MAX_TEXT_CHARS),
        pages=list(command.pages),
        quotes=[_write_quote(quote) for quote in command.quotes],
        title=clean_text(command.title, "Judul dokumen", MAX_TEXT_CHARS),
        is_draft=command.is_draft,
        note=clean_text(command.note, "Catatan", MAX_TEXT_CHARS),
        person=person,
        at=at,
    )


def _write_quote(quote: Quote) -> dict[str, Any]:
    told: dict[str, Any] = {"page": quote.page, "text": clean_text(quote.text, "Kutipan", MAX_TEXT_CHARS)}
    more = {"elements": list(quote.elements), "source": quote.source, "pasal": clean_text(quote.pasal, "Pasal", MAX_NAME_CHARS)}
    return told | {name: value for name, value in more.items() if value}


def _read_quote(told: Mapping[str, Any]) -> Quote:
    """The record of a stored quote; those of older versions name no elements and no article."""
    return Quote(
        page=told["page"],
        text=told["text"],
        elements=tuple(told.get("elements", ())),
        source=told.get("source", ""),
        pasal=told.get("pasal", ""),
    )


def find_assessment(session: Session, assessment_id: int, *, is_locking: bool = False) -> Assessment:
    """The assessment of that id; `is_locking` keeps other writers of it out until the transaction ends.

    Raises:
        InputError: when there is none.
    """
    row = session.get(AssessmentRow, assessment_id, with_for_update=True if is_locking else None)
    if row is None:
        raise InputError(f"Penilaian nomor {assessment_id} tidak ada.")
    continued = session.scalar(select(AssessmentRow.id).where(AssessmentRow.previous_id == assessment_id))
    return read_assessment(row, is_closed=continued is not None)


def stage_chain(session: Session, assessment: Assessment) -> list[int]:
    """The ids of the assessment and of the stages before it, oldest first."""
    chain = [assessment.id]
    previous = assessment.previous_id
    while previous is not None:
        chain.insert(0, previous)
        previous = session.scalar(select(AssessmentRow.previous_id).where(AssessmentRow.id == previous))
    return chain


def find_events(session: Session, chain: Sequence[int]) -> list[Event]:
    """The events of these assessments, oldest first."""
    rows = session.scalars(select(EventRow).where(EventRow.assessment_id.in_(chain)).order_by(EventRow.id))
    return [read_event(row) for row in rows]


def find_attachments(session: Session, chain: Sequence[int]) -> dict[int, Attachment]:
    """Every attachment of these assessments by id, detached ones too."""
    rows = session.scalars(select(AttachmentRow).where(AttachmentRow.assessment_id.in_(chain)))
    return {row.id: read_attachment(row) for row in rows}


def fold_states(events: Sequence[Event], attachments: dict[int, Attachment], until: datetime | None) -> dict[str, SubjectState]:
    """The state of each touched subject after the events up to and at `until` (None = all)."""
    states: dict[str, SubjectState] = {}
    for event in events:
        if until is None or event.at <= until:
            before = states.get(event.subject, SubjectState(subject=event.subject))
            states[event.subject] = fold(before, event, attachments)
    return states
