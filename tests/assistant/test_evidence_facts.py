"""Facts of documents: kind, number, date, title, draft or not, each on words that stand in the page."""

from __future__ import annotations

from datetime import date

import evidence_texts as texts
import pytest

from assistant.evidence.date_lines import caption_date, letter_date, made_date
from assistant.evidence.dates import enactment, find_dates
from assistant.evidence.document_number import trimmed_number
from assistant.evidence.facts import facts_of
from assistant.evidence.loose import loose
from assistant.evidence.opening import is_verified, opening_lines, quote_of
from assistant.evidence.records import DocumentFacts
from corpus.document_kinds import DOCUMENT_TYPES, DocumentKinds, load_document_kinds
from corpus.errors import CorpusError
from indexer.reading.pages import PageText


@pytest.fixture(scope="module")
def kinds() -> DocumentKinds:
    return load_document_kinds()


def facts(kinds: DocumentKinds, *pages: str, agency: str = "") -> DocumentFacts:
    return facts_of(texts.document(*pages), kinds, agency)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (texts.DRAFT, "agency_regulation"),
        (texts.REGULATION, "agency_regulation"),
        (texts.UNRELATED, "agency_regulation"),
        (texts.DECREE, "decree"),
        (texts.EDICT, "circular"),
        (texts.NATIONAL, "national_regulation"),
        (texts.SOP, "sop"),
        (texts.INVITATION, "invitation"),
        (texts.EVALUATION, "evaluation_result"),
        (texts.MINUTES, "minutes"),
        (texts.TERMS, "terms_of_reference"),
        (texts.CONTRACT, "contract"),
        (texts.AUDIT, "audit_report"),
        (texts.PLAN, "plan"),
        (texts.REPORT, "report"),
        (texts.FORM, "form"),
        (texts.GUIDE, "guideline"),
        (texts.DATASET, "dataset"),
        (texts.MANUAL, "manual"),
        (texts.SCREENSHOT, "screenshot"),
        ("Selamat pagi. Surat ini tidak berjudul dan berisi cerita tentang kebun yang luas di desa.", "other"),
    ],
)
def test_kind(kinds: DocumentKinds, text: str, kind: str) -> None:
    assert facts(kinds, text).document_type == kind


def test_slides_are_a_presentation(kinds: DocumentKinds) -> None:
    assert facts(kinds, *texts.SLIDES).document_type == "presentation"


def test_a_rule_without_its_heading_is_known_by_its_articles(kinds: DocumentKinds) -> None:
    text = "Dalam Peraturan Bupati ini\nPasal 42\nAudit TIK\nPasal 43\nAudit infrastruktur\nPasal 44\nAudit aplikasi"
    assert facts(kinds, text).document_type == "agency_regulation"


@pytest.mark.parametrize(
    ("house", "agency", "kind"),
    [
        ("INSTANSI PUSAT DAN PEMERINTAH DAERAH", "", "national_regulation"),
        ("BADAN CONTOH NASIONAL", "", "agency_regulation"),
        ("INSTANSI PUSAT DAN PEMERINTAH DAERAH", "Badan Contoh Nasional", "agency_regulation"),
    ],
)
def test_a_ministry_is_national_unless_it_is_the_agency(kinds: DocumentKinds, house: str, agency: str, kind: str) -> None:
    assert facts(kinds, texts.MINISTRY.format(house=house), agency=agency).document_type == kind


