"""Quotes of a regulation or decree know the article on which they stand, over pages too; other documents have none."""

from __future__ import annotations

import pytest
from evidence_texts import document

from assistant.evidence.articles import Articles
from assistant.evidence.records import ElementState, IndicatorMatch, Quote
from assistant.evidence.wire import match_json

FIRST = """BUPATI CONTOH
PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2023 TENTANG SPBE
MEMUTUSKAN:
Menetapkan : PERATURAN BUPATI TENTANG SPBE
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan arsitektur adalah kerangka dasar.
BAB II
ARSITEKTUR
Pasal 2
(1) Arsitektur SPBE memuat referensi arsitektur sebagaimana dimaksud dalam Pasal 1.
(2) Arsitektur SPBE disusun untuk lima tahun oleh Sekretaris"""
SECOND = """Daerah bersama seluruh perangkat daerah.
Pasal 3
Peta Rencana SPBE memuat program dan kegiatan.
Pasal 4
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Contoh
pada tanggal 3 Mei 2023
BUPATI CONTOH,
ttd"""
THIRD = """LAMPIRAN
PERATURAN BUPATI CONTOH
NOMOR 12 TAHUN 2023
BAB I
PENDAHULUAN
Uraian domain arsitektur proses bisnis terdapat pada tabel berikut ini."""
PAGES = document(FIRST, SECOND, THIRD).pages


def quote(page: int, text: str) -> Quote:
    return Quote(page=page, text=text, verified=True, text_source="text_layer")


@pytest.mark.parametrize(
    ("page", "text", "pasal"),
    [
        (1, "(1) Arsitektur SPBE memuat referensi arsitektur sebagaimana dimaksud dalam Pasal 1.", "Pasal 2"),
        (1, "yang dimaksud dengan arsitektur adalah kerangka dasar.", "Pasal 1"),
        (1, "Pasal 2 (1) Arsitektur SPBE memuat referensi", "Pasal 2"),
        (2, "Daerah bersama seluruh perangkat daerah.", "Pasal 2"),  # carried over from the page before
        (2, "Daerah. Pasal 3 Peta Rencana SPBE memuat program dan kegiatan.", ""),  # no words of the page
        (2, "perangkat daerah. Pasal 3 Peta Rencana SPBE memuat program dan kegiatan.", "Pasal 3"),
        (2, "Ditetapkan di Contoh pada tanggal 3 Mei 2023", ""),
        (3, "Uraian domain arsitektur proses bisnis", "Lampiran Bab I"),  # not the last article
        (1, "PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2023 TENTANG SPBE", ""),
        (9, "Peta Rencana", ""),
        (1, " ", ""),
    ],
)
def test_the_article_of_a_quote(page: int, text: str, pasal: str) -> None:
    assert Articles(PAGES, "agency_regulation").of(quote(page, text)) == pasal


def test_reports_have_no_articles() -> None:
    assert Articles(PAGES, "report").of(quote(2, "Peta Rencana SPBE memuat program")) == ""


def test_an_extract_begins_with_any_article() -> None:
    pages = document(
        "Bagian Kesatu\nPasal 42: (1) Audit TIK terdiri atas audit aplikasi.", "Lanjutan ayat.\nPasal 43\nAudit"
    ).pages
    articles = Articles(pages, "agency_regulation")
    assert [
        articles.of(quote(*one)) for one in ((1, "Audit TIK terdiri"), (2, "Lanjutan ayat"), (2, "Audit"), (1, "Bagian"))
    ] == [
        "Pasal 42",
        "Pasal 42",
        "Pasal 43",
        "",
    ]


def test_a_decree_has_dikta() -> None:
    first = "MEMUTUSKAN :\nMenetapkan\nKESATU : Membentuk Tim Koordinasi SPBE.\nKEDUA  : Tim bertugas mengoordinasikan"
    second = "penerapan SPBE.\nDitetapkan di Contoh\npada tanggal 3 Mei 2023\nLAMPIRAN KEPUTUSAN\nKetua tim: Sekretaris Daerah"
    articles = Articles(document(first, second).pages, "decree")
    quotes = ((1, "Membentuk Tim"), (2, "penerapan SPBE"), (2, "Ditetapkan di Contoh"), (2, "Ketua tim"), (1, "MEMUTUSKAN"))
    assert [articles.of(quote(*one)) for one in quotes] == ["Diktum Kesatu", "Diktum Kedua", "", "Lampiran", ""]


def test_an_annex_without_its_heading_is_cited_by_chapter() -> None:
    contents = (
        "DAFTAR ISI\nBAB I PENDAHULUAN\n1.1 Maksud ...... 1\n1.2 Tujuan ...... 2\nBAB IV PETA RENCANA\n4.1 Tahapan ...... 9"
    )
    plan = "BAB IV\nPETA RENCANA STRATEGIS\nTahapan ini dilaksanakan lima tahun."
    articles = Articles(document(FIRST, SECOND, contents, plan, "Inisiatif berikutnya.").pages, "agency_regulation")
    quotes = ((2, "Peta Rencana SPBE memuat"), (3, "4.1 Tahapan"), (4, "Tahapan ini"), (5, "Inisiatif berikutnya"))
    assert [articles.of(quote(*one)) for one in quotes] == ["Pasal 3", "", "Bab IV", "Bab IV"]


def test_a_proposal_tells_the_articles_of_its_quotes() -> None:
    told = quote(2, "Peta Rencana SPBE memuat program dan kegiatan.")
    states = tuple(
        ElementState(level=2, element=name, text="Unsur", state="met" if one else "not_found", quote=one)
        for name, one in (("a", told), ("b", None))
    )
    match = IndicatorMatch(indicator=2, score=0.5, strength="strong", low=2, high=5, evidence=(told,), elements=states)
    row = match_json(Articles(PAGES, "agency_regulation").named(match))
    assert row["evidence"][0]["pasal"] == row["met"][0]["pasal"] == "Pasal 3" and "pasal" not in row["unmet"][0]
    assert Articles(PAGES, "report").named(match) is match
