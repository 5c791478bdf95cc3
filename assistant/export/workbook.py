"""The evaluator's workbook: one row an indicator, an index sheet with live formulas and charts, and a hidden memory sheet."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.cells import (
    BODY,
    INPUT_FILL,
    NOTE,
    TITLE,
    WARNING_FILL,
    clean,
    fit_row,
    put,
    put_headings,
    set_print,
)
from assistant.export.files import write_whole
from assistant.export.index_sheet import add_index_sheet
from assistant.export.records import DECISIONS, AssessmentSheet, IndicatorRow
from assistant.export.workbook_layout import (
    COLUMNS,
    EDITABLE,
    FIRST_ROW,
    FORMAT_VERSION,
    HEADING_ROW,
    MAIN_SHEET,
    MEMORY_FIRST_ROW,
    MEMORY_SHEET,
    QUOTES_SHEET,
    Column,
    column_of,
)
from assistant.indeks import HIGHEST_LEVEL
from corpus.records import Rubric

_GUIDE = "Petunjuk"
_QUOTES_HEADING_ROW = 3


def write_workbook(path: Path, sheet: AssessmentSheet, rubric: Rubric) -> Path:
    """The path of the evaluator's workbook (.xlsx), written whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    return write_whole(path, build_workbook(sheet, rubric))


def build_workbook(sheet: AssessmentSheet, rubric: Rubric) -> bytes:
    """The workbook as the bytes of an .xlsx file. Rows of `sheet` are taken in the order of their numbers."""
    workbook = Workbook()
    workbook.properties.title = f"Buku kerja penilaian SPBE {sheet.agency} {sheet.year}"
    workbook.properties.creator = "Asisten SPBE"
    workbook.properties.created = sheet.exported_at.replace(tzinfo=None)
    main: Any = workbook.active
    main.title = MAIN_SHEET
    rows = sorted(sheet.rows, key=lambda row: row.number)
    _fill_main(main, sheet, rows, rubric)
    add_index_sheet(workbook, sheet, len(rows), rubric)
    _fill_quotes(workbook.create_sheet(QUOTES_SHEET), rows, rubric)
    _fill_guide(workbook.create_sheet(_GUIDE))
    _fill_memory(workbook.create_sheet(MEMORY_SHEET), sheet, rows)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill_main(main: Worksheet, sheet: AssessmentSheet, rows: list[IndicatorRow], rubric: Rubric) -> None:
    main["A1"] = "Buku kerja penilaian SPBE"
    main["A1"].font = TITLE
    main["A2"] = clean(f"{sheet.agency} · tahun {sheet.year} · {sheet.stage} · edisi rubrik {sheet.edition}")
    main["A2"].data_type = "s"
    main["A2"].font = BODY
    main["A3"] = "Isi kolom berjudul cokelat. Kolom lain berasal dari aplikasi dan tidak dibaca kembali."
    main["A3"].font = NOTE
    put_headings(main, HEADING_ROW, [column.title for column in COLUMNS], inputs=[column.title for column in EDITABLE])
    main.row_dimensions[HEADING_ROW].height = 32
    for place, row in enumerate(rows, start=FIRST_ROW):
        texts = []
        for number, column in enumerate(COLUMNS, start=1):
            value = column.read(row, rubric)
            cell = put(main, place, number, value)
            if column.field:
                cell.fill = INPUT_FILL
            if isinstance(value, str):
                texts.append((value, column.width))
        fit_row(main, place, texts)
    last = FIRST_ROW + len(rows) - 1
    for number, column in enumerate(COLUMNS, start=1):
        main.column_dimensions[get_column_letter(number)].width = column.width
    _add_lists(main, last, rubric)
    _set_view(main, last, f"{main['A1'].value} · {main['A2'].value}")


def _add_lists(main: Worksheet, last: int, rubric: Rubric) -> None:
    levels = ",".join(str(level) for level in range(rubric.lowest_level, HIGHEST_LEVEL + 1))
    for field, choices, problem in (
        ("confirmed", levels, f"Level harus bilangan bulat {rubric.lowest_level} sampai {HIGHEST_LEVEL}."),
        ("decision", ",".join(DECISIONS), "Pilih Diterima, Diubah, atau Ditolak."),
    ):
        rule = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Nilai tidak dikenal", problem
        main.add_data_validation(rule)
        rule.add(_range(field, last))
    low, high, confirmed = (f"${column_of(key)}{FIRST_ROW}" for key in ("low", "high", "confirmed"))
    formula = f"AND(ISNUMBER({confirmed}),ISNUMBER({low}),OR({confirmed}<{low},{confirmed}>{high}))"
    rule_outside: Any = FormulaRule(formula=[formula], fill=WARNING_FILL)  # type: ignore[no-untyped-call]
    main.conditional_formatting.add(_range("confirmed", last), rule_outside)