@pytest.mark.parametrize(
    ("text", "number", "printed", "title"),
    [
        (
            texts.REGULATION,
            "45 TAHUN 2021",
            "3 Mei 2021",
            "PEDOMAN MANAJEMEN KEAMANAN INFORMASI DI LINGKUNGAN PEMERINTAH PROVINSI NUSA INDAH",
        ),
        (texts.DECREE, "188.45/231/2022", "14 Maret 2022", "PEMBENTUKAN TIM KOORDINASI SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK"),
        (texts.NATIONAL, "39 TAHUN 2019", "12 Juni 2019", "SATU DATA INDONESIA"),
        (texts.SOP, "065/14/SOP/Kominfo/2020", "6 Januari 2020", "Penanganan Gangguan Layanan TIK (Helpdesk)"),
        (texts.MINUTES, "", "12 Juli 2022", "Reviu Kebijakan Manajemen Keamanan Informasi SPBE"),
        (texts.CONTRACT, "415.4/12/PKS/2021", "", "PERJANJIAN KERJA SAMA ANTARA PEMERINTAH KOTA MEKAR DENGAN UNIVERSITAS MEKAR"),
        (texts.REPORT, "", "November 2021", "LAPORAN PELAKSANAAN BIMBINGAN TEKNIS DINAS KOMINFO KOTA MEKAR"),
        (texts.DRAFT, "", "", "PENYELENGGARAAN SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK"),
        (
            texts.SCREENSHOT,
            "",
            "",
            "SIMPEG Kota Mekar",
        ),
    ],
)
def test_number_date_and_title(kinds: DocumentKinds, text: str, number: str, printed: str, title: str) -> None:
    found = facts(kinds, text)
    assert (found.number, found.date, found.title) == (number, printed, title)


@pytest.mark.parametrize(
    ("text", "is_draft"),
    [
        (texts.DRAFT, True),
        (texts.REGULATION, False),
        (texts.DECREE, False),
        (texts.DECREE.replace("188.45/231/2022", "....."), True),
        (texts.DECREE.replace("14 Maret 2022", "      2022"), True),
        (f"DRAFT\n{texts.PLAN}", True),
        (texts.PLAN, None),
        (texts.SCREENSHOT, False),
        (texts.SOP, False),
    ],
)
def test_draft_or_not(kinds: DocumentKinds, text: str, is_draft: bool | None) -> None:
    assert facts(kinds, text).is_draft is is_draft


def test_a_stamped_number_lost_in_recognition_is_no_draft(kinds: DocumentKinds) -> None:
    scan = texts.document(texts.DECREE.replace("188.45/231/2022", ""), source="ocr")
    assert facts_of(scan, kinds).is_draft is False


def test_period_agency_and_signature(kinds: DocumentKinds) -> None:
    assert facts(kinds, texts.PLAN).period == "2022–2026"
    assert facts(kinds, texts.DECREE).agency == "BUPATI SUKAMAJU"
    assert facts(kinds, texts.REGULATION).is_signed is True
    assert facts(kinds, texts.DECREE).is_signed is None


@pytest.mark.parametrize(
    ("text", "speaker"), [(texts.VENDOR, "vendor"), (texts.EXPLANATION, "explanation"), (texts.SOP, "agency")]
)
def test_who_speaks(kinds: DocumentKinds, text: str, speaker: str) -> None:
    assert facts(kinds, text).speaks == speaker


@pytest.mark.parametrize("text", [texts.DRAFT, texts.REGULATION, texts.DECREE, texts.SOP, texts.MINUTES, texts.NATIONAL])
def test_every_quote_stands_in_its_page(kinds: DocumentKinds, text: str) -> None:
    found = facts(kinds, text)
    assert found.quotes
    assert all(quote.verified and quote.page == 1 for _, quote in found.quotes)


def test_quotes_of_recognised_pages_forgive_punctuation_only() -> None:
    page = PageText(number=1, text="Pasal 5 , Tim Koordinasi. SPBE", source="ocr")
    assert is_verified("Pasal 5, Tim Koordinasi SPBE", page)
    assert not is_verified("Pasal 6, Tim Koordinasi SPBE", page)
    printed = PageText(number=1, text=page.text, source="text_layer")
    assert not is_verified("Pasal 5, Tim Koordinasi SPBE", printed)
    assert quote_of(PageText(number=2, text="peng-\nelolaan data", source="text_layer"), "peng-\nelolaan").text == "pengelolaan"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 Oktober 2019", date(2019, 10, 2)),
        ("17 Nopember 2011", date(2011, 11, 17)),
        ("3 Pebruari 2020", date(2020, 2, 3)),
        ("1 Okt0ber 2019", date(2019, 10, 1)),
        ("Desember 2018", None),
    ],
)
def test_dates(text: str, value: date | None) -> None:
    assert [found.value for found in find_dates(text)] == [value]


