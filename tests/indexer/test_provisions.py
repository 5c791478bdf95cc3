"""The grammar of regulations over page texts of our own writing: clean, noisy, amended, explained, and odd ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.official.headings import article_headings, chapter_number, is_section
from indexer.official.noisy_numbers import Number, readings, roman
from indexer.official.page_lines import Line, document_lines
from indexer.official.provisions import OfficialProvision, ParsedRegulation, parse_provisions
from indexer.reading.pages import PageText

CLOSING = "Agar setiap orang mengetahuinya, memerintahkan\npengundangan peraturan ini.\nDitetapkan di Contoh"


def pages(*texts: str) -> list[PageText]:
    return [PageText(number=number, text=text, source="text_layer") for number, text in enumerate(texts, 1)]


def parse(*texts: str) -> ParsedRegulation:
    return parse_provisions(pages(*texts))


def at(parsed: ParsedRegulation, path: str, piece: int = 1) -> OfficialProvision:
    return next(found for found in parsed.provisions if (found.path, found.piece) == (path, piece))


def lines_of(*texts: str) -> list[Line]:
    return [Line(1, 0, len(text), text) for text in texts]


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("12", Number(12)),
        ("I0", Number(10)),
        ("1 1", Number(11)),
        ("2T", Number(27)),
        ("T2", Number(72)),
        ("l", Number(1)),
        ("5A", Number(5, "A")),
        ("2O", Number(20)),
        ("l1", Number(11)),
        ("4b", Number(46)),
        ("S", Number(5)),
    ],
)
def test_noisy_numbers(token: str, number: Number) -> None:
    assert number in readings(token)


@pytest.mark.parametrize("token", ["", "0", "ini", "itu", "9999", "401", "--"])
def test_what_is_no_number(token: str) -> None:
    assert readings(token) == ()


@pytest.mark.parametrize(
    ("token", "value"), [("IV", 4), ("lV", 4), ("l", 1), ("X1I", 12), ("XIX", 19), ("IIIII", None), ("VX", None)]
)
def test_roman_numbers(token: str, value: int | None) -> None:
    assert roman(token) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BAB I", 1),
        ("BABI", 1),
        ("BAB l", 1),
        ("B A B IV", 4),
        ("BAB VII PENUTUP", 7),
        (" BAB II ", 2),
        ("BAB lX", 9),
        ("Bab I", None),
        ("BAB I tentang hal ini", None),
        ("BAB II ........ 7", None),
        ("BABAK", None),
        ("KABAB I", None),
    ],
)
def test_chapters(text: str, number: int | None) -> None:
    assert chapter_number(text) == number


@pytest.mark.parametrize("text", ["Bagian Kesatu", "Bagian Kedua Belas", "Paragraf 3", "Paragraf l", "Paragraf Kedua"])
def test_sections(text: str) -> None:
    assert is_section(text)


@pytest.mark.parametrize(
    "text", ["Pasal 3", "Pasal3", "Pasa1 3", "Pasa73", "PasaJ3", ". Pasal 3", "' Pasal 3 '", "P asal 3", "PASAL 3", "Pasal 3 -"]
)
def test_a_noisy_heading_is_found(text: str) -> None:
    found = article_headings(lines_of("Pasal 2", "Tim bekerja.", text, "Tim melapor.", "Pasal 4", "Selesai."))
    assert [heading.number.value for heading in found.articles] == [2, 3, 4]


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("sebagaimana dimaksud dalam", "Pasal 3", "ayat (2) huruf b dilakukan bersama."),
        ("menurut ketentuan", "Pasal 3.", "Ketua melapor."),
        ("Mengingat", "Pasal 3 ayat (1) Undang-Undang Dasar", "Tahun 1945;"),
        ("Tim bekerja.", "Pasal ini berlaku", "untuk semua."),
        ("Tim bekerja.", "Pasal 3 . . .", "SK No 004 A"),
    ],
)
def test_a_mention_is_no_heading(before: str, text: str, after: str) -> None:
    lines = lines_of("Pasal 1", "Isi.", "Pasal 2", before, text, after, "Pasal 3", "Isi tiga.", "Pasal 4", "Isi empat.")
    found = article_headings(lines)
    assert [(heading.number.value, heading.place) for heading in found.articles] == [(1, 0), (2, 2), (3, 6), (4, 8)]
    assert found.repeated == ()


def test_running_matter_is_left_out() -> None:
    parsed = parse(
        "SALINAN\nPERATURAN CONTOH\nMEMUTUSKAN:\nBAB I\nKETENTUAN UMUM\nPasal 1\nTim menyusun rencana\nSK No 004185 A\nkerja . . .",
        "PRES IDEN\nREPUBLIK INDONESIA\n- 2 -\nkerja tahunan.\nPasal 2\nRencana dinilai\nwww.peraturan.go.id\nPasal 3",
        "PRESIDEN\nREPUBUK INDONESIA\n-3-\nPasal 3\nRencana diubah.\nAgar",
        "2020, No.1375 -4-\nAgar setiap orang mengetahuinya, memerintahkan\nDitetapkan di Contoh",
    )
    assert [provision.path for provision in parsed.provisions] == ["pasal-1", "pasal-2", "pasal-3"]
    assert at(parsed, "pasal-1").text == "Tim menyusun rencana\nkerja tahunan."
    assert [span.page for span in at(parsed, "pasal-1").spans] == [1, 2]
    assert at(parsed, "pasal-2").text == "Rencana dinilai"
    assert at(parsed, "pasal-3").text == "Rencana diubah."
    assert at(parsed, "pasal-1").heading == "Ketentuan Umum"
    assert parsed.report.missing == parsed.report.repeated == parsed.report.notes == ()


def test_parts_of_an_article() -> None:
    parsed = parse(
        "MEMUTUSKAN:\nPasal 1\nDalam peraturan ini:\n1. Tim adalah tim kerja.\n2. Ketua adalah ketua tim.\nPasal 2\n(1) Tim bertugas:\n"
        "a. menyusun rencana; dan\nb. menilai:\n1. hasil; dan\n2. proses.\n(21 Ketua sebagaimana dimaksud pada ayat\n(1) huruf a "
        "memimpin.\nl3l Anggota membantu.\n(4) Biaya ditanggung bersama.\nPasal 3\nTim terdiri atas:\na. ketua; dan\nb. anggota.\n"
        + CLOSING
    )
    paths = [provision.path for provision in parsed.provisions]
    assert paths[:3] == ["pasal-1", "pasal-1.angka-1", "pasal-1.angka-2"]
    assert paths[3:11] == [
        "pasal-2",
        "pasal-2.ayat-1",
        "pasal-2.ayat-1.huruf-a",
        "pasal-2.ayat-1.huruf-b",
        "pasal-2.ayat-1.huruf-b.angka-1",
        "pasal-2.ayat-1.huruf-b.angka-2",
        "pasal-2.ayat-2",
        "pasal-2.ayat-3",
    ]
    assert paths[11:] == ["pasal-2.ayat-4", "pasal-3", "pasal-3.huruf-a", "pasal-3.huruf-b"]
    assert at(parsed, "pasal-2.ayat-2").text.endswith("(1) huruf a memimpin.")
    assert at(parsed, "pasal-2.ayat-1.huruf-b").text == "b. menilai:\n1. hasil; dan\n2. proses."


def test_missing_and_repeated_numbers_are_told() -> None:
    parsed = parse(
        "MEMUTUSKAN:\nPasal 1\n(1) Satu.\n(3) Tiga.\nPasal 2\nDua.\nPasal 2\nDua lagi.\nPasal 4\n(1) Satu.\n(1) Satu lagi.\n"
        + CLOSING
    )
    assert parsed.report.articles == ("pasal-1", "pasal-2", "pasal-4")
    assert parsed.report.missing == ("pasal-3", "pasal-1.ayat-2")
    assert parsed.report.repeated == ("pasal-2", "pasal-4.ayat-1")
    assert (at(parsed, "pasal-2").text, at(parsed, "pasal-2", 2).text) == ("Dua.", "Dua lagi.")


def test_inserted_articles() -> None:
    parsed = parse("MEMUTUSKAN:\nPasal 5\nLima.\nPasal 5A\nLima A.\nPasal 5B\nLima B.\nPasal 6\nEnam.\n" + CLOSING)
    assert parsed.report.articles == ("pasal-5", "pasal-5A", "pasal-5B", "pasal-6")


def test_an_amendment_keeps_its_quoted_articles_apart() -> None:
    parsed = parse(
        "MEMUTUSKAN:\nPasal I\nBeberapa ketentuan dalam peraturan lama diubah sebagai berikut:\n1. Ketentuan Pasal 7 diubah sehingga "
        "berbunyi sebagai berikut:\nPasal 7\n(1) Tim dipimpin ketua.\n(2) Ketua dipilih.\n2. Di antara Pasal 5 dan Pasal 6 disisipkan "
        "1 (satu) pasal:\nPasal 5A\nAnggota diganti.\nPasal II\nPeraturan ini mulai berlaku.\n" + CLOSING
    )
    assert parsed.report.articles == ("pasal-1", "pasal-2")
    assert at(parsed, "pasal-1.pasal-7.ayat-2").text == "(2) Ketua dipilih."
    assert at(parsed, "pasal-1.pasal-5A").text == "Anggota diganti."
    assert at(parsed, "pasal-2").text == "Peraturan ini mulai berlaku."
    assert parsed.report.missing == ()


def test_the_penjelasan_never_takes_the_address_of_an_article() -> None:
    parsed = parse(
        "MEMUTUSKAN:\nPasal 1\nSatu.\nPasal 2\nDua.\n" + CLOSING,
        "PENJELASAN\nATAS\nPERATURAN CONTOH\nI. UMUM\nTim diperlukan.\nII. PASAL DEMI PASAL\nPasal 1\nCukup jelas.\nPasal 2\n"
        "Ayat (1)\nDua orang.",
    )
    assert [provision.path for provision in parsed.provisions] == [
        *("pasal-1", "pasal-2", "penjelasan", "penjelasan.pasal-1", "penjelasan.pasal-2")
    ]
    assert at(parsed, "pasal-2").text == "Dua."
    assert at(parsed, "penjelasan.pasal-2").text == "Ayat (1)\nDua orang."


def test_annexes_are_cut_into_pieces_by_page_and_chapter() -> None:
    long = "\n".join(f"Langkah ke-{number} dijalankan oleh tim kerja setempat." for number in range(80))
    parsed = parse(
        "MEMUTUSKAN:\nPasal 1\nSatu, tercantum dalam\nLampiran yang tidak terpisahkan.\n" + CLOSING,
        "LAMPIRAN I\nPERATURAN CONTOH\nBAB I\nPENDAHULUAN\nA. Latar Belakang\n" + long,
        "B. Maksud dan Tujuan\nTujuannya baik.\nPasal 9\nbukan pasal.",
    )
    annex = [provision for provision in parsed.provisions if provision.path.startswith("lampiran")]
    assert parsed.report.articles == ("pasal-1",)
    assert {provision.path for provision in annex} == {"lampiran", "lampiran.bab-1", "lampiran.bab-1.A", "lampiran.bab-1.B"}
    assert [provision.page for provision in annex if provision.path == "lampiran.bab-1.B"] == [3]
    assert at(parsed, "lampiran.bab-1.A", 2).heading == "Lampiran I: Latar Belakang"
    assert all(len(provision.text.split()) <= 260 for provision in annex)


def test_a_guideline_has_chapters_instead_of_articles() -> None:
    parsed = parse(
        "PEDOMAN\nBAB I\nPENDAHULUAN\nA. Latar Belakang\nTeks.\nB. Maksud\nTeks.", "BAB II\nISI\nTeks dua.\nBAB IV\nAKHIR\nTeks."
    )
    assert parsed.report.articles == ()
    assert parsed.report.chapters == ("bab-1", "bab-2", "bab-4")
    assert parsed.report.missing == ("bab-3",)
    assert at(parsed, "bab-1.B").text == "B. Maksud\nTeks."


def test_a_circular_has_numbered_parts() -> None:
    parsed = parse("SURAT EDARAN\n1. Latar Belakang\nTeks satu.\n2. Maksud dan Tujuan\nTeks dua.\n3. Penutup\nTeks tiga.")
    assert [provision.path for provision in parsed.provisions] == ["", "angka-1", "angka-2", "angka-3"]


@pytest.mark.parametrize("texts", [(), ("",), ("\n\n",), ("Pasal",), ("(1)",), ("Pasal 1",), ("LAMPIRAN",), ("BAB I",), ("...",)])
def test_nothing_to_find(texts: tuple[str, ...]) -> None:
    assert parse(*texts).report.articles in ((), ("pasal-1",))


NOISY_FORMS = ["Pasal {}", "Pasal{}", "Pasa1 {}", ". Pasal {}", "Pasal {} '", "Pasal  {}"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.sampled_from(NOISY_FORMS)), min_size=2, max_size=40),
    st.integers(9, 40),
)
def test_what_was_written_is_found(plan: list[tuple[bool, int, str]], lines_a_page: int) -> None:
    """Articles of a plan (kept or dropped, number of ayat, form of the heading) over pages of any length."""
    kept = [number for number, (is_kept, _, _) in enumerate(plan, 1) if is_kept]
    written: list[str] = ["MEMUTUSKAN:"]
    for number in kept:
        _, n_ayat, form = plan[number - 1]
        written.append(form.format(number))
        written += [f"({ayat}) Tim melakukan hal {ayat} menurut Pasal {number} ayat (1)." for ayat in range(1, n_ayat + 1)]
        written += [] if n_ayat else ["Tim melakukan sesuatu sebagaimana dimaksud dalam", f"Pasal {max(1, number - 1)} huruf a."]
    written += CLOSING.split("\n")
    sheets = ["\n".join(written[start : start + lines_a_page]) for start in range(0, len(written), lines_a_page)]
    numbered = [f"PRESIDEN\nREPUBLIK INDONESIA\n- {number} -\n{sheet}" for number, sheet in enumerate(sheets, 1)]
    parsed = parse(*numbered)
    assert parsed.report.articles == tuple(f"pasal-{number}" for number in kept)
    assert parsed.report.missing == tuple(f"pasal-{number}" for number in range(1, max(kept, default=0)) if number not in kept)
    for number in kept:
        parts = [found.path for found in parsed.provisions if found.path.startswith(f"pasal-{number}.")]
        assert parts == [f"pasal-{number}.ayat-{ayat}" for ayat in range(1, plan[number - 1][1] + 1)]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(alphabet="Pasal 123I()abBAGIN.\n-LMPRO", max_size=200), max_size=4))
def test_any_text_gives_its_own_words_back(texts: list[str]) -> None:
    """Whatever the pages hold: every provision is the text at its spans, and lines never overlap."""
    sheets = pages(*texts)
    by_number = {page.number: page.text for page in sheets}
    for provision in parse_provisions(sheets).provisions:
        assert provision.text == "\n".join(by_number[span.page][span.start : span.end] for span in provision.spans)
        assert provision.page == provision.spans[0].page
    for line, after in pairwise(document_lines(sheets)):
        assert (line.page, line.end) <= (after.page, after.start) or line.page < after.page
