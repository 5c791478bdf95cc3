"""What needs much memory: read where it can be, one at a time, and never silently lost."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from small_pdfs import line, write_pdf

from indexer.reading.child import LIGHT_MB, ChildPool
from indexer.reading.drawing import ask_renderer
from indexer.reading.ocr import OcrSettings, find_engine
from indexer.reading.pdf_guard import PdfLimits, read_pdf
from indexer.reading.sources import read_document

pytest.importorskip("resource", reason="the operating system has no address-space limit")
needs_ocr = pytest.mark.skipif(find_engine(OcrSettings()) is None, reason="no OCR engine on this machine")
SIDE = 10_000


@pytest.fixture(scope="module")
def large() -> Image.Image:
    """A page of 100 megapixels with a few lines."""
    picture = Image.new("L", (SIDE, SIDE), 255)
    draw = ImageDraw.Draw(picture)
    for number in range(12):
        text = f"Keputusan Bupati tentang tim koordinasi nomor {number}"
        draw.text((600, 600 + 400 * number), text, fill=0, font=ImageFont.load_default(size=260))
    return picture


def _overlap(memory_mb: int) -> int:
    """How many children with that bound were lent at once."""
    pool, lock = ChildPool("indexer.reading.render"), threading.Lock()
    n_now, most = 0, 0

    def borrow() -> None:
        nonlocal n_now, most
        with pool.borrow(memory_mb):
            with lock:
                n_now += 1
                most = max(most, n_now)
            time.sleep(0.2)
            with lock:
                n_now -= 1

    threads = [threading.Thread(target=borrow) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    return most


def test_only_one_child_with_much_memory_is_lent_at_a_time() -> None:
    assert _overlap(LIGHT_MB) == 3
    assert _overlap(LIGHT_MB + 1) == 1


@needs_ocr
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_hundred_megapixels_of_any_mode_are_read(tmp_path: Path, large: Image.Image, mode: str) -> None:
    large.convert(mode).save(tmp_path / "a.png", compress_level=1)
    document = read_document(tmp_path / "a.png")
    assert document.outcome == "read" and document.text.count("koordinasi") >= 10


def test_a_large_picture_is_drawn_within_little_more_than_its_own_size(tmp_path: Path, large: Image.Image) -> None:
    large.convert("RGBA").save(tmp_path / "a.png", compress_level=1)
    request = {"kind": "image", "path": str(tmp_path / "a.png"), "page": 1, "dpi": 200, "rotation": 0, "password": None}
    request |= {"max_pixels": 25_000_000, "target": str(tmp_path / "a.tif")}
    reply = ask_renderer(request, 640, 60.0)  # 400 of them are the picture
    assert (reply["width"], reply["is_blank"]) == (5000, False)
    with Image.open(tmp_path / "a.tif") as drawn:
        assert (drawn.mode, round(drawn.info["dpi"][0])) == ("L", 200)


def test_pictures_are_turned_and_laid_on_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (1800, 1000), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 1800, 500))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees to the right
    picture.save(tmp_path / "a.png", exif=exif)
    request = {"kind": "image", "path": str(tmp_path / "a.png"), "page": 1, "dpi": 200, "rotation": 0, "password": None}
    ask_renderer(request | {"max_pixels": 25_000_000, "target": str(tmp_path / "b.png")}, 1024, 30.0)
    with Image.open(tmp_path / "b.png") as drawn:
        assert drawn.width < drawn.height
        assert (drawn.getpixel((drawn.width // 4, 900)), drawn.getpixel((drawn.width * 3 // 4, 900))) == (255, 0)


def test_sixteen_bits_of_grey_keep_their_shades(tmp_path: Path) -> None:
    picture = Image.new("I;16", (2000, 100), 0x8000)
    picture.save(tmp_path / "a.png")
    request = {"kind": "image", "path": str(tmp_path / "a.png"), "page": 1, "dpi": 200, "rotation": 0, "password": None}
    ask_renderer(request | {"max_pixels": 25_000_000, "target": str(tmp_path / "b.png")}, 1024, 30.0)
    with Image.open(tmp_path / "b.png") as drawn:
        assert drawn.getpixel((5, 5)) in (127, 128)


def test_a_page_that_needs_much_memory_gets_it_and_the_rest_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.reading.pdf_guard.LIGHT_MB", 280)
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), line("Peta rencana " * 1_200_000), line("Tiga"))
    few = read_pdf(path, PdfLimits(memory_mb=280))
    assert [page.text[:5].strip() for page in few.pages] == ["Satu", "", "Tiga"] and few.fault == "memory"
    seen: list[int] = []
    found = read_pdf(path, on_page=lambda page, _total: seen.append(page.number))
    assert [page.text[:5].strip() for page in found.pages] == ["Satu", "Peta", "Tiga"]
    assert (found.fault, seen) == ("", [1, 2, 3])
