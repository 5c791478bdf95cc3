"""`spbe assess claim|propose|confirm|unit|attach|detach|decide`: what people do to an indicator."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import by_option, json_option, levels_given, open_workspace, subject_given
from assistant.file_faults import why_unread
from assistant.workspace.commands import (
    AssignUnit,
    ClaimLevel,
    Command,
    ConfirmLevel,
    DecideDraft,
    NameApplication,
    ProposeRange,
)
from assistant.workspace.evidence_commands import AttachEvidence, DetachEvidence
from assistant.workspace.records import Outcome, Quote
from assistant.workspace.wording import describe
from corpus.errors import InputError

_FILE = click.option("--file", "file", type=click.Path(path_type=Path), default=None, help="CSV atau JSON: indicator,level.")
_NUMBERS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_RANGE = re.compile(r"(\d{1,2})=(\d)(?:-(\d))?")


def _apply(context: Context, assessment_id: int, commands: Sequence[Command], person: str, as_json: bool) -> None:
    with open_workspace(context) as workspace:
        events = workspace.apply(assessment_id, commands, person)
    if as_json:
        print_json({"events": [{"subject": event.subject, "version": event.version, "kind": event.kind} for event in events]})
    else:
        click.echo("\n".join(describe(event) for event in events) or "Tidak ada yang berubah.")


@click.command("claim")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("pairs", nargs=-1, metavar="[21=3 ...]")
@_FILE
@by_option
@json_option
@click.pass_obj
def claim(context: Context, assessment_id: int, pairs: tuple[str, ...], file: Path | None, person: str, as_json: bool) -> None:
    """Mencatat level yang diklaim instansi."""
    levels = _levels(context, assessment_id, pairs, file)
    _apply(context, assessment_id, [ClaimLevel(indicator=one, level=level) for one, level in levels.items()], person, as_json)


@click.command("propose")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("pairs", nargs=-1, required=True, metavar="21=2-3 ...")
@by_option
@json_option
@click.pass_obj
def propose(context: Context, assessment_id: int, pairs: tuple[str, ...], person: str, as_json: bool) -> None:
    """Mencatat rentang level yang didukung bukti; hanya orang yang menetapkan level. Hasil telaah: «spbe assess review»."""
    ranges = [_range(pair) for pair in re.split(r"[,;\s]+", " ".join(pairs)) if pair]
    commands = [ProposeRange(indicator=number, low=low, high=high) for number, low, high in ranges]
    _apply(context, assessment_id, commands, person, as_json)


@click.command("confirm")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("pairs", nargs=-1, metavar="[21=3 ...]")
@_FILE
@by_option
@json_option
@click.pass_obj
def confirm(context: Context, assessment_id: int, pairs: tuple[str, ...], file: Path | None, person: str, as_json: bool) -> None:
    """Menetapkan level atas nama orang yang disebut pada --by."""
    levels = _levels(context, assessment_id, pairs, file)
    commands = [ConfirmLevel(indicator=one, level=level, confirmed_by=person) for one, level in levels.items()]
    _apply(context, assessment_id, commands, person, as_json)


@click.command("unit")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("indicators", metavar="INDIKATOR")
@click.argument("unit", nargs=-1, required=True, metavar="UNIT")
@by_option
@json_option
@click.pass_obj
def assign(context: Context, assessment_id: int, indicators: str, unit: tuple[str, ...], person: str, as_json: bool) -> None:
    """Menetapkan unit atau OPD penanggung jawab; INDIKATOR: 21, atau beberapa seperti 1-10,21. UNIT "" menghapusnya."""
    commands = [AssignUnit(indicator=number, unit=" ".join(unit)) for number in _numbers(indicators)]
    _apply(context, assessment_id, commands, person, as_json)


@click.command("application")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("indicators", metavar="INDIKATOR")
@click.argument("name", nargs=-1, required=True, metavar="NAMA")
@by_option
@json_option
@click.pass_obj
def name_application(
    context: Context, assessment_id: int, indicators: str, name: tuple[str, ...], person: str, as_json: bool
) -> None:
    """Mencatat nama aplikasi layanan (indikator layanan), untuk draf; INDIKATOR: 34, atau beberapa seperti 32-34. NAMA "" menghapusnya."""
    commands = [NameApplication(indicator=number, application=" ".join(name)) for number in _numbers(indicators)]
    _apply(context, assessment_id, commands, person, as_json)


@click.command("attach")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("indicator", type=int, metavar="INDIKATOR")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS")
@click.option("--page", type=int, default=0, metavar="HALAMAN", help="Halaman kutipan, mulai 1.")
@click.option("--quote", "quote", default="", metavar="KUTIPAN", help="Kata-kata persis dari halaman itu.")
@click.option("--note", "note", default="", metavar="CATATAN", help="Catatan, misalnya kapan berkas diserahkan.")
@by_option
@json_option
@click.pass_obj
def attach(
    context: Context,
    assessment_id: int,
    indicator: int,
    file: Path,
    page: int,
    quote: str,
    note: str,
    person: str,
    as_json: bool,
) -> None:
    """Melampirkan berkas bukti dengan kutipannya; yang disimpan nama dan sidik berkasnya."""
    if page < 0 or (quote and page < 1):
        raise InputError("Nomor halaman pada --page mulai dari 1; kutipan harus disertai halamannya.")
    try:
        with file.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            if not content.tell():
                raise InputError(f"{file}: berkas kosong (0 bita). Lampirkan berkas yang berisi.")
    except OSError as error:
        raise InputError(f"{file}: tidak dapat dibaca, {why_unread(error)}.") from error
    quotes = (Quote(page=page, text=quote),) if quote else ()
    pages = (page,) if page > 0 else ()
    command = AttachEvidence(indicator=indicator, sha256=sha256, file_name=file.name, pages=pages, quotes=quotes, note=note)
    _apply(context, assessment_id, [command], person, as_json)


@click.command("detach")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("indicator", type=int, metavar="INDIKATOR")
@click.argument("attachment", type=int, metavar="BUKTI")
@by_option
@json_option
@click.pass_obj
def detach(context: Context, assessment_id: int, indicator: int, attachment: int, person: str, as_json: bool) -> None:
    """Melepas bukti (nomornya dari «spbe assess show»); yang dilepas tetap ada dalam riwayat."""
    _apply(context, assessment_id, [DetachEvidence(indicator=indicator, attachment=attachment)], person, as_json)


@click.command("decide")
@click.argument("assessment_id", type=int, metavar="PENILAIAN")
@click.argument("subject", metavar="BAGIAN")
@click.argument("draft", type=int, metavar="DRAF")
@click.argument("outcome", type=click.Choice([*get_args(Outcome)]), metavar="KEPUTUSAN")
@click.option("--reason", default="", metavar="ALASAN", help="Alasan; wajib untuk penolakan.")
@click.option("--text", "text", default=None, metavar="BERKAS|-", help="Teks hasil suntingan (untuk edited).")
@by_option
@json_option
@click.pass_obj
def decide(
    context: Context,
    assessment_id: int,
    subject: str,
    draft: int,
    outcome: Outcome,
    reason: str,
    text: str | None,
    person: str,
    as_json: bool,
) -> None:
    """Memutuskan sebuah draf: accepted, edited, atau rejected. BAGIAN: nomor indikator, aspek-N, atau instansi."""
    signed = read_text(text) if text is not None else ""
    command = DecideDraft(subject=subject_given(subject), draft=draft, outcome=outcome, signed=signed, reason=reason)
    _apply(context, assessment_id, [command], person, as_json)


def read_text(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises: InputError when there is none, or it is not UTF-8."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"{name}: tidak dapat dibaca, {why_unread(error)}.") from error
    except UnicodeDecodeError as error:
        place = "Masukan" if name == "-" else name
        raise InputError(f"{place}: bukan teks UTF-8. Simpan ulang sebagai teks UTF-8.") from error


def _levels(context: Context, assessment_id: int, pairs: tuple[str, ...], file: Path | None) -> dict[int, int]:
    with open_workspace(context) as workspace:
        rubric = workspace.rubric(workspace.assessment(assessment_id).edition)
    return levels_given(pairs, file, rubric)


def _range(pair: str) -> tuple[int, int, int]:
    found = _RANGE.fullmatch(pair)
    if found is None:
        raise InputError(f"Rentang «{pair}» tidak dapat dibaca. Tulis seperti 21=2-3 (nomor indikator=terendah-tertinggi).")
    return int(found[1]), int(found[2]), int(found[3] or found[2])


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in filter(None, text.split(",")):
        span = _NUMBERS.fullmatch(part.strip())
        if span is None or int(span[2] or span[1]) < int(span[1]):
            raise InputError(f"Indikator «{part}» tidak dapat dibaca. Tulis seperti 21 atau 1-10,21.")
        found += range(int(span[1]), int(span[2] or span[1]) + 1)
    return found


LEVEL_COMMANDS = (claim, propose, confirm, assign, name_application, attach, detach, decide)
