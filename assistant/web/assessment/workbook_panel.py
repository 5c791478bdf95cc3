"""The evaluator's workbook out and back in, with the conflicts that a person must settle."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.drafting.shortcomings import shortcomings_of
from assistant.web.desk import HIDDEN_EVENT, Desk, Opened, Update, guarded, new_stamp, said_html
from assistant.web.downloads import SHELF, owner_of
from assistant.web.file_link import download_html, file_name
from corpus.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The components of the panel."""

    make: Any
    link: Any
    upload: Any
    note: Any


class WorkbookPanel:
    """The panel at the foot of the tab."""

    def __init__(self, desk: Desk, person: Any) -> None:
        self._desk = desk
        self._person = person
        self._parts = _layout()

    def wire(self) -> None:
        """Binds the events."""
        parts, desk = self._parts, self._desk
        asked = parts.make.click(lambda: said_html("Menyiapkan buku kerja …"), None, parts.note, **HIDDEN_EVENT)
        asked.then(guarded(parts.note, self._make), desk.chosen, [parts.link, parts.note], **HIDDEN_EVENT)
        parts.upload.upload(
            guarded(parts.note, self._take_in),
            [parts.upload, desk.chosen, self._person],
            [parts.note, desk.stamp],
            **HIDDEN_EVENT,
        )
        desk.chosen.change(None, None, parts.link, js="() => ''")

    def _make(self, chosen: int, request: gr.Request) -> Update:
        from assistant.export.workbook import build_workbook  # openpyxl is slow to import, and the chat must not wait

        opened = self._desk.open(chosen)
        content = build_workbook(_sheet(opened), opened.rubric)
        name = file_name("buku-kerja", opened, "xlsx")
        token = SHELF.put(owner_of(request.cookies), name, content)
        return {
            self._parts.link: download_html(token, name, len(content)),
            self._parts.note: said_html("Buku kerja siap diunduh."),
        }

    def _take_in(self, upload: str | None, chosen: int, person: str) -> Update:
        if not upload:
            raise InputError("Berkas tidak sampai. Pilih lagi buku kerjanya.")
        path = Path(upload)
        try:
            note = import_workbook(self._desk, chosen, path, person or "")
        finally:  # what people hand in does not stay in the shared cache
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        return {self._parts.note: note, self._desk.stamp: new_stamp()}


def import_workbook(desk: Desk, chosen: int, path: Path, person: str) -> str:
    """What the import did, as HTML: how many changes were taken over, and each conflict in a sentence.

    Raises:
        SpbeError: when the workbook or the name is unusable; then nothing is stored.
    """
    from assistant.export.workbook_import import read_workbook
    from assistant.workspace.exchange import former_names, plan_import

    opened = desk.open(chosen)
    names = former_names(opened.agency, desk.workspace().agency_events(opened.agency.id))
    plan = plan_import(read_workbook(path, opened.rubric), _sheet(opened), opened.state, names)
    made = desk.workspace().apply(chosen, plan.commands, person, plan.versions)
    said = said_html(
        f"{path.name}: {len(made)} perubahan diambil dari buku kerja."
        if made
        else f"{path.name}: tidak ada perubahan yang diambil."
    )
    if not plan.conflicts:
        return said
    items = "".join(f"<li>{escape(conflict.message)}</li>" for conflict in plan.conflicts)
    return (
        f'{said}<div class="note fault" role="alert"><p>{len(plan.conflicts)} isian bertentangan dengan perubahan di aplikasi. '
        f"Isian itu tidak diambil dan tidak ada yang ditimpa; putuskan satu per satu:</p><ul>{items}</ul></div>"
    )


def _sheet(opened: Opened) -> Any:
    from assistant.workspace.exchange import export_sheet

    defects = shortcomings_of(opened.state, opened.agency, opened.rubric)
    return export_sheet(opened.agency, opened.state, opened.rubric, datetime.now().astimezone(), defects)


def _layout() -> _Parts:
    with gr.Accordion("Buku kerja Excel: ekspor dan impor", open=False, elem_id="buku-kerja"):
        gr.HTML(
            "<p>Unduh buku kerja, isi di luar aplikasi, lalu impor kembali. Isian yang sementara itu diubah orang lain di "
            "aplikasi ditampilkan sebagai pertentangan dan tidak ditimpa. Berkas yang Anda unggah dihapus setelah dibaca.</p>",
            js_on_load=None,
        )
        with gr.Row(elem_classes="buttons"):
            make = gr.Button("Siapkan buku kerja", elem_id="siapkan-buku", scale=0, min_width=190)
            upload = gr.UploadButton(
                "Impor buku kerja", file_types=[".xlsx"], type="filepath", elem_id="impor-buku", scale=0, min_width=190, size="md"
            )
        link = gr.HTML("", elem_id="tautan-buku", js_on_load=None)
        note = gr.HTML("", elem_id="catatan-buku", js_on_load=None)
    return _Parts(make=make, link=link, upload=upload, note=note)
