"""The linter for aspects and recommendations: clean on the guidance's own examples, and each mutilation of them is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from draft_cases import REGENCY, whole_agency
from guidance_examples import aspect_example, recommendation_example

from assistant.cli.draft_lint import lint_command
from assistant.cli.shared import Context
from assistant.cli.workspace import DATABASE_FILE, load_rubrics
from assistant.drafting.aspects import draft_aspects
from assistant.drafting.bundle import aspect_texts
from assistant.drafting.lint_aspects import lint_aspect
from assistant.drafting.lint_recommendation import lint_recommendation
from assistant.drafting.lint_records import LintFinding
from assistant.drafting.lint_subjects import lint_subject
from assistant.drafting.lint_texts import WrittenAspect, WrittenRecommendation, parse_aspect, parse_recommendation
from assistant.drafting.mentions import mentions_of, tiers_of
from assistant.drafting.recommendation import draft_recommendation
from assistant.settings import Settings
from assistant.workspace.commands import ConfirmLevel, WriteText
from assistant.workspace.store import Workspace
from corpus.drafting import load_wording
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
WORDS = load_wording()
GUIDANCE = Path("official") / "pedoman-panrb-3-2024.txt"
# Levels that the guidance's examples can have been written for.
POLICY = {1: 3, 2: 3, 10: 4, 4: 1, 5: 1}
AGENCY = {one.number: {1: 4, 2: 3, 3: 4, 4: 3, 5: 2, 6: 1, 7: 4, 8: 1}[one.aspect] for one in RUBRIC.indicators}
Levels = dict[int, int]


def swap(pattern: str, by: str) -> Callable[[str], str]:
    """A change that must really change the words."""

    def change(body: str) -> str:
        changed = re.sub(pattern, by, body, count=1, flags=re.IGNORECASE)
        assert changed != body
        return changed

    return change


def more(words: str) -> Callable[[str], str]:
    return lambda body: f"{body}. {words}"


def kinds(found: tuple[LintFinding, ...]) -> set[str]:
    return {one.kind for one in found}


@pytest.mark.shared
def test_nothing_is_found_in_the_guidances_own_examples(shared: Path) -> None:
    aspect, recommendation = aspect_example(shared / GUIDANCE), recommendation_example(shared / GUIDANCE)
    assert all((aspect.pemenuhan, aspect.kekuatan, aspect.kelemahan))
    assert all(body for _, body in recommendation.parts)
    levels: Levels
    for levels in ({}, POLICY):
        assert lint_aspect(aspect, levels, RUBRIC) == ()
    for levels in ({}, AGENCY):
        assert lint_recommendation(recommendation, levels, RUBRIC) == ()


# (part, how it is mutilated, levels, what must be found)
ASPECTS: list[tuple[str, Callable[[str], str], Levels, str]] = [
    ("pemenuhan", lambda body: "", POLICY, "no_part"),
    ("kekuatan", lambda body: "", POLICY, "no_part"),
    ("kelemahan", lambda body: "", POLICY, "no_part"),
    ("kekuatan", swap("Tim Koordinasi SPBE menjadi", "Peta Rencana SPBE menjadi"), POLICY, "not_strong"),
    ("kelemahan", swap("Pembangunan Aplikasi", "Tim Koordinasi SPBE"), POLICY, "not_weak"),
    ("kelemahan", swap("Layanan Pusat Data, ", ""), POLICY, "weak_omitted"),
    ("kekuatan", lambda body: body, {**POLICY, 3: 5}, "strong_omitted"),
    ("kekuatan", more("Kebijakan Internal Manajemen Data sesuai Pasal 9 Peraturan Menteri"), {**POLICY, 3: 5}, "strong_order"),
    ("kelemahan", lambda body: body, {**POLICY, 5: 2}, "weak_order"),
    ("kekuatan", swap("Nomor xx Tahun xxxx", "terbaru"), POLICY, "no_source"),
    ("kekuatan", more("Kekuatan lain ada pada Layanan Kepegawaian sesuai 36.a.Simpeg.pdf"), POLICY, "wrong_aspect"),
    ("kekuatan", more("Indikator 16 juga baik sesuai 16.a.SOP.pdf"), POLICY, "wrong_aspect"),
    ("kekuatan", more("Indikator 58 juga baik sesuai 58.pdf"), POLICY, "unknown_indicator"),
    ("kekuatan", swap("Aspek Kebijakan Internal Tata Kelola", "Aspek Layanan Publik"), POLICY, "other_aspect"),
    ("pemenuhan", swap("Kebijakan Peta Rencana SPBE", "Kebijakan Arsitektur SPBE"), POLICY, "named_twice"),
    ("pemenuhan", swap("Kebijakan Peta Rencana SPBE", "Kebijakan Layanan Pusat Data"), POLICY, "not_fulfilled"),
    ("kekuatan", swap("Tim Koordinasi SPBE menjadi", "Pembangunan Aplikasi menjadi"), POLICY, "in_both"),
    ("kekuatan", more("Kebijakan Internal Tim Koordinasi SPBE mencapai tingkat kematangan 5 (10.pdf)"), POLICY, "told_level"),
    ("kelemahan", swap("masih belum memiliki", "mengelola"), {1: 1}, "weak_omitted"),
    ("kelemahan", lambda body: "Kebijakan Internal Layanan Pusat Data.", {5: 1}, "no_reason"),
    ("kelemahan", more("Rata-rata aspek ini 3,75"), POLICY, "unknown_figure"),
    ("pemenuhan", more("Seluruhnya ada 43 indikator yang dipenuhi"), POLICY, "unknown_count"),
    ("kekuatan", swap("Nomor xx", "Nomor <<nomor>>"), POLICY, "placeholder"),
]
RECOMMENDATIONS: list[tuple[str, Callable[[str], str], Levels, str]] = [
    ("ringkasan", lambda body: "", AGENCY, "no_part"),
    ("keunggulan", lambda body: "", AGENCY, "no_part"),
    ("kelemahan", lambda body: "", AGENCY, "no_part"),
    ("saran", lambda body: "", AGENCY, "no_part"),
    ("ringkasan", swap("predikat baik", "hasil yang memadai"), AGENCY, "no_result"),
    ("ringkasan", swap("predikat baik", "predikat sangat baik"), AGENCY, "predicate"),
    ("ringkasan", more("Indeks SPBE mencapai 3,12"), AGENCY, "figure"),
    ("ringkasan", more("Sebanyak 19 indikator berada pada tingkat kematangan 4 atau 5"), AGENCY, "count"),
    ("keunggulan", swap("Aspek TIK", "Aspek Audit TIK"), AGENCY, "not_best"),
    ("keunggulan", swap("Aspek TIK", "Aspek TIK (3,40)"), AGENCY, "figure"),
    ("keunggulan", lambda body: "Keunggulan terletak pada Aspek Penyelenggara SPBE sehingga efektif.", AGENCY, "best_missing"),
    ("keunggulan", lambda body: "Keunggulan terletak pada Aspek TIK.", AGENCY, "no_benefit"),
    ("keunggulan", more("Layanan Pusat Data mencapai tingkat kematangan 5"), AGENCY, "told_level"),
    ("kelemahan", swap("aspek Layanan Publik", "aspek Layanan Administrasi Pemerintahan"), AGENCY, "not_worst"),
    ("kelemahan", swap("aspek Layanan Publik", "aspek Perencanaan Strategis"), AGENCY, "worst_missing"),
    ("kelemahan", lambda body: "Kelemahan terdapat pada Aspek Layanan Publik.", AGENCY, "no_impact"),
    ("saran", swap("penerapan Manajemen SPBE", "berikutnya"), AGENCY, "weak_unadvised"),
    ("saran", lambda body: body, {**AGENCY, 12: 2}, "weak_unadvised"),
    ("saran", lambda body: "Aspek Layanan Publik dan Manajemen SPBE masih rendah.", AGENCY, "no_advice"),
    ("saran", more("Layanan Data Terbuka dinaikkan dari tingkat 3 ke tingkat 4"), AGENCY, "told_level"),
    ("saran", more("Aspek TIK bernilai …"), AGENCY, "placeholder"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("part", "change", "levels", "kind"), ASPECTS)
def test_each_mutilated_aspect_is_found(shared: Path, part: str, change: Callable[[str], str], levels: Levels, kind: str) -> None:
    text = aspect_example(shared / GUIDANCE)
    changes: dict[str, Any] = {part: change(getattr(text, part))}
    assert kind in kinds(lint_aspect(replace(text, **changes), levels, RUBRIC))


@pytest.mark.shared
@pytest.mark.parametrize(("part", "change", "levels", "kind"), RECOMMENDATIONS)
def test_each_mutilated_recommendation_is_found(
    shared: Path, part: str, change: Callable[[str], str], levels: Levels, kind: str
) -> None:
    text = recommendation_example(shared / GUIDANCE)
    changes: dict[str, Any] = {part: change(getattr(text, part))}
    assert kind in kinds(lint_recommendation(replace(text, **changes), levels, RUBRIC))


@pytest.mark.parametrize("shift", range(5))
def test_our_own_drafts_are_clean(shift: int) -> None:
    """Nothing but empty places is found in what we draft ourselves, whatever the levels."""
    facts = tuple(
        replace(one, confirmed=1 + ((one.confirmed or 1) + shift + one.number // 9) % 5) for one in whole_agency(RUBRIC)
    )
    levels = {one.number: one.confirmed or 1 for one in facts}
    for made in draft_aspects(levels, facts, REGENCY, RUBRIC):
        strengths, weaknesses = aspect_texts(made)
        found = lint_subject(f"aspek-{made.aspect}", {"kekuatan": strengths, "kelemahan": weaknesses}, "dokumen", levels, RUBRIC)
        assert [one.message for one in found if one.kind != "placeholder"] == []
    told = draft_recommendation(levels, facts, REGENCY, RUBRIC)
    text = WrittenRecommendation(ringkasan=told.ringkasan, keunggulan=told.keunggulan, kelemahan=told.kelemahan, saran=told.saran)
    assert [one.message for one in lint_recommendation(text, levels, RUBRIC)] == []


@pytest.mark.parametrize(
    ("text", "aspect", "numbers"),
    [
        ("Kebijakan Internal Manajemen Data, Audit TIK, dan Pusat Data", None, [3, 9, 5]),
        ("Layanan Pusat Data menjadi kekuatan", 3, [16]),
        ("Layanan Pusat Data menjadi kekuatan", 1, [5]),
        ("Indikator 21 Penerapan Manajemen Risiko SPBE", 5, [21]),
        ("memakai Pusat Data Nasional dan Arsitektur SPBE Nasional", None, []),
        ("Layanan JDIH dan Layanan Pengelolaan Barang Milik Daerah", None, [44, 38]),
    ],
)
def test_indicators_are_known_by_many_names(text: str, aspect: int | None, numbers: list[int]) -> None:
    assert [one.indicator for one in mentions_of(text, RUBRIC, WORDS, aspect)] == numbers


def test_aspects_and_domains_are_told_apart() -> None:
    text = "Aspek TIK, Aspek Penerapan Manajemen SPBE, penerapan Manajemen SPBE, Aspek 9, dan Layanan Publik Sektor 1"
    assert [(one.kind, one.number) for one in tiers_of(text, RUBRIC, WORDS)] == [("aspect", 3), ("aspect", 5), ("domain", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Sudah dipenuhi A <Pemenuhan Aspek>. Kuat B <Unsur Kekuatan>. Lemah C <Unsur Kelemahan>.",
        "Pemenuhan: Sudah dipenuhi A\nKekuatan: Kuat B\nKelemahan (tingkat 1-2):\nLemah C",
    ],
)
def test_parts_of_aspects_are_told_apart(text: str) -> None:
    assert parse_aspect(text, 2) == WrittenAspect(aspect=2, pemenuhan="Sudah dipenuhi A", kekuatan="Kuat B", kelemahan="Lemah C")


def test_parts_of_recommendations_are_told_apart() -> None:
    text = "## Ringkasan\nSatu.\n## Keunggulan\nDua.\n## Kelemahan\nTiga.\n4. Saran Perbaikan:\nEmpat."
    assert parse_recommendation(text) == WrittenRecommendation(
        ringkasan="Satu", keunggulan="Dua", kelemahan="Tiga", saran="Empat"
    )


def test_empty_texts_and_unknown_aspects_are_told() -> None:
    assert kinds(lint_aspect(WrittenAspect(aspect=1), {}, RUBRIC)) == {"empty_aspect"}
    assert kinds(lint_recommendation(WrittenRecommendation(), {}, RUBRIC)) == {"empty_recommendation"}
    with pytest.raises(InputError, match="Aspek 9 tidak ada"):
        lint_aspect(WrittenAspect(aspect=9, kekuatan="Ada."), {}, RUBRIC)
    with pytest.raises(InputError, match="level 7 tidak sah"):
        lint_aspect(WrittenAspect(aspect=1, kekuatan="Ada."), {1: 7}, RUBRIC)


def run(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    context = Context(settings=Settings(data_dir=tmp_path / "data"), is_quiet=True)
    result = CliRunner().invoke(lint_command, arguments, obj=context, catch_exceptions=False)
    return result.exit_code, result.output


def test_the_command_checks_aspects_and_recommendations(tmp_path: Path) -> None:
    levels = tmp_path / "level.csv"
    levels.write_text("indicator,level\n" + "\n".join(f"{number},{level}" for number, level in AGENCY.items()), "utf-8")
    aspect = tmp_path / "aspek.txt"
    aspect.write_text("Layanan Pusat Data mencapai tingkat kematangan 5 (16.a.SOP.pdf halaman 2).", "utf-8")
    code, text = run(tmp_path, str(aspect), "--aspect", "3", "--levels", str(levels))
    assert code == 0 and "Aspek 3: " in text and "disebut pada tingkat 5, padahal levelnya 4" in text
    rows = tmp_path / "teks.jsonl"
    rows.write_text(
        '{"aspect": 8, "kekuatan": "", "kelemahan": "Layanan Data Terbuka belum dibangun."}\n{"ringkasan": "Indeks 4,10"}\n',
        "utf-8",
    )
    code, text = run(tmp_path, str(rows), "--levels", str(levels), "--json")
    found = json.loads(text)["texts"]
    assert code == 0 and [row["subject"] for row in found] == ["aspek-8", "instansi"]
    assert {"weak_omitted"} <= {one["kind"] for one in found[0]["findings"]}
    assert {"figure", "no_part"} <= {one["kind"] for one in found[1]["findings"]}
    for arguments in ([], [str(aspect), "--assessment", "1", "--levels", str(levels)]):
        with pytest.raises(InputError, match="--assessment"):
            run(tmp_path, *arguments)


def test_the_command_checks_every_text_of_an_assessment(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    workspace = Workspace.open(f"sqlite:///{tmp_path / 'data' / DATABASE_FILE}", load_rubrics())
    agency = workspace.create_agency("kota", "Contoh", "Ani")
    number = workspace.create_assessment(agency.id, 2026, "2020", "Ani").id
    with pytest.raises(InputError, match="belum memuat teks"):
        run(tmp_path, "--assessment", str(number))
    deeds = [
        ConfirmLevel(indicator=16, level=4, confirmed_by="Ani"),
        WriteText(subject="aspek-3", kind="kekuatan", text="Layanan Pusat Data mencapai tingkat kematangan 3 (16.pdf)."),
        WriteText(subject="indikator-16", kind="fakta", text="Penerapan layanan pusat data baik."),
        WriteText(subject="instansi", kind="ringkasan", text="Indeks SPBE mencapai 3,10."),
    ]
    workspace.apply(number, deeds, "Ani")
    code, text = run(tmp_path, "--assessment", str(number), "--json")
    found = {row["subject"]: {one["kind"] for one in row["findings"]} for row in json.loads(text)["texts"]}
    assert code == 0 and list(found) == ["indikator-16", "aspek-3", "instansi"]
    assert "no_analisis" in found["indikator-16"] and "told_level" in found["aspek-3"] and "figure" in found["instansi"]
