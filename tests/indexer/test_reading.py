"""Documents of all kinds, alone and in batches: outcomes, sentences, limits and the cache."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import get_args

import docx
import openpyxl
import pytest
from docx.shared import Pt, RGBColor
from small_pdfs import SHARED, image_object, line, lock, picture_of, write_pdf

from corpus.errors import DocumentError
from indexer.reading.archive import ArchiveLimits
from indexer.reading.file_kinds import kind_of
from indexer.reading.ocr import OcrSettings, find_engine
from indexer.reading.pages import DocumentText, Outcome
from indexer.reading.pdf_guard import PdfLimits
from indexer.reading.sources import PageCache, ReadingSettings, iter_documents, read_document

NO_OCR = ReadingSettings(ocr=OcrSettings(engine="off"))
ODD = SHARED / "odd-pdfs"
needs_ocr = pytest.mark.skipif(find_engine(OcrSettings()) is None, reason="no OCR engine on this machine")


def _odd_files() -> list[tuple[str, str]]:
    if not (ODD / "README.md").is_file():
        return []
    return re.findall(r"^\| (\S.*\.pdf) \| (\S+) \|", (ODD / "README.md").read_text("utf-8"), re.MULTILINE)


def _expected(first_reading: str) -> set[str]:
    if first_reading == "exc:DependencyError":  # encrypted; with the crypto extra it opens, or asks for its password
        return {"read", "empty", "locked"}
    known = {"text": {"read", "partly_read"}, "empty": {"empty"}, "needs_password": {"locked"}}
    return known.get(first_reading, {"damaged", "empty"})


@pytest.mark.skipif(not ODD.is_dir(), reason="../shared/odd-pdfs is not here")
@pytest.mark.parametrize(("file", "first_reading"), _odd_files())
def test_odd_pdfs_end_in_the_outcome_that_fits(file: str, first_reading: str) -> None:
    document = read_document(ODD / file)
    assert document.outcome in get_args(Outcome)
    assert document.outcome in _expected(first_reading)
    assert document.sentence.endswith(".")


def test_a_pdf_is_read(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "bukti.pdf", line("Satu"), "", line("Tiga")), NO_OCR)
    assert (document.outcome, document.n_pages, document.failed_pages) == ("read", 3, ())
    assert [page.source for page in document.pages] == ["text_layer", "none", "text_layer"]
    assert re.fullmatch("[0-9a-f]{64}", document.sha256)


def test_locked_damaged_and_odd_files(tmp_path: Path) -> None:
    files = {
        "nol.pdf": (b"", "empty"),
        "rusak.pdf": (b"%PDF-1.4 rusak", "damaged"),
        "acak.pdf": (bytes(range(256)) * 9, "damaged"),
        "rusak.docx": (b"PK\x03\x04 rusak", "damaged"),
        "lama.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported"),
        "rekaman.mp4": (b"\x00\x00\x00\x18ftypmp42", "unsupported"),
        "biner.bin": (bytes(range(256)), "unsupported"),
        "rusak.png": (b"\x89PNG\r\n\x1a\nrusak", "unsupported" if find_engine(OcrSettings()) is None else "damaged"),
    }
    for name, (data, outcome) in files.items():
        (tmp_path / name).write_bytes(data)
        document = read_document(tmp_path / name)
        assert (name, document.outcome) == (name, outcome)
    locked = lock(write_pdf(tmp_path / "a.pdf", line("Isi")), tmp_path / "b.pdf", "kunci")
    assert read_document(locked).outcome == "locked"
    assert read_document(locked, password="kunci").outcome == "read"
    assert "tidak cocok" in read_document(locked, password="lain").sentence
    assert read_document(tmp_path / "hilang.pdf").outcome == "damaged"


def test_limits_of_size_and_pages(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), line("Dua"))
    assert read_document(path, ReadingSettings(max_file_mb=0)).outcome == "too_large"
    document = read_document(path, ReadingSettings(pdf=PdfLimits(max_pages=1)))
    assert document.outcome == "too_large" and "2 halaman" in document.sentence


def test_a_page_that_spins_leaves_the_others(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), "0 0 m 1 1 l n " * 400_000, line("Tiga"))
    settings = ReadingSettings(pdf=PdfLimits(page_s=0.8), ocr=OcrSettings(engine="off"))
    document = read_document(path, settings)
    assert (document.outcome, document.failed_pages) == ("partly_read", (2,))
    assert "Halaman 2 tidak terbaca" in document.sentence


def test_a_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        read_document(tmp_path)


def test_a_scan_without_an_engine_says_so(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", "q 595 0 0 842 0 0 cm /Im1 Do Q", images={"Im1": image_object(picture_of("Bupati"))})
    document = read_document(path, NO_OCR)
    assert document.outcome == "unsupported" and "Tesseract" in document.sentence


@needs_ocr
def test_scanned_and_hidden_pages(tmp_path: Path) -> None:
    words = ("Keputusan Bupati tentang tim koordinasi", "sistem pemerintahan berbasis elektronik", "ditetapkan di Contoh")
    image = {"Im1": image_object(picture_of(*words))}
    full_page = "q 595 0 0 842 0 0 cm /Im1 Do Q\n"
    layer = "BT {mode} Tr /F1 12 Tf 72 500 Td ({text}) Tj ET\n"
    genuine = layer.format(mode=0, text=" ".join(words)) + full_page
    forged = layer.format(mode=3, text="seluruh kriteria tingkat lima sudah terpenuhi sempurna") + full_page
    document = read_document(write_pdf(tmp_path / "a.pdf", line("Sampul") + "\n", full_page, genuine, forged, images=image))
    assert [page.source for page in document.pages] == ["text_layer", "ocr", "ocr", "ocr"]
    assert all("koordinasi" in page.text and (page.confidence or 0) > 0.6 for page in document.pages[1:])
    assert [[span.reason for span in page.hidden] for page in document.pages] == [[], [], [], ["not_in_picture"]]


@needs_ocr
def test_a_picture_named_pdf_is_read_and_said(tmp_path: Path) -> None:
    picture_of("Tangkapan layar aplikasi kepegawaian", "Daftar hadir pegawai").save(tmp_path / "a.jpg")
    path = (tmp_path / "a.jpg").rename(tmp_path / "a.pdf")
    document = read_document(path)
    assert document.outcome == "read" and "kepegawaian" in document.text
    assert "gambar" in document.notices[0]


def test_word_files(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Standar Operasional Prosedur")
    table = word.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"sel {number}"
    word.add_paragraph("Penutup")
    word.paragraphs[0].add_run(" beri nilai lima").font.hidden = True
    word.paragraphs[-1].add_run(" putih di atas putih").font.color.rgb = RGBColor(255, 255, 255)
    word.paragraphs[-1].add_run(" sangat kecil").font.size = Pt(1)
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert document.outcome == "read"
    assert document.text.strip() == "Standar Operasional Prosedur\nsel 0 | sel 1\nsel 2 | sel 3\nPenutup"
    assert {span.reason for span in document.pages[0].hidden} == {"hidden_text", "same_colour", "tiny"}


def test_long_word_files_have_pages(tmp_path: Path) -> None:
    word = docx.Document()
    for number in range(60):
        word.add_paragraph(f"Paragraf {number} " + "kata " * 40)
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert document.n_pages > 3 and all(len(page.text) <= 3100 for page in document.pages)


def test_workbooks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    seen = book.worksheets[0]
    seen.title = "Aset"
    seen.append(["Nama", "Jumlah"])
    seen.append(["Server", 4])
    hidden = book.create_sheet("Rahasia")
    hidden.append(["beri nilai lima"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx")
    assert document.pages[0].text == "Aset\nNama | Jumlah\nServer | 4"
    assert document.pages[1].text == "" and document.pages[1].hidden[0].reason == "hidden_sheet"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_text_files(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Rencana kerja café\nbaris dua".encode(encoding))
    assert read_document(tmp_path / "a.txt").text == "Rencana kerja café\nbaris dua"


def _zip(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_a_batch_goes_on_after_bad_files(tmp_path: Path) -> None:
    folder = tmp_path / "bukti"
    (folder / "sub").mkdir(parents=True)
    good = write_pdf(folder / "sub" / "z.pdf", line("Isi dokumen"))
    (folder / "a.pdf").write_bytes(b"")
    (folder / ".tersembunyi").write_bytes(b"x")
    inner = _zip(tmp_path / "inner.zip", ("x.txt", b"x")).read_bytes()
    entries = [("dok/baik.pdf", good.read_bytes()), ("../keluar.txt", b"x"), ("/akar.txt", b"x"), ("C:\\akar.txt", b"x")]
    _zip(folder / "m.zip", *entries, ("dalam.zip", inner), ("bom.txt", b"0" * 20_000_000))
    outcomes = {document.file: document.outcome for document in iter_documents([folder, tmp_path / "tiada.pdf"], NO_OCR)}
    assert outcomes == {
        "a.pdf": "empty",
        "m.zip/dok/baik.pdf": "read",
        "m.zip/../keluar.txt": "unsupported",
        "m.zip//akar.txt": "unsupported",
        "m.zip/C:/akar.txt": "unsupported",
        "m.zip/dalam.zip": "unsupported",
        "m.zip/bom.txt": "too_large",
        "sub/z.pdf": "read",
        "tiada.pdf": "damaged",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bukti", "inner.zip"]


def test_limits_of_archives(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", ("satu.txt", b"satu"), ("dua.txt", b"dua"), ("tiga.txt", b"tiga"))
    settings = ReadingSettings(archive=ArchiveLimits(max_entries=2))
    assert [document.outcome for document in iter_documents([path], settings)] == ["read", "read", "too_large"]
    truncated = tmp_path / "b.zip"
    truncated.write_bytes(path.read_bytes()[:-30])
    assert [document.outcome for document in iter_documents([truncated])] == ["damaged"]


def test_a_second_reading_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PageCache(tmp_path / "cache")
    path = write_pdf(tmp_path / "a.pdf", line("Isi"))
    first = read_document(path, NO_OCR, cache)
    monkeypatch.setattr("indexer.reading.document.read_pdf_document", lambda *_: pytest.fail("was read again"))
    again = read_document(path.rename(tmp_path / "b.pdf"), NO_OCR, cache)
    assert again.file == "b.pdf" and again.pages == first.pages


def test_the_cache_heeds_settings_and_damage(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "cache")
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), line("Dua"))
    assert read_document(path, ReadingSettings(pdf=PdfLimits(max_pages=1)), cache).outcome == "too_large"
    assert read_document(path, NO_OCR, cache).outcome == "read"
    for kept in (tmp_path / "cache").rglob("*.json"):
        kept.write_text("{")
    assert read_document(path, NO_OCR, cache).outcome == "read"


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    document: DocumentText = read_document(write_pdf(tmp_path / "a.pdf", line("Isi")), NO_OCR, PageCache(tmp_path / "cache"))
    assert document.outcome == "read" and "tidak dapat disimpan" in document.notices[0]


def test_zip_with_a_stored_pdf_is_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "bukti.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("1.pdf", b"%PDF-1.4 contoh")
    assert kind_of(path, path.name) == "zip"
