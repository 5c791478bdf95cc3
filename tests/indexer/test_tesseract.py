"""Tesseract kept warm: it says what a process of its own would say, survives its own death, and does not stay behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_pdfs import picture_of

from indexer.reading import tesseract
from indexer.reading.ocr_engine import OcrEngine, OcrSettings, PageFault, find_engine, run_program
from indexer.reading.ocr_lines import tsv_pieces
from indexer.reading.tesseract import kept_warm, read_picture

ENGINE = find_engine(OcrSettings(engine="tesseract")) or OcrEngine(name="tesseract")
pytestmark = pytest.mark.skipif(not ENGINE.program, reason="no tesseract on this machine")


def _page(folder: Path, *lines: str) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.tif"
    picture_of(*lines).save(path, dpi=(150, 150))
    return path


def _read(path: Path) -> str:
    return " ".join(piece.text for piece in tsv_pieces(read_picture(ENGINE, path, "6", time.monotonic() + 60)))


def _idle() -> list[tesseract._Reader]:
    return tesseract._POOL._idle


def test_pages_come_out_as_from_a_process_of_their_own(tmp_path: Path) -> None:
    pages = [_page(tmp_path, f"Keputusan Bupati nomor {number}", "tentang tim koordinasi") for number in (1, 2)]
    pages.insert(1, _page(tmp_path))
    alone = [
        run_program(
            [ENGINE.program, str(page), "stdout", "-l", ENGINE.languages, "--psm", "6", "-c", "tessedit_create_tsv=1"],
            time.monotonic() + 60,
        )
        for page in pages
    ]
    with kept_warm():
        warm = [read_picture(ENGINE, page, "6", time.monotonic() + 60) for page in pages]
        assert len(_idle()) == 1
    assert [tsv_pieces(told) for told in warm] == [tsv_pieces(told) for told in alone]
    assert "Keputusan" in alone[0] and _idle() == []


def test_a_process_that_died_in_between_costs_nothing(tmp_path: Path) -> None:
    with kept_warm():
        assert "satu" in _read(_page(tmp_path, "Halaman satu"))
        (reader,) = _idle()
        reader._process.kill()
        reader._process.wait()
        assert "dua" in _read(_page(tmp_path, "Halaman dua"))
        assert _idle() == [] and not reader._empty.exists()


def test_a_page_that_takes_too_long_ends_its_process(tmp_path: Path) -> None:
    with kept_warm():
        with pytest.raises(PageFault) as caught:
            read_picture(ENGINE, _page(tmp_path, *["Halaman yang panjang sekali"] * 20), "6", time.monotonic() + 0.01)
        assert caught.value.fault == "slow" and _idle() == []


def test_a_picture_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "a.tif"
    broken.write_bytes(b"II*\x00 nothing")
    with pytest.raises(PageFault) as caught:
        read_picture(ENGINE, broken, "6", time.monotonic() + 30)
    assert caught.value.fault == "engine"


def test_without_terminals_a_page_has_its_own_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_HAS_TERMINALS", False)
    with kept_warm():
        assert "satu" in _read(_page(tmp_path, "Halaman satu")) and _idle() == []