def test_no_dates_where_there_are_none() -> None:
    assert list(find_dates("31 Februari 2020, Pasal 5 Tahun 2020, 12/2020")) == []


def test_enactment_with_a_blank_date_has_its_clause_but_no_date() -> None:
    text = "isi\nDitetapkan di Mekar\npada tanggal ........ 2021\nBUPATI"
    found, span = enactment(text)
    assert found is None
    assert span is not None
    assert text[span[0] : span[1]].startswith("Ditetapkan di Mekar")


@pytest.mark.parametrize("text", ["PRES IDEN", "P R E S I D E N", "PRESlDEN", "presiden"])
def test_split_and_misread_letters_are_found(text: str) -> None:
    assert loose("presiden").search(text)


def test_words_inside_words_are_not_found() -> None:
    assert not loose("sop").search("sopan santun")


def test_kinds_file_names_kinds_that_exist(tmp_path) -> None:  # type: ignore[no-untyped-def]
    kinds = load_document_kinds()
    assert {kind for kind, _ in kinds.titles} <= set(DOCUMENT_TYPES)
    assert {kind for shown in kinds.shows.values() for kind in shown} <= set(DOCUMENT_TYPES)
    broken = tmp_path / "document_kinds.yaml"
    broken.write_text("instruments:\n- kind: novel\n  forms: [roman]\nissuers: {}\nshows: {}\n")
    with pytest.raises(CorpusError, match="novel"):
        load_document_kinds(broken)


LETTER = """PEMERINTAH KOTA MEKAR
Nomor : 005/12/Kominfo/2023          Mekar, 3 Mei 2023
Hal : Undangan Rapat Arsitektur      Yth. Para Camat
Kami mengundang Saudara pada:
Hari/Tanggal : Senin, 8 Mei 2023"""
PLAN_SIGNED = """RENCANA AKSI SPBE KOTA MEKAR
{cover}
Program Jadwal
Bimtek arsitektur 4-6 Maret 2024
Rapat tim tanggal 9 Mei 2023 menyepakati rencana.
{sign}"""
SOP_HEAD = "DINAS KOMINFO\nNomor SOP\n: 065/3/SOP/2022\nTgl. {first}\n: 3 Januari 2022\nTgl. Efektif\n: 1 April 2023\nNama SOP : Cadangan"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mekar, 6 Juni 2022\nKepala Dinas,\nttd", "6 Juni 2022"),
        (": 5 1 Nana Mekar, 6 Juni 2022 .\nKepala Dinas,", "6 Juni 2022"),
        ("Mekar, 6 Juni 2022\nKepala Dinas,\nMekar, 9 Juli 2022\nKepada Yth. Camat", "6 Juni 2022"),
    ],
)
def test_place_and_date_before_the_signature_beat_dates_in_tables(kinds: DocumentKinds, text: str, printed: str) -> None:
    assert facts(kinds, PLAN_SIGNED.format(cover="Mei 2022", sign=text)).date == printed


def test_place_and_date_of_an_annex_do_not_count(kinds: DocumentKinds) -> None:
    body = PLAN_SIGNED.format(cover="", sign="Mekar, 6 Juni 2022\nKepala Dinas,")
    assert facts(kinds, body, "LAMPIRAN\nPenawaran\nMekar, 9 Juli 2022\nDirektur,").date == "6 Juni 2022"


