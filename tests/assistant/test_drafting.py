"""Drafts: only what is known is told, every fact carries its source, empty places are shown, and the words read well."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from draft_cases import REGENCY, complete_case, whole_agency
from golden_cases import CASES, GoldenCase

from assistant.drafting.actions import plan_actions, todo_items
from assistant.drafting.aspects import draft_aspects
from assistant.drafting.clauses import clause_of, for_kind, join_clauses, listing
from assistant.drafting.explanations import draft_explanation, draft_explanations
from assistant.drafting.quoting import cited_title, quoted
from assistant.drafting.recommendation import draft_recommendation
from assistant.drafting.records import Explanation, IndicatorFacts, SourceFile, SourceQuote, Subject
from assistant.drafting.requirements import first_missing, needed_ids, requirements_of, supported_level
from assistant.workspace.records import STAGES, Stage
from corpus.drafting import Wording, load_wording
from corpus.errors import CorpusError, InputError
from corpus.rubric import load_rubric

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = load_rubric(ROOT / "corpus" / "rubric" / "2020")
WORDS = load_wording()
GOLDEN = Path(__file__).parent / "golden" / "drafts.txt"
SOURCE = re.compile(
    r"\.(?:pdf|png|xlsx)\b|halaman \d|Pasal \d|«[^»]*belum (?:ditemukan|diisi|dikutip)»|tangkapan layar tersebut", re.IGNORECASE
)
CONCLUDES = re.compile(
    r"belum (?:ditemukan|terdapat|menunjukkan|terpenuhi|memenuhi|dapat)|telah terpenuhi|baru mendukung|baru memenuhi|menggambarkan"
    r"|Penilaian mandiri mengajukan|masih berupa usulan"
)


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.])\s+(?=[A-Z«“])", text) if one]


def shown(case: GoldenCase) -> str:
    draft = draft_explanation(case.facts, case.stage, case.subject, RUBRIC)
    lines = [
        f"## {draft.indicator} {case.stage} {case.subject.name}, level {draft.level}",
        f"Fakta: {draft.fakta}",
        f"Analisis: {draft.analisis}",
    ]
    lines += [f"Justifikasi Hasil: {draft.justifikasi}"] if draft.justifikasi else []
    return "\n".join([*lines, *(f"* {note}" for note in draft.notes)])


def test_golden_drafts() -> None:
    """Set UPDATE_GOLDEN=1 to write the file anew; then read it aloud."""
    text = "\n\n".join(shown(case) for case in CASES) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert len(CASES) == 12
    assert text == GOLDEN.read_text("utf-8")


@pytest.fixture(scope="module", params=STAGES)
def drafts(request: pytest.FixtureRequest) -> tuple[Explanation, ...]:
    """Drafts of all indicators and levels at a stage."""
    stage: Stage = request.param
    return tuple(
        draft_explanation(complete_case(one, level, next_too=one.number % 2), stage, REGENCY, RUBRIC)
        for one in RUBRIC.indicators
        for level in range(1, 6)
    )


def test_every_sentence_that_states_a_fact_carries_its_source(drafts: tuple[Explanation, ...]) -> None:
    bare = [
        sentence
        for draft in drafts
        for sentence in sentences(f"{draft.fakta} {draft.analisis}")
        if not SOURCE.search(sentence) and not CONCLUDES.search(sentence)
    ]
    assert bare == []


def test_the_words_read_well(drafts: tuple[Explanation, ...]) -> None:
    """No doubled word, space or mark, no capital inside, no note about the rubric's sources, no example taken for a fact."""
    for draft in drafts:
        for text in (draft.fakta, draft.analisis, draft.justifikasi):
            assert not re.search(r"\b(\w+) \1\b", text, re.IGNORECASE), text
            assert not re.search(r"  |,,|\.\.|,\.| ,| \.|\(\)|;;", text), text
            assert "Pedoman 3/2024" not in text and "PermenPANRB 59" not in text and "Salah satu pilihan" not in text
            assert "misalnya" not in text and "adalah" not in text
            assert not re.search(
                r"(?:bahwa|itu,|evaluasi,|tersebut,) (?:Ada|Aturan|Kebijakan|Dokumen|Kegiatan|Program)\b", text
            ), text
            assert text == "" or (text.endswith((".", "”.")) and (text[0].isupper() or text[0] == "«")), text


