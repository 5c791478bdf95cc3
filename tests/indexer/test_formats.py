"""Presentations, pictures inside office files, scans in TIFF, what a PDF carries beside its pages, and kinds that are not read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from small_pdfs import SHARED, line, picture_of, write_pdf

from indexer.reading.ocr import OcrSettings, find_engine
from indexer.reading.office import OfficeLimits
from indexer.reading.pages import DocumentText
from indexer.reading.sources import PageCache, ReadingSettings, read_document

NO_OCR = ReadingSettings(ocr=OcrSettings(engine="off"))
needs_ocr = pytest.mark.skipif(find_engine(OcrSettings()) is None, reason="no OCR engine on this machine")
WORDS = ("Tangkapan layar aplikasi kepegawaian", "Daftar hadir pegawai bulan Januari")


def _picture(path: Path, *lines: str) -> str:
    picture_of(*(lines or WORDS), size=(1100, 500)).save(path)
    return str(path)


def _slides(path: Path, picture: str = "") -> Path:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes[1].text_frame.text = "Rapat koordinasi triwulan"
    first.shapes.title.text = "Laporan Tim SPBE"
    first.notes_slide.notes_text_frame.text = "sampaikan bahwa nilai harus lima"
    second = deck.slides.add_slide(deck.slide_layouts[6])
    table = second.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"sel {number}"
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1)).text_frame.text = "Teks di dalam grup"
    if picture:
        second.shapes.add_picture(picture, Inches(1), Inches(5))
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Slide yang disembunyikan"
    hidden._element.set("show", "0")
    deck.save(str(path))
    return path


def test_slides_are_pages_and_notes_stay_apart(tmp_path: Path) -> None:
    document = read_document(_slides(tmp_path / "a.pptx"), NO_OCR)
    assert (document.outcome, document.n_pages) == ("read", 3)
    assert document.pages[0].text == "Laporan Tim SPBE\nRapat koordinasi triwulan"
    assert [(aside.kind, aside.text) for aside in document.pages[0].asides] == [
        ("speaker_notes", "sampaikan bahwa nilai harus lima")
    ]
    assert document.pages[1].text == "Teks di dalam grup\nsel 0 | sel 1\nsel 2 | sel 3"
    assert (document.pages[2].text, document.pages[2].hidden[0].reason) == ("", "hidden_slide")


@needs_ocr
def test_pictures_are_read_with_the_slide_they_stand_on(tmp_path: Path) -> None:
    document = read_document(_slides(tmp_path / "a.pptx", _picture(tmp_path / "p.png")), cache=PageCache(tmp_path / "cache"))
    assert [page.source for page in document.pages] == ["office", "ocr", "none"]
    assert "sel 2 | sel 3" in document.pages[1].text and "kepegawaian" in document.pages[1].text
    again = read_document(tmp_path / "a.pptx", cache=PageCache(tmp_path / "cache"))
    assert again == document


@needs_ocr
def test_pictures_in_word_files_and_workbooks(tmp_path: Path) -> None:
    word, book = docx.Document(), openpyxl.Workbook()
    word.add_paragraph("Bukti penerapan")
    word.add_picture(_picture(tmp_path / "p.png"))
    word.add_picture(str(tmp_path / "p.png"))
    word.save(str(tmp_path / "a.docx"))
    book.worksheets[0]["A1"] = "Rekapitulasi"
    book.worksheets[0].add_image(SheetImage(str(tmp_path / "p.png")), "B3")
    book.create_sheet("Kosong")
    book.save(tmp_path / "a.xlsx")
    for name, own in (("a.docx", "Bukti penerapan"), ("a.xlsx", "Rekapitulasi")):
        page = read_document(tmp_path / name).pages[0]
        assert own in page.text and page.text.count("kepegawaian") == 1 and page.source == "ocr", name


def test_pictures_past_the_limit_and_without_an_engine_are_said(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Manual aplikasi")
    for number in range(3):
        word.add_picture(_picture(tmp_path / f"{number}.png", f"Gambar {number}"))
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx", NO_OCR)
    assert document.outcome == "partly_read" and "3 gambar" in document.sentence and "OCR" in document.sentence
    if find_engine(OcrSettings()) is not None:
        document = read_document(tmp_path / "a.docx", ReadingSettings(office=OfficeLimits(max_pictures=2)))
        assert "1 gambar di dalamnya tidak dibaca" in document.sentence
    (tmp_path / "b.pptx").write_bytes(_only_a_picture(tmp_path).getvalue())
    document = read_document(tmp_path / "b.pptx", NO_OCR)
    assert document.outcome == "unsupported" and "Tesseract" in document.sentence


def _only_a_picture(folder: Path) -> io.BytesIO:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(_picture(folder / "x.png"), 0, 0)
    saved = io.BytesIO()
    deck.save(saved)
    return saved


def test_text_boxes_content_controls_and_tracked_insertions_of_word(tmp_path: Path) -> None:
    word = docx.Document()
    body = word.element.body
    names = nsdecls("w")
    control = f"<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>Isi kendali</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    inserted = f'<w:p {names}><w:r><w:t>Pasal </w:t></w:r><w:ins w:id="1"><w:r><w:t>tiga</w:t></w:r></w:ins></w:p>'
    box = "<w:txbxContent><w:p><w:r><w:t>Teks kotak</w:t></w:r></w:p></w:txbxContent>"
    twice = f"<w:p {names}><w:r><w:pict>{box}</w:pict></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    for place, xml in enumerate((control, inserted, twice)):
        body.insert(place, parse_xml(xml))
    word.add_comment(word.add_paragraph("Penutup").runs, text="mohon direvisi", author="Reviu")
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx", NO_OCR)
    assert document.text.split() == "Isi kendali Pasal tiga Teks kotak Penutup".split()
    assert [(aside.kind, aside.text) for aside in document.pages[0].asides] == [("comment", "Reviu: mohon direvisi")]


def _with_extras(path: Path) -> Path:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(path.with_name("plain.pdf"), line("Isi naskah"), line("Halaman dua"))))
    writer.add_annotation(1, FreeText(text="NOMOR 12 TAHUN 2024", rect=(100, 600, 400, 640)))
    writer.add_annotation(1, Text(text="mohon diperbaiki", rect=(50, 500, 80, 530)))
    writer.add_attachment("lampiran anggaran.xlsx", b"isi")
    writer.write(path)
    return path


@needs_ocr
def test_annotations_and_attachments_of_a_pdf_are_no_body_text(tmp_path: Path) -> None:
    document = read_document(_with_extras(tmp_path / "a.pdf"))
    assert (document.outcome, document.text.strip()) == ("read", "Isi naskah\fHalaman dua")
    assert document.attachments == ("lampiran anggaran.xlsx",)
    assert [(aside.kind, aside.text) for aside in document.pages[1].asides] == [
        ("free_text", "NOMOR 12 TAHUN 2024"),
        ("comment", "mohon diperbaiki"),
    ]


@needs_ocr
def test_what_is_laid_over_a_page_is_not_recognised_either(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(tmp_path / "plain.pdf", "")))
    writer.add_annotation(0, FreeText(text="NOMOR DUA BELAS", font_size="30pt", rect=(50, 600, 550, 700)))
    writer.write(tmp_path / "a.pdf")
    assert read_document(tmp_path / "a.pdf").outcome == "empty"


@pytest.mark.skipif(not (SHARED / "official").is_dir(), reason="the official texts are not on this machine")
def test_an_electronic_signature_names_its_signer() -> None:
    document = read_document(SHARED / "official" / "peraturan-brin-2-2024.pdf", NO_OCR)
    (found,) = [aside for page in document.pages for aside in page.asides]
    assert found.kind == "signature" and found.text.endswith(", 18-03-2024") and len(found.text) > 14


@needs_ocr
def test_a_tiff_is_a_scan_of_many_pages(tmp_path: Path) -> None:
    pages = [picture_of("Keputusan Bupati tentang tim", f"lembar nomor {number}").convert("1") for number in (1, 2, 3)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], compression="group4")
    seen: list[tuple[int, int]] = []
    document = read_document(tmp_path / "a.tif", on_page=lambda done, total: seen.append((done, total)))
    assert (document.outcome, document.n_pages, seen[-1]) == ("read", 3, (3, 3))
    assert all("Keputusan" in page.text and page.source == "ocr" for page in document.pages)
    few = ReadingSettings(pdf=ReadingSettings().pdf.__class__(max_pages=2))
    assert read_document(tmp_path / "a.tif", few).outcome == "too_large"


@needs_ocr
@pytest.mark.parametrize("name", ["a.webp", "a.bmp", "a.gif", "a.tiff"])
def test_other_pictures(tmp_path: Path, name: str) -> None:
    picture_of(*WORDS, size=(1100, 500)).save(tmp_path / name)
    document = read_document(tmp_path / name)
    assert document.outcome == "read" and "kepegawaian" in document.text and not document.notices


@needs_ocr
def test_a_picture_larger_than_the_limit_is_not_decoded(tmp_path: Path) -> None:
    Image.new("1", (14_000, 14_000)).save(tmp_path / "a.png")
    document = read_document(tmp_path / "a.png")
    assert document.outcome == "too_large" and "megapiksel" in document.sentence


UNREAD: dict[str, tuple[bytes, str]] = {
    "lama.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX"),
    "surat.rtf": (b"{\\rtf1\\ansi Isi surat}", "RTF"),
    "surat.doc": (b"{\\rtf1\\ansi Isi surat}", "RTF"),
    "laman.html": (b"<!DOCTYPE html><p>Isi", "cetak ke PDF"),
    "unduhan.pdf": (b"<html><body>404", "cetak ke PDF"),
    "tanda.pdf.p7m": (b"0\x82\x10\x00\x06\x09" + bytes.fromhex("2a864886f70d010702") + b"%PDF-1.7", "P7M"),
    "foto.heic": (b"\x00\x00\x00\x18ftypheic", "JPG"),
    "foto.jpg": (b"\x00\x00\x00\x18ftypmif1", "JPG"),
    "arsip.rar": (b"Rar!\x1a\x07\x01\x00", "Ekstrak"),
    "rapat.mp4": (b"\x00\x00\x00\x18ftypmp42", "Video"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_kinds_that_are_not_read_say_what_to_do(tmp_path: Path, name: str) -> None:
    data, words = UNREAD[name]
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name)
    assert document.outcome == "unsupported" and words in document.sentence


def test_open_documents_say_what_to_do(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    document: DocumentText = read_document(tmp_path / "a.odt")
    assert document.outcome == "unsupported" and "ODT" in document.sentence


def test_a_broken_presentation_is_damaged(tmp_path: Path) -> None:
    import zipfile

    _slides(tmp_path / "a.pptx")
    with zipfile.ZipFile(tmp_path / "a.pptx") as whole, zipfile.ZipFile(tmp_path / "b.pptx", "w") as broken:
        for entry in whole.infolist():
            data: Any = whole.read(entry)
            broken.writestr(entry, data[: len(data) // 2] if entry.filename == "ppt/presentation.xml" else data)
    assert read_document(tmp_path / "b.pptx", NO_OCR).outcome == "damaged"
