"""What the assessment commands share: the opened workspace, rubrics, option declarations, and rows as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click

from assistant.cli.shared import Context
from assistant.indeks import compute_indeks
from assistant.indeks_input import parse_changes, read_levels
from assistant.workspace.records import AGENCY_SUBJECT, STAGES, Agency, Assessment, AssessmentState, SubjectState, subject_number
from assistant.workspace.store import Workspace
from corpus.errors import InputError
from corpus.knowledge import CORPUS_FOLDER
from corpus.records import Rubric
from corpus.rubric import load_rubric

DATABASE_FILE = "assessments.sqlite"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def json_option(command: _Command) -> _Command:
    """Adds `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")(command)


def by_option(command: _Command) -> _Command:
    """Adds the required `--by`: who acts."""
    return click.option("--by", "person", required=True, metavar="NAMA", help="Nama orang yang melakukannya.")(command)


@cache
def load_rubrics() -> tuple[Rubric, ...]:
    """Every edition of the rubric."""
    return tuple(load_rubric(path.parent) for path in sorted((CORPUS_FOLDER / "rubric").glob("*/structure.yaml")))


def find_rubric(edition: str) -> Rubric:
    """The rubric of an edition. Raises: InputError naming the editions that there are."""
    found = {rubric.edition: rubric for rubric in load_rubrics()}
    if edition not in found:
        raise InputError(f"Edisi rubrik «{edition}» tidak ada. Edisi yang tersedia: {', '.join(found)}.")
    return found[edition]


def open_workspace(context: Context) -> Workspace:
    """The workspace of the settings: `database_url`, or a SQLite file in the data folder.

    Raises:
        InputError: for a URL that cannot be read.
        WorkspaceError: when the database cannot be used.
    """
    url = context.settings.database_url or f"sqlite:///{context.settings.data_dir / DATABASE_FILE}"
    return Workspace.open(url, load_rubrics())


def levels_given(pairs: tuple[str, ...], file: Path | None, rubric: Rubric) -> dict[int, int]:
    """Levels from pairs such as 21=3, or from a CSV or JSON file. Raises: InputError for neither, both, or faulty values."""
    if bool(pairs) == (file is not None):
        raise InputError("Tulis level seperti 21=3 22=4, atau beri --file BERKAS.csv (pilih salah satu).")
    found = read_levels(file, rubric) if file is not None else parse_changes(" ".join(pairs), rubric)
    if not found:
        raise InputError("Tidak ada level yang terisi.")
    return found


def subject_given(text: str) -> str:
    """A subject from what people type: "21" is an indicator. Raises: InputError when it is no subject."""
    subject = f"indikator-{text}" if text.isdigit() else text.strip().lower()
    subject_number(subject)
    return subject


def agency_json(agency: Agency) -> dict[str, Any]:
    """An agency for `--json`."""
    return {"id": agency.id, "kind": agency.kind, "name": agency.name, "full_name": agency.full_name}


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """An assessment for `--json`."""
    return {
        "id": assessment.id,
        "agency": assessment.agency_id,
        "year": assessment.year,
        "edition": assessment.edition,
        "stage": assessment.stage,
        "stage_name": STAGES[assessment.stage],
        "previous": assessment.previous_id,
        "is_closed": assessment.is_closed,
    }


def subject_json(state: SubjectState) -> dict[str, Any]:
    """All that holds for a subject, for `--json`."""
    return {
        "subject": state.subject,
        "version": state.version,
        "unit": state.unit,
        "application": state.application,
        "claimed": state.claimed,
        "proposed": None if state.proposed is None else {"low": state.proposed[0], "high": state.proposed[1]},
        "confirmed": state.confirmed,
        "confirmed_by": state.confirmed_by,
        "texts": {text.kind: text.text for text in state.texts},
        "drafts": [
            {"id": draft.id, "kind": draft.kind, "outcome": draft.outcome, "proposed": draft.proposed, "signed": draft.signed}
            for draft in state.drafts
        ],
        "evidence": [
            {"id": held.id, "file": held.file_name, "sha256": held.sha256, "pages": list(held.pages), "quotes": len(held.quotes)}
            for held in state.attachments
        ],
        "elements": {
            "met": [mark.element for mark in state.elements if mark.state == "met"],
            "unmet": [mark.element for mark in state.elements if mark.state != "met"],
        },
    }


def index_json(levels: Mapping[int, int], rubric: Rubric) -> dict[str, object]:
    """The index of the levels as `spbe indeks --json` prints it."""
    return compute_indeks(levels, rubric).to_json()


def ordered_subjects(state: AssessmentState) -> list[SubjectState]:
    """The touched subjects: indicators, then aspects, then the agency, by number."""
    order = {"indikator": 0, "aspek": 1, AGENCY_SUBJECT: 2}
    return sorted(state.subjects.values(), key=lambda one: (order[one.subject.split("-")[0]], subject_number(one.subject)))