def test_only_met_elements_are_claimed() -> None:
    """Element by element: an element that is not marked as met is in no sentence but the one that says it is missing."""
    facts = replace(
        complete_case(RUBRIC.indicator(1), 3), met=("ditetapkan",), quotes=complete_case(RUBRIC.indicator(1), 3).quotes
    )
    draft = draft_explanation(facts, "penilaian_mandiri", REGENCY, RUBRIC)
    claims = [one for one in sentences(draft.analisis) if not re.search(r"belum", one)]
    assert any("sudah ditetapkan" in one for one in claims)
    assert not any("keenam domain" in one or "referensi" in one for one in claims)
    assert "belum didukung unsur" in " ".join(draft.notes)


def test_unverified_quotes_are_not_told() -> None:
    quote = SourceQuote(file="21.pdf", page=3, text="Kata yang tidak ada", verified=False, elements=("diterapkan",))
    draft = draft_explanation(
        IndicatorFacts(number=21, confirmed=2, met=("diterapkan",), quotes=(quote,)), "dokumen", REGENCY, RUBRIC
    )
    assert "Kata yang tidak ada" not in draft.fakta + draft.analisis
    assert any("21.pdf halaman 3" in note for note in draft.notes)


def test_empty_places_are_shown_and_never_filled() -> None:
    quote = SourceQuote(file="1.Perbup.pdf", text="Arsitektur SPBE", elements=("ditetapkan",))
    facts = IndicatorFacts(number=1, confirmed=2, met=("ditetapkan", "sebagian-domain"), quotes=(quote,))
    draft = draft_explanation(facts, "penilaian_mandiri", Subject(name=""), RUBRIC)
    assert {
        "«nomor pasal belum ditemukan»",
        "«nomor halaman belum ditemukan»",
        "«nama dan nomor dokumen belum ditemukan»",
    } <= set(draft.gaps)
    service = draft_explanation(
        IndicatorFacts(number=40, confirmed=1, met=("informasi",), files=(SourceFile(name="40.png"),)),
        "penilaian_mandiri",
        Subject(name=""),
        RUBRIC,
    )
    assert {"«nama unit kerja belum diisi»", "«nama aplikasi belum ditemukan»", "«nama instansi belum diisi»"} <= set(
        service.gaps
    )
    nothing = draft_explanation(IndicatorFacts(number=21, confirmed=1, met=()), "penilaian_mandiri", REGENCY, RUBRIC)
    assert "«nama berkas belum ditemukan»" in nothing.gaps


