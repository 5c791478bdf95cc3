"""The assessment tabs as people meet them: a real browser on the real app. Screenshots go to tests/web/screenshots."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from contrast import contrast
from openpyxl import load_workbook
from served_app import SCREENSHOTS, Served

from assistant.export.workbook_layout import HEADING_ROW, MAIN_SHEET

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
ANI, BUDI = "Ani Lestari", "Budi Santoso"
NUMBERS = count(1)
Opener = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, served: Served) -> Iterator[Opener]:
    """Opens the app in a fresh browser profile; afterwards checks that no request left this machine and no script failed."""
    contexts, foreign, faults = [], [], []

    def note_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            foreign.append(request.url)

    def open_one(size: dict[str, int] = DESKTOP, **options: Any) -> Any:
        context = browser.new_context(viewport=size, locale="en-US", reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", note_request)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(served.url)
        page.wait_for_selector("#pertanyaan textarea")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert foreign == []
    assert faults == []


def open_tab(page: Any, name: str, sign: str) -> None:
    """Opens a tab, from the menu of further tabs when the window is narrow, and waits for `sign`."""
    tab = page.get_by_role("tab", name=name, exact=True)
    if tab.is_visible():
        tab.click()
    else:
        page.get_by_label("Tab lainnya").click()
        page.locator(".overflow-dropdown button", has_text=name).click()
    page.wait_for_selector(sign)


def start(page: Any, person: str = ANI, agency: str = "") -> str:
    """Opens the assessment tab and makes an agency with an assessment, or chooses the one given; the agency's name."""
    open_tab(page, "Penilaian", "#nama-penilai textarea")
    page.fill("#nama-penilai textarea", person)
    if agency:
        choose(page, "#pilih-instansi", agency)
    else:
        agency = f"Contoh {next(NUMBERS)}"
        page.click("#buat-baru .label-wrap")
        page.fill("#nama-instansi textarea", agency)
        page.click("#buat-instansi")
        page.wait_for_selector("#catatan-pilihan >> text=Sekarang buat penilaiannya")
        page.click("#buat-penilaian")
    page.wait_for_selector(".indicators")
    return agency


