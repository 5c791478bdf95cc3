"""What to change for a better index: what-if, the cheapest path to a target, and targets by year."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.indeks import (
    HIGHEST_LEVEL,
    IndeksReport,
    check_levels,
    compute_indeks,
    format_indeks,
    format_numbers,
    predicate_of,
    unknown_indicator,
)
from corpus.errors import InputError
from corpus.records import Indicator, Rubric

_YEARLY = re.compile(r"(20\d\d)\s*[=:]\s*(\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """One changed level. `before` is None when the indicator was unscored; `gain` is then None too."""

    indicator: int
    before: int | None
    after: int
    gain: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The index before and after some changes; `delta` is exact and None when nothing was scored before."""

    before: IndeksReport
    after: IndeksReport
    changes: tuple[LevelChange, ...]
    delta: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One indicator raised by one level: its gain in index points, the index after it, and what the new level asks for.

    `equal_choices` are indicators outside the path that would give the same gain in its place.
    """

    indicator: int
    name: str
    from_level: int
    to_level: int
    gain: Decimal
    value_after: Decimal
    criterion: str
    elements: tuple[str, ...]
    equal_choices: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The smallest set of steps to a target, in order. Empty steps with `is_reached` = the target holds already.

    Values are exact, not rounded. `is_reached` is False when all allowed steps together do not suffice; `note` then says so.
    """

    target: Decimal
    target_name: str
    start: Decimal
    end: Decimal
    predicate: str
    steps: tuple[Step, ...]
    is_reached: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTarget:
    """The path of one year; it starts where the path of the year before ended."""

    year: int
    path: Path


def what_if(levels: Mapping[int, int], changes: Mapping[int, int], rubric: Rubric) -> WhatIf:
    """The index before and after setting the levels in `changes` (indicator to new level), each with its own gain.

    Raises:
        InputError: for an unknown indicator or a level off the scale.
    """
    check_levels(changes, rubric)
    before = compute_indeks(levels, rubric)
    after = compute_indeks({**levels, **changes}, rubric)
    total = _scored_weight(levels, rubric)
    made = []
    for number, level in sorted(changes.items()):
        old = levels.get(number)
        gain = None if old is None else (level - old) * rubric.indicator(number).weight_pct / total
        made.append(LevelChange(indicator=number, before=old, after=level, gain=gain))
    known = before.value_exact is not None and after.value_exact is not None
    delta = after.value_exact - before.value_exact if known else None  # type: ignore[operator]
    return WhatIf(before=before, after=after, changes=tuple(made), delta=delta)


def cheapest_path(levels: Mapping[int, int], target: Decimal | str, rubric: Rubric, *, locked: Collection[int] = ()) -> Path:
    """The smallest set of single-level steps that brings the unrounded index to `target` (a value or a predicate's name).

    Only scored indicators move, and none in `locked`. Why taking the heaviest remaining step each time is optimal: a step on
    an indicator always adds weight / scored weight, whatever its level and whatever else was done, so the k steps that add
    most are the k heaviest available ones, and the first k at which they suffice is the smallest number. The same set has
    the largest gain of all sets of that size. Among equal weights the lower level goes first, then the lower number.

    Raises:
        InputError: for bad levels, nothing scored, an unknown target, or an unknown locked indicator.
    """
    check_levels(levels, rubric)
    for number in locked:
        if number not in {indicator.number for indicator in rubric.indicators}:
            raise InputError(unknown_indicator(number, rubric))
    minimum, name = parse_target(target, rubric)
    total = _scored_weight(levels, rubric)
    if not total:
        raise InputError("Belum ada indikator yang dinilai, sehingga jalur ke target tidak dapat dihitung.")
    now = {number: level for number, level in levels.items() if number not in locked}
    points = sum((level * rubric.indicator(number).weight_pct for number, level in levels.items()), Decimal(0))
    start = points / total
    raised: list[tuple[Indicator, int, Decimal]] = []
    while points < minimum * total and (indicator := _heaviest(now, rubric)) is not None:
        points += indicator.weight_pct
        raised.append((indicator, now[indicator.number], points / total))
        now[indicator.number] += 1
    is_reached = points >= minimum * total
    return Path(
        target=minimum,
        target_name=name,
        start=start,
        end=points / total,
        predicate=predicate_of(points / total, rubric),
        steps=_steps(raised, total, now, rubric),
        is_reached=is_reached,
        note="" if is_reached else _unreached(minimum, points / total, locked),
    )


