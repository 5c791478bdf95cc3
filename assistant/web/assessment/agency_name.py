"""Naming the chosen agency anew or correcting its kind; what it was before is shown with who changed it and when."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from assistant.web.assessment.choice import ChoicePanel
from assistant.web.desk import HIDDEN_EVENT, Desk, Update, fault_html, guarded, new_stamp, said_html
from assistant.workspace.records import AGENCY_KINDS, Agency, AgencyKind
from assistant.workspace.wording import describe_agency
from corpus.errors import InputError


class AgencyNamePanel:
    """The last rows of the fold under the choice of agency. A change says what the person saw, so that nobody's is overwritten unseen."""

    def __init__(self, desk: Desk, choice: ChoicePanel) -> None:
        self._desk = desk
        self._choice = choice
        with choice.making:
            with gr.Row(elem_classes="fields"):
                self._name = gr.Textbox(
                    label="Ubah nama instansi yang dipilih (tanpa jenisnya; penilaiannya tetap sama)",
                    elem_id="nama-baru",
                    max_length=300,
                    min_width=240,
                )
                self._save = gr.Button("Simpan nama", elem_id="simpan-nama", scale=0, min_width=150)
            with gr.Row(elem_classes="fields"):
                self._kind = gr.Dropdown(
                    [(said, kind) for kind, said in AGENCY_KINDS.items()],
                    value=None,
                    label="Perbaiki jenis instansi yang dipilih",
                    elem_id="jenis-baru",
                    min_width=240,
                )
                self._save_kind = gr.Button("Simpan jenis", elem_id="simpan-jenis", scale=0, min_width=150)
            self._note = gr.HTML("", elem_id="catatan-nama", js_on_load=None)
            self._before = gr.HTML("", elem_id="riwayat-nama", js_on_load=None)
        self._seen = gr.State(None)

    def wire(self) -> None:
        """Binds the events."""
        agency, drawn = self._choice.agency, [self._name, self._kind, self._before, self._seen]
        agency.change(guarded(self._note, self.draw), agency, [*drawn, self._note], **HIDDEN_EVENT)
        for triggers, field, deed in (
            ([self._save.click, self._name.submit], self._name, self._rename),
            ([self._save_kind.click], self._kind, self._correct_kind),
        ):
            gr.on(
                triggers,
                guarded(self._note, deed),
                [agency, field, self._seen, self._choice.person],
                [agency, *drawn, self._note, self._desk.stamp],
                trigger_mode="once",
                **HIDDEN_EVENT,
            )

    def draw(self, agency: int | None) -> Update:
        """The agency as it is now, and what it was before."""
        if not agency:
            return {self._name: "", self._kind: None, self._before: "", self._seen: None}
        workspace = self._desk.workspace()
        now = workspace.agency(agency)
        items = "".join(f"<li>{escape(describe_agency(event))}</li>" for event in reversed(workspace.agency_events(agency)))
        before = f'<div class="history"><p><strong>Riwayat instansi</strong></p><ol>{items}</ol></div>' if items else ""
        return {self._name: now.name, self._kind: now.kind, self._before: before, self._seen: now}

    def _rename(self, agency: int | None, name: str, seen: Agency | None, person: str) -> Update:
        def deed(chosen: int) -> Agency:
            return self._desk.workspace().rename_agency(chosen, name or "", person or "", seen.name if seen else None)

        return self._changed(agency, deed, self._name)

    def _correct_kind(self, agency: int | None, kind: AgencyKind | None, seen: Agency | None, person: str) -> Update:
        def deed(chosen: int) -> Agency:
            if kind is None:
                raise InputError("Pilih jenis instansinya.")
            return self._desk.workspace().correct_kind(chosen, kind, person or "", seen.kind if seen else None)

        return self._changed(agency, deed, self._kind)

    def _changed(self, agency: int | None, deed: Callable[[int], Agency], field: Any) -> Update:
        if not agency:
            raise InputError("Pilih instansinya terlebih dahulu.")
        before = self._desk.workspace().agency(agency)
        try:
            made = deed(agency)
        except InputError as error:  # what was entered stays; what holds now is drawn
            drawn = {part: value for part, value in self.draw(agency).items() if part is not field}
            return {**drawn, self._choice.agency: self._choice.agencies_drawn(agency), self._note: fault_html(str(error))}
        return {
            **self.draw(agency),
            self._choice.agency: self._choice.agencies_drawn(agency),
            self._note: said_html(_told(before, made)),
            self._desk.stamp: new_stamp(),
        }


def _told(before: Agency, made: Agency) -> str:
    if made.kind != before.kind:
        return f"{before.full_name} sekarang berjenis {AGENCY_KINDS[made.kind]} dan ditulis {made.full_name}."
    return f"{before.full_name} sekarang bernama {made.full_name}." if made != before else "Tidak ada yang berubah."