def choose(page: Any, dropdown: str, text: str) -> None:
    """Chooses the option of a drop-down list that contains the text, with the keyboard."""
    page.click(f"{dropdown} input")
    page.fill(f"{dropdown} input", text)
    page.wait_for_selector(f"{dropdown} [role=option]:has-text('{text}'), [role=option]:has-text('{text}')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def pick(page: Any, indicator: int) -> None:
    """Opens an indicator's panel."""
    page.click(f"tr[data-indicator='{indicator}'] button")
    page.wait_for_selector(f"#rincian-indikator h3:has-text('Indikator {indicator}.')")


def save(page: Any, field: str, level: int, button: str, words: str) -> None:
    """Presses a level and its button, and waits for what is said then."""
    page.locator(f"{field} label", has_text=re.compile(rf"^\s*{level}\s*$")).click()
    page.click(button)
    page.wait_for_selector(f"#catatan-indikator >> text={words}")


def confirm(page: Any, indicator: int, level: int) -> None:
    """Confirms a level."""
    pick(page, indicator)
    save(page, "#level-tetap", level, "#tetapkan", "level ditetapkan")


def shoot(page: Any, name: str) -> None:
    """Keeps a screenshot for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def fits(page: Any) -> bool:
    """True when nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_from_a_claim_to_an_index_and_a_signed_draft(open_page: Opener, served: Served) -> None:
    page = open_page()
    start(page)
    assert page.locator("tr[data-indicator]").count() == 47
    assert page.locator("tr.aspect").count() == 8
    pick(page, 3)
    save(page, "#level-klaim", 4, "#simpan-klaim", "level klaim kosong → 4")
    save(page, "#level-tetap", 3, "#tetapkan", "level ditetapkan kosong → 3")
    page.wait_for_selector("#keadaan >> text=Indeks sementara 3,00")
    assert "berselisih" in page.inner_text("tr[data-indicator='3']")
    assert ANI in page.inner_text("#rincian-indikator .levels")
    assert "Kriteria level 4" in page.inner_text("#rincian-indikator")
    assert "Unsur pertama yang belum terpenuhi" in page.inner_text("#rincian-indikator")
    page.click("#riwayat-indikator summary")
    assert page.locator(".history li").count() == 2
    shoot(page, "assessment-desktop")
    open_tab(page, "Indeks", ".indeks-head")
    page.wait_for_selector("#angka-indeks >> text=3,00")
    assert page.locator("#grafik-indeks svg[role=img] desc").count() == 3
    page.focus("#andai-3")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#hasil-andai >> text=4,00")
    assert page.evaluate("document.activeElement.id") == "andai-3"
    page.fill("#target-indeks input", "3,5")
    page.click("#hitung-jalur")
    page.wait_for_selector("#jalur-indeks >> text=1 langkah")
    shoot(page, "indeks-desktop")
    open_tab(page, "Penilaian", "#keadaan >> text=Indeks sementara 3,00")
    open_tab(page, "Draf", "#susun-draf")
    assert page.input_value("#nama-pemutus textarea") == ANI
    choose(page, "#pilih-subjek", "Indikator 3.")
    page.wait_for_selector("#versi-draf >> text=Belum ada draf")
    page.click("#susun-draf")
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    page.click("#terima-draf")
    page.wait_for_selector(f"#versi-draf >> text=Diterima oleh {ANI}")
    shoot(page, "drafts-desktop")
    refuses_a_stranger(page, served)


def refuses_a_stranger(page: Any, served: Served) -> None:
    """The report goes to the browser that asked for it, and to nobody else."""
    page.click("#siapkan-laporan")
    link = page.wait_for_selector("#tautan-laporan a", timeout=60_000)
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename.endswith(".docx")
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    reply = httpx.get(f"{served.url}/{link.get_attribute('href')}")
    assert reply.status_code == 404
    assert "peramban lain" in reply.text


def test_confirming_needs_a_name(open_page: Opener) -> None:
    page = open_page()
    start(page)
    pick(page, 1)
    page.fill("#nama-penilai textarea", " ")
    save(page, "#level-tetap", 2, "#tetapkan", "Nama orang yang bertindak wajib diisi")
    assert page.locator("tr[data-indicator='1'] td.done").count() == 0


def test_two_people_do_not_overwrite_each_other(open_page: Opener) -> None:
    first, second = open_page(), open_page()
    agency = start(first)
    start(second, BUDI, agency)
    pick(first, 7)
    confirm(second, 7, 4)
    save(first, "#level-tetap", 2, "#tetapkan", "sudah diubah orang lain")
    said = first.inner_text("#catatan-indikator")
    assert BUDI in said
    assert "tidak ada yang ditimpa" in said
    assert first.locator("#rincian-indikator dd").nth(2).inner_text().startswith("4")
    first.click("#tetapkan")
    first.wait_for_selector("#catatan-indikator >> text=level ditetapkan 4 → 2")
    first.click("#riwayat-indikator summary")
    assert first.locator(".history li").count() == 2


def test_filters_leave_out_rows(open_page: Opener) -> None:
    page = open_page()
    start(page)
    confirm(page, 2, 3)
    page.get_by_label("Hanya yang belum ditetapkan").check()
    page.wait_for_selector("tr[data-indicator='2']", state="detached")
    assert page.locator("tr[data-indicator]").count() == 46
    page.get_by_label("Hanya yang berselisih").check()
    page.wait_for_selector("text=Tidak ada indikator yang cocok")


def test_workbook_goes_out_and_comes_back(open_page: Opener, tmp_path: Path) -> None:
    page = open_page()
    start(page)
    page.click("#buku-kerja .label-wrap")
    page.click("#siapkan-buku")
    link = page.wait_for_selector("#tautan-buku a", timeout=60_000)
    with page.expect_download() as waiting:
        link.click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    fill_in(path, {1: 3, 2: 4})
    confirm(page, 2, 2)
    page.set_input_files("#impor-buku input[type=file], input#impor-buku, #buku-kerja input[type=file]", path)
    page.wait_for_selector("#catatan-buku >> text=1 perubahan diambil")
    assert "indikator 2, " in page.inner_text("#catatan-buku")
    assert "di aplikasi sekarang «2»" in page.inner_text("#catatan-buku")
    page.wait_for_selector("tr[data-indicator='1'] td.done >> text=3")
    assert page.inner_text("tr[data-indicator='2'] td.done") == "2"
    cache = Path(os.environ.get("GRADIO_TEMP_DIR") or Path(tempfile.gettempdir()) / "gradio")
    assert [left for left in cache.rglob(path.name) if left.stat().st_size] == []


def fill_in(path: Path, levels: dict[int, int]) -> None:
    """Confirms levels in a workbook, as people do offline."""
    workbook = load_workbook(path)
    main = workbook[MAIN_SHEET]
    columns = {cell.value: cell.column for cell in main[HEADING_ROW]}
    for row in range(HEADING_ROW + 1, main.max_row + 1):
        number = main.cell(row, columns["No"]).value
        if number in levels:
            main.cell(row, columns["Level ditetapkan"], levels[number])
            main.cell(row, columns["Ditetapkan oleh"], BUDI)
    workbook.save(path)


def test_refusing_a_draft_needs_a_reason(open_page: Opener) -> None:
    page = open_page()
    start(page)
    confirm(page, 21, 3)
    open_tab(page, "Draf", "#susun-draf")
    page.click("#susun-semua")
    page.wait_for_selector("#catatan-draf >> text=draf disusun")
    choose(page, "#pilih-subjek", "Indikator 21.")
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    page.click("#tolak-draf")
    page.wait_for_selector("#catatan-keputusan >> text=penolakan harus disertai alasan")
    page.fill("#teks-draf textarea", "Manajemen Risiko telah diterapkan.")
    page.click("#simpan-draf")
    page.wait_for_selector("#versi-draf >> text=Diterima dengan suntingan")
    text = page.inner_text("#versi-draf")
    assert "Manajemen Risiko telah diterapkan." in text
    assert "Usulan terbaru" in text
    page.wait_for_selector("#temuan-draf >> text=Temuan pemeriksa teks")


def test_works_at_phone_width(open_page: Opener) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    start(page)
    assert fits(page)
    pick(page, 40)
    page.wait_for_function("document.activeElement.matches('#rincian-indikator h3')")
    assert fits(page)
    shoot(page, "assessment-phone")
    confirm(page, 40, 3)
    open_tab(page, "Indeks", ".indeks-head")
    assert fits(page)
    shoot(page, "indeks-phone")
    open_tab(page, "Draf", "#susun-draf")
    assert fits(page)
    shoot(page, "drafts-phone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable(open_page: Opener, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    start(page)
    confirm(page, 3, 3)
    for selector in ("#rincian-indikator .about", "#keadaan p", "tr.aspect span", "#tetapkan", ".criterion.missing li", ".note"):
        assert contrast(page, selector) >= 4.5, selector
    shoot(page, f"assessment-{scheme}")


def test_keyboard_alone_confirms_a_level(open_page: Opener) -> None:
    page = open_page()
    start(page)
    page.focus("tr[data-indicator='5'] button")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('#rincian-indikator h3')")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.closest('#level-tetap') !== null")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#catatan-indikator >> text=level ditetapkan kosong → 3")