def test_dates_in_sentences_and_spans_are_not_the_document_s(kinds: DocumentKinds) -> None:
    assert facts(kinds, PLAN_SIGNED.format(cover="", sign="")).date == ""


@pytest.mark.parametrize(
    ("text", "number", "printed"),
    [
        (LETTER, "005/12/Kominfo/2023", "3 Mei 2023"),
        (SOP_HEAD.format(first="Pembuatan"), "065/3/SOP/2022", "3 Januari 2022"),
        (SOP_HEAD.format(first="Revisi").replace("Tgl. Efektif", "Tgl. Pengesahan"), "065/3/SOP/2022", "1 April 2023"),
        ("LAPORAN AUDIT APLIKASI\nNOMOR 700/12/2023 - 5 Mei 2023\nDiuji 3 Maret 2023", "700/12/2023", "5 Mei 2023"),
        (f"{texts.EDICT}\nMekar, 4 Juni 2022\nSekretaris Daerah,", "045/12/SE/2022", "4 Juni 2022"),
        ("NOTULA RAPAT\nHari : Selasa\nTanggal : 5 Maret 2024\nDasar : Surat Sekda Nomor 005/7/2024", "", "5 Maret 2024"),
        ("BUKU MANUAL\nAPLIKASI SIMPEG\nVersi 2.1 - Juli 2023\nDinas Kominfo", "", "Juli 2023"),
        ("PETUNJUK TEKNIS WALIDATA\nNOMOR 050/11/2023\nPelaksanaan Perwali Nomor 4/2022", "050/11/2023", ""),
        ("LAPORAN REVIU\nDasar: Keputusan Bupati\nNomor 100.3/21/2024 tentang Tim", "", ""),
    ],
)
def test_number_and_date_by_the_form_of_the_paper(kinds: DocumentKinds, text: str, number: str, printed: str) -> None:
    found = facts(kinds, text)
    assert (found.number, found.date) == (number, printed)
    assert all(quote.verified for _, quote in found.quotes)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("412/KEP/HK/2023 3 £", "412/KEP/HK/2023"),
        ("700/LAK/02/2024 - 30 April 2024", "700/LAK/02/2024"),
        ("B/12/Bag. Umum/2020 Sertifikat", "B/12/Bag. Umum/2020"),
        ("34 TAHUN 2019 . ~", "34 TAHUN 2019"),
        ("DPA/A.1/2.16/001/2024", "DPA/A.1/2.16/001/2024"),
        ("188.45/      /KEP/2023", ""),
    ],
)
def test_a_number_ends_where_it_ends(text: str, number: str) -> None:
    assert trimmed_number(text) == number


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("i Ditetapkan di Mekar :\n- pada tanggal 6 Mei 2022", "6 Mei 2022"),
        ("Ditetapkan\u00a0di\u00a0Mekar\npada\u00a0tanggal\u00a07\u00a0Mei\u00a02024", "7 Mei 2024"),
        ("DITETAPKAN DI : MEKAR\nPADA TANGGAL : 9-5-2022", "9-5-2022"),
        ("Ditetapkan di Mekar\npada tanggal 1 4 Mei 2022", ""),
    ],
)
def test_enactment_through_specks_and_fixed_blanks(text: str, printed: str) -> None:
    found, span = enactment(text)
    assert (found.printed if found else "") == printed
    assert span is not None
    assert text[span[0] :].lower().startswith("ditetapkan")


