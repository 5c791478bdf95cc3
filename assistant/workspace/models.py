"""The tables of the workspace. Events and attachments are append-only: triggers of the migrations refuse the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with time zone UTC, also on databases that keep none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC. Raises: ValueError when it has no time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored moment with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables; the migrations build what they describe (a test compares the two)."""


class AgencyRow(Base):
    """An agency; kind and name together are unique."""

    __tablename__ = "agencies"
    __table_args__ = (UniqueConstraint("kind", "name", name="uq_agencies_kind_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(300))
    created_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgencyEventRow(Base):
    """One change of an agency, such as its new name."""

    __tablename__ = "agency_events"
    __table_args__ = (Index("ix_agency_events_agency", "agency_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id", name="fk_agency_events_agency"))
    kind: Mapped[str] = mapped_column(String(30))
    person: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class AssessmentRow(Base):
    """One stage of an assessment; `previous_id` is unique because a stage is continued once."""

    __tablename__ = "assessments"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "edition", "stage", name="uq_assessments_stage"),
        UniqueConstraint("previous_id", name="uq_assessments_previous"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id", name="fk_assessments_agency"))
    year: Mapped[int]
    edition: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(30))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("assessments.id", name="fk_assessments_previous"))
    created_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventRow(Base):
    """One change. The unique version makes two simultaneous changes of one subject impossible, whatever the client does."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("assessment_id", "subject", "version", name="uq_events_version"),
        Index("ix_events_assessment", "assessment_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", name="fk_events_assessment"))
    subject: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(30))
    person: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class AttachmentRow(Base):
    """An evidence file with pages and quotes; events attach and detach it."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_assessment", "assessment_id", "subject"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", name="fk_attachments_assessment"))
    subject: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(Text)
    pages: Mapped[list[int]] = mapped_column(JSON)
    quotes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    title: Mapped[str] = mapped_column(Text)
    is_draft: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
