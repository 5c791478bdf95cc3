"""The index sheet of the workbook: live formulas over the level columns, predicates, and radar charts."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.chart import RadarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.cells import BODY, BOLD, NOTE, TITLE, TOTAL_FILL, clean, put, put_formula, put_headings, set_print
from assistant.export.records import AssessmentSheet
from assistant.export.workbook_layout import FIRST_ROW, INDEX_SHEET, MAIN_SHEET, aspect_label, column_of, domain_label
from corpus.records import Rubric

_TOP = 5
# Columns of the sheet, and the column of the main sheet that each one averages.
_VALUES = (("C", "claimed", "Klaim"), ("D", "low", "Usulan terendah"), ("E", "confirmed", "Ditetapkan"))


def add_index_sheet(workbook: Workbook, sheet: AssessmentSheet, n_rows: int, rubric: Rubric) -> None:
    """Adds the sheet. Its figures follow the main sheet as people fill it in; empty levels are left out, never level 1.

    Source: PermenPANRB 59/2020 lampiran II.B.3-4, pp. 21-24 (formulas, Tabel 13 for the predicates).
    """
    index: Worksheet = workbook.create_sheet(INDEX_SHEET)
    index["A1"] = "Indeks SPBE"
    index["A1"].font = TITLE
    index["A2"] = clean(f"{sheet.agency} · tahun {sheet.year} · {sheet.stage} · edisi rubrik {sheet.edition}")
    index["A2"].data_type = "s"
    index["A2"].font = BODY
    index["A3"] = "Semua angka dihitung dari lembar «Penilaian». Indikator tanpa level tidak ikut dihitung."
    index["A3"].font = NOTE
    last = FIRST_ROW + n_rows - 1
    domains = [(domain_label(rubric, domain.number), float(domain.weight_pct)) for domain in rubric.domains]
    aspects = [(aspect_label(rubric, aspect.number), float(aspect.weight_pct)) for aspect in rubric.aspects]
    domain_top = _TOP + 9
    aspect_top = domain_top + len(domains) + 3
    _add_tiers(index, domain_top, "Domain", "domain", domains, last)
    _add_tiers(index, aspect_top, "Aspek", "aspect", aspects, last)
    _add_total(index, last, aspect_top + len(aspects) + 3, rubric)
    _add_chart(index, "Indeks per domain", domain_top, len(domains), "H4")
    _add_chart(index, "Indeks per aspek", aspect_top, len(aspects), "H31")
    for letter, width in {"A": 52, "B": 12, "C": 12, "D": 12, "E": 12, "F": 14}.items():
        index.column_dimensions[letter].width = width
    for row in (_TOP, domain_top, aspect_top):
        index.row_dimensions[row].height = 30
    set_print(index, 1)
    index.page_setup.fitToHeight = 1


def _add_tiers(index: Worksheet, top: int, title: str, key: str, tiers: list[tuple[str, float]], last: int) -> None:
    put_headings(index, top, (title, "Bobot (%)", *(name for _, _, name in _VALUES), "Belum ditetapkan"))
    for row, (label, weight) in enumerate(tiers, start=top + 1):
        put(index, row, 1, label)
        put(index, row, 2, weight)
        member = f"({_main(key, last)}=$A{row})"
        for column, (_, source, _) in enumerate(_VALUES, start=3):
            put_formula(index, row, column, f'=IFERROR(ROUND({_mean(source, last, member)},4),"")', "0.00")
        confirmed = _main("confirmed", last)
        put_formula(index, row, 6, f"=SUMPRODUCT({member}*NOT(ISNUMBER({confirmed})))")


def _add_total(index: Worksheet, last: int, bands_top: int, rubric: Rubric) -> None:
    put_headings(index, _TOP, ("Indeks SPBE", "Bobot (%)", *(name for _, _, name in _VALUES), "Belum ditetapkan"))
    labels = ("Indeks (tanpa pembulatan)", "Indeks (dua angka)", "Predikat tanpa pembulatan", "Predikat dua angka")
    for row, label in enumerate(labels, start=_TOP + 1):
        put(index, row, 1, label, BOLD)
        put(index, row, 2, 100 if row == _TOP + 1 else None)
    bands = sorted(rubric.predicates, key=lambda band: band.minimum)
    span = f"$A${bands_top + 1}:$A${bands_top + len(bands)}"
    names = f"$B${bands_top + 1}:$B${bands_top + len(bands)}"
    for column, (letter, source, _) in enumerate(_VALUES, start=3):
        exact, rounded = f"{letter}{_TOP + 1}", f"{letter}{_TOP + 2}"
        mean = _mean(source, last, "1")
        put_formula(index, _TOP + 1, column, f'=IFERROR(ROUND({mean},6),"")', "0.0000")
        put_formula(index, _TOP + 2, column, f'=IF({exact}="","",ROUND({exact},2))', "0.00")
        for row, value in ((_TOP + 3, exact), (_TOP + 4, rounded)):
            put_formula(index, row, column, f'=IF({value}="","",LOOKUP({value},{span},{names}))' if bands else '=""')
        for row in range(_TOP + 1, _TOP + 5):
            index.cell(row=row, column=column).fill = TOTAL_FILL
    put_formula(index, _TOP + 1, 6, f"=SUMPRODUCT(--NOT(ISNUMBER({_main('confirmed', last)})))")
    plain, rounded_name, missing = f"$E${_TOP + 3}", f"$E${_TOP + 4}", f"$F${_TOP + 1}"
    index[f"A{_TOP + 5}"] = (
        f'=IF({missing}>0,"Indeks sebagian: "&{missing}&" indikator belum ditetapkan.","")&IF({plain}<>{rounded_name},'
        '" Pembulatan menentukan predikat: laporan evaluasi 2024 memakai indeks tanpa pembulatan, laporan 2023 dua angka.","")'
    )
    index[f"A{_TOP + 5}"].font = NOTE
    put_headings(index, bands_top, ("Batas bawah predikat", "Predikat"))
    for row, band in enumerate(bands, start=bands_top + 1):
        put(index, row, 1, float(band.minimum)).number_format = "0.00"
        put(index, row, 2, band.name)


def _add_chart(index: Worksheet, title: str, top: int, n_tiers: int, anchor: str) -> None:
    chart: Any = RadarChart()
    chart.type, chart.style, chart.title = "marker", 26, title
    chart.add_data(Reference(index, min_col=3, max_col=5, min_row=top, max_row=top + n_tiers), titles_from_data=True)
    chart.set_categories(Reference(index, min_col=1, min_row=top + 1, max_row=top + n_tiers))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, 5, 1
    chart.y_axis.delete, chart.x_axis.delete = False, False
    chart.legend.position = "b"
    chart.y_axis.number_format = "0"
    chart.width, chart.height = 24, 13
    for series, colour in zip(chart.series, ("A6A6A6", "ED7D31", "1F3864"), strict=True):
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = 22_000
    index.add_chart(chart, anchor)


def _main(key: str, last: int) -> str:
    letter = column_of(key)
    return f"{MAIN_SHEET}!${letter}${FIRST_ROW}:${letter}${last}"


def _mean(source: str, last: int, member: str) -> str:
    levels, weights = _main(source, last), _main("weight", last)
    chosen = f"{member}*ISNUMBER({levels})"
    return f"SUMPRODUCT({chosen},{weights},{levels})/SUMPRODUCT({chosen},{weights})"
