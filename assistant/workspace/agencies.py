"""Agencies in the database: making one, naming it anew, and what happened to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.workspace.commands import clean_text
from assistant.workspace.models import AgencyEventRow, AgencyRow
from assistant.workspace.records import AGENCY_KINDS, Agency, AgencyEvent, AgencyKind
from assistant.workspace.rows import read_agency
from corpus.errors import InputError

MAX_NAME_CHARS = 300


def add_agency(session: Session, kind: AgencyKind, name: str, person: str, at: datetime) -> Agency:
    """The new agency. Raises: InputError for an unknown kind, a bad name, or one that exists."""
    if kind not in AGENCY_KINDS:
        raise InputError(f"Jenis instansi «{kind}» tidak dikenal. Pakai {', '.join(AGENCY_KINDS)}.")
    row = AgencyRow(kind=kind, name=_free_name(session, kind, name, None), created_by=person, created_at=at)
    session.add(row)
    session.flush()
    return read_agency(row)


def rename_agency(session: Session, agency_id: int, name: str, person: str, at: datetime, seen_name: str | None = None) -> Agency:
    """The agency under its new name, with an event that keeps the old one; the same name again makes no event.

    Raises:
        InputError: for a bad or taken name, or when somebody else has renamed it since it was called `seen_name`.
    """
    row = find_agency(session, agency_id, is_locking=True)
    if seen_name is not None and row.name != seen_name:
        last = find_agency_events(session, agency_id)[-1]
        raise InputError(
            f"Nama instansi ini sudah diubah {last.person} dari «{seen_name}» menjadi «{row.name}» setelah Anda membukanya. "
            "Nama Anda belum disimpan dan tidak ada yang ditimpa. Periksa nama barunya, lalu simpan kembali bila masih perlu."
        )
    before, row.name = row.name, _free_name(session, row.kind, name, agency_id)
    if row.name != before:
        told = {"before": {"name": before}, "after": {"name": row.name}}
        session.add(AgencyEventRow(agency_id=agency_id, kind="rename", person=person, at=at, **told))
    session.flush()
    return read_agency(row)


def find_agency(session: Session, agency_id: int, *, is_locking: bool = False) -> AgencyRow:
    """The row of that id. Raises: InputError when there is none."""
    row = session.get(AgencyRow, agency_id, with_for_update=True if is_locking else None)
    if row is None:
        raise InputError(f"Instansi nomor {agency_id} tidak ada.")
    return row


def find_agency_events(session: Session, agency_id: int) -> tuple[AgencyEvent, ...]:
    """What was changed on an agency, oldest first. Raises: InputError when there is none of that id."""
    find_agency(session, agency_id)
    rows = session.scalars(select(AgencyEventRow).where(AgencyEventRow.agency_id == agency_id).order_by(AgencyEventRow.id))
    return tuple(
        AgencyEvent(
            id=row.id, agency_id=agency_id, kind=row.kind, person=row.person, at=row.at, before=row.before, after=row.after
        )
        for row in rows
    )


def _free_name(session: Session, kind: str, name: str, own_id: int | None) -> str:
    """The name with single spaces. Raises: InputError when it is empty, too long, or another agency's."""
    cleaned = " ".join(clean_text(name, "Nama instansi", MAX_NAME_CHARS).split())
    if not cleaned:
        raise InputError("Nama instansi wajib diisi.")
    for other in session.scalars(select(AgencyRow).where(AgencyRow.kind == kind)):
        if other.id != own_id and other.name.casefold() == cleaned.casefold():
            kinds = {str(known): said for known, said in AGENCY_KINDS.items()}
            raise InputError(f"Instansi «{cleaned}» ({kinds[kind]}) sudah ada.")
    return cleaned
