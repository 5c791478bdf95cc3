"""Reviewed documents are named as civil servants name them, from what was read and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.workspace.document_title import document_title

HEADING = "PERATURAN BUPATI JOMBANG NOMOR 63 TAHUN 2020 TENTANG SUSUNAN ORGANISASI"
SUBJECT = {"title": "SUSUNAN ORGANISASI", "agency": "BUPATI JOMBANG"}


def reviewed(kind: str, heading: str = "", **values: Any) -> dict[str, Any]:
    facts = {"document_type": {"page": 1, "quote": heading}} if heading else {}
    return {"document_type": kind, "facts": facts, **values}


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (
            reviewed("agency_regulation", HEADING, number="63 TAHUN 2020", date="24 September 2020", **SUBJECT),
            "Peraturan Bupati Jombang Nomor 63 Tahun 2020 tentang Susunan Organisasi",
        ),
        (
            reviewed("agency_regulation", HEADING.replace(" 63", " ..."), number="", is_draft=True, **SUBJECT),
            "Rancangan Peraturan Bupati Jombang Tahun 2020 tentang Susunan Organisasi",
        ),
        (
            reviewed(
                "decree",
                "KEPUTUSAN WALIKOTA X NOMOR 188/1/HK/2019 TENTANG TIM",
                number="188/1/HK/2019",
                date="9 Mei 2019",
                title="TIM",
            ),
            "Keputusan Walikota X Nomor 188/1/HK/2019 tanggal 9 Mei 2019 tentang Tim",
        ),
        (reviewed("decree", number="188/1/HK/2019", title="Tim SPBE"), "Keputusan Nomor 188/1/HK/2019 tentang Tim SPBE"),
        (reviewed("agency_regulation", title="BUPATI CONTOH", agency="KABUPATEN CONTOH"), "Bupati Contoh"),
        (
            reviewed("circular", "INSTRUKSI GUBERNUR X NOMOR 5 TAHUN 2021 TENTANG DATA", number="5 TAHUN 2021", title="DATA"),
            "Instruksi Gubernur X Nomor 5 Tahun 2021 tentang Data",
        ),
        (
            reviewed(
                "sop",
                "Nomor SOP",
                number="205/004/2018",
                date="2 Januari 2018",
                title="Layanan Pusat Data",
                agency="Dinas Kominfo Kota X",
            ),
            "SOP Layanan Pusat Data Dinas Kominfo Kota X Nomor 205/004/2018 tanggal 2 Januari 2018",
        ),
        (
            reviewed(
                "report", "LAPORAN AKHIR", title="LAPORAN AKHIR KAJIAN KOTA X (E-GOV )", date="Nopember 2017", agency="KOTA X"
            ),
            "Laporan Akhir Kajian Kota X (E-Gov)",
        ),
        (
            reviewed(
                "agency_regulation", title="BUPATI CONTOH PROVINSI JAWA TENGAH - SALINAN PERATURAN", agency="PROVINSI JAWA TENGAH"
            ),
            "Peraturan Bupati Contoh",
        ),
        (
            reviewed("report", title="LAPORAN AKHIR KAJIAN BPKP TENTANG TIK PKN STAN OLEH"),
            "Laporan Akhir Kajian BPKP tentang TIK PKN STAN",
        ),
        (reviewed("manual", title="PANDUAN E-SAKIP DISUSUN OLEH", agency="KOTA X"), "Panduan E-SAKIP"),
        (reviewed("screenshot", title="Layanan Keuangan", agency="KOTA X"), "Tangkapan Layar Layanan Keuangan"),
        (reviewed("plan", title="Peta Rencana SPBE", date="3 Mei 2023"), "Peta Rencana SPBE tanggal 3 Mei 2023"),
        (reviewed("other", title="Pengumuman Nomor 3", number="3"), "Pengumuman Nomor 3"),
        (reviewed("other", number="7/2020"), "Dokumen Nomor 7/2020"),
        (reviewed("agency_regulation"), ""),
        (reviewed("report", date="3 Mei 2023"), ""),
        ({"title": ["x"], "facts": [1], "document_type": None}, ""),
        ({}, ""),
    ],
)
def test_titles(document: dict[str, Any], title: str) -> None:
    assert document_title(document) == title
