"""The components of the panel of one indicator, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.indeks import HIGHEST_LEVEL
from assistant.web.assessment.attach_form import AttachForm, lay_out_attach
from assistant.web.assessment.indicator_detail import EMPTY, ON_LOAD

NO_LEVEL = -1  # the choice "–" of the level buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelParts:
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
    unit: Any
    for_aspect: Any
    save_unit: Any
    application: Any
    save_application: Any
    note: Any
    attach: AttachForm
    history: Any


def level_choices(lowest: int) -> list[tuple[str, int]]:
    """(label, level) of the buttons; the dash stands for no level."""
    return [("–", NO_LEVEL), *((str(level), level) for level in range(lowest, HIGHEST_LEVEL + 1))]


def lay_out_panel() -> PanelParts:
    """The components, drawn into the current gradio context."""
    seen = gr.State(None)
    detail = gr.HTML(EMPTY, elem_id="rincian-indikator", js_on_load=ON_LOAD)
    detached = gr.HTML("", elem_id="catatan-lepas", js_on_load=None)
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
        unit, save_unit, for_aspect = _lay_out_unit()
        application, save_application = _lay_out_application()
        note = gr.HTML("", elem_id="catatan-indikator", js_on_load=None)
        attach = lay_out_attach(detached)
    history = gr.HTML("", elem_id="riwayat-indikator", js_on_load=None)
    return PanelParts(
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
        unit=unit,
        for_aspect=for_aspect,
        save_unit=save_unit,
        application=application,
        save_application=save_application,
        note=note,
        attach=attach,
        history=history,
    )


def _lay_out_unit() -> tuple[Any, Any, Any]:
    """Who must act: the unit, its button, and whether the aspect's other indicators get it too."""
    with gr.Row(elem_classes="level-row"):
        unit = gr.Dropdown(
            [],
            label="Unit (OPD) penanggung jawab",
            info="Pilih atau ketik nama baru; kosongkan untuk menghapus.",
            allow_custom_value=True,
            elem_id="unit-indikator",
            min_width=290,
        )
        save_unit = gr.Button("Simpan unit", elem_id="simpan-unit", scale=0, min_width=150)
    for_aspect = gr.Checkbox(
        label="Unit ini juga untuk indikator lain pada aspek yang sama yang belum mempunyai unit", elem_id="unit-aspek"
    )
    return unit, save_unit, for_aspect


def _lay_out_application() -> tuple[Any, Any]:
    """The application of a service, and its button."""
    with gr.Row(elem_classes="level-row"):
        application = gr.Textbox(
            label="Nama aplikasi layanan",
            info="Disebut dalam draf Fakta dan Analisis; kosongkan untuk menghapus.",
            elem_id="aplikasi-indikator",
            max_length=200,
            min_width=290,
        )
        save_application = gr.Button("Simpan aplikasi", elem_id="simpan-aplikasi", scale=0, min_width=150)
    return application, save_application


def _radio(label: str, elem_id: str) -> Any:
    return gr.Radio(level_choices(1), value=NO_LEVEL, label=label, elem_id=elem_id, elem_classes="level-choice", min_width=290)