@pytest.mark.parametrize(
    ("stage", "number", "fakta", "analisis", "justifikasi"),
    [
        ("penilaian_mandiri", 4, "Kebijakan internal terkait ", "Berdasarkan norma tersebut, ", ""),
        ("penilaian_mandiri", 19, "Pelaksanaan tugas ", "Berdasarkan dokumentasi ", ""),
        ("penilaian_mandiri", 27, "Penerapan ", "Berdasarkan dokumentasi ", ""),
        ("penilaian_mandiri", 44, "Layanan ", "Berdasarkan kemampuan aplikasi ", ""),
        (
            "dokumen",
            4,
            "Verifikasi dan validasi telah dilakukan terhadap ",
            "Berdasarkan penjelasan dan data dukung yang disampaikan, maka ",
            "Hasil penilaian terhadap penjelasan dan data dukung menggambarkan tingkat kematangan 3 (tiga).",
        ),
        (
            "interviu",
            19,
            "Klarifikasi telah dilakukan terhadap ",
            "Berdasarkan penjelasan ",
            "Hasil penilaian interviu menggambarkan tingkat kematangan 3 (tiga).",
        ),
        (
            "visitasi",
            27,
            "Klarifikasi telah dilakukan terhadap ",
            "Berdasarkan penjelasan ",
            "Hasil penilaian visitasi menggambarkan tingkat kematangan 3 (tiga).",
        ),
        (
            "reviu",
            44,
            "Perlu dilakukan peninjauan kembali terhadap ",
            "Berdasarkan penjelasan dan data dukung yang disampaikan, maka seharusnya ",
            "Hasil reviu menggambarkan tingkat kematangan 3 (tiga).",
        ),
    ],
)
def test_opening_words(stage: Stage, number: int, fakta: str, analisis: str, justifikasi: str) -> None:
    draft = draft_explanation(complete_case(RUBRIC.indicator(number), 3), stage, REGENCY, RUBRIC)
    assert draft.fakta.startswith(fakta)
    assert draft.analisis.startswith(analisis)
    assert draft.justifikasi == justifikasi


def test_a_proposed_level_is_told_as_a_proposal() -> None:
    facts = replace(complete_case(RUBRIC.indicator(21), 2), confirmed=None, proposed=(2, 4))
    draft = draft_explanation(facts, "dokumen", REGENCY, RUBRIC)
    assert "rentang tingkat kematangan 2 (dua) sampai dengan 4 (empat)" in draft.justifikasi
    assert "menunggu penetapan" in draft.justifikasi and not draft.is_confirmed


def test_no_level_or_no_elements_is_told() -> None:
    with pytest.raises(InputError, match="Indikator 21: belum ada level"):
        draft_explanation(IndicatorFacts(number=21), "dokumen", REGENCY, RUBRIC)
    old = load_rubric(ROOT / "corpus" / "rubric" / "2018")
    with pytest.raises(InputError, match="edisi 2018"):
        draft_explanation(IndicatorFacts(number=1, confirmed=2), "dokumen", REGENCY, old)


def test_unmarked_elements_count_up_to_a_confirmed_level_only() -> None:
    files = (SourceFile(name="21.a.Manrisk.pdf"),)
    confirmed = draft_explanation(IndicatorFacts(number=21, confirmed=3, files=files), "dokumen", REGENCY, RUBRIC)
    assert "pakta integritas" in confirmed.analisis and any("belum ditandai" in note for note in confirmed.notes)
    for facts in (IndicatorFacts(number=21, proposed=(3, 3), files=files), IndicatorFacts(number=21, confirmed=3)):
        draft = draft_explanation(facts, "dokumen", REGENCY, RUBRIC)
        assert (
            "pakta integritas" not in draft.analisis
            and "tingkat kematangan 3 (tiga) belum dapat dinyatakan terpenuhi" in draft.analisis
        )


def test_a_whole_agency_takes_at_most_three_seconds() -> None:
    facts = whole_agency(RUBRIC)
    started = time.perf_counter()
    assert len(draft_explanations(facts, "dokumen", REGENCY, RUBRIC)) == 47
    assert time.perf_counter() - started <= 3


def test_drafts_do_not_read_like_one_filled_form() -> None:
    made = draft_explanations(whole_agency(RUBRIC), "penilaian_mandiri", REGENCY, RUBRIC)
    endings = {re.sub(r"\d \(\w+\)|bahwa .*|adanya .*|ditemukan .*", "", sentences(draft.analisis)[-1]) for draft in made}
    assert len(endings) >= 6


