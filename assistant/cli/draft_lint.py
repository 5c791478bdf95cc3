"""`spbe draft lint`: the linter for explanations, texts on aspects and recommendations, from files or a stored assessment."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from assistant.cli.assess_levels import read_text
from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import find_rubric, json_option, open_workspace
from assistant.drafting.lint_aspects import lint_aspect
from assistant.drafting.lint_recommendation import lint_recommendation
from assistant.drafting.lint_records import PART_NAMES, LintFinding, WrittenExplanation, parse_explanation
from assistant.drafting.lint_subjects import lint_state
from assistant.drafting.lint_texts import (
    AGENCY_FIELDS,
    WrittenAspect,
    WrittenRecommendation,
    is_recommendation,
    parse_aspect,
    parse_recommendation,
)
from assistant.drafting.linter import lint_explanation
from assistant.indeks_input import read_levels
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    STAGES,
    Stage,
    aspect_subject,
    indicator_subject,
    subject_label,
    subject_number,
)
from corpus.errors import InputError
from corpus.records import Rubric

_STAGE = click.Choice([*get_args(Stage)])
Written = WrittenExplanation | WrittenAspect | WrittenRecommendation


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A text that was checked; `subject` is empty where the text does not tell its indicator."""

    subject: str
    facts: Mapping[str, Any]
    findings: tuple[LintFinding, ...]


@click.command("lint")
@click.argument("file", required=False, metavar="[BERKAS atau -]")
@click.option("--indicator", type=int, default=None, metavar="INDIKATOR", help="Nomor indikator; bawaan: dibaca dari teks.")
@click.option("--aspect", type=int, default=None, metavar="ASPEK", help="Teks kekuatan dan kelemahan aspek ini.")
@click.option("--level", type=int, default=None, metavar="LEVEL", help="Level yang didukung teks itu.")
@click.option("--stage", type=_STAGE, default=None, metavar="TAHAP", help="Tahap penilaian; bawaan: dibaca dari teks.")
@click.option(
    "--levels",
    "levels_file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="CSV|JSON",
    help="Level yang ditetapkan, untuk teks aspek dan rekomendasi.",
)
@click.option(
    "--assessment",
    "assessment_id",
    type=int,
    default=None,
    metavar="PENILAIAN",
    help="Ambil levelnya dari penilaian ini; tanpa BERKAS, periksa semua teksnya.",
)
@json_option
@click.pass_obj
def lint_command(
    context: Context,
    file: str | None,
    indicator: int | None,
    aspect: int | None,
    level: int | None,
    stage: Stage | None,
    levels_file: Path | None,
    assessment_id: int | None,
    as_json: bool,
) -> None:
    """Memeriksa teks tulisan orang: penjelasan indikator, kekuatan dan kelemahan aspek, dan rekomendasi.

    Berkas .jsonl berisi satu objek tiap baris: (indicator, level, stage, fakta, analisis, justifikasi), (aspect, kekuatan,
    kelemahan), atau (ringkasan, keunggulan, kelemahan, saran).
    """
    if levels_file is not None and assessment_id is not None:
        raise InputError("Pakai --levels atau --assessment, salah satu saja.")
    if file is None:
        checked = _stored(context, assessment_id)
    else:
        rubric, levels = _levels(context, levels_file, assessment_id)
        written = _texts(file, indicator, level, stage, aspect)
        checked = [_check(text, levels, rubric) for text in written]
    if as_json:
        rows = [{"subject": one.subject, **one.facts, "findings": _json(one.findings)} for one in checked]
        print_json({"texts": rows, "findings": sum(len(one.findings) for one in checked)})
    else:
        click.echo("\n".join(_lines(checked)))


def _stored(context: Context, assessment_id: int | None) -> list[_Checked]:
    """Every text in force of an assessment."""
    if assessment_id is None:
        raise InputError("Sebut berkas teksnya, atau pakai --assessment PENILAIAN untuk memeriksa semua teks penilaian itu.")
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        found = lint_state(state, workspace.rubric(state.assessment.edition))
    if not found:
        raise InputError(f"Penilaian {assessment_id} belum memuat teks yang berlaku.")
    return [_Checked(subject=subject, facts=_facts(subject), findings=findings) for subject, findings in found.items()]


