"""The agency's to-do list as a workbook: one sheet with everything and one for each unit."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from assistant.export.cells import INPUT_FILL, NOTE, TITLE, clean, fit_row, put, put_headings, set_print
from assistant.export.files import write_whole
from assistant.export.records import TodoItem

NO_UNIT = "Belum ditentukan"
_ALL = "Semua unit"
_HEADING_ROW = 4
_COLUMNS = (
    ("Urutan", 8),
    ("Unit", 18),
    ("No", 5),
    ("Indikator", 24),
    ("Level sekarang", 10),
    ("Level tujuan", 8),
    ("Yang dikerjakan", 42),
    ("Bukti yang disiapkan", 36),
    ("Dasar hukum", 22),
    ("Tenggat", 11),
    ("Status", 10),
    ("Catatan", 16),
)
_INPUTS = ("Status", "Catatan")
_STATUSES = ("Belum", "Berjalan", "Selesai")
_BAD_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_MAX_TITLE_CHARS = 31


def write_todo(path: Path, agency: str, year: int, items: Sequence[TodoItem], made_at: datetime) -> Path:
    """The path of the list (.xlsx), written whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    return write_whole(path, build_todo(agency, year, items, made_at))


def build_todo(agency: str, year: int, items: Sequence[TodoItem], made_at: datetime) -> bytes:
    """The list as the bytes of an .xlsx file, by priority, then indicator; items without unit are under their own name."""
    workbook = Workbook()
    workbook.properties.title = clean(f"Daftar tindak lanjut SPBE {agency} {year}")
    workbook.properties.creator = "Asisten SPBE"
    workbook.properties.created = made_at.replace(tzinfo=None)
    ordered = _ordered(items)
    first: Any = workbook.active
    first.title = _ALL
    _fill(first, f"{agency} · tahun {year} · {len(ordered)} tindak lanjut", ordered)
    taken = {_ALL.casefold()}
    for unit, own in by_unit(items).items():
        sheet = workbook.create_sheet(_sheet_title(unit, taken))
        _fill(sheet, f"{agency} · {unit} · tahun {year} · {len(own)} tindak lanjut", own)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def by_unit(items: Sequence[TodoItem]) -> dict[str, list[TodoItem]]:
    """The items of each unit in order, units by name, those without unit last under a name that says so."""
    ordered = _ordered(items)
    units = sorted({_unit(item) for item in ordered}, key=lambda unit: (unit == NO_UNIT, unit.casefold()))
    return {unit: [item for item in ordered if _unit(item) == unit] for unit in units}


def _ordered(items: Sequence[TodoItem]) -> list[TodoItem]:
    return sorted(items, key=lambda item: (item.priority, item.indicator, item.to_level))


def _fill(sheet: Any, subtitle: str, items: Sequence[TodoItem]) -> None:
    sheet["A1"] = "Daftar tindak lanjut penilaian SPBE"
    sheet["A1"].font = TITLE
    sheet["A2"] = clean(subtitle)
    sheet["A2"].data_type = "s"
    sheet["A2"].font = NOTE
    put_headings(sheet, _HEADING_ROW, [name for name, _ in _COLUMNS], inputs=_INPUTS)
    sheet.row_dimensions[_HEADING_ROW].height = 32
    for row, item in enumerate(items, start=_HEADING_ROW + 1):
        texts = []
        for column, (value, (name, width)) in enumerate(zip(_values(item), _COLUMNS, strict=True), start=1):
            cell = put(sheet, row, column, value)
            if name in _INPUTS:
                cell.fill = INPUT_FILL
            texts.append((str(value or ""), width))
        fit_row(sheet, row, texts)
    for column, (_, width) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _set_view(sheet, _HEADING_ROW + max(1, len(items)))


def _values(item: TodoItem) -> tuple[str | int | None, ...]:
    return (
        item.priority,
        _unit(item),
        item.indicator,
        item.indicator_name,
        item.from_level,
        item.to_level,
        item.task,
        "\n".join(f"• {proof}" for proof in item.proof),
        "\n".join(item.legal_basis),
        item.due,
        _STATUSES[0],
        "",
    )


def _set_view(sheet: Any, last: int) -> None:
    status = get_column_letter(1 + [name for name, _ in _COLUMNS].index("Status"))
    rule = DataValidation(type="list", formula1=f'"{",".join(_STATUSES)}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Status tidak dikenal", f"Pilih {', '.join(_STATUSES)}."
    sheet.add_data_validation(rule)
    rule.add(f"{status}{_HEADING_ROW + 1}:{status}{last}")
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(_COLUMNS))}{last}"
    set_print(sheet, _HEADING_ROW)


def _unit(item: TodoItem) -> str:
    return " ".join(item.unit.split()) or NO_UNIT


def _sheet_title(unit: str, taken: set[str]) -> str:
    base = _BAD_IN_TITLES.sub(" ", unit).strip()[:_MAX_TITLE_CHARS].strip() or "Unit"
    title, number = base, 1
    while title.casefold() in taken:
        number += 1
        title = f"{base[: _MAX_TITLE_CHARS - len(str(number)) - 1]} {number}"
    taken.add(title.casefold())
    return title
