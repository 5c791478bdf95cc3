"""The evaluator's workbook back in: what people changed, what they typed wrong, and what meanwhile changed elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.records import DECISIONS
from assistant.export.workbook_layout import COLUMNS, EDITABLE, FORMAT_VERSION, MAIN_SHEET, MEMORY_FIRST_ROW, MEMORY_SHEET
from assistant.export.workbook_merge import FieldChange, Value, WorkbookReading, plain_value
from assistant.file_faults import why_unread
from assistant.indeks import level_fault
from corpus.errors import InputError
from corpus.records import Rubric

MAX_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 200_000_000
_MAX_ROWS = 2_000
_HEADING_SEARCH_ROWS = 30
_TITLES = {column.title.casefold(): column.key for column in COLUMNS}
_FIELDS = tuple(column.field for column in EDITABLE)


def read_workbook(path: Path, rubric: Rubric) -> WorkbookReading:
    """What people changed in an exported workbook. Moved columns and sorted rows are found by headings and numbers.

    Raises:
        InputError: when it is no workbook of ours, of another edition or format, lacks a column, or has unknown values: then
            every faulty cell is named, one a line, and nothing of the file may be used.
    """
    workbook = _open(path)
    for name in (MAIN_SHEET, MEMORY_SHEET):
        if name not in workbook.sheetnames:
            raise InputError(f"{path.name}: lembar «{name}» tidak ada. Impor hanya buku kerja hasil ekspor aplikasi ini.")
    facts, exported, versions = _memory(workbook[MEMORY_SHEET], path)
    if facts["edition"] != rubric.edition:
        raise InputError(
            f"{path.name}: buku kerja ini memakai edisi {facts['edition']}, sedangkan penilaian memakai edisi {rubric.edition}."
        )
    main = workbook[MAIN_SHEET]
    heading_row, columns = _headings(main, path)
    rows, faults = _rows(main, heading_row, columns, exported)
    changes: list[FieldChange] = []
    for number, row in rows.items():
        found, wrong = _row_changes(main, number, row, columns, exported[number], rubric)
        changes += found
        faults += wrong
    if faults:
        raise InputError("\n".join([f"{path.name}: tidak ada yang diimpor karena ada isi yang salah.", *faults]))
    return WorkbookReading(
        file_name=path.name,
        edition=rubric.edition,
        assessment=facts["assessment"],
        agency=facts["agency"],
        versions=versions,
        changes=tuple(changes),
    )


def _open(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path.name}: berkas lebih besar dari 20 MB; ini bukan buku kerja hasil ekspor.")
        with zipfile.ZipFile(path) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED_BYTES:
                raise InputError(f"{path.name}: isi berkas terlalu besar; ini bukan buku kerja hasil ekspor.")
        return load_workbook(path)
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{path}: tidak dapat dibaca, {why_unread(error)}.") from error
    except Exception as error:  # openpyxl raises whatever a damaged package makes it stumble over
        raise InputError(f"{path.name}: bukan buku kerja .xlsx yang utuh. Simpan ulang sebagai .xlsx lalu ulangi.") from error


def _memory(memory: Worksheet, path: Path) -> tuple[dict[str, str], dict[int, dict[str, Value]], dict[int, int]]:
    facts = {str(memory.cell(row, 1).value): str(memory.cell(row, 2).value or "") for row in range(1, MEMORY_FIRST_ROW - 1)}
    if facts.get("format") != str(FORMAT_VERSION):
        raise InputError(
            f"{path.name}: format buku kerja {facts.get('format', 'tidak diketahui')} tidak didukung "
            f"(yang didukung: {FORMAT_VERSION}). Ekspor ulang dari aplikasi versi ini."
        )
    names = [cell.value for cell in memory[MEMORY_FIRST_ROW - 1]]
    exported: dict[int, dict[str, Value]] = {}
    versions: dict[int, int] = {}
    for values in memory.iter_rows(min_row=MEMORY_FIRST_ROW, max_row=_MAX_ROWS, values_only=True):
        fields = dict(zip(names, values, strict=False))
        number, version = fields.get("number"), fields.get("version")
        if isinstance(number, int) and isinstance(version, int):
            exported[number] = {field: plain_value(fields.get(field), field) for field in _FIELDS}
            versions[number] = version
    if not exported or not {"edition", "assessment", "agency"} <= facts.keys():
        raise InputError(f"{path.name}: lembar «{MEMORY_SHEET}» rusak. Ekspor ulang dari aplikasi.")
    return facts, exported, versions


def _headings(main: Worksheet, path: Path) -> tuple[int, dict[str, int]]:
    """The heading row and, for each key, its column (both 1-based)."""
    best: list[tuple[int, str, int]] = []
    for cells in main.iter_rows(min_row=1, max_row=_HEADING_SEARCH_ROWS):
        known = [
            (cell.row, _TITLES[title], cell.column)
            for cell in cells
            if isinstance(cell.value, str) and (title := " ".join(cell.value.split()).casefold()) in _TITLES
        ]
        best = max(best, known, key=len)
    keys = [key for _, key, _ in best]
    needed = {"number": "No"} | {column.key: column.title for column in EDITABLE}
    missing = [title for key, title in needed.items() if key not in keys]
    if missing:
        raise InputError(f"{path.name}: kolom {_listed(missing)} tidak ditemukan pada lembar «{MAIN_SHEET}».")
    doubled = [title for key, title in needed.items() if keys.count(key) > 1]
    if doubled:
        raise InputError(f"{path.name}: kolom {_listed(doubled)} ada lebih dari satu pada lembar «{MAIN_SHEET}».")
    return best[0][0], {key: column for _, key, column in best}


def _rows(
    main: Worksheet, heading_row: int, columns: Mapping[str, int], exported: Mapping[int, object]
) -> tuple[dict[int, int], list[str]]:
    """Indicator number to sheet row, and a sentence for each number that is unknown, repeated or missing."""
    rows: dict[int, int] = {}
    faults = []
    for row in range(heading_row + 1, min(main.max_row, _MAX_ROWS) + 1):
        cell = main.cell(row, columns["number"])
        number = plain_value(cell.value, "confirmed")
        if number is None:
            if any(main.cell(row, columns[column.key]).value not in (None, "") for column in EDITABLE):
                faults.append(f"Sel {cell.coordinate}: baris ini berisi tetapi nomor indikatornya kosong.")
        elif not isinstance(number, int) or number not in exported:
            faults.append(f"Sel {cell.coordinate}: «{cell.value}» bukan nomor indikator buku kerja ini.")
        elif number in rows:
            faults.append(f"Sel {cell.coordinate}: indikator {number} berulang (sudah ada di baris {rows[number]}).")
        else:
            rows[number] = row
    gone = [number for number in exported if number not in rows]
    faults += [f"Indikator {', '.join(map(str, gone))} tidak ada; kembalikan barisnya."] if gone else []
    return rows, faults


def _row_changes(
    main: Worksheet, number: int, row: int, columns: Mapping[str, int], exported: Mapping[str, Value], rubric: Rubric
) -> tuple[list[FieldChange], list[str]]:
    changes: list[FieldChange] = []
    faults: list[str] = []
    values: dict[str, Value] = {}
    for column in EDITABLE:
        cell: Any = main.cell(row, columns[column.key])
        fault = _cell_fault(cell, column.field, number, rubric)
        values[column.field] = value = None if fault else plain_value(cell.value, column.field)
        if fault:
            faults.append(f"Sel {cell.coordinate}: {fault}")
        elif value != exported[column.field]:
            changes.append(
                FieldChange(
                    indicator=number,
                    field=column.field,
                    cell=cell.coordinate,
                    before=exported[column.field],
                    after=value,
                )
            )
    if not faults:
        faults = _missing_companions(main, row, columns, values)
    return changes, faults


def _cell_fault(cell: Any, field: str, number: int, rubric: Rubric) -> str:
    if cell.data_type in ("f", "e"):
        return f"berisi {'rumus' if cell.data_type == 'f' else 'galat'} ({cell.value}); tulis nilainya."
    value = plain_value(cell.value, field)
    if field == "confirmed" and value is not None:
        return level_fault(number, value, rubric)
    if field == "decision" and value and value not in DECISIONS:
        return f"keputusan «{value}» tidak dikenal; pilih {', '.join(DECISIONS)}."
    return ""


def _missing_companions(main: Worksheet, row: int, columns: Mapping[str, int], values: Mapping[str, Value]) -> list[str]:
    faults = []
    if values["confirmed"] is not None and not values["confirmed_by"]:
        cell = main.cell(row, columns["confirmed_by"])
        faults.append(f"Sel {cell.coordinate}: level ditetapkan tanpa nama orang yang menetapkan.")
    if values["decision"] == "Ditolak" and not values["reason"]:
        cell = main.cell(row, columns["reason"])
        faults.append(f"Sel {cell.coordinate}: penolakan harus disertai alasan.")
    if values["reason"] and not values["decision"]:
        cell = main.cell(row, columns["decision"])
        faults.append(f"Sel {cell.coordinate}: alasan diisi tetapi keputusannya kosong; pilih {', '.join(DECISIONS)}.")
    return faults


def _listed(titles: list[str]) -> str:
    return ", ".join(f"«{title}»" for title in titles)
