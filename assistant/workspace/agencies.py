"""Agencies in the database: making one, naming it anew, correcting its kind, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.workspace.commands import clean_text
from assistant.workspace.models import AgencyEventRow, AgencyRow
from assistant.workspace.records import AGENCY_KINDS, Agency, AgencyEvent, AgencyKind
from assistant.workspace.rows import read_agency
from corpus.errors import InputError

MAX_NAME_CHARS = 300
_KINDS: Mapping[str, str] = {str(kind): said for kind, said in AGENCY_KINDS.items()}


def add_agency(session: Session, kind: AgencyKind, name: str, person: str, at: datetime) -> Agency:
    """The new agency. Raises: InputError for an unknown kind, a bad name, or one that exists."""
    _check_kind(kind)
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
        _refuse_change(session, row, "rename", seen_name, row.name)
    before, row.name = row.name, _free_name(session, row.kind, name, agency_id)
    _note(session, row, "rename", person, at, {"name": before}, {"name": row.name})
    return read_agency(row)


def correct_kind(
    session: Session, agency_id: int, kind: AgencyKind, person: str, at: datetime, seen_kind: AgencyKind | None = None
) -> Agency:
    """The agency as one of another kind, with an event that keeps the old one; the same kind again makes no event.

    Raises:
        InputError: for an unknown kind, one that has an agency of this name, or when somebody else has changed it since it
            was `seen_kind`.
    """
    _check_kind(kind)
    row = find_agency(session, agency_id, is_locking=True)
    if seen_kind is not None and row.kind != seen_kind:
        _refuse_change(session, row, "correct_kind", _KINDS[seen_kind], _KINDS[row.kind])
    _free_name(session, kind, row.name, agency_id)
    before, row.kind = row.kind, kind
    _note(session, row, "correct_kind", person, at, {"kind": before}, {"kind": row.kind})
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
            raise InputError(f"Instansi «{cleaned}» ({_KINDS[kind]}) sudah ada.")
    return cleaned


def _check_kind(kind: str) -> None:
    if kind not in _KINDS:
        raise InputError(f"Jenis instansi «{kind}» tidak dikenal. Pakai {', '.join(_KINDS)}.")


def _note(
    session: Session, row: AgencyRow, kind: str, person: str, at: datetime, before: dict[str, str], after: dict[str, str]
) -> None:
    if before != after:
        session.add(AgencyEventRow(agency_id=row.id, kind=kind, person=person, at=at, before=before, after=after))
    session.flush()


def _refuse_change(session: Session, row: AgencyRow, kind: str, seen: str, now: str) -> NoReturn:
    last = [event for event in find_agency_events(session, row.id) if event.kind == kind][-1]
    raise InputError(
        f"{'Nama' if kind == 'rename' else 'Jenis'} instansi ini sudah diubah {last.person} dari «{seen}» menjadi «{now}» setelah Anda membukanya. "
        "Perubahan Anda belum disimpan dan tidak ada yang ditimpa. Periksa keadaannya, lalu simpan kembali bila masih perlu."
    )