def plan_targets(
    levels: Mapping[int, int], targets: Mapping[int, Decimal | str], rubric: Rubric, *, locked: Collection[int] = ()
) -> tuple[YearTarget, ...]:
    """One cheapest path a year, in order of the years, each from the levels that the year before reached.

    Raises:
        InputError: as `cheapest_path`, and when a later year's target is lower than an earlier one's.
    """
    plan: list[YearTarget] = []
    now = dict(levels)
    for year, target in sorted(targets.items()):
        path = cheapest_path(now, target, rubric, locked=locked)
        if plan and path.target < plan[-1].path.target:
            raise InputError(
                f"Target tahun {year} ({format_indeks(path.target)}) lebih rendah daripada target tahun {plan[-1].year} "
                f"({format_indeks(plan[-1].path.target)}). Susun target yang tidak menurun."
            )
        for step in path.steps:
            now[step.indicator] = step.to_level
        plan.append(YearTarget(year=year, path=path))
    return tuple(plan)


def parse_yearly(text: str) -> dict[int, str]:
    """Year to target, from text such as "2027=Baik; 2028=3,5" (semicolon or new line between the pairs).

    Raises:
        InputError: naming the pair that cannot be read, or the year that comes twice.
    """
    found: dict[int, str] = {}
    for pair in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        match = _YEARLY.fullmatch(pair)
        if match is None:
            raise InputError(f"Target «{pair}» tidak dapat dibaca. Tulis target tiap tahun seperti 2027=Baik; 2028=3,5.")
        year = int(match[1])
        if year in found:
            raise InputError(f"Target tahun {year} disebut dua kali. Tulis satu target untuk tiap tahun.")
        found[year] = match[2]
    return found


def parse_target(target: Decimal | str, rubric: Rubric) -> tuple[Decimal, str]:
    """The index to reach and the predicate it was named by (empty for a value; text may have a decimal comma).

    Raises:
        InputError: for an unknown predicate or a value off the scale.
    """
    for band in rubric.predicates:
        if isinstance(target, str) and band.name.casefold() == " ".join(target.split()).casefold():
            return band.minimum, band.name
    try:
        value = target if isinstance(target, Decimal) else Decimal(target.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not rubric.lowest_level <= value <= HIGHEST_LEVEL:
        names = ", ".join(band.name for band in rubric.predicates)
        raise InputError(
            f"Target «{target}» tidak dikenal. Tulis indeks {rubric.lowest_level} sampai {HIGHEST_LEVEL} (misalnya 3,5) "
            f"atau predikat: {names}."
        )
    return value, ""


def _scored_weight(levels: Mapping[int, int], rubric: Rubric) -> Decimal:
    return sum((rubric.indicator(number).weight_pct for number in levels), Decimal(0))


def _heaviest(now: Mapping[int, int], rubric: Rubric) -> Indicator | None:
    rising = [indicator for indicator in rubric.indicators if now.get(indicator.number, HIGHEST_LEVEL) < HIGHEST_LEVEL]
    return min(rising, key=lambda indicator: (-indicator.weight_pct, now[indicator.number], indicator.number), default=None)


def _steps(
    raised: list[tuple[Indicator, int, Decimal]], total: Decimal, now: Mapping[int, int], rubric: Rubric
) -> tuple[Step, ...]:
    used = {indicator.number for indicator, _, _ in raised}
    idle = [i for i in rubric.indicators if i.number not in used and now.get(i.number, HIGHEST_LEVEL) < HIGHEST_LEVEL]
    return tuple(
        Step(
            indicator=indicator.number,
            name=indicator.name,
            from_level=level,
            to_level=level + 1,
            gain=indicator.weight_pct / total,
            value_after=after,
            criterion=indicator.level(level + 1).criterion,
            elements=tuple(element.text for element in indicator.level(level + 1).elements),
            equal_choices=tuple(other.number for other in idle if other.weight_pct == indicator.weight_pct),
        )
        for indicator, level, after in raised
    )


def _unreached(minimum: Decimal, end: Decimal, locked: Collection[int]) -> str:
    kept = f" selama indikator {format_numbers(locked)} tidak diubah" if locked else ""
    return f"Target {format_indeks(minimum)} tidak tercapai{kept}: indeks tertinggi yang mungkin {format_indeks(end)}."
