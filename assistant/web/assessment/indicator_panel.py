"""The panel of one indicator: what it asks for, its levels and unit to set, and evidence to attach and take off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.drafting.sources import family_of
from assistant.web.assessment.attach_form import attachment_of
from assistant.web.assessment.attached import SeeOf
from assistant.web.assessment.indicator_detail import EMPTY, detail_html, history_html
from assistant.web.assessment.indicator_layout import NO_LEVEL, lay_out_panel, level_choices
from assistant.web.desk import HIDDEN_EVENT, Desk, Opened, Update, fault_html, guarded, new_stamp, said_html
from assistant.web.evidence.own_pages import own_reviews, own_room, see_of
from assistant.workspace.commands import AssignUnit, ClaimLevel, Command, ConfirmLevel, NameApplication, ProposeRange
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.evidence_commands import DetachEvidence
from assistant.workspace.records import AssessmentState, indicator_subject
from assistant.workspace.wording import describe
from corpus.errors import InputError

_KEPT = "Pilihan Anda masih ada di formulir. Bila tetap hendak menyimpannya, tekan tombolnya sekali lagi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The indicator that a person looks at, and the version that was shown; `pick` tells choices apart."""

    assessment: int
    indicator: int
    version: int
    pick: int


class IndicatorPanel:
    """The panel. Every deed names the version that the person saw, so that nobody's change is overwritten unseen."""

    def __init__(self, desk: Desk, person: Any) -> None:
        self._desk = desk
        self._person = person
        self._parts = lay_out_panel()
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
            parts.unit,
            parts.for_aspect,
            parts.application,
            parts.save_application,
            parts.note,
            parts.attach.note,
            parts.attach.detached,
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
            (parts.save_unit, self._assign, [parts.unit, parts.for_aspect]),
            (parts.save_application, self._name, [parts.application]),
        ):
            self._on(button.click, deed, inputs, [parts.note])
        form = parts.attach
        self._on(form.button.click, self._attach, form.fields(), [form.note, *form.fields()])
        self._on(parts.detail.select, self._detach, [], [form.detached])

    def _on(self, event: Any, deed: Any, inputs: list[Any], outputs: list[Any]) -> None:
        """Binds a deed on the indicator that is shown; the first of `outputs` is the note that says how it ended."""
        parts, stamp = self._parts, self._desk.stamp
        event(
            guarded(outputs[0], deed),
            [parts.seen, self._person, *inputs],
            [parts.seen, parts.detail, parts.history, stamp, *outputs],
            trigger_mode="once",
            **HIDDEN_EVENT,
        )

    def pick(self, chosen: int, event: gr.EventData, request: gr.Request) -> Update:
        """The panel of the indicator whose row was pressed. The browser's word is checked: it names an indicator."""
        opened = self._desk.open(chosen)
        number = event._data.get("index")
        if number not in {indicator.number for indicator in opened.rubric.indicators}:
            raise InputError("Indikator itu tidak ada dalam edisi penilaian ini.")
        return self._filled(opened, int(number), request)

    def shown_again(self, seen: Seen | None, request: gr.Request) -> Update:
        """The panel anew when its tab is opened and its indicator has changed meanwhile; else nothing."""
        if seen is None:
            return {}
        opened = self._desk.open(seen.assessment)
        is_same = opened.state.indicator(seen.indicator).version == seen.version
        return {} if is_same else self._filled(opened, seen.indicator, request)

    def cleared(self) -> Update:
        """The panel with no indicator in it."""
        parts = self._parts
        empty = {parts.note: "", parts.attach.note: "", parts.attach.detached: "", parts.history: ""}
        return {parts.seen: None, parts.detail: EMPTY, parts.form: gr.update(visible=False), **empty}

    def _filled(self, opened: Opened, number: int, request: gr.Request) -> Update:
        parts, state = self._parts, opened.state.indicator(number)
        low, high = state.proposed or (None, None)
        choices = level_choices(opened.rubric.lowest_level)
        is_service = family_of(opened.rubric.indicator(number), opened.rubric) == "service"
        levels = {parts.claim: state.claimed, parts.low: low, parts.high: high, parts.confirm: state.confirmed}
        return {
            **self._drawn(opened, number, new_stamp(), request),
            **{radio: gr.update(choices=choices, value=NO_LEVEL if level is None else level) for radio, level in levels.items()},
            parts.for_aspect: False,
            parts.unit: gr.update(choices=units_of(opened.state), value=state.unit),
            parts.application: gr.update(value=state.application, visible=is_service),
            parts.save_application: gr.update(visible=is_service),
            parts.form: gr.update(visible=True),
            parts.note: "",
            parts.attach.note: "",
            parts.attach.detached: "",
        }

    def _drawn(self, opened: Opened, number: int, pick: int, request: gr.Request) -> Update:
        """What the panel shows, without the choices that the person may have made."""
        parts, state = self._parts, opened.state.indicator(number)
        events = self._desk.workspace().events(opened.assessment.id, indicator_subject(number))
        return {
            parts.seen: Seen(assessment=opened.assessment.id, indicator=number, version=state.version, pick=pick),
            parts.detail: detail_html(opened.rubric.indicator(number), state, opened.rubric, pick, self._see_of(request)),
            parts.history: history_html(events),
        }

    def _see_of(self, request: gr.Request) -> SeeOf:
        return see_of(self._desk.session.settings.data_dir, request)

    def _claim(self, seen: Seen | None, person: str, level: int, request: gr.Request) -> Update:
        command = ClaimLevel(indicator=_shown(seen).indicator, level=_level(level))
        return self._apply(seen, person, [command], self._parts.note, request)

    def _propose(self, seen: Seen | None, person: str, low: int, high: int, request: gr.Request) -> Update:
        first, last = _level(low), _level(high)
        if first is None or last is None:
            raise InputError("Pilih batas bawah dan batas atas usulan. Keduanya boleh sama.")
        command = ProposeRange(indicator=_shown(seen).indicator, low=first, high=last)
        return self._apply(seen, person, [command], self._parts.note, request)

    def _confirm(self, seen: Seen | None, person: str, level: int, request: gr.Request) -> Update:
        command = ConfirmLevel(indicator=_shown(seen).indicator, level=_level(level))
        return self._apply(seen, person, [command], self._parts.note, request)

    def _assign(self, seen: Seen | None, person: str, unit: str | None, is_for_aspect: bool, request: gr.Request) -> Update:
        shown, name = _shown(seen), " ".join((unit or "").split())
        others = _unassigned(self._desk.open(shown.assessment), shown.indicator) if is_for_aspect and name else []
        commands = [AssignUnit(indicator=number, unit=name) for number in (shown.indicator, *others)]
        return self._apply(seen, person, commands, self._parts.note, request)

    def _name(self, seen: Seen | None, person: str, application: str | None, request: gr.Request) -> Update:
        name = " ".join((application or "").split())
        command = NameApplication(indicator=_shown(seen).indicator, application=name)
        return self._apply(seen, person, [command], self._parts.note, request)

    def _attach(
        self, seen: Seen | None, person: str, name: str, pages: str, quote: str, note: str, request: gr.Request
    ) -> Update:
        reviews = own_reviews(own_room(self._desk.session.settings.data_dir, request))
        command = attachment_of(_shown(seen).indicator, name or "", pages or "", quote or "", note or "", reviews)
        form = self._parts.attach
        return self._apply(seen, person, [command], form.note, request, dict.fromkeys(form.fields(), ""))

    def _detach(self, seen: Seen | None, person: str, event: gr.EventData, request: gr.Request) -> Update:
        number = event._data.get("index")
        if not isinstance(number, int):
            raise InputError("Lampiran itu tidak dikenal. Muat ulang halaman, lalu coba lagi.")
        command = DetachEvidence(indicator=_shown(seen).indicator, attachment=number)
        return self._apply(seen, person, [command], self._parts.attach.detached, request)

    def _apply(
        self,
        seen: Seen | None,
        person: str,
        commands: Sequence[Command],
        note: Any,
        request: gr.Request,
        when_stored: Update | None = None,
    ) -> Update:
        """Does the deeds, says in `note` how it ended, and draws what holds then; `when_stored` is drawn too when it succeeded."""
        shown, more = _shown(seen), when_stored or {}
        try:
            versions = {indicator_subject(shown.indicator): shown.version}
            made = self._desk.workspace().apply(shown.assessment, commands, person or "", versions)
        except ConflictError as error:
            said, more = fault_html(f"{error}\n{_KEPT}"), {}
        else:
            said = said_html("\n".join(["Tersimpan.", *map(describe, made)]) if made else "Tidak ada yang berubah.")
        drawn = self._drawn(self._desk.open(shown.assessment), shown.indicator, shown.pick, request)
        return {**drawn, **more, note: said, self._desk.stamp: new_stamp()}


def units_of(state: AssessmentState) -> list[str]:
    """The units that the assessment names, by name."""
    return sorted({subject.unit for subject in state.subjects.values() if subject.unit}, key=str.casefold)


def _unassigned(opened: Opened, number: int) -> list[int]:
    """The other indicators of the aspect that have no unit yet."""
    aspect = opened.rubric.indicator(number).aspect
    own = [one.number for one in opened.rubric.indicators if one.aspect == aspect and one.number != number]
    return [one for one in own if not opened.state.indicator(one).unit]


def _shown(seen: Seen | None) -> Seen:
    if seen is None:
        raise InputError("Pilih sebuah indikator pada tabel terlebih dahulu.")
    return seen


def _level(choice: int | None) -> int | None:
    return None if choice is None or choice == NO_LEVEL else int(choice)
