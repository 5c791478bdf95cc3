"""Attaching evidence by hand: file name, pages, a quote if there is one, and a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.evidence.records import Review
from assistant.workspace.evidence_commands import AttachEvidence
from assistant.workspace.records import Quote
from corpus.errors import InputError

_MAX_PAGES, _LAST_PAGE = 500, 100_000
_SPAN = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_PAGES_FAULT = "Halaman «{}» tidak dapat dibaca. Tulis seperti 3, 5-7 (mulai 1), atau kosongkan untuk seluruh berkas."


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachForm:
    """The components of the form; `detached` is the note under the list of evidence."""

    name: Any
    pages: Any
    quote: Any
    remark: Any
    button: Any
    note: Any
    detached: Any

    def fields(self) -> list[Any]:
        """What people type into."""
        return [self.name, self.pages, self.quote, self.remark]


def lay_out_attach(detached: Any) -> AttachForm:
    """The components, drawn into the current gradio context."""
    with gr.Accordion("Lampirkan bukti sendiri", open=False, elem_id="lampirkan-bukti"):
        name = gr.Textbox(
            label="Nama berkas",
            info="Bila berkasnya ada pada tab Telaah bukti di peramban ini, sidiknya ikut dicatat.",
            placeholder="misalnya 21.a.Program-Manajemen-Risiko.pdf",
            elem_id="nama-bukti",
            max_length=300,
        )
        pages = gr.Textbox(label="Halaman (boleh kosong)", placeholder="misalnya 3, 5-7", elem_id="halaman-bukti", max_length=200)
        quote = gr.Textbox(
            label="Kutipan (boleh kosong)",
            info="Kata-kata persis dari halaman itu; isi satu halaman saja.",
            elem_id="kutipan-bukti",
            lines=2,
            max_length=5000,
        )
        remark = gr.Textbox(label="Catatan (boleh kosong)", elem_id="catatan-pelampir", max_length=2000)
        button = gr.Button("Lampirkan", elem_id="lampirkan", scale=0, min_width=130)
        note = gr.HTML("", elem_id="catatan-lampiran", js_on_load=None)
    return AttachForm(name=name, pages=pages, quote=quote, remark=remark, button=button, note=note, detached=detached)


def attachment_of(indicator: int, name: str, pages: str, quote: str, remark: str, reviews: Sequence[Review]) -> AttachEvidence:
    """The deed; the hash comes from the reviewed file of that name.

    Raises:
        InputError: for a missing name, pages that cannot be read, or a quote without its one page.
    """
    file_name = " ".join(name.split())
    if not file_name:
        raise InputError("Tulis nama berkas buktinya.")
    numbers, words = parse_pages(pages), " ".join(quote.split())
    if words and len(numbers) != 1:
        raise InputError("Kutipan harus disertai tepat satu nomor halaman. Lampirkan kutipan lain satu per satu.")
    known = next((review for review in reviews if re.split(r"[\\/]", review.file)[-1] == file_name), None)
    return AttachEvidence(
        indicator=indicator,
        file_name=file_name,
        sha256=known.sha256 if known is not None else "",
        pages=numbers,
        quotes=(Quote(page=numbers[0], text=words),) if words else (),
        note=remark.strip(),
    )


def parse_pages(text: str) -> tuple[int, ...]:
    """The pages in order, each once ("3, 5-7" gives 3, 5, 6, 7). Raises: InputError naming what cannot be read."""
    found: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text.strip()))):
        span = _SPAN.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span is not None else (0, 0)
        if not 1 <= first <= last <= _LAST_PAGE or last - first >= _MAX_PAGES:
            raise InputError(_PAGES_FAULT.format(part))
        found.update(range(first, last + 1))
    if len(found) > _MAX_PAGES:
        raise InputError(f"Sebut paling banyak {_MAX_PAGES} halaman, atau kosongkan untuk seluruh berkas.")
    return tuple(sorted(found))
