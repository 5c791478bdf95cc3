"""The panel of one indicator: what it asks for, and the claim, the proposed range and the confirmed level to set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.indeks import HIGHEST_LEVEL
from assistant.web.desk import HIDDEN_EVENT, Desk, Opened, Update, fault_html, guarded, new_stamp, said_html
from assistant.web.indicator_detail import EMPTY, ON_LOAD, detail_html, history_html
from assistant.workspace.commands import ClaimLevel, Command, ConfirmLevel, ProposeRange
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.records import indicator_subject
from assistant.workspace.wording import describe
from corpus.errors import InputError

_NO_LEVEL = -1  # the choice "–" of the level buttons
_KEPT = "Pilihan Anda masih ada di formulir. Bila tetap hendak menyimpannya, tekan tombolnya sekali lagi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The indicator that a person looks at, and the version that was shown; `pick` tells choices apart."""

    assessment: int
    indicator: int
    version: int
    pick: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The components of the panel."""

    seen: Any
    detail: Any
    form: Any
    claim: Any
    save_claim: Any
    low: Any
    high: Any
    save_range: Any
    confirm: Any
    save_confirm: Any
    note: Any
    history: Any


class IndicatorPanel:
    """The panel. Every deed names the version that the person saw, so that nobody's change is overwritten unseen."""

    def __init__(self, desk: Desk, person: Any) -> None:
        self._desk = desk
        self._person = person
        self._parts = _layout()
        self.seen = self._parts.seen

    def outputs(self) -> list[Any]:
        """The components that choosing an indicator draws."""
        parts = self._parts
        return [
            parts.seen,
            parts.detail,
            parts.form,
            parts.claim,
            parts.low,
            parts.high,
            parts.confirm,
            parts.note,
            parts.history,
        ]

    def wire(self, table: Any) -> None:
        """Binds the events; `table` says which indicator is chosen."""
        parts, desk = self._parts, self._desk
        table.select(guarded(parts.note, self.pick), desk.chosen, self.outputs(), **HIDDEN_EVENT)
        for button, deed, inputs in (
            (parts.save_claim, self._claim, [parts.claim]),
            (parts.save_range, self._propose, [parts.low, parts.high]),
            (parts.save_confirm, self._confirm, [parts.confirm]),
        ):
            button.click(
                guarded(parts.note, deed),
                [parts.seen, self._person, *inputs],
                [parts.seen, parts.detail, parts.history, parts.note, desk.stamp],
                trigger_mode="once",
                **HIDDEN_EVENT,
            )

    def pick(self, chosen: int, event: gr.EventData) -> Update:
        """The panel of the indicator whose row was pressed. The browser's word is checked: it names an indicator."""
        opened = self._desk.open(chosen)
        number = event._data.get("index")
        if number not in {indicator.number for indicator in opened.rubric.indicators}:
            raise InputError("Indikator itu tidak ada dalam edisi penilaian ini.")
        return self._filled(opened, int(number))

    def cleared(self) -> Update:
        """The panel with no indicator in it."""
        parts = self._parts
        return {parts.seen: None, parts.detail: EMPTY, parts.form: gr.update(visible=False), parts.note: "", parts.history: ""}

    def _filled(self, opened: Opened, number: int) -> Update:
        parts, state = self._parts, opened.state.indicator(number)
        low, high = state.proposed or (None, None)
        choices = _choices(opened.rubric.lowest_level)
        levels = {parts.claim: state.claimed, parts.low: low, parts.high: high, parts.confirm: state.confirmed}
        return {
            **self._drawn(opened, number, new_stamp()),
            **{radio: gr.update(choices=choices, value=_NO_LEVEL if level is None else level) for radio, level in levels.items()},
            parts.form: gr.update(visible=True),
            parts.note: "",
        }

    def _drawn(self, opened: Opened, number: int, pick: int) -> Update:
        """What the panel shows, without the choices that the person may have made."""
        parts, state = self._parts, opened.state.indicator(number)
        events = self._desk.workspace().events(opened.assessment.id, indicator_subject(number))
        return {
            parts.seen: Seen(assessment=opened.assessment.id, indicator=number, version=state.version, pick=pick),
            parts.detail: detail_html(opened.rubric.indicator(number), state, opened.rubric, pick),
            parts.history: history_html(events),
        }

    def _claim(self, seen: Seen | None, person: str, level: int) -> Update:
        return self._apply(seen, person, lambda number: ClaimLevel(indicator=number, level=_level(level)))

    def _propose(self, seen: Seen | None, person: str, low: int, high: int) -> Update:
        first, last = _level(low), _level(high)
        if first is None or last is None:
            raise InputError("Pilih batas bawah dan batas atas usulan. Keduanya boleh sama.")
        return self._apply(seen, person, lambda number: ProposeRange(indicator=number, low=first, high=last))

    def _confirm(self, seen: Seen | None, person: str, level: int) -> Update:
        return self._apply(seen, person, lambda number: ConfirmLevel(indicator=number, level=_level(level)))

    def _apply(self, seen: Seen | None, person: str, command_for: Any) -> Update:
        if seen is None:
            raise InputError("Pilih sebuah indikator pada tabel terlebih dahulu.")
        commands: Sequence[Command] = [command_for(seen.indicator)]
        versions = {indicator_subject(seen.indicator): seen.version}
        try:
            made = self._desk.workspace().apply(seen.assessment, commands, person or "", versions)
        except ConflictError as error:
            note = fault_html(f"{error}\n{_KEPT}")
        else:
            note = said_html("\n".join(["Tersimpan.", *map(describe, made)]) if made else "Tidak ada yang berubah.")
        drawn = self._drawn(self._desk.open(seen.assessment), seen.indicator, seen.pick)
        return {**drawn, self._parts.note: note, self._desk.stamp: new_stamp()}


