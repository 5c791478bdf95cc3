"""The components of the drafts tab and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.web.desk import NOT_CHOSEN, RADIOS_ON_LOAD, SHARED_SPACE

NOTHING = f'<p class="none">{escape(NOT_CHOSEN)}</p>'


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParts:
    """The components of the tab."""

    head: Any
    work: Any
    person: Any
    subject: Any
    kind: Any
    compose: Any
    compose_all: Any
    report: Any
    link: Any
    note: Any
    place: Any
    versions: Any
    text: Any
    reason: Any
    accept: Any
    edit: Any
    reject: Any
    check: Any
    decision: Any
    notes: Any
    findings: Any


def lay_out_drafts() -> DraftParts:
    """The components, drawn into the current gradio context."""
    gr.HTML(
        "<h2>Draf</h2><p>Asisten menyusun usulan dari level, bukti, dan unsur kriteria; Anda yang memutuskan. Usulan dan teks "
        f"yang ditandatangani sama-sama disimpan. {escape(SHARED_SPACE)}</p>",
        elem_classes="intro",
        js_on_load=RADIOS_ON_LOAD,
    )
    head = gr.HTML(NOTHING, elem_id="judul-draf", js_on_load=None)
    place = gr.State(None)
    with gr.Column(visible=False, elem_id="kerja-draf") as work:
        with gr.Row(elem_classes="fields"):
            person = gr.Textbox(label="Nama Anda", elem_id="nama-pemutus", max_length=200, min_width=200)
            subject = gr.Dropdown([], label="Yang dikerjakan", elem_id="pilih-subjek", min_width=280)
        kind = gr.Radio([], label="Bagian", elem_id="pilih-bagian", elem_classes="level-choice wide")
        with gr.Row(elem_classes="buttons"):
            compose = gr.Button("Susun draf ini", variant="primary", elem_id="susun-draf", scale=0, min_width=170)
            compose_all = gr.Button("Susun semua draf", elem_id="susun-semua", scale=0, min_width=170)
            report = gr.Button("Siapkan laporan DOCX", elem_id="siapkan-laporan", scale=0, min_width=190)
        note = gr.HTML("", elem_id="catatan-draf", js_on_load=None)
        link = gr.HTML("", elem_id="tautan-laporan", js_on_load=None)
        with gr.Row(elem_id="papan-draf", equal_height=False):
            with gr.Column(scale=6, min_width=280):
                editor = _editor()
            with gr.Column(scale=5, min_width=280):
                versions = gr.HTML("", elem_id="versi-draf", js_on_load=None)
                notes = gr.HTML("", elem_id="catatan-pemutus", js_on_load=None)
    return DraftParts(
        **editor,
        head=head,
        work=work,
        person=person,
        subject=subject,
        kind=kind,
        compose=compose,
        compose_all=compose_all,
        report=report,
        link=link,
        note=note,
        place=place,
        versions=versions,
        notes=notes,
    )


def _editor() -> dict[str, Any]:
    text = gr.Textbox(label="Teks yang Anda sunting", lines=8, max_lines=24, elem_id="teks-draf", max_length=100_000)
    reason = gr.Textbox(
        label="Alasan", info="Wajib bila menolak, boleh kosong bila tidak.", elem_id="alasan-draf", max_length=2000
    )
    with gr.Row(elem_classes="buttons"):
        accept = gr.Button("Terima usulan", variant="primary", elem_id="terima-draf", scale=0, min_width=100)
        edit = gr.Button("Simpan suntingan", elem_id="simpan-draf", scale=0, min_width=100)
        reject = gr.Button("Tolak usulan", elem_id="tolak-draf", scale=0, min_width=100)
        check = gr.Button("Periksa teks", elem_id="periksa-draf", scale=0, min_width=100)
    return {
        "text": text,
        "reason": reason,
        "accept": accept,
        "edit": edit,
        "reject": reject,
        "check": check,
        "decision": gr.HTML("", elem_id="catatan-keputusan", js_on_load=None),
        "findings": gr.HTML("", elem_id="temuan-draf", js_on_load=None),
    }
