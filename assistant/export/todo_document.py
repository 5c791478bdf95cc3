"""The agency's to-do list as a document, one chapter a unit, for people who want it on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assistant.export.document import Pages
from assistant.export.files import write_whole
from assistant.export.records import TodoItem
from assistant.export.todo import NO_UNIT, by_unit
from assistant.workspace.wording import format_date

BASIS = (
    "Urutan: bukti yang tinggal diajukan kembali, kebijakan, penerapan, lalu reviu; di dalamnya langkah yang berbobot besar atau "
    "hasilnya juga diminta indikator lain, untuk usaha paling sedikit. "
    "Tenggat dihitung dalam bulan sejak pekerjaan dimulai."
)
_HEADINGS = ("No", "Indikator", "Level", "Yang dikerjakan", "Bukti yang disiapkan", "Dasar hukum", "Tenggat")
_WIDTHS = (1.2, 4.0, 1.6, 6.6, 5.6, 3.9, 2.1)


def write_todo_document(path: Path, agency: str, year: int, items: Sequence[TodoItem], made_at: datetime) -> Path:
    """The path of the list (.docx), written whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    return write_whole(path, build_todo_document(agency, year, items, made_at))


def build_todo_document(agency: str, year: int, items: Sequence[TodoItem], made_at: datetime) -> bytes:
    """The list as the bytes of a .docx file on A4 across: a table of contents, then the steps of each unit by priority."""
    title = "Daftar Tindak Lanjut Penilaian SPBE"
    pages = Pages(f"{title} {agency} {year}", made_at, is_across=True)
    pages.cover(title, (agency, f"Tahun {year}", f"{len(items)} tindak lanjut", format_date(made_at)), BASIS)
    pages.contents()
    for place, (unit, own) in enumerate(by_unit(items).items()):
        pages.heading(f"{unit} ({len(own)} tindak lanjut)", on_new_page=place > 0)
        pages.table(_HEADINGS, [_row(item) for item in own], _WIDTHS, _caption(unit))
    if not items:
        pages.paragraph("Tidak ada tindak lanjut: tidak ada indikator pada tingkat kematangan 1 (satu) atau 2 (dua).")
    return pages.to_bytes()


def _caption(unit: str) -> str:
    return "Tindak lanjut yang unitnya belum ditentukan" if unit == NO_UNIT else f"Tindak lanjut {unit}"


def _row(item: TodoItem) -> tuple[str, ...]:
    levels = f"{item.from_level} → {item.to_level}" if item.from_level is not None else f"→ {item.to_level}"
    name = f"{item.indicator}. {item.indicator_name}"
    proof = "\n".join(f"• {one}" for one in item.proof)
    return (str(item.priority), name, levels, item.task, proof, "\n".join(item.legal_basis), item.due)
