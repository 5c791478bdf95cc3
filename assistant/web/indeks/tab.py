"""The index tab: the index of the chosen assessment, charts, what-if and the cheapest path to a target."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import gradio as gr

from assistant.indeks import compute_indeks, format_indeks
from assistant.indeks_path import cheapest_path, parse_yearly, plan_targets, what_if
from assistant.session import Session
from assistant.web.desk import HIDDEN_EVENT, NOT_CHOSEN, RADIOS_ON_LOAD, Desk, Opened, Update, desk_of, guarded, on_show
from assistant.web.indeks.view import charts_html, head_html, tiers_html
from assistant.web.indeks.what_if import ON_LOAD, path_html, plan_html, sliders_html, what_if_html
from assistant.workspace.agreement import agreement_of
from corpus.errors import InputError

Basis = Literal["ditetapkan", "klaim"]
_BASES = [("Level yang ditetapkan", "ditetapkan"), ("Level klaim", "klaim")]
_NONE = f'<p class="none">{escape(NOT_CHOSEN)}</p>'
_WHAT_IF = "<h3>Bagaimana jika</h3><p>Geser level indikator dan lihat indeksnya. Ini hanya perhitungan: tidak ada level yang disimpan.</p>"
_PATH = (
    "<h3>Jalur termurah ke target</h3><p>Jumlah langkah paling sedikit untuk mencapai target. Hanya indikator yang sudah berlevel "
    "yang dapat naik.</p>"
)
_TARGET_INFO = "Predikat ({}), angka, atau target tiap tahun seperti 2027=Baik; 2028=3,5."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The components of the tab."""

    head: Any
    tiers: Any
    charts: Any
    work: Any
    basis: Any
    sliders: Any
    reset: Any
    result: Any
    target: Any
    find: Any
    path: Any
    note: Any


