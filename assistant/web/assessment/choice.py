"""Choosing an agency and its assessment, and making new ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gradio as gr

from assistant.web.desk import HIDDEN_EVENT, Desk, Update, assessment_label, guarded, said_html
from assistant.workspace.records import AGENCY_KINDS, STAGES, AgencyKind, Assessment, Stage
from assistant.workspace.store import FIRST_YEAR, LAST_YEAR, Workspace
from corpus.errors import InputError

_ORDER = list(STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The components of the panel."""

    person: Any
    agency: Any
    assessment: Any
    kind: Any
    name: Any
    add_agency: Any
    making: Any
    year: Any
    edition: Any
    stage: Any
    add_assessment: Any
    note: Any


class ChoicePanel:
    """The panel; what is chosen goes into the desk's states."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts = _layout(desk)
        self.person, self.agency, self.making = self._parts.person, self._parts.agency, self._parts.making

    def outputs(self) -> list[Any]:
        """The components that `show` draws."""
        parts = self._parts
        return [parts.person, parts.agency, parts.assessment, parts.note]

    def wire(self) -> None:
        """Binds the events."""
        parts, desk = self._parts, self._desk
        parts.person.blur(lambda name: name, parts.person, desk.person, **HIDDEN_EVENT)
        parts.agency.input(
            self._guarded(self._agency_chosen),
            parts.agency,
            [parts.assessment, desk.chosen, parts.making, parts.note],
            **HIDDEN_EVENT,
        )
        parts.assessment.input(lambda number: number or 0, parts.assessment, desk.chosen, **HIDDEN_EVENT)
        gr.on(
            [parts.add_agency.click, parts.name.submit],
            self._guarded(self._add_agency),
            [parts.kind, parts.name, parts.person],
            [parts.agency, parts.assessment, parts.name, desk.chosen, parts.note],
            **HIDDEN_EVENT,
        )
        parts.add_assessment.click(
            self._guarded(self._add_assessment),
            [parts.agency, parts.year, parts.edition, parts.stage, parts.person],
            [parts.assessment, desk.chosen, parts.making, parts.note],
            **HIDDEN_EVENT,
        )

    def show(self, person: str, chosen: int) -> Update:
        """The panel as it is when the tab is opened."""
        parts, workspace = self._parts, self._desk.workspace()
        drawn = {parts.person: person} if person else {}  # an empty one must not wipe out what is being typed
        if not chosen:  # nor may a late reply wipe out an agency that was made meanwhile
            return {**drawn, parts.agency: gr.update(choices=_agency_choices(workspace))}
        agency = workspace.assessment(chosen).agency_id
        return {
            **drawn,
            parts.agency: _agencies(workspace, agency),
            parts.assessment: _assessments(workspace, agency, chosen),
        }

    def agencies_drawn(self, chosen: int) -> Any:
        """The list of agencies as it is now."""
        return _agencies(self._desk.workspace(), chosen)

    def _guarded(self, deed: Any) -> Any:
        return guarded(self._parts.note, deed)

    def _agency_chosen(self, agency: int | None) -> Update:
        workspace = self._desk.workspace()
        newest = next(reversed(workspace.assessments(agency)), None) if agency else None
        chosen = newest.id if newest else 0
        note = (
            ""
            if newest or not agency
            else said_html("Instansi ini belum memiliki penilaian. Buat penilaiannya pada isian di atas.")
        )
        return {
            self._parts.assessment: _assessments(workspace, agency, chosen),
            self._desk.chosen: chosen,
            self._parts.making: gr.update(open=True) if note else gr.skip(),
            self._parts.note: note,
        }

    def _add_agency(self, kind: AgencyKind, name: str, person: str) -> Update:
        workspace, parts = self._desk.workspace(), self._parts
        made = workspace.create_agency(kind, name, person)
        return {
            parts.agency: _agencies(workspace, made.id),
            parts.assessment: _assessments(workspace, made.id, 0),
            parts.name: "",
            self._desk.chosen: 0,
            parts.note: said_html(f"{made.full_name} dibuat. Sekarang buat penilaiannya."),
        }

    def _add_assessment(self, agency: int | None, year: int | None, edition: str, stage: Stage, person: str) -> Update:
        workspace = self._desk.workspace()
        if not agency:
            raise InputError("Pilih atau buat instansinya terlebih dahulu.")
        if year is None:
            raise InputError(f"Tahun penilaian wajib diisi ({FIRST_YEAR} sampai {LAST_YEAR}).")
        made, before = start_assessment(workspace, agency, int(year), edition, stage, person)
        sentence = f"Penilaian {assessment_label(made)} dibuat."
        if before is not None:
            sentence += f" Isinya dimulai dari tahap {STAGES[before.stage]}, yang sekarang ditutup."
        return {
            self._parts.assessment: _assessments(workspace, agency, made.id),
            self._desk.chosen: made.id,
            self._parts.making: gr.update(open=False),
            self._parts.note: said_html(sentence),
        }


def start_assessment(
    workspace: Workspace, agency: int, year: int, edition: str, stage: Stage, person: str
) -> tuple[Assessment, Assessment | None]:
    """The new assessment, and the earlier stage of the same year that it continues (None = it starts empty).

    Raises:
        InputError: for bad values or a stage that exists.
    """
    earlier = [
        one
        for one in workspace.assessments(agency)
        if (one.year, one.edition) == (year, edition) and not one.is_closed and _ORDER.index(one.stage) < _ORDER.index(stage)
    ]
    if earlier:
        return workspace.start_stage(earlier[-1].id, stage, person), earlier[-1]
    return workspace.create_assessment(agency, year, edition, person, stage), None


def _agencies(workspace: Workspace, chosen: int | None) -> Any:
    return gr.update(choices=_agency_choices(workspace), value=chosen)


def _agency_choices(workspace: Workspace) -> list[tuple[str, int]]:
    return [(agency.full_name, agency.id) for agency in workspace.agencies()]


def _assessments(workspace: Workspace, agency: int | None, chosen: int) -> Any:
    found = workspace.assessments(agency) if agency else ()
    return gr.update(choices=[(assessment_label(one), one.id) for one in reversed(found)], value=chosen or None)


def _layout(desk: Desk) -> _Parts:
    with gr.Row(elem_classes="fields"):
        person = gr.Textbox(
            label="Nama Anda",
            info="Wajib untuk menetapkan level dan mengubah apa pun.",
            elem_id="nama-penilai",
            max_length=200,
            min_width=220,
        )
        agency = gr.Dropdown(
            [], label="Instansi", info="Ketik sebagian nama untuk mencari.", elem_id="pilih-instansi", min_width=220
        )
        assessment = gr.Dropdown([], label="Penilaian", info="Tahun, tahap, dan edisi.", elem_id="pilih-penilaian", min_width=220)
    with gr.Accordion(
        "Buat instansi atau penilaian baru, perbaiki nama atau jenis instansi", open=False, elem_id="buat-baru"
    ) as making:
        with gr.Row(elem_classes="fields"):
            kinds = [(name, kind) for kind, name in AGENCY_KINDS.items()]
            kind = gr.Dropdown(kinds, value="kabupaten", label="Jenis instansi", elem_id="jenis-instansi", min_width=200)
            name = gr.Textbox(label="Nama instansi", placeholder="misalnya Aceh Tengah", elem_id="nama-instansi", min_width=200)
            add_agency = gr.Button("Buat instansi", elem_id="buat-instansi", min_width=150, scale=0)
        with gr.Row(elem_classes="fields"):
            year = gr.Number(value=_this_year(), label="Tahun", precision=0, elem_id="tahun-penilaian", min_width=110)
            edition = gr.Dropdown(_editions(desk), value=desk.session.settings.edition, label="Edisi rubrik", min_width=110)
            stages = [(name, stage) for stage, name in STAGES.items()]
            stage = gr.Dropdown(stages, value=_ORDER[0], label="Tahap", elem_id="tahap-penilaian", min_width=200)
            add_assessment = gr.Button("Buat penilaian", elem_id="buat-penilaian", min_width=150, scale=0)
    note = gr.HTML("", elem_id="catatan-pilihan", js_on_load=None)
    return _Parts(
        person=person,
        agency=agency,
        assessment=assessment,
        kind=kind,
        name=name,
        add_agency=add_agency,
        making=making,
        year=year,
        edition=edition,
        stage=stage,
        add_assessment=add_assessment,
        note=note,
    )


def _editions(desk: Desk) -> list[str]:
    return [rubric.edition for rubric in desk.session.index.knowledge.rubrics]


def _this_year() -> int:
    return datetime.now().astimezone().year