def _facts(subject: str) -> dict[str, Any]:
    """What `--json` says of a stored text besides its subject."""
    kinds = {"indikator": "indicator", "aspek": "aspect"}
    kind = kinds.get(subject.split("-")[0])
    return {kind: subject_number(subject)} if kind else {}


def _levels(context: Context, levels_file: Path | None, assessment_id: int | None) -> tuple[Rubric, Mapping[int, int]]:
    if assessment_id is not None:
        with open_workspace(context) as workspace:
            state = workspace.state(assessment_id)
            return workspace.rubric(state.assessment.edition), state.confirmed_levels()
    rubric = find_rubric(context.settings.edition)
    return rubric, read_levels(levels_file, rubric) if levels_file is not None else {}


def _check(text: Written, levels: Mapping[int, int], rubric: Rubric) -> _Checked:
    if isinstance(text, WrittenAspect):
        found = lint_aspect(text, levels, rubric)
        return _Checked(subject=aspect_subject(text.aspect), facts={"aspect": text.aspect}, findings=found)
    if isinstance(text, WrittenRecommendation):
        return _Checked(subject=AGENCY_SUBJECT, facts={}, findings=lint_recommendation(text, levels, rubric))
    number = text.indicator
    if text.level is None and number is not None and number in levels:
        text = dataclasses.replace(text, level=levels[number])
    facts = {"indicator": number, "stage": text.stage, "level": text.level}
    subject = indicator_subject(number) if number else ""
    return _Checked(subject=subject, facts=facts, findings=lint_explanation(text, rubric))


def _texts(file: str, indicator: int | None, level: int | None, stage: Stage | None, aspect: int | None) -> list[Written]:
    body = read_text(file)
    if not file.lower().endswith((".jsonl", ".json")):
        if aspect is not None:
            return [parse_aspect(body, aspect)]
        if indicator is None and is_recommendation(body):
            return [parse_recommendation(body)]
        return [parse_explanation(body, indicator=indicator, stage=stage, level=level)]
    texts: list[Written] = []
    for number, line in enumerate(body.splitlines(), start=1):
        if line.strip():
            texts.append(_written(line, f"{Path(file).name} baris {number}"))
    if not texts:
        raise InputError(f"{Path(file).name}: tidak ada teks di dalamnya.")
    return texts


def _written(line: str, place: str) -> Written:
    try:
        values = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: bukan JSON yang sah.") from error
    if not isinstance(values, dict):
        raise InputError(f"{place}: harus objek dengan kunci fakta, analisis, dan justifikasi.")
    numbers = {key: values.get(key) for key in ("indicator", "level", "aspect")}
    if any(number is not None and (not isinstance(number, int) or isinstance(number, bool)) for number in numbers.values()):
        raise InputError(f"{place}: indicator, aspect, dan level harus bilangan bulat.")
    if numbers["aspect"] is not None:
        texts = {key: str(values.get(key) or "") for key in ("pemenuhan", "kekuatan", "kelemahan")}
        return WrittenAspect(aspect=numbers["aspect"], **texts)
    if any(key in values for key in AGENCY_FIELDS):
        return WrittenRecommendation(**{key: str(values.get(key) or "") for key in AGENCY_FIELDS})
    stage = values.get("stage", "penilaian_mandiri")
    if stage not in STAGES:
        raise InputError(f"{place}: tahap «{stage}» tidak dikenal. Pakai {', '.join(STAGES)}.")
    texts = {key: str(values.get(key) or "") for key in ("fakta", "analisis", "justifikasi")}
    return WrittenExplanation(**texts, indicator=numbers["indicator"], stage=stage, level=numbers["level"])


def _json(findings: Sequence[LintFinding]) -> list[dict[str, Any]]:
    return [{**dataclasses.asdict(one), "part_name": PART_NAMES[one.part]} for one in findings]


def _lines(checked: Sequence[_Checked]) -> list[str]:
    lines = []
    for place, one in enumerate(checked, start=1):
        name = "Rekomendasi" if one.subject == AGENCY_SUBJECT else subject_label(one.subject) if one.subject else f"Teks {place}"
        lines.append(f"{name}: {len(one.findings)} temuan." if one.findings else f"{name}: tidak ada temuan.")
        lines += [f"- {finding.message}" for finding in one.findings]
    return lines