def test_requirements_know_choices_and_complements() -> None:
    indicator = RUBRIC.indicator(40)
    assert [len(need.elements) for need in requirements_of(indicator.level(2))] == [3]
    assert all(element.id != "dokumentasi-integrasi" for need in requirements_of(indicator.level(4)) for element in need.elements)
    assert supported_level(indicator, ("unduh", "validasi")) == 3
    assert supported_level(indicator, ("validasi",)) == 1
    missing = first_missing(indicator, ("unduh",), range(2, 6))
    assert missing is not None and missing.level == 3
    assert "unduh" not in needed_ids(indicator, 5) and "bagi-pakai-data" in needed_ids(indicator, 5)


@pytest.mark.parametrize(
    ("parts", "listed"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "b", "c"], "a, b, dan c"),
        (["a, b", "c"], "a, b; dan c"),
        (["3,5", "4,0"], "3,5 dan 4,0"),
    ],
)
def test_lists(parts: list[str], listed: str) -> None:
    assert listing(parts) == listed


@pytest.mark.parametrize(
    ("clauses", "joined"),
    [
        (["aturan memuat A", "aturan mengatur B"], ["aturan memuat A dan mengatur B"]),
        (
            ["dokumen memuat domain A", "dokumen memuat domain B", "dokumen memuat domain C"],
            ["dokumen memuat domain A, B, dan C"],
        ),
        (["data induk dikelola", "data referensi dikelola"], ["data induk dan referensi dikelola"]),
        (["aturan memuat A", "Tim X ditetapkan"], ["aturan memuat A", "Tim X ditetapkan"]),
        (["aturan memuat A: b, c", "aturan memuat D"], ["aturan memuat A: b, c", "aturan memuat D"]),
    ],
)
def test_clauses_with_words_in_common_are_told_as_one(clauses: list[str], joined: list[str]) -> None:
    assert join_clauses(clauses) == joined


def test_every_element_becomes_a_clause() -> None:
    for indicator in RUBRIC.indicators:
        for level in indicator.levels:
            for element in level.elements:
                clause = clause_of(indicator, element, WORDS, "kota")
                assert (
                    clause
                    and not clause.endswith(".")
                    and "Pedoman" not in clause
                    and "unit kerja atau perangkat daerah" not in clause
                )
    assert for_kind("seluruh unit kerja atau perangkat daerah", WORDS, "kementerian") == "seluruh unit kerja"


def test_long_quotes_are_shortened_at_a_word() -> None:
    assert quoted("  satu\ndua. ") == "“satu dua”"
    assert quoted("“kata”") == "“kata”"
    assert quoted("kata " * 50).endswith("kata …”")


def test_aspects_take_strengths_from_above_and_weaknesses_from_below() -> None:
    facts = whole_agency(RUBRIC)
    levels = {one.number: one.confirmed or 1 for one in facts if one.number != 8}
    first = draft_aspects(levels, facts, REGENCY, RUBRIC)[0]
    assert [re.findall(r"kematangan (\d)", text)[0] for text in first.strengths] == ["5", "5", "4", "4"]
    assert [re.findall(r"kematangan (\d)", text) for text in first.weaknesses] == [["1"], [], ["2"]]  # a level is said once
    assert "Tim Koordinasi" not in first.fulfilment and "Indikator 8 belum ditetapkan" in first.fulfilment
    assert all(SOURCE.search(text) for text in first.strengths)


def test_the_recommendation_has_four_parts_in_order_of_priority() -> None:
    facts = whole_agency(RUBRIC)
    made = draft_recommendation({one.number: one.confirmed or 1 for one in facts}, facts, REGENCY, RUBRIC)
    assert all((made.ringkasan, made.keunggulan, made.kelemahan, made.saran))
    assert [action.order for action in made.actions] == list(range(1, len(made.actions) + 1))
    phases = ["evidence", "policy", "practice", "review"]
    assert [phases.index(action.phase) for action in made.actions] == sorted(
        phases.index(action.phase) for action in made.actions
    )
    assert all(action.tasks and action.proof and action.to_level == action.from_level + 1 for action in made.actions)
    assert {action.gain for action in made.actions if action.indicator <= 10} == {"0,013"}
    items = todo_items(made.actions, {15: "Diskominfo"}, RUBRIC)
    assert next(item for item in items if item.indicator == 15).unit == "Diskominfo"


