"""Our Office files in LibreOffice: formulas give our index, a workbook saved there is read back, documents become pages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from assistant.export.records import (
    AspectText,
    AssessmentSheet,
    EvidenceQuote,
    IndicatorRow,
    RecommendationText,
    ReportContent,
    TodoItem,
)
from assistant.export.report import write_report
from assistant.export.todo_document import write_todo_document
from assistant.export.workbook import write_workbook
from assistant.export.workbook_import import read_workbook
from assistant.export.workbook_layout import INDEX_SHEET, MAIN_SHEET, column_of
from assistant.export.workbook_merge import merge_workbook
from assistant.indeks import compute_indeks
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
NOW = datetime(2026, 3, 3, tzinfo=UTC)
LEVELS = {one.number: 1 + one.number * 3 % 5 for one in RUBRIC.indicators if one.number % 6}
SHEET = AssessmentSheet(
    key="1",
    agency="Pemerintah Kota Contoh",
    year=2026,
    edition="2020",
    stage="Penilaian Dokumen",
    exported_at=NOW,
    rows=tuple(
        IndicatorRow(
            number=one.number,
            claimed=3,
            proposed=(1, 3),
            confirmed=LEVELS.get(one.number),
            confirmed_by="Budi Santoso" if one.number in LEVELS else "",
            quotes=(EvidenceQuote(file_name="a.pdf", page=2, text="Kutipan"),) * 7,
            fakta="=Fakta\nbaris kedua «…» –",
        )
        for one in RUBRIC.indicators
    ),
)
Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens a file in LibreOffice and saves it under another type, in a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice tidak terpasang")
    folder = tmp_path_factory.mktemp("libreoffice")

    def saved(path: Path, ending: str) -> Path:
        filters = {"xlsx": "xlsx:Calc MS Excel 2007 XML"}
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", filters.get(ending, ending), "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / f"{path.stem}.{ending}"

    return saved


def edited(tmp_path: Path, name: str, *edits: tuple[str, Any]) -> Path:
    path = write_workbook(tmp_path / name, SHEET, RUBRIC)
    workbook = load_workbook(path)
    for cell, value in edits:
        workbook[MAIN_SHEET][cell] = value
    workbook.save(path)
    return path


def test_formulas_give_our_index_and_a_saved_workbook_is_read_back(tmp_path: Path, convert: Convert) -> None:
    level, person, text = (column_of(key) for key in ("confirmed", "confirmed_by", "analisis"))
    path = edited(
        tmp_path, "isi.xlsx", (f"{level}6", 5), (f"{level}11", 2), (f"{person}11", "Sri"), (f"{text}7", "Analisis\nbaru")
    )
    saved = convert(path, "xlsx")
    index: Any = load_workbook(saved, data_only=True)[INDEX_SHEET]
    report = compute_indeks({**LEVELS, 1: 5, 6: 2}, RUBRIC)
    assert report.value_exact is not None
    assert index["E6"].value == pytest.approx(float(report.value_exact), abs=1e-6)
    assert index["E8"].value == report.predicate and index["F6"].value == len(report.unscored)
    tiers = [tier.value_exact for tier in (*report.domains, *report.aspects)]
    shown = [index[f"E{row}"].value for row in (*range(15, 19), *range(22, 30))]
    assert shown == pytest.approx([float(value or 0) for value in tiers], abs=1e-4)
    reading = read_workbook(saved, RUBRIC)
    told = {(change.indicator, change.field): change.after for change in reading.changes}
    assert told == {(1, "confirmed"): 5, (6, "confirmed"): 2, (6, "confirmed_by"): "Sri", (2, "analisis"): "Analisis\nbaru"}
    now = {row.number: row for row in SHEET.rows}
    now[1] = IndicatorRow(number=1, confirmed=2, confirmed_by="Budi Santoso")
    (conflict,) = merge_workbook(reading, now).conflicts
    assert conflict.message.startswith(f"Sel {level}6, indikator 1, Level ditetapkan:")


def test_faults_are_named_by_cell_after_saving_there(tmp_path: Path, convert: Convert) -> None:
    level = column_of("confirmed")
    path = edited(tmp_path, "salah.xlsx", (f"{level}6", 2.5), (f"{level}7", "tiga"), (f"{level}8", 6), ("A9", 5))
    with pytest.raises(InputError) as error:
        read_workbook(convert(path, "xlsx"), RUBRIC)
    for part in (
        f"Sel {level}6: ",
        "level 2.5",
        f"Sel {level}7: ",
        "tiga",
        f"Sel {level}8: ",
        "indikator 5 berulang",
        "Indikator 4 tidak ada",
    ):
        assert part in str(error.value)


def test_every_printed_page_of_the_workbook_names_the_assessment(tmp_path: Path, convert: Convert) -> None:
    path = write_workbook(tmp_path / "cetak.xlsx", replace(SHEET, agency="Dinas Kominfo & Statistik Kota Contoh"), RUBRIC)
    printed = pypdfium2.PdfDocument(convert(path, "pdf"))
    texts = [page.get_textpage().get_text_bounded() for page in printed]
    heads = ("Level klaim", "Kekurangan", "Keputusan draf")  # one on each of the three pages across
    main = [text for text in texts if any(head in text for head in heads) and "Cara mengisi" not in text]
    assert len(main) >= 3
    for text in main:
        assert "Dinas Kominfo & Statistik Kota Contoh · tahun 2026 · Penilaian Dokumen · edisi rubrik 2020" in " ".join(
            text.split()
        )


def test_documents_become_pages_with_contents_and_numbers(tmp_path: Path, convert: Convert) -> None:
    aspects = tuple(
        AspectText(aspect=one.number, strengths=("Kuat.",) * 9, drafts=frozenset({"strengths"})) for one in RUBRIC.aspects
    )
    content = ReportContent(sheet=SHEET, aspects=aspects, recommendation=RecommendationText(ringkasan="Ringkas."))
    items = [
        TodoItem(unit=unit, indicator=1, indicator_name="A", from_level=1, to_level=2, task="Kerjakan") for unit in ("B", "A", "")
    ]
    report = pypdfium2.PdfDocument(convert(write_report(tmp_path / "laporan.docx", content, RUBRIC), "pdf"))
    todo = pypdfium2.PdfDocument(convert(write_todo_document(tmp_path / "tindak.docx", "Contoh", 2026, items, NOW), "pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in report]
    assert "Laporan Hasil Penilaian SPBE" in pages[0] and "Daftar Isi" in pages[1] and f"Halaman 3 dari {len(pages)}" in pages[2]
    place = next(place for place, text in enumerate(pages, start=1) if text.startswith("4. Rekomendasi"))
    assert f".{place}" in next(line for line in pages[1].splitlines() if line.startswith("4. Rekomendasi"))
    assert "Tabel 1. Indeks dan predikat SPBE" in pages[2] and "Draf yang belum diputuskan." in "".join(pages)
    widths = [page.get_size()[0] > page.get_size()[1] for page in todo]
    assert len(widths) == 5 and all(widths)
