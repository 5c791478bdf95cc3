"""What a strict editor marked in drafts of a whole agency: each pattern once, so that it stays repaired."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from draft_cases import REGENCY

from assistant.drafting.action_texts import grouped_basis
from assistant.drafting.actions import plan_actions, todo_items
from assistant.drafting.aspects import draft_aspects
from assistant.drafting.explanations import draft_explanation
from assistant.drafting.quoting import enactment_of, is_readable, quoted
from assistant.drafting.recommendation import draft_recommendation
from assistant.drafting.records import IndicatorFacts, SourceFile, SourceQuote
from assistant.drafting.requirements import requirements_of
from corpus.drafting import load_wording
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
WORDS = load_wording()
PERBUP = SourceFile(name="1.a.pdf", title="Peraturan Bupati Contoh Nomor 12 Tahun 2021 tentang SPBE")
SET = SourceQuote(file="1.a.pdf", page=9, text="Ditetapkan di Contoh pada tanggal 4 Maret 2021", elements=("ditetapkan",))
NORM = SourceQuote(
    file="1.a.pdf", page=3, pasal="5", text="Arsitektur SPBE memuat domain data dan aplikasi", elements=("sebagian-domain",)
)
POLICY = IndicatorFacts(number=1, confirmed=2, met=("ditetapkan", "sebagian-domain"), quotes=(SET, NORM), files=(PERBUP,))


def facts_and_analysis(facts: IndicatorFacts) -> tuple[str, str]:
    draft = draft_explanation(facts, "penilaian_mandiri", REGENCY, RUBRIC)
    return draft.fakta, draft.analisis


@pytest.mark.parametrize(
    "text",
    [
        "Nomor SOP Tgl",
        "OPD 1 Surat Permohonan 1 jam Disposisi 2 Surat Permohonan 1 jam Catatan hasil koordinasi 3 Catatan 1 hari",
        "Internet Petugas membuat User Login KANTOR BAPENDA KOTA CONTOH Internet WAJIB PAJAK melaporkan penjualannya",
        "Laporan a) Data Master 1) Unit Organisasi digunakan untuk mencetak 2) Pegawai digunakan untuk mencetak daftar",
        "Koordinator SPBE sebagaimana dimaksud pada ayat",
    ],
)
def test_forms_tables_and_broken_ends_are_not_quoted(text: str) -> None:
    assert not is_readable(text)


def test_headings_said_twice_and_fragments_read_well() -> None:
    assert (
        quoted("Kendali Administratif Kendali administratif adalah pengendalian") == "“Kendali administratif adalah pengendalian”"
    )
    fragment = "mengatur hubungan koordinasi dan kolaborasi antarinstansi serta arah pengembangan layanan sesuai dengan arsitektur nasional"
    assert is_readable(fragment) and quoted(fragment).startswith("“… mengatur hubungan")


def test_the_closing_formula_is_told_as_a_sentence_of_its_document() -> None:
    told = enactment_of("di Contoh pada tanggal 25 Oktober 2019 WALIKOTA CONTOH, NAMA PEJABAT")
    assert told is not None and (told.verb, told.city, told.date) == ("", "Contoh", "25 Oktober 2019")
    assert enactment_of("Rapat dilaksanakan di Contoh pada tanggal 25 Oktober 2019") is None
    fakta, _ = facts_and_analysis(POLICY)
    assert "peraturan tersebut ditetapkan di Contoh pada tanggal 4 Maret 2021" in fakta and "“Ditetapkan" not in fakta
    assert fakta.index("Pasal 5 halaman 3") < fakta.index("halaman 9")


def test_the_date_of_another_rule_is_told_with_its_name_and_noted() -> None:
    other = SourceFile(name="1.b.pdf", title="Peraturan Bupati Contoh Nomor 7 Tahun 2015 tentang TIK")
    facts = replace(POLICY, quotes=(NORM, replace(SET, file="1.b.pdf")), files=(PERBUP, other))
    draft = draft_explanation(facts, "penilaian_mandiri", REGENCY, RUBRIC)
    assert re.search(
        r"Nomor 7 Tahun 2015 tentang TIK ditetapkan di Contoh|1\.b\.pdf, Peraturan Bupati Contoh Nomor 7", draft.fakta
    )
    assert any("Norma yang dikutip berasal dari 1.a.pdf" in note and "1.b.pdf" in note for note in draft.notes)


def test_a_rancangan_is_not_told_with_the_date_of_a_rule_in_force() -> None:
    draft_file = SourceFile(name="1.r.pdf", title="Rancangan Peraturan Bupati Contoh", is_draft=True)
    concept = replace(NORM, file="1.r.pdf", elements=())
    fakta, _ = facts_and_analysis(replace(POLICY, confirmed=1, met=(), quotes=(concept, SET), files=(draft_file, PERBUP)))
    assert "4 Maret 2021" not in fakta and re.search(r"masih disusun|baru berupa konsep", fakta)


def test_what_is_no_rule_is_not_told_as_one() -> None:
    paper = SourceFile(name="1.a.pdf", title="Laporan Kajian SPBE Kabupaten Contoh")
    draft = draft_explanation(
        replace(POLICY, quotes=(replace(NORM, pasal=""),), files=(paper,)), "penilaian_mandiri", REGENCY, RUBRIC
    )
    assert "baru dijumpai dalam Laporan Kajian SPBE" in draft.fakta and "nomor pasal" not in draft.fakta
    assert any("bukan peraturan, keputusan, instruksi, atau surat edaran" in note for note in draft.notes)


def test_a_rule_without_its_number_shows_the_empty_place() -> None:
    bare = SourceFile(name="1.a.pdf", title="Peraturan Bupati Contoh")
    fakta, _ = facts_and_analysis(replace(POLICY, files=(bare,)))
    assert "Peraturan Bupati Contoh «nomor dan tahun belum ditemukan»" in fakta


def test_a_rule_of_which_only_the_date_is_known_shows_the_place_of_its_norm() -> None:
    fakta, _ = facts_and_analysis(replace(POLICY, quotes=(SET,)))
    assert "Pasal «nomor pasal belum ditemukan»" in fakta and "«uraian isi belum diisi»" in fakta and "4 Maret 2021" in fakta


def test_evidence_that_shows_no_element_is_the_nearest_and_claims_nothing() -> None:
    near = SourceQuote(file="17.pdf", page=11, text="Kamera dipasang pada ruang server dinas terkait")
    fakta, analisis = facts_and_analysis(IndicatorFacts(number=17, confirmed=1, met=(), quotes=(near,)))
    assert (
        re.search(r"belum (?:terlihat|tergambar) pada data dukung 17\.pdf", fakta)
        and "terdekat terdapat pada halaman 11" in fakta
    )
    assert "rintisan" not in fakta + analisis
    chosen, _ = facts_and_analysis(IndicatorFacts(number=17, confirmed=1, met=(), quotes=(replace(near, is_typed=True),)))
    assert "terdekat" not in chosen


def test_a_service_whose_functions_are_not_shown_is_not_said_to_run() -> None:
    screen = SourceQuote(file="34-screenshot.pdf", page=2, text="Menu Beranda Utama Keuangan")
    fakta, _ = facts_and_analysis(IndicatorFacts(number=34, confirmed=3, met=(), quotes=(screen,), application="SIPKD"))
    assert "sudah diterapkan" not in fakta and "fungsi layanannya belum terlihat" in fakta and "berupa tangkapan layar" in fakta


def test_words_of_one_place_are_told_together_and_once() -> None:
    quotes = [
        SourceQuote(file="12.pdf", page=4, text="Peta rencana berlaku lima tahun bagi seluruh dinas"),
        SourceQuote(file="12.pdf", page=8, text="Infrastruktur SPBE"),
        SourceQuote(file="12.pdf", page=8, text="Keamanan SPBE"),
        SourceQuote(file="12.pdf", page=4, text="berlaku lima tahun bagi seluruh dinas"),
    ]
    fakta, _ = facts_and_analysis(IndicatorFacts(number=12, confirmed=2, quotes=tuple(quotes)))
    assert "“Infrastruktur SPBE” dan “Keamanan SPBE”" in fakta and fakta.count("berlaku lima tahun") == 1


def test_a_level_that_the_evidence_does_not_support_is_said_so_in_every_part() -> None:
    short = replace(POLICY, confirmed=3, claimed=3)
    document = draft_explanation(short, "dokumen", REGENCY, RUBRIC)
    assert "dengan catatan bahwa data dukung yang dikutip belum lengkap" in document.justifikasi
    assert "perlu diklarifikasi pada tahap penilaian interviu" in document.analisis
    review = draft_explanation(replace(short, previous=2), "reviu", REGENCY, RUBRIC)
    assert "baru memenuhi tingkat kematangan 2 (dua) (Pasal 5 halaman 3 dan halaman 9)" in review.analisis
    assert "belum ditandai" not in review.analisis
    (first, *_) = draft_aspects({1: 4}, (replace(POLICY, confirmed=4),), REGENCY, RUBRIC)
    assert "bukti untuk tingkat itu perlu dilengkapi" in first.strengths[0]


def test_aspects_without_strengths_or_weaknesses_say_so() -> None:
    first = draft_aspects({1: 3}, (), REGENCY, RUBRIC)[0]
    assert "kekuatan" in first.strengths[0] and "kelemahan" in first.weaknesses[0]
    assert draft_aspects({1: 3}, (), REGENCY, RUBRIC)[1].strengths == ()


def test_tasks_are_orders_and_alike_ones_are_told_together() -> None:
    levels = {4: 2, 17: 1, 23: 2}
    tasks = {action.indicator: action.tasks for action in plan_actions(levels, (), REGENCY, RUBRIC, WORDS)}
    assert tasks[4][0].startswith("Lengkapi aturan agar mewajibkan") and tasks[17][0].startswith("Terapkan Jaringan Intra")
    assert any(task.startswith("Kelola ") and "data induk" in task and "data referensi" in task for task in tasks[23])
    for action in plan_actions({one.number: 1 for one in RUBRIC.indicators}, (), REGENCY, RUBRIC, WORDS):
        for task in action.tasks:
            assert task[0].isupper() and task.endswith(".") and not re.search(r"\b(\w+) \1\b|  |\.\.|, ?\.", task), task


def test_what_others_ask_for_comes_first_and_ruling_for_all_is_no_heavy_work() -> None:
    """Peta Rencana SPBE is asked for by the management indicators; a norm for all units takes no longer than one for some."""
    actions = plan_actions({12: 1, 14: 2, 21: 1, 5: 2, 8: 2}, (), REGENCY, RUBRIC, WORDS)
    by_number = {action.indicator: action for action in actions}
    assert 21 in by_number[12].helps and by_number[12].order < by_number[14].order
    assert by_number[5].effort == by_number[8].effort == "sedang"
    due = {item.indicator: item.due for item in todo_items(actions, {}, RUBRIC)}
    assert due[5] == "bulan ke-1 s.d. ke-4"


def test_what_the_level_itself_lacks_is_asked_before_proof_is_handed_in_again() -> None:
    met = tuple(need.elements[0].id for need in requirements_of(RUBRIC.indicator(39).level(3)))
    facts = IndicatorFacts(number=39, confirmed=2, met=met)
    (action,) = plan_actions({39: 2}, (facts,), REGENCY, RUBRIC, WORDS)
    assert action.phase != "evidence" and "Ajukan kembali" not in action.tasks[0]


def test_articles_told_by_ayat_are_named_one_by_one() -> None:
    labels = ("Pasal 27 ayat (6) Perpres 95/2018", "Pasal 27 ayat (8) Perpres 95/2018", "Pasal 31 Perpres 95/2018")
    assert grouped_basis(labels) == ("Pasal 27 ayat (6) dan ayat (8) serta Pasal 31 Perpres 95/2018",)


def test_the_advice_tells_who_when_how_much_and_what_goes_together() -> None:
    levels = {one.number: 2 for one in RUBRIC.indicators}
    facts = tuple(IndicatorFacts(number=one.number, confirmed=2, unit="Dinas Kominfo") for one in RUBRIC.indicators)
    said = draft_recommendation(levels, facts, REGENCY, RUBRIC).saran
    assert "Penanggung jawab: Dinas Kominfo." in said and "dapat dimuat dalam satu peraturan" in said
    assert "kenaikannya diperkirakan 1,00" in said and "cukup untuk mencapai predikat «Baik»" in said
    few = draft_recommendation({**dict.fromkeys(levels, 1)}, (), REGENCY, RUBRIC).saran
    assert "belum cukup untuk mencapai predikat «Baik»" in few
