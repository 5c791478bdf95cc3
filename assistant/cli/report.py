"""`spbe report`: the report, the workbook and the to-do list of one, several or all assessments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from assistant.cli.draft_bundle import draft_assessment
from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import json_option, open_workspace
from assistant.drafting.bundle import DraftBundle, aspect_texts
from assistant.drafting.inputs import read_review
from assistant.drafting.shortcomings import shortcomings_of
from assistant.drafting.todo import todo_of
from assistant.export.files import why_not
from assistant.export.records import AspectText, AssessmentSheet, RecommendationText, ReportContent
from assistant.export.report import write_report
from assistant.export.todo import write_todo
from assistant.export.todo_document import write_todo_document
from assistant.export.workbook import write_workbook
from assistant.workspace.exchange import export_report, export_sheet
from assistant.workspace.records import AssessmentState, TextKind
from assistant.workspace.store import Workspace
from corpus.errors import InputError, SpbeError

_EXPLAINED: tuple[TextKind, ...] = ("fakta", "analisis", "justifikasi")
FORMATS = ("docx", "xlsx", "todo", "todo-docx")


@click.command("report")
@click.argument("assessment_ids", type=int, nargs=-1, metavar="[PENILAIAN ...]")
@click.option("--all", "is_all", is_flag=True, help="Tahap terakhir setiap instansi dan tahun.")
@click.option("--year", type=int, default=None, metavar="TAHUN", help="Dengan --all: hanya tahun ini.")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Folder hasil (bawaan: folder ini).",
)
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Yang dibuat (boleh berulang; bawaan: semuanya)."
)
@click.option("--evidence", type=click.Path(path_type=Path), default=None, help="Keluaran «spbe review --json».")
@click.option("--with-drafts", is_flag=True, help="Isi bagian yang belum diputuskan dengan draf terbaru, diberi tanda.")
@json_option
@click.pass_obj
def report_command(
    context: Context,
    assessment_ids: tuple[int, ...],
    is_all: bool,
    year: int | None,
    folder: Path,
    formats: tuple[str, ...],
    evidence: Path | None,
    with_drafts: bool,
    as_json: bool,
) -> None:
    """Membuat laporan DOCX, buku kerja XLSX, dan daftar tindak lanjut."""
    rows: list[dict[str, Any]] = []
    with open_workspace(context) as workspace:
        chosen = _chosen(workspace, assessment_ids, is_all, year)
        if evidence is not None and len(chosen) > 1:
            raise InputError("--evidence hanya untuk satu penilaian, karena buktinya milik satu instansi.")
        for assessment_id in chosen:
            try:
                rows.append(_write(workspace, assessment_id, _folder(folder), formats or FORMATS, evidence, with_drafts))
            except SpbeError as error:
                if len(chosen) == 1:
                    raise
                rows.append({"assessment": assessment_id, "agency": "", "files": [], "error": str(error)})
    if as_json:
        print_json({"reports": rows})
    else:
        click.echo("\n".join(_line(row) for row in rows))
    failed = [row["assessment"] for row in rows if row["error"]]
    if failed:
        raise InputError(f"{len(failed)} dari {len(rows)} laporan tidak dapat dibuat: penilaian {', '.join(map(str, failed))}.")


def _chosen(workspace: Workspace, assessment_ids: Sequence[int], is_all: bool, year: int | None) -> list[int]:
    if is_all == bool(assessment_ids):
        raise InputError("Sebut nomor penilaian, atau pakai --all (pilih salah satu).")
    if assessment_ids:
        return list(dict.fromkeys(assessment_ids))
    found = [one.id for one in workspace.assessments() if not one.is_closed and year in (None, one.year)]
    if not found:
        raise InputError("Belum ada penilaian yang dapat dilaporkan. Lihat «spbe assess assessment list».")
    return found


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Folder {folder} tidak dapat dibuat: {why_not(error, folder)}.") from error
    return folder


def _write(
    workspace: Workspace, assessment_id: int, folder: Path, formats: Sequence[str], evidence: Path | None, with_drafts: bool
) -> dict[str, Any]:
    state = workspace.state(assessment_id)
    agency = workspace.agency(state.assessment.agency_id)
    rubric = workspace.rubric(state.assessment.edition)
    sheet = export_sheet(agency, state, rubric, datetime.now().astimezone(), shortcomings_of(state, agency, rubric))
    content = export_report(sheet, state, rubric)
    if with_drafts:
        content = _filled(content, draft_assessment(workspace, assessment_id, evidence), state)
    name = _file_name(agency.full_name, state.assessment.year, state.assessment.stage, assessment_id)
    files: list[Path] = []
    if "docx" in formats:
        files.append(write_report(folder / f"laporan-{name}.docx", content, rubric))
    if "xlsx" in formats:
        files.append(write_workbook(folder / f"buku-kerja-{name}.xlsx", sheet, rubric))
    items = todo_of(state, agency, rubric, read_review(evidence, rubric) if evidence is not None else None)
    about = (agency.full_name, state.assessment.year, items, sheet.exported_at)
    if "todo" in formats:
        files.append(write_todo(folder / f"tindak-lanjut-{name}.xlsx", *about))
    if "todo-docx" in formats:
        files.append(write_todo_document(folder / f"tindak-lanjut-{name}.docx", *about))
    return {"assessment": assessment_id, "agency": agency.full_name, "files": [str(file) for file in files], "error": ""}


def _filled(content: ReportContent, bundle: DraftBundle, state: AssessmentState) -> ReportContent:
    """The content with marked fresh drafts for what nobody has signed: those that wait may be of an earlier stage or level."""
    drafts = {aspect.aspect: aspect for aspect in bundle.aspects}
    aspects = [_filled_aspect(text, *aspect_texts(drafts[text.aspect])) for text in content.aspects]
    own, made = content.recommendation, bundle.recommendation
    parts = ("ringkasan", "keunggulan", "kelemahan", "saran")
    open_parts = {part for part in parts if part in own.drafts or not getattr(own, part)}
    texts = {part: getattr(made if part in open_parts else own, part) for part in parts}
    recommendation = RecommendationText(**texts, drafts=frozenset(open_parts))
    return replace(
        content, sheet=_filled_sheet(content.sheet, bundle, state), aspects=tuple(aspects), recommendation=recommendation
    )


def _filled_aspect(text: AspectText, strengths: str, weaknesses: str) -> AspectText:
    made: dict[Literal["strengths", "weaknesses"], tuple[str, ...]] = {
        "strengths": tuple(strengths.splitlines()),
        "weaknesses": tuple(weaknesses.splitlines()),
    }
    own: dict[Literal["strengths", "weaknesses"], tuple[str, ...]] = {
        "strengths": text.strengths,
        "weaknesses": text.weaknesses,
    }
    open_parts = {part for part in own if made[part] and (part in text.drafts or not own[part])}
    told = own | {part: made[part] for part in open_parts}
    return AspectText(
        aspect=text.aspect, strengths=told["strengths"], weaknesses=told["weaknesses"], drafts=text.drafts | open_parts
    )


def _filled_sheet(sheet: AssessmentSheet, bundle: DraftBundle, state: AssessmentState) -> AssessmentSheet:
    """The sheet with explanation drafts where no text of a row is signed."""
    drafts = {draft.indicator: draft for draft in bundle.explanations}
    rows = []
    for row in sheet.rows:
        draft, held = drafts.get(row.number), state.indicator(row.number)
        if draft is not None and not any(held.text(kind) for kind in _EXPLAINED):
            row = replace(row, fakta=draft.fakta, analisis=draft.analisis, justifikasi=draft.justifikasi, is_draft=True)
        rows.append(row)
    return replace(sheet, rows=tuple(rows))


def _file_name(agency: str, year: int, stage: str, assessment_id: int) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", agency.lower()).strip("-")[:60] or "instansi"
    return f"{plain}-{year}-{stage.replace('_', '-')}-{assessment_id}"


def _line(row: dict[str, Any]) -> str:
    if row["error"]:
        return f"Penilaian {row['assessment']}: {row['error']}"
    return "\n".join([f"Penilaian {row['assessment']}, {row['agency']}:", *(f"  {file}" for file in row["files"])])


COMMANDS = (report_command,)
