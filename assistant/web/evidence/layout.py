"""What the evidence tab is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.web.evidence.detail import EMPTY
from assistant.web.evidence.drop import DROP_SCRIPT, drop_html
from assistant.web.evidence.results import ON_LOAD, files_html
from assistant.web.evidence.room import UploadLimits

BY_FILE, BY_INDICATOR = "file", "indicator"
_VIEWS = [("Menurut berkas", BY_FILE), ("Menurut indikator", BY_INDICATOR)]
_TICK_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The components of the tab."""

    drop: Any
    listing: Any
    agency: Any
    year: Any
    password: Any
    start: Any
    stop: Any
    clear: Any
    note: Any
    progress: Any
    results: Any
    summary: Any
    view: Any
    rows: Any
    detail: Any
    chosen: Any
    timer: Any


def lay_out(limits: UploadLimits, after_summary: Callable[[], None]) -> Parts:
    """The components, drawn into the current gradio context; `after_summary` draws what stands under the summary."""
    with gr.Column(elem_id="tab-telaah", elem_classes="sheet"):
        drop = gr.HTML(drop_html(limits), elem_id="unggah-bukti", js_on_load=DROP_SCRIPT)
        listing = gr.HTML(files_html(()), elem_id="daftar-bukti", js_on_load=None)
        agency, year, password = _fields()
        with gr.Row(elem_classes="buttons"):
            start = gr.Button("Mulai telaah", variant="primary", elem_id="mulai-telaah", scale=0, min_width=150)
            stop = gr.Button("Hentikan", visible=False, elem_id="henti-telaah", scale=0, min_width=120)
            clear = gr.Button("Hapus berkas dan hasil", visible=False, elem_id="hapus-telaah", scale=0, min_width=200)
        progress = gr.HTML("", elem_id="kemajuan-telaah", js_on_load=None)
        note = gr.HTML("", elem_id="catatan-telaah", js_on_load=None)
        with gr.Column(visible=False, elem_id="hasil-telaah") as results:
            summary = gr.HTML("", elem_id="ringkasan-telaah", js_on_load=None)
            after_summary()
            view = gr.Radio(
                _VIEWS, value=BY_FILE, label="Tampilkan hasil", elem_id="tampilan-telaah", elem_classes="level-choice"
            )
            with gr.Row(elem_id="papan-telaah", equal_height=False):
                with gr.Column(elem_id="kolom-daftar", scale=5, min_width=280):
                    rows = gr.HTML("", elem_id="daftar-telaah", js_on_load=ON_LOAD)
                with gr.Column(elem_id="kolom-rincian", scale=7, min_width=280):
                    detail = gr.HTML(EMPTY, elem_id="rincian-telaah", js_on_load=None)
    return Parts(
        drop=drop,
        listing=listing,
        agency=agency,
        year=year,
        password=password,
        start=start,
        stop=stop,
        clear=clear,
        note=note,
        progress=progress,
        results=results,
        summary=summary,
        view=view,
        rows=rows,
        detail=detail,
        chosen=gr.State(None),
        timer=gr.Timer(_TICK_S, active=False),
    )


def _fields() -> tuple[Any, Any, Any]:
    with gr.Row(elem_classes="fields", elem_id="isian-telaah"):
        agency = gr.Textbox(
            label="Instansi yang dinilai (boleh kosong)",
            placeholder="Misalnya Pemerintah Kota Contoh",
            info="Dipakai untuk mengenali berkas milik instansi lain.",
            elem_id="instansi-telaah",
            max_length=150,
            min_width=240,
            scale=3,
        )
        year = gr.Textbox(
            label="Tahun penilaian (boleh kosong)",
            placeholder="Misalnya 2025",
            info="Umur reviu dihitung sampai akhir tahun ini.",
            elem_id="tahun-telaah",
            max_length=4,
            min_width=180,
            scale=2,
        )
        password = gr.Textbox(
            label="Kata sandi PDF (bila terkunci)",
            type="password",
            info="Dipakai untuk telaah ini saja.",
            elem_id="sandi-telaah",
            max_length=120,
            min_width=180,
            scale=2,
        )
    return agency, year, password