def test_beside_the_gazette_clause_the_right_date_counts() -> None:
    for gap in (" ", "        "):
        head = f"Diundangkan di Mekar{gap}Ditetapkan di Mekar\n"
        found, span = enactment(f"{head}pada tanggal 8 Mei 2022{gap}pada tanggal 6 Mei 2022")
        assert found is not None
        assert found.printed == "6 Mei 2022"
        assert span is not None
        assert enactment(f"{head}pada tanggal 8 Mei 2022") == (None, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PEDOMAN PEMBENIHAN\nDitetapkan dengan Keputusan Kepala Dinas Nomor 52/7/KEBUN/2022\n4 Mei 2022", "52/7/KEBUN/2022"),
        ("PEDOMAN PEMBENIHAN\nSesuai dengan Keputusan Kepala Dinas Nomor 52/7/KEBUN/2022\n4 Mei 2022", ""),
        ("No. QA-BIBIT-07-311\nLembaga Uji Tani menyatakan bahwa\nKEBUN BIBIT MEKAR\nmemenuhi syarat", "QA-BIBIT-07-311"),
        ("Lembaga Uji Tani menyatakan bahwa\nNo. 1-2 bibit\nmemenuhi syarat", ""),
    ],
)
def test_numbers_of_adopted_papers_and_certificates(kinds: DocumentKinds, text: str, number: str) -> None:
    assert facts(kinds, text).number == number


def test_a_long_first_page_only_cites_the_decree_it_names(kinds: DocumentKinds) -> None:
    story = "Kebun bibit dirawat setiap pagi oleh para petani desa.\n" * 9
    text = f"PEDOMAN PEMBENIHAN\nDitetapkan dengan Keputusan Kepala Dinas Nomor 52/7/KEBUN/2022\n{story}"
    assert not facts(kinds, text).number


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("Nomor : 5/KB/12 Mekar, 1 Ramadan 1445 H", "Sifat : Biasa 11 Maret 2024 M"), "11 Maret 2024"),
        (("tanggal : 11 Maret 2024 M",), ""),
        (("Sifat : Biasa 11 Maret 2024",), ""),
    ],
)
def test_a_letter_dated_in_two_calendars(lines: tuple[str, ...], printed: str) -> None:
    dated = letter_date(opening_lines(texts.document("\n".join(lines)).pages, 1, 9))
    assert (dated.found.printed if dated else "") == printed


def test_a_caption_tells_when_a_picture_was_taken() -> None:
    pages = texts.document("Batas setor 1 Mei 2024\nLayar Kebun, diambil tanggal 3 Mei 2024").pages
    dated = caption_date(opening_lines(pages, 1, 9))
    assert dated is not None
    assert dated.found.printed == "3 Mei 2024"
    assert caption_date(opening_lines(pages, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Terbit pertama: 2 Mei 2020\nTerbit ulang: 3 Mei 2023\nBerlaku sampai: 1 Mei 2026", "3 Mei 2023"),
        ("Tanggal terbit : 2 Mei 2020\nDiterbitkan kembali : 3 Mei 2023", "3 Mei 2023"),
        ("Tanggal pembuatan : 2 Mei 2020\nTerbit ulang : 3 Mei 2023", "2 Mei 2020"),
    ],
)
def test_a_renewed_paper_has_the_date_of_its_renewal(text: str, printed: str) -> None:
    dated = made_date(opening_lines(texts.document(text).pages, 1, 9))
    assert dated is not None
    assert dated.found.printed == printed


def test_dates_in_words_and_in_two_lines(kinds: DocumentKinds) -> None:
    text = "BERITA ACARA RAPAT\nPada hari ini Selasa tanggal tujuh belas bulan\nJanuari tahun dua ribu dua puluh tiga, di Mekar"
    found = facts(kinds, text)
    assert found.issued == date(2023, 1, 17)
    assert dict(found.quotes)["date"].verified


@pytest.mark.parametrize(
    ("cover", "sign", "is_draft"), [("", "Kepala Dinas,\nttd\nANI", False), ("", "", None), ("DRAFT", "Kepala Dinas,\nttd", True)]
)
def test_a_signature_makes_a_plan_final(kinds: DocumentKinds, cover: str, sign: str, is_draft: bool | None) -> None:
    assert facts(kinds, PLAN_SIGNED.format(cover=cover, sign=sign)).is_draft is is_draft
