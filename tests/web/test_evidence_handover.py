"""From the evidence tab to the assessment and its drafts, as people do it in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from assessment_steps import ANI, BUDI, LAPTOP, PHONE, choose, confirm, fits, open_tab, pick, shoot, start

sys.path.insert(0, str(Path(__file__).parents[1] / "indexer"))
from small_pdfs import line, write_pdf

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
RULE = (
    "PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2023",
    "TENTANG ARSITEKTUR SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK",
    "Pasal 3",
    "Arsitektur SPBE Pemerintah Kabupaten memuat referensi arsitektur dan domain arsitektur,",
    "meliputi proses bisnis, data dan informasi, infrastruktur, aplikasi, keamanan, dan layanan SPBE.",
    "Pasal 4 Peta Rencana SPBE memuat tata kelola, manajemen, layanan, infrastruktur, aplikasi, dan audit TIK.",
    "Ditetapkan di Contoh pada tanggal 3 Mei 2023. BUPATI CONTOH, ttd",
)


def review(page: Any, folder: Path, name: str = "1.a.Perbup-Arsitektur.pdf") -> None:
    """Hands a small regulation in and waits for its review."""
    path = write_pdf(folder / name, "".join(line(text, 760 - 24 * number) for number, text in enumerate(RULE)))
    open_tab(page, "Telaah bukti", "#unggah-bukti .drop")
    page.set_input_files("#pilih-bukti", [path])
    page.wait_for_selector("#daftar-bukti summary:has-text('1 berkas')")
    page.click("#mulai-telaah")
    page.wait_for_selector("#daftar-telaah [data-row]")


def test_review_goes_to_the_assessment_and_into_its_drafts(open_page: Opener, tmp_path: Path) -> None:
    page = open_page(LAPTOP)
    agency = start(page)
    review(page, tmp_path)
    page.click("#serah-telaah .label-wrap")
    page.wait_for_selector("#indikator-serah label")
    assert agency in page.input_value("#tujuan-serah input")
    assert page.input_value("#nama-penyerah textarea") == ANI
    boxes = page.locator("#indikator-serah input")
    n_found = boxes.count()
    assert n_found >= 2 and page.locator("#indikator-serah input:checked").count() == n_found
    page.locator("#indikator-serah label").last.click()
    shoot(page, "handover-laptop")
    page.click("#serahkan")
    page.wait_for_selector(f"#catatan-serah >> text={n_found - 1} rentang usulan")
    assert "Tidak ada level yang ditetapkan" in page.inner_text("#catatan-serah")
    assert page.locator("#indikator-serah input:checked").count() == n_found - 1
    page.click("#serahkan")
    page.wait_for_selector("#catatan-serah >> text=Tidak ada yang berubah")
    page.click("#buka-penilaian")
    page.wait_for_selector("#keadaan >> text=0 dari 47")
    pick(page, 1)
    page.wait_for_selector("#rincian-indikator >> text=1.a.Perbup-Arsitektur.pdf")
    shoot(page, "handed-over-laptop")
    sees_the_page_and_takes_off(page)
    open_tab(page, "Draf", "#susun-draf")
    choose(page, "#pilih-subjek", "Indikator 1.")
    page.wait_for_selector("#versi-draf >> text=Belum ada draf")
    page.click("#susun-draf")
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    assert "halaman 1, peraturan tersebut ditetapkan di Contoh pada tanggal 3 Mei 2023" in page.input_value("#teks-draf textarea")
    page.locator("#pilih-bagian label", has_text="Analisis").click()
    page.wait_for_function("document.querySelector('#teks-draf textarea').value.includes('keenam domain')")  # unmet, level 3
    assert "halaman 1" in page.input_value("#teks-draf textarea")
    shoot(page, "handed-over-draft")


def test_a_change_by_somebody_else_is_told_before_anything_is_handed_over(open_page: Opener, tmp_path: Path) -> None:
    page, other = open_page(LAPTOP), open_page()
    agency = start(page)
    review(page, tmp_path)
    page.click("#serah-telaah .label-wrap")
    page.wait_for_selector("#indikator-serah label")
    start(other, BUDI, agency)
    confirm(other, 1, 4)
    page.click("#serahkan")
    page.wait_for_selector("#catatan-serah >> text=sudah diubah orang lain")
    said = page.inner_text("#catatan-serah")
    assert BUDI in said and "tekan tombolnya sekali lagi" in said
    page.click("#serahkan")
    page.wait_for_selector("#catatan-serah >> text=rentang usulan")
    pick(other, 2)
    pick(other, 1)
    other.wait_for_selector("#rincian-indikator >> text=1.a.Perbup-Arsitektur.pdf")
    assert other.locator("#rincian-indikator dd").nth(2).inner_text().startswith("4")  # what Budi confirmed stands


def sees_the_page_and_takes_off(page: Any) -> None:
    """A quote leads to the picture of its page; evidence of another indicator is taken off with a second press."""
    see = page.locator("#rincian-indikator .see").first
    see.scroll_into_view_if_needed()
    shoot(page, "handed-over-evidence")
    see.click()
    page.wait_for_selector("#lihat-halaman .place")
    shoot(page, "handed-over-page")
    page.keyboard.press("Escape")
    pick(page, 2)
    button = page.locator("#rincian-indikator .detach")
    button.click()
    page.wait_for_selector("#rincian-indikator .detach:has-text('Tekan lagi')")
    button.click()
    page.wait_for_selector("#catatan-lepas >> text=dilepas")
    assert "Belum ada bukti yang dilampirkan" in page.inner_text("#rincian-indikator")
    page.click("#rincian-indikator .elements summary")
    assert "belum terlihat" in page.inner_text("#rincian-indikator .elements")
    page.click("#riwayat-indikator summary")
    assert "dilampirkan" in page.inner_text(".history") and "dilepas" in page.inner_text(".history")


def test_evidence_is_attached_by_hand(open_page: Opener) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    start(page)
    pick(page, 21)
    page.click("#lampirkan-bukti .label-wrap")
    page.fill("#nama-bukti textarea", "21.a.Program.pdf")
    page.fill("#halaman-bukti textarea", "3-x")
    page.click("#lampirkan")
    page.wait_for_selector("#catatan-lampiran >> text=Halaman «3-x» tidak dapat dibaca")
    page.fill("#halaman-bukti textarea", "3, 5-6")
    page.fill("#catatan-pelampir textarea", "Diserahkan saat interviu.")
    assert fits(page)
    page.locator("#lampirkan").scroll_into_view_if_needed()
    shoot(page, "attach-phone")
    page.click("#lampirkan")
    page.wait_for_selector("#catatan-lampiran >> text=(hlm. 3, 5, 6) dilampirkan")
    assert page.input_value("#nama-bukti textarea") == ""
    shown = page.inner_text("#rincian-indikator .held")
    assert "hlm. 3, 5, 6" in shown and "Diserahkan saat interviu." in shown and "tanpa sidik berkas" in shown
    assert page.locator("#rincian-indikator .see").count() == 0
    assert fits(page)


def test_units_are_set_and_get_their_list(open_page: Opener) -> None:
    page = open_page(LAPTOP)
    start(page)
    pick(page, 21)
    page.fill("#unit-indikator input", "Dinas Kominfo")
    page.keyboard.press("Enter")
    page.click("#simpan-unit")
    page.wait_for_selector("#catatan-indikator >> text=«Dinas Kominfo»")
    assert "Unit: Dinas Kominfo" in page.inner_text("#rincian-indikator .about")
    pick(page, 22)
    page.click("#unit-indikator input")
    page.wait_for_selector("[role=option]:has-text('Dinas Kominfo')")
    page.keyboard.press("Escape")
    page.fill("#unit-indikator input", "Inspektorat")
    page.keyboard.press("Enter")
    page.get_by_label("Unit ini juga untuk indikator lain").check()
    page.click("#simpan-unit")
    page.wait_for_selector("#catatan-indikator >> text=Indikator 28, unit penanggung jawab kosong → «Inspektorat»")
    assert "Indikator 21," not in page.inner_text("#catatan-indikator")
    shoot(page, "unit-laptop")
    confirm(page, 21, 1)
    confirm(page, 22, 2)
    page.click("#tindak-lanjut .label-wrap")
    page.click("#susun-tindak-lanjut")
    page.wait_for_selector("#daftar-tindak-lanjut .unit >> nth=1")
    shown = page.inner_text("#daftar-tindak-lanjut")
    assert "Dinas Kominfo (1 tindak lanjut)" in shown and "level 1 → 2" in shown
    page.locator("#tindak-lanjut").scroll_into_view_if_needed()
    shoot(page, "todo-laptop")
    for ending in ("xlsx", "docx"):
        with page.expect_download() as waiting:
            page.click(f"#tautan-tindak-lanjut a[download$={ending}]")
        assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    page.set_viewport_size(PHONE)
    assert fits(page)
    page.locator("#daftar-tindak-lanjut").scroll_into_view_if_needed()
    shoot(page, "todo-phone")


def test_handover_asks_for_a_target_and_a_name(open_page: Opener, tmp_path: Path) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    review(page, tmp_path)
    page.click("#serah-telaah .label-wrap")
    page.wait_for_selector("#tentang-serah >> text=Pilih penilaian tujuannya")
    page.click("#serahkan")
    page.wait_for_selector("#catatan-serah >> text=Pilih penilaian tujuannya")
    agency = start(page)
    open_tab(page, "Telaah bukti", "#indikator-serah label")
    assert agency in page.input_value("#tujuan-serah input")
    page.fill("#nama-penyerah textarea", " ")
    page.click("#serahkan")
    page.wait_for_selector("#catatan-serah >> text=Nama orang yang bertindak wajib diisi")
    assert fits(page)
    page.locator("#serah-telaah").scroll_into_view_if_needed()
    shoot(page, "handover-phone")
