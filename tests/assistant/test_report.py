"""The report in DOCX: its parts, empty places shown as empty, and texts that Word would refuse."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assistant.export.charts import gap_png, radar_png
from assistant.export.document import EMPTY
from assistant.export.records import (
    AspectText,
    AssessmentSheet,
    EvidenceQuote,
    IndicatorRow,
    RecommendationText,
    ReportContent,
)
from assistant.export.report import build_report, write_report
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
PNG = b"\x89PNG\r\n\x1a\n"
SHEET = AssessmentSheet(
    key="1",
    agency="Pemerintah Kota Contoh",
    year=2026,
    edition="2020",
    stage="Reviu",
    exported_at=datetime(2026, 3, 3, tzinfo=UTC),
    rows=tuple(
        IndicatorRow(
            number=indicator.number,
            claimed=4,
            confirmed=3 if indicator.number != 9 else None,
            confirmed_by="Budi Santoso",
            quotes=(EvidenceQuote(file_name="1.a.pdf", page=0, text="Pasal 7\x0c"),) if indicator.number == 1 else (),
            fakta="Fakta dua\nbaris\ud800" if indicator.number == 1 else "",
        )
        for indicator in RUBRIC.indicators
    ),
)
CONTENT = ReportContent(
    sheet=SHEET,
    aspects=(AspectText(aspect=1, strengths=("Kebijakan lengkap.",), weaknesses=("Belum direviu.",)),),
    recommendation=RecommendationText(ringkasan="Ringkas.", saran="Perbaiki."),
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report, opened again."""
    return Document(str(write_report(tmp_path_factory.mktemp("laporan") / "laporan.docx", CONTENT, RUBRIC)))


def test_parts_in_order(document: Any) -> None:
    parts = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert parts == ["1. Indeks SPBE", "2. Grafik", "3. Hasil per aspek", "4. Rekomendasi", "Lampiran. Kutipan bukti"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Laporan Hasil Penilaian SPBE" in texts and "Pemerintah Kota Contoh" in texts and "3 Maret 2026" in texts
    assert len(document.inline_shapes) == 3


def test_index_table(document: Any) -> None:
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["Indeks SPBE", "3,00", "Baik"]
    assert cells[2] == ["Indeks menurut klaim instansi", "4,00", "Sangat Baik"]
    assert any("46 dari 47 indikator" in paragraph.text for paragraph in document.paragraphs)
    aspects = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert aspects[1] == ["1", "Kebijakan Internal Tata Kelola SPBE", "13", "4,00", "3,00", "9 dari 10"]


def test_texts_and_empty_places(document: Any) -> None:
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert {"Kebijakan lengkap.", "Belum direviu.", "Ringkas.", "Perbaiki.", "Fakta: Fakta dua", "baris"} <= set(texts)
    assert texts.count(EMPTY) == 2 * 7 + 2
    assert "Level 3 ditetapkan oleh Budi Santoso." in texts


def test_contents_captions_and_drafts(document: Any) -> None:
    """Every heading of level 1 and 2 stands in the contents with a live page number; captions are numbered; drafts are marked."""
    headings = [one for one in document.paragraphs if one.style.name in ("Heading 1", "Heading 2")]
    xml = document.element.xml
    assert xml.count("PAGEREF _Toc") == len(headings) and xml.count("w:bookmarkStart") >= len(headings)
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert captions[0] == "Tabel 1. Indeks dan predikat SPBE" and "Gambar 3. Klaim dan level ditetapkan per aspek" in captions
    assert all(one.paragraph_format.keep_with_next for one in document.paragraphs if one.style.name.startswith("Heading"))
    assert "NUMPAGES" in document.sections[0].footer._element.xml
    marked = replace(
        CONTENT,
        sheet=replace(SHEET, rows=tuple(replace(row, is_draft=True) for row in SHEET.rows)),
        recommendation=replace(CONTENT.recommendation, drafts=frozenset({"saran"})),
    )
    texts = [one.text for one in Document(io.BytesIO(build_report(marked, RUBRIC))).paragraphs]
    assert "Level 3 ditetapkan oleh Budi Santoso. Draf yang belum diputuskan." in texts
    assert texts[texts.index("Apresiasi atau Saran Perbaikan", 60) + 1] == "Draf yang belum diputuskan."


def test_annex_of_quotes(document: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows == [
        ["No", "Indikator", "Berkas", "Letak", "Kutipan"],
        ["1", RUBRIC.indicator(1).short_name, "1.a.pdf", "–", "Pasal 7"],
    ]


def test_nothing_scored_yet() -> None:
    rows = tuple(IndicatorRow(number=indicator.number) for indicator in RUBRIC.indicators)
    assert build_report(ReportContent(sheet=replace(SHEET, rows=rows)), RUBRIC).startswith(b"PK")
    assert build_report(ReportContent(sheet=replace(SHEET, rows=())), RUBRIC).startswith(b"PK")


def test_report_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak dapat ditulis"):
        write_report(tmp_path / "tidak-ada" / "a.docx", CONTENT, RUBRIC)


def test_charts_take_missing_values() -> None:
    series = (("Klaim", (1.0, None, 5.0)), ("Ditetapkan", (None, None, None)))
    assert radar_png(("A", "B", "C"), series).startswith(PNG)
    assert gap_png(("A", "B", "C"), series).startswith(PNG)
