"""The assessment tabs as people meet them: a real browser on the real app. Screenshots go to tests/web/screenshots."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from assessment_steps import ANI, BUDI, LAPTOP, PHONE, choose, confirm, fits, open_tab, pick, save, shoot, start
from contrast import contrast
from openpyxl import load_workbook
from served_app import Served

from assistant.export.workbook_layout import HEADING_ROW, MAIN_SHEET

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


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
    page.fill("#target-indeks textarea", "3,5")
    page.click("#hitung-jalur")
    page.wait_for_selector("#jalur-indeks >> text=1 langkah")
    page.fill("#target-indeks textarea", "2027=3,5; 2028=Memuaskan")
    page.keyboard.press("Enter")
    page.wait_for_selector("#jalur-indeks h4:has-text('Tahun 2028')")
    page.fill("#target-indeks textarea", "7")
    page.click("#hitung-jalur")
    page.wait_for_selector("#jalur-indeks >> text=Target «7» tidak dikenal")
    page.focus("#andai-4")
    for _ in range(3):  # faster than the answers come
        page.keyboard.press("ArrowRight")
    page.wait_for_selector("#hasil-andai >> text=Indikator 4: belum → 3")
    assert "Indikator 3: 3 → 4" in page.inner_text("#hasil-andai")
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
    link = page.wait_for_selector("#tautan-laporan a")
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
    link = page.wait_for_selector("#tautan-buku a")
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


def decide(page: Any, button: str, reason: str, words: str) -> None:
    """Gives a reason and presses a decision's button."""
    page.fill("#alasan-draf textarea", reason)
    page.click(button)
    page.wait_for_selector(f"#versi-draf >> text={words}")


def test_a_draft_is_refused_drawn_anew_edited_and_accepted(open_page: Opener) -> None:
    page = open_page(LAPTOP)
    start(page)
    confirm(page, 21, 3)
    open_tab(page, "Draf", "#susun-draf")
    choose(page, "#pilih-subjek", "Indikator 21.")
    page.wait_for_selector("#versi-draf >> text=Belum ada draf")
    page.click("#susun-draf")
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    refused = page.input_value("#teks-draf textarea")
    decide(page, "#tolak-draf", "Nama berkasnya keliru.", f"Ditolak oleh {ANI}")
    page.wait_for_selector("#catatan-keputusan >> text=ditolak dengan alasan «Nama berkasnya keliru.»")
    page.wait_for_function("document.querySelector('#alasan-draf textarea').value === ''")
    shown = page.inner_text("#versi-draf")
    assert "Alasan: Nama berkasnya keliru." in shown and refused[:60] in shown
    assert "Teks yang berlaku" not in shown
    shoot(page, "draft-refused")
    page.click("#tolak-draf")
    page.wait_for_selector("#catatan-keputusan >> text=penolakan harus disertai alasan")
    page.click("#susun-draf")
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    page.fill("#teks-draf textarea", "Manajemen Risiko diterapkan sejak 2024.")
    decide(page, "#simpan-draf", "Dipersingkat.", f"Diterima dengan suntingan oleh {ANI}")
    shown = page.inner_text("#versi-draf")
    assert "Manajemen Risiko diterapkan sejak 2024." in shown and "Alasan: Nama berkasnya keliru." in shown
    page.locator("#pilih-bagian label", has_text="Analisis").click()
    page.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    decide(page, "#terima-draf", "", f"Diterima oleh {ANI}")
    page.locator("#versi-draf").scroll_into_view_if_needed()
    shoot(page, "draft-accepted")
    open_tab(page, "Penilaian", "#keadaan")
    page.wait_for_selector("#rincian-indikator h3:has-text('Indikator 21.')")
    page.click("#riwayat-indikator summary")
    page.wait_for_selector(".history >> text=draf Fakta ditolak dengan alasan «Nama berkasnya keliru.»")


def test_two_people_decide_on_one_draft(open_page: Opener) -> None:
    first, second = open_page(), open_page()
    agency = start(first)
    confirm(first, 21, 3)
    open_tab(first, "Draf", "#susun-draf")
    choose(first, "#pilih-subjek", "Indikator 21.")
    first.wait_for_selector("#versi-draf >> text=Belum ada draf Fakta")
    first.click("#susun-draf")
    first.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    start(second, BUDI, agency)
    open_tab(second, "Draf", "#susun-draf")
    choose(second, "#pilih-subjek", "Indikator 21.")
    second.wait_for_selector("#versi-draf >> text=Menunggu keputusan")
    decide(second, "#tolak-draf", "Belum lengkap.", f"Ditolak oleh {BUDI}")
    first.fill("#teks-draf textarea", "Tulisan Ani yang belum disimpan.")
    first.click("#simpan-draf")
    first.wait_for_selector("#catatan-keputusan >> text=sudah diubah orang lain")
    assert BUDI in first.inner_text("#catatan-keputusan")
    assert first.input_value("#teks-draf textarea") == "Tulisan Ani yang belum disimpan."
    assert "Belum lengkap." in first.inner_text("#versi-draf")
    first.click("#simpan-draf")
    first.wait_for_selector("#catatan-keputusan >> text=Tersimpan")
    shown = first.inner_text("#versi-draf")
    assert "Tulisan Ani yang belum disimpan." in shown