def test_aspects_and_the_recommendation_read_well() -> None:
    """As the explanations: no doubled word or mark; equal reasons are told together; at most six steps, two of an aspect."""
    facts = tuple(replace(one, confirmed=1, met=(), quotes=(), files=()) for one in whole_agency(RUBRIC))
    levels = {one.number: 1 for one in facts}
    for held, given in (
        (whole_agency(RUBRIC), {one.number: one.confirmed or 1 for one in whole_agency(RUBRIC)}),
        (facts, levels),
    ):
        made = draft_recommendation(given, held, REGENCY, RUBRIC)
        texts = [made.ringkasan, made.keunggulan, made.kelemahan, made.saran]
        texts += [text for one in draft_aspects(given, held, REGENCY, RUBRIC) for text in (*one.strengths, *one.weaknesses)]
        for text in texts:
            assert not re.search(r"\b(\w+) \1\b|  |,,|\.\.|,\.| ,| \.|;;|\(\)", text, re.IGNORECASE), text
        told = re.findall(r"^\d+\. ", made.saran, re.MULTILINE)
        assert len(told) == 6 and "langkah lain dalam daftar tindak lanjut" in made.saran
    administration = draft_aspects(levels, facts, REGENCY, RUBRIC)[6]
    assert len(administration.weaknesses) < 10 and "Layanan Perencanaan, Layanan Penganggaran" in administration.weaknesses[0]


def test_what_is_met_already_is_not_advised_again() -> None:
    indicator = RUBRIC.indicator(2)
    met = tuple(need.elements[0].id for number in (2, 3) for need in requirements_of(indicator.level(number)))
    made = draft_recommendation({2: 2}, (IndicatorFacts(number=2, confirmed=2, met=met),), REGENCY, RUBRIC)
    assert made.actions[0].tasks == (
        "Ajukan kembali bukti unsur tingkat 3 yang sudah terlihat pada data dukung agar dinilai ulang.",
    )


def many_quotes() -> IndicatorFacts:
    """An indicator with a rancangan, a regulation, a page of a screen, and more quotes than a draft can tell."""
    words = "Setiap perangkat daerah menyusun arsitektur menurut ketentuan yang berlaku bagi seluruh pemerintah daerah nomor"
    quotes = [SourceQuote(file="1.b.Raperbup.pdf", page=4, text="Rancangan aturan arsitektur", elements=("enam-domain",))]
    quotes += [SourceQuote(file="1.a.Perbup.pdf", page=2 + place, text=f"({place}) {words} {place}") for place in range(9)]
    quotes += [
        SourceQuote(file="1.a.Perbup.pdf", page=30, text="Ditetapkan di Contoh pada 4 Maret 2021", elements=("ditetapkan",))
    ]
    quotes += [SourceQuote(file="1.c.Layar.png", page=1, text="V@LID49 | Modul © O ‘ Utama", elements=("referensi",))]
    files = (
        SourceFile(name="1.a.Perbup.pdf", title="PERATURAN TENTANG SPBE Nomor 3 TAHUN 2021"),
        SourceFile(name="1.b.Raperbup.pdf", is_draft=True),
    )
    return IndicatorFacts(number=1, confirmed=3, met=("ditetapkan", "referensi"), quotes=tuple(quotes), files=files)


@pytest.mark.parametrize("stage", STAGES)
def test_facts_stay_short_readable_and_in_force(stage: Stage) -> None:
    draft = draft_explanation(many_quotes(), stage, REGENCY, RUBRIC)
    assert len(draft.fakta.split()) <= 125
    assert "Raperbup" not in draft.fakta + draft.analisis and "V@LID" not in draft.fakta
    assert draft.fakta.count("«nomor pasal belum ditemukan»") <= 1
    assert any("1.b.Raperbup.pdf" in note for note in draft.notes)


