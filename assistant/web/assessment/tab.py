"""The assessment tab: agency and assessment, all indicators in a table, one of them in full, and the workbook."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.session import Session
from assistant.web.assessment.agency_name import AgencyNamePanel
from assistant.web.assessment.choice import ChoicePanel
from assistant.web.assessment.indicator_panel import IndicatorPanel, Seen
from assistant.web.assessment.indicator_table import (
    ON_LOAD,
    ONLY_GAPS,
    ONLY_UNCONFIRMED,
    Filters,
    standing_html,
    table_html,
)
from assistant.web.assessment.todo_panel import TodoPanel
from assistant.web.assessment.workbook_panel import WorkbookPanel
from assistant.web.desk import HIDDEN_EVENT, RADIOS_ON_LOAD, SHARED_SPACE, Desk, Update, desk_of, guarded, on_show
from corpus.records import Rubric

_INTRO = f"<h2>Penilaian</h2><p>{escape(SHARED_SPACE)}</p>"
_NOTHING = '<p class="none">Pilih instansi dan penilaiannya. Bila belum ada, buat dahulu pada isian di atas.</p>'
_ALL_ASPECTS = [("Semua aspek", 0)]
_FLAGS = [("Hanya yang berselisih", ONLY_GAPS), ("Hanya yang belum ditetapkan", ONLY_UNCONFIRMED)]


def build_assessment(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the shared workspace."""
    desk = desk_of(session)
    with gr.Column(elem_id="tab-penilaian", elem_classes="sheet"):
        gr.HTML(_INTRO, elem_classes="intro", js_on_load=RADIOS_ON_LOAD)
        choice = ChoicePanel(desk)
        naming = AgencyNamePanel(desk, choice)
        nothing = gr.HTML(_NOTHING, elem_id="belum-dipilih", js_on_load=None)
        with gr.Column(visible=False, elem_id="kerja-penilaian") as work:
            with gr.Row(elem_id="papan-penilaian", equal_height=False):
                with gr.Column(elem_id="papan-tabel", scale=7, min_width=280):
                    board = _Board(desk, nothing, work)
                with gr.Column(elem_id="papan-rincian", scale=5, min_width=280):
                    panel = IndicatorPanel(desk, choice.person)
            todo = TodoPanel(desk)
            workbook = WorkbookPanel(desk, choice.person)
    choice.wire()
    naming.wire()
    panel.wire(board.table)
    todo.wire()
    workbook.wire()
    board.wire(panel)

    def show(person: str, chosen: int, aspect: int, flags: list[str], seen: Seen | None, request: gr.Request) -> Update:
        """The whole tab in one reply: several would come one after another, and late ones over what people did meanwhile."""
        return {**choice.show(person, chosen), **panel.shown_again(seen, request), **board.draw(chosen, aspect, flags, seen)}

    on_show(
        guarded(board.note, show, keeps_note=True),
        [desk.person, *board.inputs(panel.seen)],
        [*choice.outputs(), *panel.outputs(), *board.outputs()],
    )


class _Board:
    """The table with its filters; `nothing` stands in the place of all `work` until an assessment is chosen."""

    def __init__(self, desk: Desk, nothing: Any, work: Any) -> None:
        self._desk = desk
        self._nothing, self._work = nothing, work
        self.standing = gr.HTML("", elem_id="keadaan", js_on_load=None)
        with gr.Row(elem_classes="fields", elem_id="saringan"):
            self.aspect = gr.Dropdown(_ALL_ASPECTS, value=0, label="Aspek", elem_id="saring-aspek", min_width=200)
            self.flags = gr.CheckboxGroup(
                _FLAGS,
                label="Saringan",
                info="Berselisih: klaim, usulan, dan level yang ditetapkan tidak sejalan.",
                elem_id="saring-keadaan",
                min_width=220,
            )
        self.note = gr.HTML("", elem_id="catatan-tabel", js_on_load=None)
        self.table = gr.HTML("", elem_id="tabel-indikator", js_on_load=ON_LOAD)

    def inputs(self, seen: Any) -> list[Any]:
        """What `draw` needs."""
        return [self._desk.chosen, self.aspect, self.flags, seen]

    def outputs(self) -> list[Any]:
        """What `draw` fills."""
        return [self._nothing, self._work, self.standing, self.table, self.note]

    def wire(self, panel: IndicatorPanel) -> None:
        """Binds the events."""
        draw = guarded(self.note, self.draw)
        gr.on(
            [self.aspect.input, self.flags.input, self._desk.stamp.change],
            draw,
            self.inputs(panel.seen),
            self.outputs(),
            **HIDDEN_EVENT,
        )

        def start(chosen: int, seen: Seen | None) -> Update:
            is_new = seen is None or seen.assessment != chosen  # a late reply must not clear what was opened meanwhile
            return {**(panel.cleared() if is_new else {}), **self._opened(chosen)}

        self._desk.chosen.change(
            guarded(self.note, start),
            [self._desk.chosen, panel.seen],
            [*panel.outputs(), self.aspect, self.flags, *self.outputs()],
            **HIDDEN_EVENT,
        )

    def draw(self, chosen: int, aspect: int | None, flags: list[str] | None, seen: Seen | None) -> Update:
        """The table as it is now."""
        if not chosen:
            return {self._nothing: _NOTHING, self._work: gr.update(visible=False)}
        opened = self._desk.open(chosen)
        flags = flags or []
        filters = Filters(aspect=aspect or 0, only_gaps=ONLY_GAPS in flags, only_unconfirmed=ONLY_UNCONFIRMED in flags)
        return {
            self._nothing: "",
            self._work: gr.update(visible=True),
            self.standing: standing_html(opened.state, opened.rubric),
            self.table: table_html(opened.state, opened.rubric, filters, seen.indicator if seen else 0),
        }

    def _opened(self, chosen: int) -> Update:
        """A newly chosen assessment, all of it."""
        aspects = _aspects(self._desk.open(chosen).rubric) if chosen else _ALL_ASPECTS
        drawn = self.draw(chosen, 0, [], None)
        return {**drawn, self.aspect: gr.update(choices=aspects, value=0), self.flags: []}


def _aspects(rubric: Rubric) -> list[tuple[str, int]]:
    return [*_ALL_ASPECTS, *((f"{aspect.number}. {aspect.name}", aspect.number) for aspect in rubric.aspects)]
