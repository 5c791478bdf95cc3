"""Spaces and hyphens that are not plain: read as plain ones in every kind of file, so that dates, numbers and quotes are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from small_pdfs import line, write_pdf

from assistant.evidence.dates import find_dates
from assistant.evidence.opening import is_verified, quote_of
from corpus.document_kinds import load_document_kinds
from indexer.reading.characters import plain
from indexer.reading.ocr import OcrSettings
from indexer.reading.ocr_lines import Piece, page_text
from indexer.reading.pages import DocumentText
from indexer.reading.sources import ReadingSettings, read_document

NO_OCR = ReadingSettings(ocr=OcrSettings(engine="off"))
ODD = "NOMOR\u00a07\u202fTAHUN\u20072024 tanggal\u00a05\u00a0Maret\u00a02024 tentang ke\u200bbijakan peng\u00adelolaan\ufeff data"
PLAIN = "NOMOR 7 TAHUN 2024 tanggal 5 Maret 2024 tentang kebijakan pengelolaan data"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ODD, PLAIN),
        ("peng\u00ad\nelolaan", "peng-\nelolaan"),
        ("peng\u00ad \nelolaan", "peng-\nelolaan"),
        ("tata ke\u00ad", "tata ke-"),
        ("undang\u00adundangan", "undang-undangan"),
        ("Masing\u00admasing", "Masing-masing"),
        ("2019\u00ad2024", "2019-2024"),
        ("188.45\u2011312 \u2010 a", "188.45-312 - a"),
        ("satu\u2003dua\u3000tiga\u2028empat", "satu dua tiga\nempat"),
        ("biasa – «saja»\n\tini", "biasa – «saja»\n\tini"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert plain(expected) == expected


def _pdf(path: Path) -> DocumentText:
    shown = "NOMOR\\2407\\240TAHUN\\2402024 tanggal\\2405\\240Maret\\2402024 tentang kebijakan peng\\255"
    return read_document(write_pdf(path / "a.pdf", line(shown, 700) + line("elolaan data", 680)), NO_OCR)


def _word(path: Path) -> DocumentText:
    word = docx.Document()
    word.core_properties.title = "Peraturan\u00a0Bupati"
    word.add_paragraph(ODD)
    word.save(str(path / "a.docx"))
    return read_document(path / "a.docx", NO_OCR)


def _workbook(path: Path) -> DocumentText:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = ODD
    book.save(path / "a.xlsx")
    return read_document(path / "a.xlsx", NO_OCR)


def _slide(path: Path) -> DocumentText:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = ODD
    deck.save(str(path / "a.pptx"))
    return read_document(path / "a.pptx", NO_OCR)


def _text(path: Path) -> DocumentText:
    (path / "a.txt").write_text(ODD, "utf-8")
    return read_document(path / "a.txt", NO_OCR)


@pytest.mark.parametrize("read", [_pdf, _word, _workbook, _slide, _text])
def test_dates_numbers_and_quotes_are_found_in_every_kind_of_file(tmp_path: Path, read: object) -> None:
    assert callable(read)
    document: DocumentText = read(tmp_path)
    (page,) = document.pages
    assert "NOMOR 7 TAHUN 2024" in page.text and not any(odd in page.text for odd in "\u00a0\u2007\u202f\u200b\ufeff\u00ad")
    assert [found.value for found in find_dates(page.text)] == [date(2024, 3, 5)]
    quote = quote_of(page, page.text[page.text.index("tanggal") :])
    assert quote.verified and quote.text == PLAIN[PLAIN.index("tanggal") :]
    assert is_verified("tentang kebijakan pengelolaan data", page)
    assert "\u00a0" not in document.title


def test_a_page_of_nothing_but_invisible_characters_is_blank(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\u200b\ufeff\u00a0\n", "utf-8")
    assert read_document(tmp_path / "a.txt", NO_OCR).outcome == "empty"


def test_recognised_lines_are_plain_too() -> None:
    piece = Piece(left=0, top=0, right=90, bottom=20, text="Pasal\u00a05\u2011a", score=0.9)
    assert page_text([piece])[0] == "Pasal 5-a"


def test_facts_of_a_decree_with_hard_spaces(tmp_path: Path) -> None:
    from assistant.evidence.facts import facts_of

    lines = ("KEPUTUSAN\u00a0BUPATI CONTOH", "NOMOR\u00a012\u00a0TAHUN\u00a02024", "TENTANG", "TIM\u00a0KOORDINASI SPBE", "")
    closing = ("Ditetapkan di Contoh", "pada tanggal 5\u00a0Maret\u00a02024", "BUPATI CONTOH,", "ttd", "NAMA")
    (tmp_path / "a.txt").write_text("\n".join((*lines, *closing)), "utf-8")
    facts = facts_of(read_document(tmp_path / "a.txt", NO_OCR), load_document_kinds())
    assert "12" in facts.number and facts.issued == date(2024, 3, 5)
    assert facts.quotes and all(quote.verified for _, quote in facts.quotes)
