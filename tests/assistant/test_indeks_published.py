"""The index against published results: every row of the ministry's reports, within the rounding of its print."""

from __future__ import annotations

import csv
import functools
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.indeks import combine, compute_indeks, predicate_of, round_indeks
from corpus.records import Aspect, Domain, Rubric
from corpus.rubric import load_rubric

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RESULTS = SHARED / "results"
RUBRIC = load_rubric(ROOT / "corpus" / "rubric" / "2020")
DOMAIN_COLUMNS = ("D1_kebijakan", "D2_tata_kelola", "D3_manajemen", "D4_layanan")
# Scored with level 0 on service indicators, which the scale does not have; see shared/rubric/disagreements.md no. 13.
OFF_THE_SCALE = {(2023, "Pemerintah Kab. Banyuasin")}
# Index = 0.13 D1 + 0.25 D2 + 0.165 D3 + 0.455 D4 from domains printed with 2 decimals.
ROUNDING = Decimal("0.0081")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not RESULTS.is_dir(), reason=f"hasil resmi tidak ada di {RESULTS}"),
]


def _rows() -> list[dict[str, str]]:
    rows = []
    for path in sorted(RESULTS.glob("hasil-evaluasi-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return [row for row in rows if all(row[column] for column in DOMAIN_COLUMNS)]


def _cases() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((RESULTS / "results_cases.json").read_text(encoding="utf-8"))
    return loaded


def _spread(first: int, last: int, total: int) -> dict[int, int]:
    """Levels of indicators first..last that sum to `total`."""
    numbers = range(first, last + 1)
    base, rest = divmod(total, len(numbers))
    return {number: base + (place < rest) for place, number in enumerate(numbers)}


@functools.cache
def _service_sums() -> dict[Decimal, list[tuple[int, int]]]:
    """Printed index of domain 4 to the sums of indicators 32-41 and 42-47 that give it."""
    found: dict[Decimal, list[tuple[int, int]]] = defaultdict(list)
    for administration in range(10, 51):
        for public in range(6, 31):
            exact = (Decimal("2.75") * administration + 3 * public) / Decimal("45.5")
            found[round_indeks(exact)].append((administration, public))
    return found


def _assessments(row: dict[str, str]) -> Iterator[dict[int, int]]:
    """Levels of 47 indicators that give the printed domains, one assessment for each combination of sums."""
    d1, d2, d3, d4 = (Decimal(row[column]) for column in DOMAIN_COLUMNS)
    third = next(total for total in range(11, 56) if round_indeks(Decimal(total) / 11) == d3)
    for administration, public in _service_sums()[round_indeks(d4)]:
        yield {
            **_spread(1, 10, int(d1 * 10)),
            **_spread(11, 20, int(d2 * 10)),
            **_spread(21, 31, third),
            **_spread(32, 41, administration),
            **_spread(42, 47, public),
        }


def test_every_row_follows_from_whole_levels() -> None:
    """Index to 2 decimals and predicate (2023: of the rounded, 2024: of the unrounded index) of all rows."""
    wrong = []
    rows = _rows()
    for row in rows:
        if (int(row["year"]), row["agency"]) in OFF_THE_SCALE:
            continue
        reports = [compute_indeks(levels, RUBRIC) for levels in _assessments(row)]
        domains = [round_indeks(Decimal(row[column])) for column in DOMAIN_COLUMNS]
        is_2023 = row["year"] == "2023"
        fits = any(
            report.value == round_indeks(Decimal(row["index"]))
            and [tier.value for tier in report.domains] == domains
            and row["predicate"] == (report.predicate_rounded if is_2023 else report.predicate)
            for report in reports
        )
        wrong += [] if fits else [f"{row['year']} {row['agency']}"]
    assert len(rows) >= 615
    assert wrong == []


def test_every_row_within_the_rounding_of_its_domains() -> None:
    weights = {domain.number: domain.weight_pct for domain in RUBRIC.domains}
    for row in _rows():
        value = combine({n: Decimal(row[column]) for n, column in enumerate(DOMAIN_COLUMNS, start=1)}, weights)
        assert value is not None and abs(value - Decimal(row["index"])) <= ROUNDING, row


def test_row_off_the_scale_still_combines() -> None:
    row = next(row for row in _rows() if (int(row["year"]), row["agency"]) in OFF_THE_SCALE)
    weights = {domain.number: domain.weight_pct for domain in RUBRIC.domains}
    value = combine({n: Decimal(row[column]) for n, column in enumerate(DOMAIN_COLUMNS, start=1)}, weights)
    assert value is not None and round_indeks(value) == Decimal("1.05") and predicate_of(value, RUBRIC) == "Kurang"


def test_denpasar_2021() -> None:
    case = _cases()["denpasar_2021"]
    weights = {domain.number: domain.weight_pct for domain in RUBRIC.domains}
    value = combine({int(n): Decimal(str(domain)) for n, domain in case["domains"].items()}, weights)
    assert value is not None and round_indeks(value) == Decimal(str(case["published_index"]))


def test_aceh_tengah_2025() -> None:
    """37 published levels, two implied, and any levels with the sums that the published domains and aspects imply."""
    case = _cases()["aceh_tengah_2025"]
    levels = {int(number): level for number, level in case["indicators_published"].items()}
    levels |= {18: 2, 38: 2, 43: 3, 44: 3, 1: 3, 2: 3, 5: 2, 6: 2, 7: 2, 8: 2}
    report = compute_indeks(levels, RUBRIC)
    assert report.value_exact == Decimal(str(case["computed_exact"]))
    assert (float(report.value or 0), report.predicate) == (case["published_index"], case["predicate"])
    assert [float(tier.value or 0) for tier in report.domains] == list(case["domains"].values())
    aspects = {str(tier.number): float(tier.value or 0) for tier in report.aspects}
    assert all(aspects[number] == value for number, value in case["aspects_published"].items())


@pytest.mark.parametrize("case", ["parepare_2023_unofficial", "parepare_2024_unofficial"])
def test_parepare_computed_values(case: str) -> None:
    """Not the ministry's result; only the arithmetic on the 47 levels is checked."""
    data = _cases()[case]
    report = compute_indeks({int(number): level for number, level in data["indicators"].items()}, RUBRIC)
    expected = [*data["computed"]["domains"], data["computed"]["index"]]
    computed = [*(tier.value_exact for tier in report.domains), report.value_exact]
    assert all(abs(Decimal(str(want)) - (got or 0)) < Decimal("0.0001") for want, got in zip(expected, computed, strict=True))


@pytest.mark.parametrize(("year", "index"), [("2018", "2.64"), ("2019", "3.33")])
def test_old_edition_denpasar(year: str, index: str) -> None:
    """PermenPANRB 5/2018 (levels from 0; indicator 35 is scored for up to three services)."""
    case = _cases()[f"denpasar_{year}"]
    scores = case["indicators"]
    rubric, names = _rubric_2018()
    report = compute_indeks({number: scores[name]["final"] for number, name in names.items() if name in scores}, rubric)
    assert str(report.value) == index
    assert report.predicate == "" and "tidak tersedia" in report.predicate_note
    if year == "2018":
        assert [float(tier.value or 0) for tier in report.aspects] == list(case["published"]["aspects"].values())


def _rubric_2018() -> tuple[Rubric, dict[int, str]]:
    source = json.loads((SHARED / "rubric" / "rubrik-2018.source.json").read_text(encoding="utf-8"))
    domains, aspects, indicators = [], [], []
    names: dict[int, str] = {}
    first = RUBRIC.indicators[0]
    for domain in source["domains"]:
        domains.append(
            Domain(number=domain["no"], name=domain["name"], weight_pct=Decimal(domain["weight"]), capability="proses")
        )
        for aspect in domain["aspects"]:
            weight = Decimal(aspect["weight"])
            aspects.append(Aspect(number=aspect["no"], name=aspect["name"], domain=domain["no"], weight_pct=weight))
            own = [str(indicator["no"]) for indicator in aspect["indicators"]]
            own += ["35-2", "35-3"] if "35" in own else []
            for name in own:
                names[len(names) + 1] = name
                indicators.append(replace(first, number=len(names), aspect=aspect["no"], weight_pct=weight / len(own)))
    rubric = replace(
        RUBRIC,
        edition="2018",
        lowest_level=0,
        predicates=(),
        domains=tuple(domains),
        aspects=tuple(aspects),
        indicators=tuple(indicators),
    )
    return rubric, names


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_group_means(year: str) -> None:
    """Aspect means to domain means to the mean index; two columns of 2024 are printed 0.02 off (results.md section 1)."""
    aspect_weights = {aspect.number: aspect.weight_pct for aspect in RUBRIC.aspects}
    for group, means in _cases()["group_means"][year].items():
        aspects = {number: Decimal(str(value)) for number, value in enumerate(means["A"], start=1)}
        value = combine(aspects, aspect_weights)
        slack = Decimal("0.02") if (year, group) in {("2024", "LPNK"), ("2024", "Provinsi")} else Decimal("0.015")
        assert value is not None and abs(value - Decimal(str(means["index"]))) <= slack, group
