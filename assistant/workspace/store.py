"""The workspace: creating agencies and assessments, applying deeds as events, and showing any state of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.workspace.agencies import add_agency, correct_kind, find_agency, find_agency_events, rename_agency
from assistant.workspace.commands import Change, Command, check_subject, clean_name
from assistant.workspace.conflicts import refuse_conflicts
from assistant.workspace.database import open_engine, translated, writing
from assistant.workspace.evidence_commands import AttachEvidence
from assistant.workspace.fold import fold
from assistant.workspace.models import AgencyRow, AssessmentRow, EventRow
from assistant.workspace.records import (
    STAGES,
    Agency,
    AgencyEvent,
    AgencyKind,
    Assessment,
    AssessmentState,
    Attachment,
    Event,
    Stage,
    SubjectState,
)
from assistant.workspace.rows import (
    find_assessment,
    find_attachments,
    find_events,
    fold_states,
    read_agency,
    read_assessment,
    read_attachment,
    read_event,
    stage_chain,
    write_attachment,
)
from corpus.errors import InputError
from corpus.records import Rubric

FIRST_YEAR, LAST_YEAR = 2018, 2100
_ORDER = list(STAGES)


class Workspace:
    """Agencies and their assessments in one database. Every method either does all of its work or none of it."""

    def __init__(self, engine: Engine, rubrics: Mapping[str, Rubric], clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._rubrics = rubrics
        self._clock = clock
        self._place = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: str, rubrics: Sequence[Rubric], clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Self:
        """The workspace at a SQLAlchemy URL ("sqlite:////data/spbe.db"), created or migrated when needed.

        Raises:
            InputError: for a URL that cannot be read.
            WorkspaceError: when the database cannot be used or belongs to a newer version.
        """
        return cls(open_engine(url), {rubric.edition: rubric for rubric in rubrics}, clock)

    def close(self) -> None:
        """Frees the database's connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def rubric(self, edition: str) -> Rubric:
        """The rubric of an edition. Raises: InputError naming the editions that there are."""
        if edition not in self._rubrics:
            raise InputError(f"Edisi rubrik «{edition}» tidak ada. Edisi yang tersedia: {', '.join(self._rubrics)}.")
        return self._rubrics[edition]

    def create_agency(self, kind: AgencyKind, name: str, person: str) -> Agency:
        """The new agency. Raises: InputError for an unknown kind, a bad name, or one that exists."""
        with self._writing() as session:
            return add_agency(session, kind, name, clean_name(person), self._clock())

    def rename_agency(self, agency_id: int, name: str, person: str, seen_name: str | None = None) -> Agency:
        """The agency under its new name; the old one stays in its events.

        Raises:
            InputError: for a bad name, one that another agency has, or when it is not called `seen_name` any more.
        """
        with self._writing() as session:
            return rename_agency(session, agency_id, name, clean_name(person), self._clock(), seen_name)

    def correct_kind(self, agency_id: int, kind: AgencyKind, person: str, seen_kind: AgencyKind | None = None) -> Agency:
        """The agency as one of another kind; the old one stays in its events. Raises: InputError as `rename_agency`."""
        with self._writing() as session:
            return correct_kind(session, agency_id, kind, clean_name(person), self._clock(), seen_kind)

    def agency_events(self, agency_id: int) -> tuple[AgencyEvent, ...]:
        """What was changed on an agency, oldest first. Raises: InputError when there is none of that id."""
        with self._reading() as session:
            return find_agency_events(session, agency_id)

    def agencies(self) -> tuple[Agency, ...]:
        """All agencies by name."""
        with self._reading() as session:
            return tuple(read_agency(row) for row in session.scalars(select(AgencyRow).order_by(AgencyRow.name)))

    def agency(self, agency_id: int) -> Agency:
        """The agency of that id. Raises: InputError when there is none."""
        with self._reading() as session:
            return read_agency(find_agency(session, agency_id))

    def create_assessment(
        self, agency_id: int, year: int, edition: str, person: str, stage: Stage = "penilaian_mandiri"
    ) -> Assessment:
        """A new, empty assessment. Raises: InputError for bad values or when the agency has one of that year and stage."""
        self.agency(agency_id)
        self.rubric(edition)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InputError(f"Tahun {year} tidak sah; tulis {FIRST_YEAR} sampai {LAST_YEAR}.")
        return self._add_assessment(agency_id, year, edition, _check_stage(stage), clean_name(person), None)

    def start_stage(self, assessment_id: int, stage: Stage, person: str) -> Assessment:
        """The next stage, which starts from the state of the one before; that one is closed to changes from then on.

        Raises:
            InputError: when the stage is not later, or the assessment has been continued already.
        Source: Pedoman 3/2024 BAB III pp. 219, 222: what an assessor does not touch keeps the value of the stage before.
        """
        before = self.assessment(assessment_id)
        if _ORDER.index(_check_stage(stage)) <= _ORDER.index(before.stage):
            raise InputError(f"Tahap {STAGES[stage]} tidak datang sesudah tahap {STAGES[before.stage]}.")
        return self._add_assessment(before.agency_id, before.year, before.edition, stage, clean_name(person), before.id)

    def assessments(self, agency_id: int | None = None) -> tuple[Assessment, ...]:
        """The assessments of an agency (None = of all), oldest year first, then by stage."""
        with self._reading() as session:
            query = select(AssessmentRow)
            rows = session.scalars(query if agency_id is None else query.where(AssessmentRow.agency_id == agency_id)).all()
            continued = {row.previous_id for row in rows}
            found = [read_assessment(row, is_closed=row.id in continued) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.year, one.agency_id, one.edition, _ORDER.index(one.stage))))

    def assessment(self, assessment_id: int) -> Assessment:
        """The assessment of that id. Raises: InputError when there is none."""
        with self._reading() as session:
            return find_assessment(session, assessment_id)

    def apply(
        self,
        assessment_id: int,
        commands: Sequence[Command],
        person: str,
        versions: Mapping[str, int] | None = None,
    ) -> tuple[Event, ...]:
        """Does all the deeds in one transaction and returns their events; a deed that changes nothing makes no event.

        `versions` are the subjects' versions that the person saw (`SubjectState.version`); a subject that has moved on is a
        conflict. A subject missing there, or no `versions` at all, is not checked.

        Raises:
            ConflictError: naming who changed what in the meantime; nothing is saved.
            InputError: for a deed that makes no sense or an assessment that a later stage continues; nothing is saved.
        """
        name = clean_name(person)
        with self._writing() as session:
            assessment = find_assessment(session, assessment_id, is_locking=True)
            if assessment.is_closed:
                raise InputError(f"Tahap {STAGES[assessment.stage]} sudah dilanjutkan; ubah pada tahap berikutnya.")
            rubric = self.rubric(assessment.edition)
            chain = stage_chain(session, assessment)
            events, attachments = find_events(session, chain), find_attachments(session, chain)
            states = fold_states(events, attachments, None)
            refuse_conflicts(events, states, versions or {})
            made = []
            for command in commands:
                check_subject(command.subject, rubric)
                state = states.get(command.subject, SubjectState(subject=command.subject))
                change = command.change(state, name, rubric)
                if change.before != change.after:
                    event = self._append(session, assessment_id, state, command, change, name, attachments)
                    states[command.subject] = fold(state, event, attachments)
                    made.append(event)
            return tuple(made)

    def state(self, assessment_id: int) -> AssessmentState:
        """The state now, what the stages before left included."""
        return self._state(assessment_id, None)

    def state_at(self, assessment_id: int, moment: datetime) -> AssessmentState:
        """The state at a past moment (inclusive; without time zone = the machine's)."""
        return self._state(assessment_id, moment.astimezone())

    def events(self, assessment_id: int, subject: str | None = None) -> tuple[Event, ...]:
        """The events of this and all stages before, oldest first; of one subject when it is given."""
        with self._reading() as session:
            found = find_events(session, stage_chain(session, find_assessment(session, assessment_id)))
        return tuple(event for event in found if subject in (None, event.subject))

    def _state(self, assessment_id: int, moment: datetime | None) -> AssessmentState:
        with self._reading() as session:
            assessment = find_assessment(session, assessment_id)
            chain = stage_chain(session, assessment)
            states = fold_states(find_events(session, chain), find_attachments(session, chain), moment)
        return AssessmentState(assessment=assessment, subjects=states)

    def _append(
        self,
        session: Session,
        assessment_id: int,
        state: SubjectState,
        command: Command,
        change: Change,
        person: str,
        attachments: dict[int, Attachment],
    ) -> Event:
        now = self._clock()
        after = dict(change.after)
        if isinstance(command, AttachEvidence):
            attachment = write_attachment(command, assessment_id, person, now)
            session.add(attachment)
            session.flush()
            attachments[attachment.id] = read_attachment(attachment)
            after["attachment"] = attachment.id
        row = EventRow(
            assessment_id=assessment_id,
            subject=command.subject,
            version=state.version + 1,
            kind=change.kind,
            person=person,
            at=now,
            before=dict(change.before),
            after=after,
        )
        session.add(row)
        session.flush()
        return read_event(row)

    def _add_assessment(
        self, agency_id: int, year: int, edition: str, stage: Stage, person: str, previous_id: int | None
    ) -> Assessment:
        row = AssessmentRow(
            agency_id=agency_id,
            year=year,
            edition=edition,
            stage=stage,
            previous_id=previous_id,
            created_by=person,
            created_at=self._clock(),
        )
        with self._writing() as session:
            if previous_id is not None:
                find_assessment(session, previous_id, is_locking=True)
            session.add(row)
            try:
                session.flush()
            except IntegrityError as error:
                raise InputError(
                    f"Tahap {STAGES[stage]} tahun {year} edisi {edition} sudah ada, atau tahap sebelumnya sudah dilanjutkan."
                ) from error
            return read_assessment(row, is_closed=False)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with translated(self._place), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with (
            translated(self._place),
            writing(self._engine) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.flush()


def _check_stage(stage: Stage) -> Stage:
    if stage not in STAGES:
        raise InputError(f"Tahap «{stage}» tidak dikenal. Pakai {', '.join(STAGES)}.")
    return stage