def build_indeks(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the assessment chosen on the page."""
    desk = desk_of(session)
    with gr.Column(elem_id="tab-indeks", elem_classes="sheet"):
        tab = _IndeksTab(desk, _layout())
    tab.wire()


class _IndeksTab:
    """What the tab does. What was moved lives in the browser session and is never stored."""

    def __init__(self, desk: Desk, parts: _Parts) -> None:
        self._desk = desk
        self._parts = parts

    def wire(self) -> None:
        """Binds the events."""
        parts, chosen = self._parts, self._desk.chosen
        board = [parts.sliders, parts.result, parts.path, parts.note]
        on_show(
            guarded(parts.note, self.show),
            [chosen, parts.basis],
            [parts.head, parts.tiers, parts.charts, parts.work, parts.target, *board],
        )
        gr.on(
            [parts.basis.input, parts.reset.click], guarded(parts.note, self.start), [chosen, parts.basis], board, **HIDDEN_EVENT
        )
        parts.sliders.select(
            guarded(parts.result, self.move),
            [chosen, parts.basis],
            parts.result,
            trigger_mode="multiple",  # a later move must not be lost while an earlier one is answered
            **HIDDEN_EVENT,
        )
        gr.on(
            [parts.find.click, parts.target.submit],
            guarded(parts.path, self.find_path),
            [chosen, parts.basis, parts.target],
            parts.path,
            **HIDDEN_EVENT,
        )

    def show(self, chosen: int, basis: Basis) -> Update:
        """The whole tab as things are now."""
        parts = self._parts
        if not chosen:
            return {parts.head: _NONE, parts.tiers: "", parts.charts: "", parts.work: gr.update(visible=False)}
        opened = self._desk.open(chosen)
        confirmed = compute_indeks(opened.state.confirmed_levels(), opened.rubric)
        claimed = compute_indeks(opened.state.claimed_levels(), opened.rubric)
        bands = sorted(opened.rubric.predicates, key=lambda band: band.minimum)
        return {
            parts.head: head_html(confirmed, claimed, opened.title, agreement_of(opened.state)),
            parts.tiers: tiers_html(confirmed, claimed, opened.rubric),
            parts.charts: charts_html(confirmed, claimed),
            parts.work: gr.update(visible=True),
            parts.target: gr.update(
                info=_TARGET_INFO.format(", ".join(f"{one.name} {format_indeks(one.minimum)}" for one in bands[1:]))
            ),
            **self.start(chosen, basis),
        }

    def start(self, chosen: int, basis: Basis) -> Update:
        """What-if with nothing moved."""
        parts, opened = self._parts, self._desk.open(chosen)
        levels = _levels(opened, basis)
        return {
            parts.sliders: sliders_html(levels, opened.rubric),
            parts.result: what_if_html(what_if(levels, {}, opened.rubric)),
            parts.path: "",
        }

    def move(self, chosen: int, basis: Basis, event: gr.EventData) -> Update:
        """What-if with all sliders as they stand after one was let go. The browser's word is checked."""
        opened = self._desk.open(chosen)
        moved = _moved(event._data.get("value"))
        return {self._parts.result: what_if_html(what_if(_levels(opened, basis), moved, opened.rubric))}

    def find_path(self, chosen: int, basis: Basis, target: str | None) -> Update:
        """The cheapest path from the levels as they are, or one for each year."""
        opened = self._desk.open(chosen)
        if not (target or "").strip():
            raise InputError("Tulis predikat atau angka indeks yang hendak dicapai.")
        asked, levels = str(target).strip(), _levels(opened, basis)
        if "=" in asked:
            return {self._parts.path: plan_html(plan_targets(levels, parse_yearly(asked), opened.rubric))}
        return {self._parts.path: path_html(cheapest_path(levels, asked, opened.rubric))}


def _moved(told: object) -> dict[int, int]:
    """Indicator to level from what the browser says. Raises: InputError when it is something else."""
    pairs = told if isinstance(told, list) else [told]
    found: dict[int, int] = {}
    for pair in pairs:
        if not (isinstance(pair, list) and [type(one) for one in pair] == [int, int]):
            raise InputError("Pengandaian itu tidak dapat dibaca. Muat ulang halaman lalu ulangi.")
        found[pair[0]] = pair[1]
    return found


def _levels(opened: Opened, basis: Basis) -> dict[int, int]:
    return opened.state.claimed_levels() if basis == "klaim" else opened.state.confirmed_levels()


def _layout() -> _Parts:
    gr.HTML("<h2>Indeks</h2>", elem_classes="intro", js_on_load=RADIOS_ON_LOAD)
    head = gr.HTML(_NONE, elem_id="angka-indeks", js_on_load=None)
    tiers = gr.HTML("", elem_id="nilai-domain", js_on_load=None)
    charts = gr.HTML("", elem_id="grafik-indeks", js_on_load=None)
    note = gr.HTML("", elem_id="catatan-indeks", js_on_load=None)
    with gr.Column(visible=False, elem_id="hitung-indeks") as work:
        gr.HTML(_WHAT_IF, js_on_load=None)
        basis = gr.Radio(_BASES, value="ditetapkan", label="Hitung dari", elem_id="dasar-andai", elem_classes="level-choice")
        with gr.Row(elem_id="andai", equal_height=False):
            with gr.Column(scale=7, min_width=280):
                sliders = gr.HTML("", elem_id="geser-level", js_on_load=ON_LOAD)
            with gr.Column(scale=4, min_width=240):
                reset = gr.Button("Kembalikan semua", elem_id="kembalikan-andai", size="md")
                result = gr.HTML("", elem_id="hasil-andai", js_on_load=None)
        gr.HTML(_PATH, js_on_load=None)
        with gr.Row(elem_classes="fields"):
            target = gr.Textbox(
                label="Target", placeholder="misalnya Baik, atau 3,2", elem_id="target-indeks", max_length=300, min_width=220
            )
            find = gr.Button("Hitung jalur", variant="primary", elem_id="hitung-jalur", scale=0, min_width=150)
        path = gr.HTML("", elem_id="jalur-indeks", js_on_load=None)
    return _Parts(
        head=head,
        tiers=tiers,
        charts=charts,
        work=work,
        basis=basis,
        sliders=sliders,
        reset=reset,
        result=result,
        target=target,
        find=find,
        path=path,
        note=note,
    )