def _set_view(main: Any, last: int, header: str) -> None:
    """The view and the print: what stands above the table is printed as the header of every page, as it is cut in columns."""
    main.freeze_panes = f"C{FIRST_ROW}"
    main.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    main.sheet_view.zoomScale = 90
    main.print_title_cols = "A:B"
    main.page_setup.pageOrder = "overThenDown"
    main.print_area = f"A{HEADING_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    set_print(main, HEADING_ROW, n_across=3, header=header)


def _range(key: str, last: int) -> str:
    letter = column_of(key)
    return f"{letter}{FIRST_ROW}:{letter}{last}"


def _fill_quotes(quotes: Any, rows: list[IndicatorRow], rubric: Rubric) -> None:
    """Every quote whole, one a row, with its file, article and page."""
    quotes["A1"] = "Kutipan bukti"
    quotes["A1"].font = TITLE
    headings = (("No", 6), ("Indikator", 34), ("Berkas", 36), ("Pasal", 16), ("Halaman", 10), ("Kutipan", 84))
    put_headings(quotes, _QUOTES_HEADING_ROW, [name for name, _ in headings])
    place = _QUOTES_HEADING_ROW
    for row in rows:
        for quote in row.quotes:
            place += 1
            text = " ".join(quote.text.split())
            name = rubric.indicator(row.number).short_name
            values = (row.number, name, quote.file_name, quote.pasal or None, quote.page or None, text)
            for column, value in enumerate(values, start=1):
                put(quotes, place, column, value)
            fit_row(quotes, place, [(str(value or ""), width) for value, (_, width) in zip(values, headings, strict=True)])
    for column, (_, width) in enumerate(headings, start=1):
        quotes.column_dimensions[get_column_letter(column)].width = width
    quotes.freeze_panes = f"A{_QUOTES_HEADING_ROW + 1}"
    quotes.auto_filter.ref = f"A{_QUOTES_HEADING_ROW}:F{max(place, _QUOTES_HEADING_ROW + 1)}"
    set_print(quotes, _QUOTES_HEADING_ROW)


def _fill_guide(guide: Worksheet) -> None:
    lines = (
        "Cara mengisi",
        "1. Pilih level pada kolom «Level ditetapkan» dan tulis nama Anda pada kolom «Ditetapkan oleh».",
        "2. Baca draf Fakta, Analisis, dan Justifikasi Hasil. Sunting langsung di selnya bila perlu.",
        "3. Pilih «Keputusan draf»: Diterima (apa adanya), Diubah (sudah disunting), atau Ditolak (isi juga kolom «Alasan»).",
        "    Teks yang disunting tanpa keputusan dianggap Diubah; teks yang dikosongkan dianggap Ditolak.",
        "4. Lembar «Indeks» menghitung ulang dengan sendirinya. Indikator yang belum ditetapkan tidak ikut dihitung.",
        "5. Simpan sebagai .xlsx, lalu impor di aplikasi. Kolom boleh dipindah dan baris boleh diurutkan ulang,",
        "    tetapi judul kolom dan kolom «No» jangan diubah, dan baris jangan dihapus.",
        "6. Bila isi yang sama telah diubah orang lain di aplikasi, pertentangannya ditampilkan dan tidak ada yang ditimpa.",
        "Sel level yang ditetapkan berwarna merah muda bila berada di luar rentang usulan.",
    )
    for row, line in enumerate(lines, start=1):
        guide.cell(row=row, column=1, value=line).font = TITLE if row == 1 else BODY
    guide.column_dimensions["A"].width = 120


def _fill_memory(memory: Worksheet, sheet: AssessmentSheet, rows: list[IndicatorRow]) -> None:
    memory.sheet_state = "veryHidden"
    facts: dict[str, str | int] = {
        "format": FORMAT_VERSION,
        "edition": sheet.edition,
        "assessment": sheet.key,
        "agency": sheet.agency,
        "exported_at": sheet.exported_at.isoformat(),
    }
    for row, (key, fact) in enumerate(facts.items(), start=1):
        put(memory, row, 1, key)
        put(memory, row, 2, fact)
    heading = ["number", "version", *(column.field for column in EDITABLE)]
    for place, name in enumerate(heading, start=1):
        put(memory, MEMORY_FIRST_ROW - 1, place, name)
    for row, indicator in enumerate(rows, start=MEMORY_FIRST_ROW):
        put(memory, row, 1, indicator.number)
        put(memory, row, 2, indicator.version)
        for place, column in enumerate(EDITABLE, start=3):
            put(memory, row, place, _memory_value(column, indicator))


def _memory_value(column: Column, row: IndicatorRow) -> str | int | None:
    value: str | int | None = getattr(row, column.field)
    return value
