"""The to-do list by unit (OPD): on the screen, and as XLSX and DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

import gradio as gr

from assistant.drafting.todo import todo_of
from assistant.export.records import TodoItem
from assistant.web.desk import HIDDEN_EVENT, Desk, Opened, Update, guarded, said_html
from assistant.web.downloads import SHELF, owner_of
from assistant.web.file_link import download_html, file_name

_NOTHING = "Tidak ada tindak lanjut: belum ada indikator yang berlevel, atau semua indikator yang berlevel sudah di atas level 2."


class TodoPanel:
    """The panel at the foot of the assessment tab."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with gr.Accordion("Daftar tindak lanjut per unit (OPD)", open=False, elem_id="tindak-lanjut"):
            gr.HTML(
                "<p>Langkah berikutnya bagi indikator pada level 1 dan 2, menurut unit penanggung jawabnya. Unit ditetapkan pada "
                "panel tiap indikator.</p>",
                js_on_load=None,
            )
            self._make = gr.Button("Susun daftar", elem_id="susun-tindak-lanjut", scale=0, min_width=150)
            self._note = gr.HTML("", elem_id="catatan-tindak-lanjut", js_on_load=None)
            self._links = gr.HTML("", elem_id="tautan-tindak-lanjut", js_on_load=None)
            self._list = gr.HTML("", elem_id="daftar-tindak-lanjut", js_on_load=None)

    def wire(self) -> None:
        """Binds the events."""
        outputs = [self._links, self._list, self._note]
        self._make.click(guarded(self._note, self._compose), self._desk.chosen, outputs, trigger_mode="once", **HIDDEN_EVENT)
        self._desk.chosen.change(None, None, outputs, js="() => ['', '', '']")

    def _compose(self, chosen: int, request: gr.Request) -> Update:
        opened = self._desk.open(chosen)
        items = todo_of(opened.state, opened.agency, opened.rubric)
        if not items:
            return {self._links: "", self._list: "", self._note: said_html(_NOTHING)}
        return {self._links: _links(opened, items, owner_of(request.cookies)), self._list: todo_html(items)}


def todo_html(items: Sequence[TodoItem]) -> str:
    """The items by unit, each unit folded open, each item with its tasks and what lies behind a fold."""
    from assistant.export.todo import by_unit  # openpyxl is slow to import, and the chat must not wait
    from assistant.export.todo_document import BASIS

    units = by_unit(items)
    parts = [
        f'<details class="unit" open><summary>{escape(unit)} <span>({len(own)} tindak lanjut)</span></summary>'
        f'<ol class="todo">{"".join(map(_item, own))}</ol></details>'
        for unit, own in units.items()
    ]
    return f'<p class="about">{escape(BASIS)}</p>{"".join(parts)}'


def _item(item: TodoItem) -> str:
    tasks = "".join(f"<li>{escape(task)}</li>" for task in item.task.splitlines())
    proof = f"<p><strong>Bukti yang disiapkan:</strong> {escape('; '.join(item.proof))}</p>" if item.proof else ""
    basis = f"<p><strong>Dasar hukum:</strong> {escape('; '.join(item.legal_basis))}</p>" if item.legal_basis else ""
    more = f"<details><summary>Bukti dan dasar hukum</summary>{proof}{basis}</details>" if proof or basis else ""
    return (
        f'<li value="{item.priority}"><strong>Indikator {item.indicator}. {escape(item.indicator_name)}</strong>'
        f'<span class="hint">level {item.from_level} → {item.to_level} · tenggat {escape(item.due)}</span>'
        f"<ul>{tasks}</ul>{more}</li>"
    )


def _links(opened: Opened, items: Sequence[TodoItem], owner: str) -> str:
    from assistant.export.todo import build_todo
    from assistant.export.todo_document import build_todo_document

    links = ""
    now, year = datetime.now().astimezone(), opened.assessment.year
    for ending, build in (("xlsx", build_todo), ("docx", build_todo_document)):
        content = build(opened.agency.full_name, year, items, now)
        name = file_name("tindak-lanjut", opened, ending)
        links += download_html(SHELF.put(owner, name, content), name, len(content))
    return links
