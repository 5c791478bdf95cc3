"""Bad input of the worst kinds, made for real where that takes seconds: named outcomes, bounded memory, the batch goes on."""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from small_pdfs import image_object, line, picture_of, write_pdf

from indexer.reading.archive import ArchiveLimits
from indexer.reading.ocr import OcrSettings, find_engine
from indexer.reading.sources import PageCache, ReadingSettings, iter_documents, read_document

resource = pytest.importorskip("resource", reason="the operating system does not tell the memory used")
NO_OCR = ReadingSettings(ocr=OcrSettings(engine="off"))
needs_ocr = pytest.mark.skipif(find_engine(OcrSettings()) is None, reason="no OCR engine on this machine")


def _grown_mb(before: int) -> float:
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


@pytest.mark.parametrize("name", ["a.pdf", "a.zip", "a.docx", "a.doc", "a.png", "a.txt"])
def test_two_gigabytes_are_refused_unread(tmp_path: Path, name: str) -> None:
    heads = {".pdf": b"%PDF-1.7\n", ".zip": b"PK\x03\x04", ".docx": b"PK\x03\x04", ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(heads.get(path.suffix, b"\x89PNG\r\n\x1a\n"))
        file.truncate(2_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (document,) = iter_documents([tmp_path])
    assert (document.outcome, document.sha256) == ("too_large", "") and "2000 MB" in document.sentence
    assert _grown_mb(before) < 50


def test_five_thousand_pages_are_counted_and_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *(line(f"Halaman {number}") for number in range(5000)))
    document = read_document(path)
    assert (document.outcome, document.n_pages, document.pages) == ("too_large", 5000, ())
    assert "5000 halaman" in document.sentence


def test_a_zip_of_ten_thousand_entries(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.txt", "")
    settings = ReadingSettings(archive=ArchiveLimits(max_entries=200))
    documents = list(iter_documents([tmp_path / "a.zip"], settings))
    assert len(documents) == 201
    assert documents[-1].outcome == "too_large" and "terlalu banyak berkas" in documents[-1].sentence


def test_a_directory_that_would_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(40_000):
            archive.writestr(zipfile.ZipInfo(f"{'folder-panjang-' * 12}{number}.txt"), b"")
    (document,) = iter_documents([tmp_path / "a.zip"], NO_OCR)
    assert document.outcome == "too_large"


def test_a_flat_bomb_and_a_nested_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bom.txt", "w", force_zip64=True) as file:
            for _ in range(60):
                file.write(bytes(1_000_000))
        archive.writestr("baik.txt", "Notula rapat")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "a.zip", "dalam.zip")
    found = {document.file: document.outcome for document in iter_documents([tmp_path], NO_OCR)}
    assert found == {"a.zip/bom.txt": "too_large", "a.zip/baik.txt": "read", "b.zip/dalam.zip": "unsupported"}


def test_many_small_entries_stop_at_the_sum(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", "a" * 900_000)
    settings = ReadingSettings(archive=ArchiveLimits(max_unpacked_mb=2))
    assert [document.outcome for document in iter_documents([tmp_path], settings)] == ["read"] * 2 + ["too_large"] * 3


def test_a_locked_zip_asks_for_an_open_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Isi")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag of encryption, in the entry and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    (document,) = iter_documents([path])
    assert document.outcome == "locked" and "kata sandi" in document.sentence


@needs_ocr
def test_a_picture_bomb_and_a_large_picture(tmp_path: Path) -> None:
    Image.new("1", (40_000, 40_000)).save(tmp_path / "a.png")
    Image.new("RGB", (9000, 9000), "white").save(tmp_path / "b.jpg")
    found = {document.file: document.outcome for document in iter_documents([tmp_path])}
    assert found == {"a.png": "too_large", "b.jpg": "empty"}


def test_pipes_devices_and_loops_of_links_are_passed_by(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.pdf")
    (tmp_path / "lingkar").symlink_to(tmp_path)
    (tmp_path / "putus.pdf").symlink_to("/tidak/ada")
    write_pdf(tmp_path / "z.pdf", line("Isi"))
    found = {document.file: document.outcome for document in iter_documents([tmp_path, Path("/dev/zero")], NO_OCR)}
    assert found == {"putus.pdf": "damaged", "z.pdf": "read"}


def test_what_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir()
    write_pdf(tmp_path / "a.pdf", line("Isi"))
    write_pdf(tmp_path / "b.pdf", line("Isi"))
    real_scandir, real_open = os.scandir, Path.open

    def scandir(path: Any) -> Any:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_scandir(path)

    def opened(path: Path, *rest: Any, **more: Any) -> Any:
        if path.name == "a.pdf":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_open(path, *rest, **more)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", opened)
    found = {document.file: document for document in iter_documents([tmp_path], NO_OCR)}
    assert {name: document.outcome for name, document in found.items()} == {
        "a.pdf": "damaged",
        "b.pdf": "read",
        "tertutup": "damaged",
    }
    assert "boleh dibaca" in found["a.pdf"].sentence and "izin" in found["tertutup"].sentence


def test_a_file_that_goes_between_listing_and_reading(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(tmp_path / name, line("Isi"))
    documents = iter_documents([tmp_path], NO_OCR)
    assert next(documents).outcome == "read"
    (tmp_path / "b.pdf").unlink()
    assert [(document.file, document.outcome) for document in documents] == [("b.pdf", "damaged")]


@needs_ocr
def test_a_full_disk_is_said_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = {"Im1": image_object(picture_of("Keputusan Bupati tentang tim koordinasi", "ditetapkan di Contoh"))}
    path = write_pdf(tmp_path / "a.pdf", "q 595 0 0 842 0 0 cm /Im1 Do Q", images=scan)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.txt", "Isi")
    cache = PageCache(tmp_path / "cache")

    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(tempfile, "mkdtemp", full)
        document = read_document(path, cache=cache)
        assert (document.outcome, document.is_passing) == ("damaged", True) and "disk penuh" in document.sentence
        assert ["disk penuh" in each.sentence for each in iter_documents([tmp_path / "b.zip"])] == [True]
    assert read_document(path, cache=cache).outcome == "read"
