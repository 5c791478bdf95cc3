"""`spbe assess`: agencies, assessments, stages, what holds and what happened."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import click

from assistant.cli.assess_agencies import agency_group
from assistant.cli.assess_files import FILE_COMMANDS
from assistant.cli.assess_levels import LEVEL_COMMANDS
from assistant.cli.shared import Context, print_either, print_json
from assistant.cli.workspace import (
    assessment_json,
    by_option,
    index_json,
    json_option,
    open_workspace,
    ordered_subjects,
    subject_given,
    subject_json,
)
from assistant.indeks import compute_indeks, format_indeks
from assistant.workspace.agreement import agreement_of
from assistant.workspace.commands import check_subject
from assistant.workspace.records import (
    STAGES,
    Agency,
    Assessment,
    AssessmentState,
    Stage,
    SubjectState,
    subject_label,
)
from assistant.workspace.wording import describe
from corpus.errors import InputError
from corpus.records import Rubric

_STAGE = click.Choice([*get_args(Stage)])


@click.group("assess")
def assess_group() -> None:
    """Penilaian SPBE: instansi, tahap, level yang ditetapkan orang, dan riwayatnya."""


@assess_group.group("assessment")
def assessment_group() -> None:
    """Penilaian sebuah instansi pada satu tahun."""


@assessment_group.command("new")
@click.argument("agency_id", type=int, metavar="INSTANSI")
@click.option("--year", type=int, default=None, metavar="TAHUN", help="Tahun penilaian (bawaan: tahun ini).")
@click.option("--stage", type=_STAGE, default="penilaian_mandiri", show_default=True, metavar="TAHAP", help="Tahap awal.")
@by_option
@json_option
@click.pass_obj
def new_assessment(context: Context, agency_id: int, year: int | None, stage: Stage, person: str, as_json: bool) -> None:
    """Membuka penilaian baru yang masih kosong."""
    with open_workspace(context) as workspace:
        chosen = year if year is not None else datetime.now().astimezone().year
        made = workspace.create_assessment(agency_id, chosen, context.settings.edition, person, stage)
        agency = workspace.agency(agency_id)
    print_either(assessment_json(made), as_json, _title(agency, made))


@assessment_group.command("list")
@click.option("--agency", "agency_id", type=int, default=None, metavar="INSTANSI", help="Hanya penilaian instansi ini.")
@json_option
@click.pass_obj
def list_assessments(context: Context, agency_id: int | None, as_json: bool) -> None:
    """Daftar penilaian."""
    with open_workspace(context) as workspace:
        agencies = {agency.id: agency for agency in workspace.agencies()}
        if agency_id is not None and agency_id not in agencies:
            raise InputError(f"Instansi nomor {agency_id} tidak ada. Lihat «spbe assess agency list».")
        found = workspace.assessments(agency_id)
    lines = [_title(agencies[one.agency_id], one) for one in found] or ["Belum ada penilaian."]
    print_either({"assessments": [assessment_json(one) for one in found]}, as_json, "\n".join(lines))


@assess_group.group("stage")
def stage_group() -> None:
    """Tahap penilaian."""


@stage_group.command("start")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("stage", type=_STAGE, metavar="TAHAP")
@by_option
@json_option
@click.pass_obj
def start_stage(context: Context, assessment_id: int, stage: Stage, person: str, as_json: bool) -> None:
    """Memulai tahap berikutnya dari keadaan tahap ini; tahap ini lalu ditutup."""
    with open_workspace(context) as workspace:
        made = workspace.start_stage(assessment_id, stage, person)
        agency = workspace.agency(made.agency_id)
    print_either(assessment_json(made), as_json, _title(agency, made))


@assess_group.command("show")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("subject", required=False, metavar="[INDIKATOR]")
@click.option("--at", "moment", default=None, metavar="WAKTU", help="Keadaan pada waktu lampau, misalnya 2026-03-03T10:00.")
@json_option
@click.pass_obj
def show(context: Context, assessment_id: int, subject: str | None, moment: str | None, as_json: bool) -> None:
    """Menampilkan level, teks, draf, dan indeks sebuah penilaian."""
    with open_workspace(context) as workspace:
        state = workspace.state_at(assessment_id, _moment(moment)) if moment else workspace.state(assessment_id)
        agency = workspace.agency(state.assessment.agency_id)
        rubric = workspace.rubric(state.assessment.edition)
    if subject is not None:
        chosen = subject_given(subject)
        check_subject(chosen, rubric)
        one = state.subject(chosen)
        print_either(subject_json(one), as_json, "\n".join(_subject_lines(one)))
    elif as_json:
        print_json(_state_json(agency, state, rubric))
    else:
        click.echo("\n".join(_state_lines(agency, state, rubric)))


@assess_group.command("history")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("subject", required=False, metavar="[INDIKATOR]")
@json_option
@click.pass_obj
def history(context: Context, assessment_id: int, subject: str | None, as_json: bool) -> None:
    """Riwayat: siapa mengubah apa dan kapan, terlama dahulu."""
    with open_workspace(context) as workspace:
        chosen = subject_given(subject) if subject else None
        if chosen is not None:
            check_subject(chosen, workspace.rubric(workspace.assessment(assessment_id).edition))
        events = workspace.events(assessment_id, chosen)
    rows = [
        {
            "id": event.id,
            "subject": event.subject,
            "version": event.version,
            "kind": event.kind,
            "person": event.person,
            "at": event.at.isoformat(),
            "before": dict(event.before),
            "after": dict(event.after),
            "text": describe(event),
        }
        for event in events
    ]
    print_either({"events": rows}, as_json, "\n".join(describe(event) for event in events) or "Belum ada perubahan.")


for command in (agency_group, *LEVEL_COMMANDS, *FILE_COMMANDS):
    assess_group.add_command(command)


def _title(agency: Agency, assessment: Assessment) -> str:
    closed = ", sudah dilanjutkan" if assessment.is_closed else ""
    name = STAGES[assessment.stage]
    return f"Penilaian {assessment.id}: {agency.full_name}, {assessment.year}, {name} (edisi {assessment.edition}{closed})"


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"Waktu «{text}» tidak dapat dibaca. Tulis seperti 2026-03-03 atau 2026-03-03T10:00.") from error


def _state_json(agency: Agency, state: AssessmentState, rubric: Rubric) -> dict[str, object]:
    agreement = agreement_of(state)
    return {
        **assessment_json(state.assessment),
        "agency_name": agency.full_name,
        "subjects": [subject_json(one) for one in ordered_subjects(state)],
        "index_confirmed": index_json(state.confirmed_levels(), rubric),
        "index_claimed": index_json(state.claimed_levels(), rubric),
        "agreement": {name: getattr(agreement, name) for name in ("n", "exact_share", "within_share", "kappa")},
    }


def _state_lines(agency: Agency, state: AssessmentState, rubric: Rubric) -> list[str]:
    lines = [_title(agency, state.assessment), "", " No  klaim  usulan  tetap  indikator"]
    for indicator in rubric.indicators:
        one = state.indicator(indicator.number)
        proposed = "-" if one.proposed is None else f"{one.proposed[0]}-{one.proposed[1]}"
        claimed, confirmed = ("-" if level is None else str(level) for level in (one.claimed, one.confirmed))
        lines.append(f"{indicator.number:>3}  {claimed:>5}  {proposed:>6}  {confirmed:>5}  {indicator.short_name}")
    for name, levels in (("klaim", state.claimed_levels()), ("ditetapkan", state.confirmed_levels())):
        report = compute_indeks(levels, rubric)
        value = "-" if report.value is None else f"{format_indeks(report.value)} {report.predicate}".strip()
        lines.append(f"Indeks {name}: {value}. {report.partial_note}".strip())
    return lines


def _subject_lines(state: SubjectState) -> list[str]:
    lines = [f"{subject_label(state.subject)} (versi {state.version})"]
    if state.subject.startswith("indikator"):
        proposed = "-" if state.proposed is None else f"{state.proposed[0]}-{state.proposed[1]}"
        by = f" oleh {state.confirmed_by}" if state.confirmed_by else ""
        lines += [f"{name}: {value}." for name, value in (("Unit", state.unit), ("Aplikasi", state.application)) if value]
        lines.append(f"Klaim {state.claimed or '-'}, usulan {proposed}, ditetapkan {state.confirmed or '-'}{by}.")
    lines += [f"[{text.kind}] {text.text}" for text in state.texts]
    lines += [f"[draf {one.id}, {one.kind}, {one.outcome or 'menunggu keputusan'}] {one.proposed}" for one in state.drafts]
    for held in state.attachments:
        pages = f", hlm. {', '.join(map(str, held.pages))}" if held.pages else ""
        lines.append(f"[bukti {held.id}] {held.file_name}{pages}, {len(held.quotes)} kutipan")
        lines += [f"  {quote.place}: “{' '.join(quote.text.split())}”" for quote in held.quotes]
    return lines


COMMANDS = (assess_group,)
