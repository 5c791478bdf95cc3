"""The linter: clean on the guidance's own examples, and each of twenty mutilations of them is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from draft_cases import REGENCY, complete_case
from guidance_examples import examples

from assistant.drafting.explanations import draft_explanation
from assistant.drafting.lint_records import WrittenExplanation, parse_explanation
from assistant.drafting.linter import lint_explanation
from assistant.workspace.records import STAGES
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
Change = Callable[[WrittenExplanation], WrittenExplanation]


@pytest.fixture(scope="module")
def official(shared: Path) -> list[WrittenExplanation]:
    """The 27 examples of the guidance."""
    return examples(shared / "official" / "pedoman-panrb-3-2024.txt")


def kinds(text: WrittenExplanation) -> set[str]:
    return {finding.kind for finding in lint_explanation(text, RUBRIC)}


def part(name: str, change: Callable[[str], str]) -> Change:
    """A change of one part of the text."""
    return lambda text: replace(text, **{name: change(getattr(text, name))})


def drop(pattern: str, by: str = "") -> Callable[[str], str]:
    """A change that must really change the words."""

    def change(body: str) -> str:
        changed = re.sub(pattern, by, body, flags=re.IGNORECASE)
        assert changed != body
        return changed

    return change


@pytest.mark.shared
def test_nothing_is_found_in_the_guidances_own_examples(official: list[WrittenExplanation]) -> None:
    assert len(official) == 27
    assert {(text.indicator, text.level): kinds(text) for text in official if kinds(text)} == {}


# (indicator, stage, level in the guidance, how it is mutilated, what must be found)
MUTILATED: list[tuple[int, str, int | None, Change, str]] = [
    (1, "penilaian_mandiri", 3, part("fakta", drop(r"pasal \d+", "ketentuan")), "no_pasal"),
    (1, "penilaian_mandiri", 2, part("fakta", drop(r"sesuai data dukung \S+", "")), "no_file"),
    (1, "penilaian_mandiri", 4, lambda text: replace(text, analisis=""), "no_analisis"),
    (1, "penilaian_mandiri", 2, lambda text: replace(text, level=3), "part_only"),
    (1, "penilaian_mandiri", 1, lambda text: replace(text, level=2), "draft_word"),
    (1, "penilaian_mandiri", 3, lambda text: replace(text, level=4), "unsupported"),
    (1, "penilaian_mandiri", 4, part("fakta", lambda body: f"Sesuai peraturan, {body}"), "opening"),
    (20, "penilaian_mandiri", 3, lambda text: replace(text, level=5), "unsupported"),
    (21, "penilaian_mandiri", 4, part("fakta", drop(r"halaman 30", "<<Nomor Halaman>>")), "placeholder"),
    (21, "penilaian_mandiri", 3, part("analisis", lambda body: f"{body} pada sebagian OPD berupa rancangan"), "draft_word"),
    (35, "penilaian_mandiri", 3, lambda text: replace(text, level=4), "level_differs"),
    (35, "penilaian_mandiri", 2, part("analisis", drop(r", sehingga.*$", "")), "no_capability"),
    (35, "penilaian_mandiri", 3, part("fakta", drop(r"diterapkan oleh LPSE Pemprov DKI", "diterapkan")), "no_unit"),
    (10, "dokumen", None, lambda text: replace(text, justifikasi=""), "no_justifikasi"),
    (10, "dokumen", None, part("fakta", drop(r"^verifikasi dan validasi telah dilakukan", "Kami sudah melihat")), "opening"),
    (10, "dokumen", None, part("justifikasi", drop(r"3 \(tiga\)", "3 (dua)")), "level_word"),
    (21, "dokumen", None, lambda text: replace(text, level=3), "level_differs"),
    (36, "dokumen", None, part("fakta", drop(r"https\S+|\S+\.pdf", "")), "no_file"),
    (1, "interviu", None, part("justifikasi", drop(r"3 \(tiga\)", "4 (empat)")), "unsupported"),
    (16, "visitasi", None, part("analisis", drop(r"seluruh OPD", "sebagian OPD")), "part_only"),
    (31, "reviu", None, part("justifikasi", drop(r"4 \(empat\)", "3 (tiga)")), "level_differs"),
    (31, "reviu", None, lambda text: replace(text, fakta=""), "no_fakta"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("indicator", "stage", "level", "change", "kind"), MUTILATED)
def test_each_mutilated_example_is_found(
    official: list[WrittenExplanation], indicator: int, stage: str, level: int | None, change: Change, kind: str
) -> None:
    text = next(one for one in official if (one.indicator, one.stage, one.level) == (indicator, stage, level))
    assert kind in kinds(change(text))


@pytest.mark.parametrize("stage", STAGES)
def test_our_own_complete_drafts_are_clean(stage: str) -> None:
    """Nothing but the empty places is found in drafts whose level the marks support."""
    found = {}
    for indicator in RUBRIC.indicators:
        for level in range(1, 6):
            facts = complete_case(indicator, level)
            draft = draft_explanation(facts, stage, REGENCY, RUBRIC)  # type: ignore[arg-type]
            text = WrittenExplanation(
                fakta=draft.fakta,
                analisis=draft.analisis,
                justifikasi=draft.justifikasi,
                indicator=indicator.number,
                stage=stage,  # type: ignore[arg-type]
                level=level,
            )
            if kinds(text) - {"placeholder"}:
                found[indicator.number, level] = kinds(text)
    assert found == {}


@pytest.mark.parametrize(
    ("text", "fakta", "analisis", "justifikasi"),
    [
        ("Satu. (Fakta). Dua. (Analisis). Tiga. (Justifikasi Hasil).", "Satu.", "Dua.", "Tiga."),
        ("Fakta: Satu.\nPenjelasan/Analisa : Dua.", "Satu.", "Dua.", ""),
        ("Satu (kalimat penjelasan Fakta).\nDua", "Satu", "Dua", ""),
        ("Satu saja", "Satu saja", "", ""),
        ("", "", "", ""),
    ],
)
def test_parts_are_told_apart(text: str, fakta: str, analisis: str, justifikasi: str) -> None:
    found = parse_explanation(text)
    assert (found.fakta, found.analisis, found.justifikasi) == (fakta, analisis, justifikasi)


def test_an_empty_text_and_an_unknown_indicator_are_told() -> None:
    assert kinds(WrittenExplanation()) == {"empty"}
    with pytest.raises(InputError, match="Indikator 99 tidak ada"):
        lint_explanation(WrittenExplanation(fakta="Ada.", indicator=99), RUBRIC)


def test_a_finding_says_where_and_what_to_do() -> None:
    found = lint_explanation(parse_explanation("Kebijakan internal terkait data (Fakta).", indicator=3, level=2), RUBRIC)
    messages = [finding.message for finding in found]
    assert any(message.startswith("Analisis: Fakta tidak disertai Analisis.") for message in messages)
    assert any("Sebutkan nama berkasnya, misalnya «3.a." in message for message in messages)
