"""`spbe assess export|import`: the evaluator's workbook out, and back in after people filled it in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import by_option, json_option, open_workspace
from assistant.export.workbook import write_workbook
from assistant.export.workbook_import import read_workbook
from assistant.workspace.exchange import export_sheet, plan_import


@click.command("export")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS.xlsx")
@json_option
@click.pass_obj
def export(context: Context, assessment_id: int, file: Path, as_json: bool) -> None:
    """Menulis buku kerja penilai (.xlsx)."""
    with open_workspace(context) as workspace:
        state = workspace.state(assessment_id)
        rubric = workspace.rubric(state.assessment.edition)
        agency = workspace.agency(state.assessment.agency_id)
    sheet = export_sheet(agency, state, rubric, datetime.now().astimezone())
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
        plan = plan_import(read_workbook(file, rubric), sheet, state)
        events = () if dry_run else workspace.apply(assessment_id, plan.commands, person, plan.versions)
    conflicts = [conflict.message for conflict in plan.conflicts]
    if as_json:
        print_json({"planned": len(plan.commands), "applied": len(events), "conflicts": conflicts})
        return
    click.echo(f"{len(plan.commands)} perubahan ditemukan, {len(events)} disimpan, {len(conflicts)} bertentangan.")
    for message in conflicts:
        click.echo(f"- {message}")


FILE_COMMANDS = (export, import_workbook)
