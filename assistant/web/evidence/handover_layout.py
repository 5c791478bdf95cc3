"""The components by which a review is handed over to an assessment, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.workspace.handover import NOT_CONFIRMED

_INTRO = (
    "<p>Yang dicatat pada penilaian: rentang usulan, berkas dengan sidiknya (sha256), halaman, kutipan yang sudah dicocokkan, "
    f"serta unsur yang terlihat dan belum terlihat. {escape(NOT_CONFIRMED)} Menyerahkan dua kali tidak menggandakan apa pun.</p>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverParts:
    """The components of the panel."""

    person: Any
    target: Any
    about: Any
    boxes: Any
    every: Any
    none: Any
    hand_over: Any
    to_assessment: Any
    note: Any
    seen: Any


def lay_out_handover() -> HandoverParts:
    """The components, drawn into the current gradio context."""
    with gr.Accordion("Serahkan hasil ke Penilaian", open=False, elem_id="serah-telaah"):
        gr.HTML(_INTRO, js_on_load=None)
        with gr.Row(elem_classes="fields"):
            person = gr.Textbox(label="Nama Anda", elem_id="nama-penyerah", max_length=200, min_width=200, scale=2)
            target = gr.Dropdown(
                [], label="Penilaian tujuan (instansi, tahun, tahap)", elem_id="tujuan-serah", min_width=260, scale=3
            )
        about = gr.HTML("", elem_id="tentang-serah", js_on_load=None)
        boxes = gr.CheckboxGroup(
            [], label="Indikator yang diserahkan", elem_id="indikator-serah", elem_classes="tick-list", visible=False
        )
        with gr.Row(elem_classes="buttons"):
            hand_over = gr.Button("Serahkan yang dicentang", variant="primary", elem_id="serahkan", scale=0, min_width=200)
            every = gr.Button("Centang semua", elem_id="centang-semua", scale=0, min_width=130)
            none = gr.Button("Kosongkan centang", elem_id="centang-kosong", scale=0, min_width=150)
            to_assessment = gr.Button("Buka tab Penilaian", elem_id="buka-penilaian", scale=0, min_width=160)
        note = gr.HTML("", elem_id="catatan-serah", js_on_load=None)
    return HandoverParts(
        person=person,
        target=target,
        about=about,
        boxes=boxes,
        every=every,
        none=none,
        hand_over=hand_over,
        to_assessment=to_assessment,
        note=note,
        seen=gr.State(None),
    )
