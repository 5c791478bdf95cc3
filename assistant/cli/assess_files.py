"""`spbe assess export|import|review|todo`: the evaluator's workbook out and in, an evidence review in, the to-do list out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import by_option, json_option, open_workspace
from assistant.drafting.shortcomings import shortcomings_of
from assistant.drafting.todo import todo_of
from assistant.export.records import TodoItem
from assistant.export.todo import by_unit, write_todo
from assistant.export.todo_document import write_todo_document
from assistant.export.workbook import write_workbook
from assistant.export.workbook_import import read_workbook
from assistant.indeks import unknown_indicator
from assistant.workspace.exchange import export_sheet, former_names, plan_import
from assistant.workspace.handover import NOT_CONFIRMED, Handover, handover_commands, handover_line, plan_handover
from assistant.workspace.reviewed import read_review_file
from corpus.errors import InputError
from corpus.records import Rubric

_WRITERS = {".xlsx": write_todo, ".docx": write_todo_document}


@click.command("export")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS.xlsx")
@json_option
@click.pass_obj
def export(context: Context, assessment_id: int, file: Path, as_json: bool) -> None:
    """Menulis buku kerja penilai (.xlsx)."""
    if file.suffix.lower() != ".xlsx":
        raise InputError(f"{file.name}: nama berkas harus berakhir .xlsx.")
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        rubric = workspace.rubric(state.assessment.edition)
        agency = workspace.agency(state.assessment.agency_id)
    sheet = export_sheet(agency, state, rubric, datetime.now().astimezone(), shortcomings_of(state, agency, rubric))
    write_workbook(file, sheet, rubric)
    if as_json:
        print_json({"file": str(file), "assessment": assessment_id, "rows": len(sheet.rows)})
    else:
        click.echo(f"Buku kerja ditulis ke {file} ({len(sheet.rows)} indikator).")


@click.command("import")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS.xlsx")
@click.option("--dry-run", is_flag=True, help="Hanya menampilkan yang akan berubah.")
@by_option
@json_option
@click.pass_obj
def import_workbook(context: Context, assessment_id: int, file: Path, dry_run: bool, person: str, as_json: bool) -> None:
    """Membaca kembali buku kerja; isi yang bertentangan ditampilkan dan tidak ditimpa."""
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        rubric = workspace.rubric(state.assessment.edition)
        agency = workspace.agency(state.assessment.agency_id)
        sheet = export_sheet(agency, state, rubric, datetime.now().astimezone())
        names = former_names(agency, workspace.agency_events(agency.id))
        plan = plan_import(read_workbook(file, rubric), sheet, state, names)
        events = () if dry_run else workspace.apply(assessment_id, plan.commands, person, plan.versions)
    conflicts = [conflict.message for conflict in plan.conflicts]
    if as_json:
        print_json({"planned": len(plan.commands), "applied": len(events), "conflicts": conflicts})
        return
    click.echo(f"{len(plan.commands)} perubahan ditemukan, {len(events)} disimpan, {len(conflicts)} bertentangan.")
    for message in conflicts:
        click.echo(f"- {message}")


@click.command("review")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS.json")
@click.option("--indicator", "only", type=int, multiple=True, metavar="NOMOR", help="Hanya indikator ini (boleh berulang).")
@click.option("--without", "without", type=int, multiple=True, metavar="NOMOR", help="Kecuali indikator ini (boleh berulang).")
@click.option("--dry-run", is_flag=True, help="Hanya menampilkan yang akan dicatat.")
@by_option
@json_option
@click.pass_obj
def take_review(
    context: Context,
    assessment_id: int,
    file: Path,
    only: tuple[int, ...],
    without: tuple[int, ...],
    dry_run: bool,
    person: str,
    as_json: bool,
) -> None:
    """Mengambil hasil «spbe review --json»: rentang usulan, bukti dengan kutipan, dan unsurnya. Level tidak ditetapkan."""
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        rubric = workspace.rubric(state.assessment.edition)
        handovers = plan_handover(read_review_file(file, rubric), state, rubric)
        chosen = _chosen(handovers, only, without, rubric)
        commands, versions = handover_commands(handovers, chosen)
        events = () if dry_run else workspace.apply(assessment_id, commands, person, versions)
    shown = [one for one in handovers if one.indicator in chosen]
    kinds = Counter(event.kind for event in events)
    if as_json:
        counts = {"ranges": kinds["propose_range"], "attached": kinds["attach"], "completed": kinds["complete_evidence"]}
        print_json({"indicators": [_handover_json(one) for one in shown], "events": len(events), **counts})
        return
    for one in shown:
        click.echo(handover_line(one, rubric))
    if not dry_run:
        completed = f", {kinds['complete_evidence']} bukti dilengkapi" if kinds["complete_evidence"] else ""
        click.echo(
            f"{kinds['propose_range']} rentang usulan dicatat, {kinds['attach']} bukti dilampirkan{completed}. {NOT_CONFIRMED}"
        )


@click.command("todo")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[BERKAS.xlsx atau BERKAS.docx]")
@json_option
@click.pass_obj
def todo(context: Context, assessment_id: int, file: Path | None, as_json: bool) -> None:
    """Daftar tindak lanjut per unit (OPD): ditampilkan, atau ditulis ke berkas .xlsx atau .docx."""
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        agency = workspace.agency(state.assessment.agency_id)
        items = todo_of(state, agency, workspace.rubric(state.assessment.edition))
    if file is not None:
        write = _WRITERS.get(file.suffix.lower())
        if write is None:
            raise InputError(f"{file.name}: nama berkas harus berakhir .xlsx atau .docx.")
        write(file, agency.full_name, state.assessment.year, items, datetime.now().astimezone())
    if as_json:
        print_json({"items": [asdict(item) for item in items], "file": str(file) if file is not None else None})
    elif file is not None:
        click.echo(f"Daftar tindak lanjut ditulis ke {file} ({len(items)} tindak lanjut).")
    else:
        click.echo("\n".join(_todo_lines(items)))


def _todo_lines(items: Sequence[TodoItem]) -> list[str]:
    lines = [] if items else ["Tidak ada tindak lanjut: belum ada level, atau tidak ada indikator pada level 1 atau 2."]
    for unit, own in by_unit(items).items():
        lines += ["", f"{unit} ({len(own)})"]
        for item in own:
            lines.append(
                f"{item.priority:>3}. Indikator {item.indicator} {item.indicator_name}, level {item.from_level} → {item.to_level}, {item.due}"
            )
            lines += [f"     {line}" for line in item.task.splitlines()]
    return lines


def _chosen(handovers: Sequence[Handover], only: Sequence[int], without: Sequence[int], rubric: Rubric) -> set[int]:
    known = {one.number for one in rubric.indicators}
    for number in (*only, *without):
        if number not in known:
            raise InputError(unknown_indicator(number, rubric))
    found = {one.indicator for one in handovers}
    if missing := sorted(set(only) - found):
        raise InputError(f"Hasil telaah itu tidak mendukung indikator {', '.join(map(str, missing))}.")
    chosen = (set(only) or found) - set(without)
    if not chosen:
        raise InputError("Tidak ada indikator yang didukung hasil telaah itu, atau semuanya dikecualikan.")
    return chosen


def _handover_json(one: Handover) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "proposed_level": {"low": one.low, "high": one.high},
        "before": None if one.before is None else {"low": one.before[0], "high": one.before[1]},
        "met": [mark.element for mark in one.elements if mark.state == "met"],
        "unmet": [mark.element for mark in one.elements if mark.state != "met"],
        "evidence": [
            {"file": held.file_name, "sha256": held.sha256, "pages": list(held.pages), "quotes": len(held.quotes)}
            for held in one.evidence
        ],
        "new_files": one.n_new,
    }


FILE_COMMANDS = (export, import_workbook, take_review, todo)
