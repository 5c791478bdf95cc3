"""`spbe indeks`: the index of a level file, what-if, and the shortest path to a target."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from assistant.cli.shared import Context, print_json
from assistant.cli.workspace import find_rubric, json_option
from assistant.indeks import IndeksReport, TierIndeks, compute_indeks, format_indeks
from assistant.indeks_input import parse_changes, read_levels
from assistant.indeks_path import Path as TargetPath
from assistant.indeks_path import WhatIf, YearTarget, cheapest_path, parse_yearly, plan_targets, what_if
from corpus.errors import InputError
from corpus.records import Rubric


@click.command("indeks")
@click.argument("file", type=click.Path(path_type=Path), metavar="BERKAS.csv atau BERKAS.json")
@click.option("--what-if", "changes", default=None, metavar="21=3,22=3", help="Indeks bila level ini berubah.")
@click.option(
    "--target",
    default=None,
    metavar="PREDIKAT atau NILAI",
    help="Jalur termurah ke target, misalnya Baik atau 2.6; tiap tahun: «2027=Baik; 2028=3,5».",
)
@click.option("--lock", "locked", default="", metavar="1,2", help="Indikator yang tidak boleh diubah dalam jalur.")
@json_option
@click.pass_obj
def indeks_command(context: Context, file: Path, changes: str | None, target: str | None, locked: str, as_json: bool) -> None:
    """Menghitung indeks SPBE dari daftar level (kolom indicator,level)."""
    rubric = find_rubric(context.settings.edition)
    levels = read_levels(file, rubric)
    report = compute_indeks(levels, rubric)
    alternative = what_if(levels, parse_changes(changes, rubric), rubric) if changes is not None else None
    is_yearly = target is not None and "=" in target
    path = cheapest_path(levels, target, rubric, locked=_numbers(locked)) if target is not None and not is_yearly else None
    plan = plan_targets(levels, parse_yearly(target or ""), rubric, locked=_numbers(locked)) if is_yearly else ()
    if as_json:
        extra = {"what_if": _what_if_json(alternative)} if alternative else {}
        extra |= {"path": _path_json(path)} if path else {}
        print_json({**report.to_json(), **extra, **({"plan": [_year_json(one) for one in plan]} if plan else {})})
        return
    lines = _report_lines(report)
    lines += _what_if_lines(alternative, rubric) if alternative else []
    lines += _path_lines(path) if path else []
    for one in plan:
        lines += ["", f"Tahun {one.year}", *_path_lines(one.path)[1:]]
    click.echo("\n".join(lines))


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part for part in text.replace(",", " ").split() if part]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise InputError(f"Daftar indikator «{text}» tidak dapat dibaca. Tulis nomor dengan koma, misalnya 1,2.")
    return tuple(int(part) for part in parts)


def _what_if_json(found: WhatIf) -> dict[str, object]:
    changes = [
        {
            "indicator": one.indicator,
            "before": one.before,
            "after": one.after,
            "gain": None if one.gain is None else float(one.gain),
        }
        for one in found.changes
    ]
    return {**found.after.to_json(), "changes": changes, "delta": None if found.delta is None else float(found.delta)}


def _path_json(path: TargetPath) -> dict[str, object]:
    return {
        "target": float(path.target),
        "target_name": path.target_name,
        "start": float(path.start),
        "end": float(path.end),
        "predicate": path.predicate,
        "is_reached": path.is_reached,
        "note": path.note,
        "steps": [
            {
                "indicator": step.indicator,
                "name": step.name,
                "from_level": step.from_level,
                "to_level": step.to_level,
                "gain": float(step.gain),
                "value_after": float(step.value_after),
                "criterion": step.criterion,
                "elements": list(step.elements),
                "equal_choices": list(step.equal_choices),
            }
            for step in path.steps
        ],
    }


def _year_json(one: YearTarget) -> dict[str, object]:
    return {"year": one.year, **_path_json(one.path)}


def _report_lines(report: IndeksReport) -> list[str]:
    value = "belum dapat dihitung" if report.value is None else f"{format_indeks(report.value)} {report.predicate}".strip()
    lines = [f"Indeks SPBE: {value} (edisi {report.edition})"]
    lines += [note for note in (report.predicate_note, report.partial_note) if note]
    for title, tiers in (("Domain", report.domains), ("Aspek", report.aspects)):
        lines += ["", title, *(_tier_line(tier) for tier in tiers)]
    return lines


def _tier_line(tier: TierIndeks) -> str:
    value = "   -" if tier.value is None else format_indeks(tier.value)
    return f"  {tier.number}. {tier.name:<60} {value}  ({tier.n_scored} dari {tier.n_indicators} indikator)"


def _what_if_lines(found: WhatIf, rubric: Rubric) -> list[str]:
    lines = ["", "Bila level berubah:"]
    for one in found.changes:
        before = "belum dinilai" if one.before is None else str(one.before)
        lines.append(
            f"  Indikator {one.indicator} ({rubric.indicator(one.indicator).short_name}): {before} → {one.after}{_gain(one.gain)}"
        )
    value = "-" if found.after.value is None else format_indeks(found.after.value)
    return [*lines, f"  Indeks menjadi {value} {found.after.predicate}{_gain(found.delta)}"]


def _path_lines(path: TargetPath) -> list[str]:
    name = f"{path.target_name} ({format_indeks(path.target)})" if path.target_name else format_indeks(path.target)
    lines = [
        "",
        f"Jalur termurah ke {name}: {len(path.steps)} langkah, indeks {format_indeks(path.start)} → {format_indeks(path.end)}",
    ]
    for place, step in enumerate(path.steps, start=1):
        lines.append(
            f"  {place}. Indikator {step.indicator} level {step.from_level} → {step.to_level}{_gain(step.gain)}: {step.criterion}"
        )
        lines += [f"     - {element}" for element in step.elements]
    return [*lines, *([path.note] if path.note else [])]


def _gain(gain: Decimal | None) -> str:
    return "" if gain is None else f" ({'+' if gain >= 0 else '−'}{format_indeks(abs(gain))})"


COMMANDS = (indeks_command,)
