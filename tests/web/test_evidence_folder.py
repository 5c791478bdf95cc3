"""Whole folders of evidence in a real browser: chosen, dropped, 120 files at once, what goes over the limits, progress in pages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served_app import SCREENSHOTS, Served

from assistant.web.evidence.room import UploadLimits
from assistant.web.evidence.rooms import rooms_of

sys.path.insert(0, str(Path(__file__).parents[1] / "indexer"))
from small_pdfs import line, write_pdf

N_FILES = 120


def folder_of(path: Path, n_files: int) -> Path:
    """A folder with that many decrees in folders by indicator, and with what the system leaves lying about."""
    for number in range(n_files):
        place = path / f"{number % 12 + 1:02}"
        place.mkdir(parents=True, exist_ok=True)
        texts = ("KEPUTUSAN BUPATI CONTOH", f"NOMOR {number} TAHUN 2023", "TENTANG TIM KOORDINASI SPBE", f"Lampiran {number}")
        write_pdf(place / f"sk {number}.pdf", "".join(line(text, 760 - 24 * row) for row, text in enumerate(texts)))
    (path / "Thumbs.db").write_bytes(b"x")
    (path / ".tersembunyi").write_bytes(b"x")
    return path


@pytest.fixture
def tab(browser: Any, served: Served) -> Iterator[Any]:
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served.url)
    page.get_by_role("tab", name="Telaah bukti").click()
    page.wait_for_selector("#unggah-bukti .drop")
    yield page
    assert faults == []
    context.close()


def drop(page: Any, *paths: Path) -> None:
    """Drops files or folders on the field, as the browser itself gets them from the desktop."""
    page.locator("#unggah-bukti .drop").scroll_into_view_if_needed()
    box = page.locator("#unggah-bukti .drop").bounding_box()
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})


@pytest.mark.browser
def test_a_folder_of_120_files_is_chosen_and_reviewed(tab: Any, served: Served, tmp_path: Path) -> None:
    assert "300 berkas" in tab.inner_text("#batas-unggah") and "PPTX" in tab.inner_text("#batas-unggah")
    tab.set_input_files("#pilih-folder", folder_of(tmp_path / "bukti kota", N_FILES))
    tab.wait_for_selector(f"#daftar-bukti summary:has-text('{N_FILES} berkas siap ditelaah')")
    tab.click("#daftar-bukti summary")
    assert "bukti kota/01/sk 0.pdf" in tab.inner_text("#daftar-bukti ul")
    SCREENSHOTS.mkdir(exist_ok=True)
    tab.screenshot(path=SCREENSHOTS / "evidence-folder.png")
    tab.click("#daftar-bukti summary")
    tab.click("#mulai-telaah")
    tab.wait_for_selector(f"#kemajuan-telaah :text-matches('Seluruhnya [1-9][0-9]* dari {N_FILES} halaman')")
    tab.screenshot(path=SCREENSHOTS / "evidence-progress.png")
    tab.wait_for_selector("#daftar-telaah [data-row]")
    assert tab.locator("#daftar-telaah [data-row]").count() == N_FILES
    assert "bukti kota/01/sk 0.pdf" in tab.locator("#daftar-telaah [data-row]").first.inner_text()
    tab.click("#hapus-telaah")
    tab.wait_for_selector("#catatan-telaah:has-text('dihapus')")


@pytest.mark.browser
def test_dropped_folders_and_files_and_what_goes_over_the_limits(tab: Any, served: Served, tmp_path: Path) -> None:
    rooms = rooms_of(served.data_dir)
    before, rooms.limits = rooms.limits, UploadLimits(max_files=30, max_file_mb=200, max_total_mb=1000)
    try:
        single = write_pdf(tmp_path / "lepas.pdf", line("Isi"))
        drop(tab, folder_of(tmp_path / "bukti", 24), single)
        tab.wait_for_selector("#daftar-bukti summary:has-text('25 berkas')")
        names = tab.locator("#daftar-bukti ul").text_content()
        assert "bukti/12/sk 11.pdf" in names and "lepas.pdf" in names and "Thumbs" not in names
        drop(tab, folder_of(tmp_path / "lagi", 20))
        tab.wait_for_selector("#unggah-bukti .sending :text('15 berkas tidak diterima')")
        assert re.search(r"Daftar sudah berisi 30 berkas", tab.inner_text("#unggah-bukti .sending"))
        tab.wait_for_selector("#daftar-bukti summary:has-text('30 berkas')")
        SCREENSHOTS.mkdir(exist_ok=True)
        tab.screenshot(path=SCREENSHOTS / "evidence-refused.png")
        tab.click("#hapus-telaah")
        tab.wait_for_selector("#catatan-telaah:has-text('dihapus')")
    finally:
        rooms.limits = before
