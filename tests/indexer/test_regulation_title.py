"""Title pages of our own making → document ids."""

from __future__ import annotations

import pytest

from corpus.locators import parse_locator
from indexer.official.regulation_title import RegulationTitle, recognise_title
from indexer.official.title_case import calm, title_case
from indexer.reading.pages import PageText

PANRB = "PENDAYAGUNAAN APARATUR NEGARA\nDAN REFORMASI BIROKRASI REPUBLIK INDONESIA"


def recognised(*texts: str) -> RegulationTitle | None:
    return recognise_title([PageText(number=number, text=text, source="ocr") for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("shouted", "shown"),
    [
        ("PENGUMUMAN SELEKSI PKN STAN OLEH BPKP", "Pengumuman Seleksi PKN STAN oleh BPKP"),
        ("RENCANA INDUK TIK DI LINGKUNGAN K/L/D", "Rencana Induk TIK di Lingkungan K/L/D"),
        ("UNIT KERJA/PERANGKAT DAERAH BAB XIV", "Unit Kerja/Perangkat Daerah Bab XIV"),
        ("KEPUTUSAN NOMOR 188.45/1689/HK/2019", "Keputusan Nomor 188.45/1689/HK/2019"),
        ("CETAK BIRU E-GOVERNMENT TPP PNS", "Cetak Biru E-Government TPP PNS"),
        ("Sudah Benar tentang STAN", "Sudah Benar tentang STAN"),
        ("", ""),
    ],
)
def test_titles_in_capitals_keep_their_abbreviations(shouted: str, shown: str) -> None:
    assert title_case(shouted) == shown


def test_mixed_titles_are_calmed_only_where_they_shout() -> None:
    assert calm("PENYELENGGARAAN SPBE Nomor 3 TAHUN 2021") == "Penyelenggaraan SPBE Nomor 3 Tahun 2021"
    assert calm("Peraturan Bupati Contoh Nomor 3 TAHUN 2021") == "Peraturan Bupati Contoh Nomor 3 Tahun 2021"


@pytest.mark.parametrize(
    ("head", "identifier"),
    [
        ("PERATURAN PRESIDEN REPUBLIK INDONESIA\nNOMOR 95 TAHUN 2018", "perpres-95-2018"),
        ("PERATU RAN PRES IDEN REPUBLIK INOONESIA\nNOMOR I32 TAHUN 2O22", "perpres-132-2022"),
        ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 27 TAHUN 2022", "uu-27-2022"),
        ("PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 71 TAHUN 2OL9", "pp-71-2019"),
        (f"PERATURAN MENTERI {PANRB}\nNOMOR 59 TAHUN 2020", "permenpanrb-59-2020"),
        (f"PEDOMAN MENTERI {PANRB}\nNOMOR 3 TAHUN 2024", "pedoman-3-2024"),
        (f"SURATEDARAN\nMENTERI {PANRB}\nNOMOR: 18 TAHUN 2022", "se-panrb-18-2022"),
        ("PERATURAN MENTERI KOMUNIKASI DAN INFORMATIKA\nREPUBLIK INDONESIA\nNOMOR    16    TAHUN 2022", "permenkominfo-16-2022"),
        (
            "PERATURAN MENTERI PERENCANAAN PEMBANGUNAN NASIONAL/\nKEPALA BADAN PERENCANAAN PEMBANGUNAN NASIONAL\nREPUBLIK INDONESIA\n"
            "NOMOR 16 TAHUN 2020",
            "permenppn-16-2020",
        ),
        ("PERATURAN MENTERI PERDAGANGAN REPUBLIK INDONESIA\nNOMOR 67 TAHUN 2018", "permendag-67-2018"),
        ("PERATURAN MENTERI KEUANGAN REPUBLIK INDONESIA\nNOMOR 7/PMK.05/2019", "permenkeu-7-2019"),
        ("PERATURAN BADAN SIBER DAN SANDI NEGARA\nNOMOR 4 TAHUN 2021", "peraturan-bssn-4-2021"),
        ("PERATURAN BADAN RISET DAN INOVASI NASIONAL\nREPUBLIK INDONESIA\nNOMOR 2 TAHUN 2024", "peraturan-brin-2-2024"),
        ("PERATURAN BADAN PUSAT STATISTIK\nNOMOR 4 TAHUN 2020", "peraturan-bps-4-2020"),
        (
            "BUPATI PAKPAK BHARAT\nPROVINSI SUMATERA UTARA\nPERATURAN BUPATI PAKPAK BHARAT\nNOMOR 34 TAHUN 2019",
            "perbup-pakpak-bharat-34-2019",
        ),
        ("PERATURAN WALI KOTA BANDUNG NOMOR 5 TAHUN 2020", "perwali-bandung-5-2020"),
        ("PERATURAN DAERAH KABUPATEN SLEMAN\nNOMOR 3 TAHUN 2021", "perda-sleman-3-2021"),
        ("KEPUTUSAN GUBERNUR BALI\nNOMOR 188.4/12/HK TAHUN 2023", "kepgub-bali-188-2023"),
    ],
)
def test_ids(head: str, identifier: str) -> None:
    title = recognised(f"SALINAN\n{head}\nTENTANG\nTATA KELOLA SPBE\nDENGAN RAHMAT TUHAN YANG MAHA ESA")
    assert title is not None
    assert (title.id, title.subject) == (identifier, "Tata Kelola SPBE")
    assert parse_locator(title.id).document == identifier


def test_the_title_may_stand_on_a_later_page() -> None:
    head = "PERATURAN PRESIDEN REPUBLIK INDONESIA\nNOMOR 1 TAHUN 2020\nTENTANG\nSATU HAL\nDAN LAINNYA\nDENGAN RAHMAT TUHAN"
    title = recognised("", "BERITA NEGARA", head)
    assert title is not None
    assert title.title == "Peraturan Presiden Republik Indonesia Nomor 1 Tahun 2020 tentang Satu Hal dan Lainnya"


@pytest.mark.parametrize(
    "text",
    [
        "Laporan ini mengacu pada Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE.",
        "NOTULA RAPAT\nNOMOR 12 TAHUN 2022\nTENTANG\nRAPAT",
        "PERATURAN PRESIDEN\ntentang sesuatu",
        "",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert recognised(text) is None