def test_two_people_set_unit_and_evidence_of_one_indicator(open_page: Opener) -> None:
    first, second = open_page(), open_page()
    agency = start(first)
    start(second, BUDI, agency)
    pick(first, 7)
    pick(second, 7)
    second.fill("#unit-indikator input", "Dinas Kominfo")
    second.keyboard.press("Enter")
    second.click("#simpan-unit")
    second.wait_for_selector("#catatan-indikator >> text=«Dinas Kominfo»")
    first.click("#lampirkan-bukti .label-wrap")
    first.fill("#nama-bukti textarea", "7.a.Perbup.pdf")
    first.click("#lampirkan")
    first.wait_for_selector("#catatan-lampiran >> text=sudah diubah orang lain")
    assert BUDI in first.inner_text("#catatan-lampiran")
    assert first.input_value("#nama-bukti textarea") == "7.a.Perbup.pdf"
    first.click("#lampirkan")
    first.wait_for_selector("#catatan-lampiran >> text=«7.a.Perbup.pdf» dilampirkan")
    assert "Unit: Dinas Kominfo" in first.inner_text("#rincian-indikator .about")


def test_the_application_of_a_service_is_named(open_page: Opener) -> None:
    """The field is there for services only; the name goes into the drafts."""
    page = open_page(LAPTOP)
    start(page)
    pick(page, 21)
    assert page.locator("#aplikasi-indikator").is_hidden()
    pick(page, 34)
    page.fill("#aplikasi-indikator textarea", "SIPKD")
    page.click("#simpan-aplikasi")
    page.wait_for_selector("#catatan-indikator >> text=nama aplikasi kosong → «SIPKD»")
    assert "Aplikasi: SIPKD" in page.inner_text("#rincian-indikator .about")
    assert fits(page)
    shoot(page, "aplikasi-laptop")


def test_an_agency_is_named_anew(open_page: Opener) -> None:
    first, second = open_page(LAPTOP), open_page()
    agency = start(first)
    start(second, BUDI, agency)
    for page in (first, second):
        page.click("#buat-baru .label-wrap")
        page.wait_for_selector("#nama-baru textarea")
        page.wait_for_function(f"document.querySelector('#nama-baru textarea').value === '{agency}'")
    first.fill("#nama-baru textarea", f"{agency} Makmur")
    first.click("#simpan-nama")
    first.wait_for_selector(f"#catatan-nama >> text=sekarang bernama Pemerintah Kabupaten {agency} Makmur")
    assert first.input_value("#pilih-instansi input").endswith("Makmur")
    assert f"{ANI}, " in first.inner_text("#riwayat-nama")
    shoot(first, "agency-renamed")
    second.fill("#nama-baru textarea", f"{agency} Sentosa")
    second.click("#simpan-nama")
    second.wait_for_selector(f"#catatan-nama >> text=sudah diubah {ANI}")
    assert second.input_value("#nama-baru textarea").endswith("Sentosa")
    assert second.input_value("#pilih-instansi input").endswith("Makmur")
    second.click("#simpan-nama")
    second.wait_for_selector("#catatan-nama >> text=sekarang bernama")
    assert second.locator("#riwayat-nama li").count() == 2
    choose(second, "#jenis-baru", "Pemerintah Kota")
    second.click("#simpan-jenis")
    second.wait_for_selector(f"#catatan-nama >> text=berjenis Pemerintah Kota dan ditulis Pemerintah Kota {agency} Sentosa")
    assert second.input_value("#pilih-instansi input") == f"Pemerintah Kota {agency} Sentosa"
    choose(first, "#jenis-baru", "Pemerintah Provinsi")
    first.click("#simpan-jenis")
    first.wait_for_selector(f"#catatan-nama >> text=Jenis instansi ini sudah diubah {BUDI}")


def test_texts_of_aspects_and_the_recommendation_are_checked(open_page: Opener) -> None:
    page = open_page(LAPTOP)
    start(page)
    confirm(page, 3, 2)
    open_tab(page, "Draf", "#susun-draf")
    choose(page, "#pilih-subjek", "Aspek 1.")
    page.wait_for_selector("#versi-draf >> text=Belum ada draf Kekuatan")
    page.fill("#teks-draf textarea", "Kebijakan Internal Manajemen Data berada pada tingkat kematangan 5.")
    page.click("#periksa-draf")
    page.wait_for_selector("#temuan-draf >> text=disebut pada tingkat 5, padahal levelnya 2")
    shoot(page, "aspect-findings")
    choose(page, "#pilih-subjek", "Rekomendasi instansi")
    page.wait_for_selector("#versi-draf >> text=Belum ada draf Ringkasan")
    page.fill("#teks-draf textarea", "Indeks SPBE mencapai 4,50 dengan predikat Memuaskan.")
    page.click("#periksa-draf")
    page.wait_for_selector("#temuan-draf .findings li")
    assert "2,00" in page.inner_text("#temuan-draf")
    shoot(page, "recommendation-findings")
