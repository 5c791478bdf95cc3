"""Naming the chosen agency anew; the names before are shown with who changed them and when."""

from __future__ import annotations

from html import escape

import gradio as gr

from assistant.web.assessment_choice import ChoicePanel
from assistant.web.desk import HIDDEN_EVENT, Desk, Update, fault_html, guarded, new_stamp, said_html
from assistant.workspace.wording import describe_agency
from corpus.errors import InputError


class AgencyNamePanel:
    """The last row of the fold under the choice of agency. A rename says which name the person saw, so that nobody's is overwritten unseen."""

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
            self._note = gr.HTML("", elem_id="catatan-nama", js_on_load=None)
            self._before = gr.HTML("", elem_id="riwayat-nama", js_on_load=None)
        self._seen = gr.State("")

    def wire(self) -> None:
        """Binds the events."""
        agency, drawn = self._choice.agency, [self._name, self._before, self._seen]
        agency.change(guarded(self._note, self.draw), agency, [*drawn, self._note], **HIDDEN_EVENT)
        gr.on(
            [self._save.click, self._name.submit],
            guarded(self._note, self._rename),
            [agency, self._name, self._seen, self._choice.person],
            [agency, *drawn, self._note, self._desk.stamp],
            trigger_mode="once",
            **HIDDEN_EVENT,
        )

    def draw(self, agency: int | None) -> Update:
        """The agency's name as it is now, and its names before."""
        if not agency:
            return {self._name: "", self._before: "", self._seen: ""}
        workspace = self._desk.workspace()
        name = workspace.agency(agency).name
        items = "".join(f"<li>{escape(describe_agency(event))}</li>" for event in reversed(workspace.agency_events(agency)))
        before = f'<div class="history"><p><strong>Riwayat nama</strong></p><ol>{items}</ol></div>' if items else ""
        return {self._name: name, self._before: before, self._seen: name}

    def _rename(self, agency: int | None, name: str, seen: str, person: str) -> Update:
        if not agency:
            raise InputError("Pilih instansinya terlebih dahulu.")
        workspace = self._desk.workspace()
        before = workspace.agency(agency).full_name
        try:
            made = workspace.rename_agency(agency, name or "", person or "", seen)
        except InputError as error:  # what was typed stays; what holds now is drawn
            drawn = {part: value for part, value in self.draw(agency).items() if part is not self._name}
            return {**drawn, self._choice.agency: self._choice.agencies_drawn(agency), self._note: fault_html(str(error))}
        said = "Tidak ada yang berubah." if made.full_name == before else f"{before} sekarang bernama {made.full_name}."
        return {
            **self.draw(agency),
            self._choice.agency: self._choice.agencies_drawn(agency),
            self._note: said_html(said),
            self._desk.stamp: new_stamp(),
        }