@pytest.mark.parametrize(
    ("title", "about", "shown"),
    [
        ("PENYELENGGARAAN SPBE Nomor 3 TAHUN 2021", "dokumen {title}", "dokumen Penyelenggaraan SPBE Nomor 3 Tahun 2021"),
        ("Peraturan Bupati Contoh Nomor 3 Tahun 2021", "dokumen {title}", "Peraturan Bupati Contoh Nomor 3 Tahun 2021"),
        ("SOP Layanan Pusat Data Nomor 205/004/2018", "dokumen {title}", "SOP Layanan Pusat Data Nomor 205/004/2018"),
        ("SISTEM PEMERINTAHAN", "dokumen tentang {title}", "dokumen tentang Sistem Pemerintahan"),
        (" ", "dokumen {title}", ""),
    ],
)
def test_titles_are_calmed_and_their_kind_is_not_invented(title: str, about: str, shown: str) -> None:
    assert cited_title(title, about) == shown


def test_a_known_title_has_no_empty_place() -> None:
    file = SourceFile(name="1.a.pdf", title="Sistem Pemerintahan Kota Contoh")
    quote = SourceQuote(file="1.a.pdf", page=2, pasal="7", text="Arsitektur disusun oleh seluruh perangkat daerah")
    facts = IndicatorFacts(number=1, confirmed=2, met=("ditetapkan",), quotes=(quote,), files=(file,))
    for stage in ("penilaian_mandiri", "dokumen"):
        assert "dokumen Sistem Pemerintahan Kota Contoh" in draft_explanation(facts, stage, REGENCY, RUBRIC).fakta


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Contoh. (3) Aplikasi khusus dapat dikembangkan oleh setiap perangkat daerah",
            "“Aplikasi khusus dapat dikembangkan oleh setiap perangkat daerah”",
        ),
        ("9- (8) Keamanan adalah kerahasiaan. Pasal 3 Ruang lingkup", "“Keamanan adalah kerahasiaan”"),
        ("Setiap unit menyusun rencana. (3) Sumber daya lain", "“Setiap unit menyusun rencana”"),
        ("Pasal 19 Struktur data memakai standar", "“Struktur data memakai standar”"),
        ("5.3.3 Pembinaan kesiapan penanggulangan", "“Pembinaan kesiapan penanggulangan”"),
    ],
)
def test_quotes_begin_at_a_sentence_and_end_before_the_next_article(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("level", "word"), [(5, "apresiasi"), (4, "apresiasi"), (3, "belum mencapai tingkat 5"), (1, "predikat «Baik» tercapai")]
)
def test_praise_or_advice(level: int, word: str) -> None:
    made = draft_recommendation({one.number: level for one in RUBRIC.indicators}, (), REGENCY, RUBRIC)
    assert word in made.saran


def test_nothing_scored_gives_no_recommendation() -> None:
    made = draft_recommendation({}, (), REGENCY, RUBRIC)
    assert "belum dapat disusun" in made.ringkasan and made.actions == ()
    assert plan_actions({}, (), REGENCY, RUBRIC, WORDS) == ()


def test_the_wording_file_names_its_faults(tmp_path: Path) -> None:
    bad = tmp_path / "drafting.yaml"
    bad.write_text('gaps: {pasal: "satu {dua"}\n', "utf-8")
    with pytest.raises(CorpusError, match="kurung kurawal"):
        load_wording(bad)
    bad.write_text("gaps: {pasal: 3}\n", "utf-8")
    with pytest.raises(CorpusError, match="harus berupa teks"):
        load_wording(bad)
    with pytest.raises(CorpusError, match="tidak ada"):
        Wording({}).text("apa")
    with pytest.raises(CorpusError, match="isian"):
        Wording({"a": ("{b}",)}).text("a")