def _level(choice: int | None) -> int | None:
    return None if choice is None or choice == _NO_LEVEL else int(choice)


def _choices(lowest: int) -> list[tuple[str, int]]:
    return [("–", _NO_LEVEL), *((str(level), level) for level in range(lowest, HIGHEST_LEVEL + 1))]


def _layout() -> _Parts:
    seen = gr.State(None)
    detail = gr.HTML(EMPTY, elem_id="rincian-indikator", js_on_load=ON_LOAD)
    with gr.Column(visible=False, elem_id="formulir-level") as form:
        with gr.Row(elem_classes="level-row"):
            confirm = _radio("Level yang ditetapkan", "level-tetap")
            save_confirm = gr.Button("Tetapkan level", variant="primary", elem_id="tetapkan", scale=0, min_width=150)
        with gr.Row(elem_classes="level-row"):
            claim = _radio("Level klaim instansi", "level-klaim")
            save_claim = gr.Button("Simpan klaim", elem_id="simpan-klaim", scale=0, min_width=150)
        with gr.Row(elem_classes="level-row"):
            low = _radio("Usulan, batas bawah", "usulan-bawah")
            high = _radio("Usulan, batas atas", "usulan-atas")
            save_range = gr.Button("Simpan usulan", elem_id="simpan-usulan", scale=0, min_width=150)
        note = gr.HTML("", elem_id="catatan-indikator", js_on_load=None)
    history = gr.HTML("", elem_id="riwayat-indikator", js_on_load=None)
    return _Parts(
        seen=seen,
        detail=detail,
        form=form,
        claim=claim,
        save_claim=save_claim,
        low=low,
        high=high,
        save_range=save_range,
        confirm=confirm,
        save_confirm=save_confirm,
        note=note,
        history=history,
    )


def _radio(label: str, elem_id: str) -> Any:
    return gr.Radio(_choices(1), value=_NO_LEVEL, label=label, elem_id=elem_id, elem_classes="level-choice", min_width=290)
