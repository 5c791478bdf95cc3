"""`spbe draft`: drafts for one indicator or a whole assessment, and the linter for texts that people wrote."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, get_args

import click

from assistant.cli.draft_bundle import DraftBundle, draft_assessment, save_bundle
from assistant.cli.draft_lint import lint_command
from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import find_rubric, json_option, open_workspace
from assistant.drafting.explanations import draft_explanation
from assistant.drafting.inputs import read_review, review_facts
from assistant.drafting.records import Explanation, Subject
from assistant.indeks import level_fault, unknown_indicator
from assistant.workspace.records import AGENCY_KINDS, STAGES, AgencyKind, Stage
from corpus.errors import InputError
from corpus.records import Rubric

_STAGE = click.Choice([*get_args(Stage)])
_REVIEW = click.option("--evidence", type=click.Path(path_type=Path), default=None, help="Keluaran «spbe review --json».")


@click.group("draft")
def draft_group() -> None:
    """Draf Fakta, Analisis, Justifikasi Hasil, kekuatan dan kelemahan, serta rekomendasi; orang yang memutuskan."""


@draft_group.command("indicator")
@click.argument("number", type=int, metavar="INDIKATOR")
@click.option(
    "--level", type=int, default=None, metavar="LEVEL", help="Level yang ditetapkan; tanpa ini dipakai usulan dari bukti."
)
@click.option("--stage", type=_STAGE, default="penilaian_mandiri", show_default=True, metavar="TAHAP", help="Tahap penilaian.")
@click.option("--agency", default="", metavar="NAMA", help="Nama lengkap instansi.")
@click.option("--kind", type=click.Choice([*AGENCY_KINDS]), default=None, metavar="JENIS", help="Jenis instansi.")
@click.option("--unit", default="", metavar="UNIT", help="Unit kerja atau perangkat daerah yang menerapkan.")
@click.option("--application", default="", metavar="NAMA", help="Nama aplikasi (indikator layanan).")
@_REVIEW
@json_option
@click.pass_obj
def draft_indicator(
    context: Context,
    number: int,
    level: int | None,
    stage: Stage,
    agency: str,
    kind: AgencyKind | None,
    unit: str,
    application: str,
    evidence: Path | None,
    as_json: bool,
) -> None:
    """Draf satu indikator dari hasil telaah bukti, di luar penilaian yang tersimpan."""
    rubric = find_rubric(context.settings.edition)
    if all(one.number != number for one in rubric.indicators):
        raise InputError(unknown_indicator(number, rubric))
    if level is not None and (fault := level_fault(number, level, rubric)):
        raise InputError(fault)
    marks = read_review(evidence, rubric).get(number) if evidence is not None else None
    facts = review_facts(number, marks, level, unit, application)
    draft = draft_explanation(facts, stage, Subject(name=agency, kind=kind), rubric)
    if as_json:
        print_json(explanation_json(draft))
    else:
        click.echo("\n".join(explanation_lines(draft, rubric)))


@draft_group.command("assessment")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.option(
    "--indicator", "numbers", type=int, multiple=True, metavar="INDIKATOR", help="Hanya indikator ini (boleh berulang)."
)
@click.option("--save", is_flag=True, help="Simpan sebagai draf yang menunggu keputusan (perlu --by).")
@click.option("--by", "person", default="", metavar="NAMA", help="Nama orang yang meminta draf.")
@_REVIEW
@json_option
@click.pass_obj
def draft_whole(
    context: Context, assessment_id: int, numbers: tuple[int, ...], save: bool, person: str, evidence: Path | None, as_json: bool
) -> None:
    """Draf seluruh penilaian pada tahapnya: penjelasan indikator, kekuatan dan kelemahan aspek, dan rekomendasi."""
    with open_workspace(context) as workspace:
        bundle = draft_assessment(workspace, assessment_id, evidence, numbers)
        saved = save_bundle(workspace, assessment_id, bundle, person) if save else 0
    if as_json:
        print_json({**bundle_json(bundle), "saved": saved})
    else:
        click.echo("\n".join([*_bundle_lines(bundle), *([f"{saved} draf disimpan."] if save else [])]))


def explanation_json(draft: Explanation) -> dict[str, Any]:
    """One explanation for `--json`."""
    return dataclasses.asdict(draft)


def bundle_json(bundle: DraftBundle) -> dict[str, Any]:
    """All drafts of an assessment for `--json`."""
    return {
        "assessment": bundle.assessment,
        "agency": bundle.agency,
        "stage": bundle.stage,
        "explanations": [explanation_json(draft) for draft in bundle.explanations],
        "without_level": list(bundle.without_level),
        "aspects": [dataclasses.asdict(aspect) for aspect in bundle.aspects],
        "recommendation": dataclasses.asdict(bundle.recommendation),
    }


def explanation_lines(draft: Explanation, rubric: Rubric) -> list[str]:
    """One explanation for reading in a terminal."""
    state = "ditetapkan" if draft.is_confirmed else "usulan"
    lines = [f"Indikator {draft.indicator} {rubric.indicator(draft.indicator).short_name}, level {draft.level} ({state})"]
    for name, text in (("Fakta", draft.fakta), ("Analisis", draft.analisis), ("Justifikasi Hasil", draft.justifikasi)):
        lines += [f"{name}: {text}"] if text else []
    return [*lines, *(f"* {note}" for note in draft.notes)]


def _bundle_lines(bundle: DraftBundle) -> list[str]:
    lines = [f"{bundle.agency}, {STAGES[bundle.stage]}"]
    for draft in bundle.explanations:
        lines += ["", *explanation_lines(draft, bundle.rubric)]
    for aspect in bundle.aspects:
        lines += ["", f"Aspek {aspect.aspect}. {aspect.fulfilment}"]
        lines += [f"+ {text}" for text in aspect.strengths] + [f"- {text}" for text in aspect.weaknesses]
    text = bundle.recommendation
    parts = (("Ringkasan", text.ringkasan), ("Keunggulan", text.keunggulan), ("Kelemahan", text.kelemahan))
    for name, body in (*parts, ("Apresiasi atau Saran Perbaikan", text.saran)):
        lines += ["", f"{name}: {body}"]
    return lines


draft_group.add_command(lint_command)
COMMANDS = (draft_group,)
