"""The index: worked examples, rounding borders, what-if, the cheapest path against brute force, and bad input."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.indeks import combine, compute_indeks, format_indeks, format_numbers, predicate_of
from assistant.indeks_input import parse_changes, read_levels, read_levels_csv, read_levels_json
from assistant.indeks_path import cheapest_path, parse_target, parse_yearly, plan_targets, what_if
from corpus.errors import InputError
from corpus.records import Rubric
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
ALL = tuple(indicator.number for indicator in RUBRIC.indicators)


def small_rubric(weights: tuple[Decimal, ...]) -> Rubric:
    """A rubric of one aspect with these indicator weights and the levels and predicates of edition 2020."""
    first = RUBRIC.indicators[0]
    return replace(
        RUBRIC,
        edition="uji",
        domains=(replace(RUBRIC.domains[0], weight_pct=Decimal(100)),),
        aspects=(replace(RUBRIC.aspects[0], weight_pct=Decimal(100)),),
        indicators=tuple(replace(first, number=number, weight_pct=weight) for number, weight in enumerate(weights, start=1)),
    )


def test_worked_example_of_aspect_2() -> None:
    """PermenPANRB 59/2020 Tabel 10, p. 22."""
    report = compute_indeks({11: 3, 12: 4, 13: 3, 14: 2}, RUBRIC)
    assert report.aspects[1].value_exact == Decimal("3.00")
    assert report.aspects[0].value is None
    assert report.is_partial and len(report.unscored) == 43


def test_worked_example_of_domain_2() -> None:
    """PermenPANRB 59/2020 Tabel 11, p. 23."""
    weights = {aspect.number: aspect.weight_pct for aspect in RUBRIC.aspects}
    assert combine({2: Decimal(3), 3: Decimal(4), 4: Decimal(3)}, weights) == Decimal("3.40")
    levels = {11: 3, 12: 4, 13: 3, 14: 2, 15: 4, 16: 4, 17: 4, 18: 4, 19: 3, 20: 3}
    assert compute_indeks(levels, RUBRIC).domains[1].value_exact == Decimal("3.40")


def test_worked_example_of_the_index() -> None:
    """PermenPANRB 59/2020 Tabel 12, p. 24: 328,20 / 100."""
    weights = {domain.number: domain.weight_pct for domain in RUBRIC.domains}
    values = {1: Decimal("3.7"), 2: Decimal("3.4"), 3: Decimal("3.0"), 4: Decimal("3.2")}
    assert combine(values, weights) == Decimal("3.282")


@given(st.lists(st.integers(1, 5), min_size=47, max_size=47))
def test_flat_sum_equals_the_chain_of_tiers(values: list[int]) -> None:
    report = compute_indeks(dict(zip(ALL, values, strict=True)), RUBRIC)
    chain = sum((tier.value_exact * tier.weight_pct for tier in report.domains if tier.value_exact is not None), Decimal(0)) / 100
    assert report.value_exact is not None and abs(report.value_exact - chain) < Decimal("1e-20")
    assert not report.is_partial and report.partial_note == ""
    assert 1 <= report.value_exact <= 5


@pytest.mark.parametrize(
    ("value", "predicate"),
    [
        ("5", "Memuaskan"),
        ("4.2", "Memuaskan"),
        ("4.1999", "Sangat Baik"),
        ("3.5", "Sangat Baik"),
        ("3.4999", "Baik"),
        ("2.6", "Baik"),
        ("2.5999", "Cukup"),
        ("1.8", "Cukup"),
        ("1.7999", "Kurang"),
        ("1", "Kurang"),
        ("0.3", "Kurang"),
    ],
)
def test_predicate_borders(value: str, predicate: str) -> None:
    assert predicate_of(Decimal(value), RUBRIC) == predicate


@pytest.mark.parametrize(
    ("weights", "levels", "value", "plain", "rounded"),
    [
        (("40.4", "59.6"), (2, 3), "2.60", "Cukup", "Baik"),  # 2.596, as Luwu 2024
        (("40.5", "59.5"), (2, 3), "2.60", "Cukup", "Baik"),  # 2.595 rounds up
        (("40.6", "59.4"), (2, 3), "2.59", "Cukup", "Cukup"),
        (("40", "60"), (2, 3), "2.60", "Baik", "Baik"),
        (("20.37", "79.63"), (1, 2), "1.80", "Kurang", "Cukup"),  # 1.7963, as Nias Barat 2023
        (("50.4", "49.6"), (3, 4), "3.50", "Baik", "Sangat Baik"),  # 3.496
        (("80.1", "19.9"), (4, 5), "4.20", "Sangat Baik", "Memuaskan"),  # 4.199
    ],
)
def test_rounding_borders(weights: tuple[str, ...], levels: tuple[int, ...], value: str, plain: str, rounded: str) -> None:
    rubric = small_rubric(tuple(Decimal(weight) for weight in weights))
    report = compute_indeks(dict(enumerate(levels, start=1)), rubric)
    assert (str(report.value), report.predicate, report.predicate_rounded) == (value, plain, rounded)
    assert bool(report.predicate_note) == (plain != rounded)
    if plain != rounded:
        assert f"«{plain}»" in report.predicate_note and f"«{rounded}»" in report.predicate_note
        assert "2023" in report.predicate_note and "2024" in report.predicate_note


def test_unscored_indicators_are_not_level_1() -> None:
    report = compute_indeks({number: 4 for number in ALL if number != 21}, RUBRIC)
    assert report.value_exact == 4
    assert report.unscored == (21,)
    assert "46 dari 47" in report.partial_note and report.partial_note.endswith("21.")


def test_nothing_scored_has_no_index() -> None:
    report = compute_indeks({}, RUBRIC)
    assert report.value is None and report.predicate == "" and report.predicate_note == ""
    assert report.to_json()["value"] is None


def test_json_form() -> None:
    form = compute_indeks(dict.fromkeys(ALL, 3), RUBRIC).to_json()
    assert {"value", "value_exact", "predicate", "predicate_note", "domains", "aspects", "unscored", "edition"} <= form.keys()
    assert (form["value"], form["predicate"], form["edition"]) == (3.0, "Baik", "2020")
    assert form["domains"] == {"1": 3.0, "2": 3.0, "3": 3.0, "4": 3.0}
    assert json.loads(json.dumps(form)) == form


@pytest.mark.parametrize("levels", [{21: 0}, {21: 6}, {0: 3}, {48: 3}, {21: True}])
def test_bad_levels_are_named(levels: dict[int, int]) -> None:
    with pytest.raises(InputError, match=r"Indikator (21|0|48)"):
        compute_indeks(levels, RUBRIC)


def test_what_if() -> None:
    result = what_if(dict.fromkeys(ALL, 2), {21: 3, 42: 4}, RUBRIC)
    assert result.delta == Decimal("0.075")
    assert [change.gain for change in result.changes] == [Decimal("0.015"), Decimal("0.06")]
    assert result.before.value == Decimal("2.00") and result.after.value_exact == Decimal("2.075")


def test_what_if_on_an_unscored_indicator() -> None:
    result = what_if({1: 2}, {2: 4}, RUBRIC)
    assert result.changes[0].before is None and result.changes[0].gain is None
    assert result.delta == 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 5)), min_size=1, max_size=4),
    st.integers(10, 50),
)
def test_cheapest_path_is_optimal(cases: list[tuple[int, int]], tenths: int) -> None:
    rubric = small_rubric(tuple(Decimal(weight) for weight, _ in cases))
    levels = {number: level for number, (_, level) in enumerate(cases, start=1)}
    target = Decimal(tenths) / 10
    total = sum(weight for weight, _ in cases)
    reaching = []
    for raised in itertools.product(*(range(level, 6) for _, level in cases)):
        points = sum(weight * level for (weight, _), level in zip(cases, raised, strict=True))
        if points >= target * total:
            reaching.append((sum(raised) - sum(levels.values()), -points))
    path = cheapest_path(levels, target, rubric)
    assert path.is_reached and reaching
    n_steps, negative_points = min(reaching)
    assert len(path.steps) == n_steps
    assert abs(path.end * total + negative_points) < Decimal("1e-20")
    after = dict(levels)
    for step in path.steps:
        assert after[step.indicator] == step.from_level == step.to_level - 1
        after[step.indicator] = step.to_level
    assert compute_indeks(after, rubric).value_exact == path.end


def test_path_to_a_predicate_says_what_each_step_asks() -> None:
    path = cheapest_path(dict.fromkeys(ALL, 2), "baik", RUBRIC)
    assert path.target == Decimal("2.6") and path.target_name == "Baik" and path.predicate == "Baik"
    assert [step.indicator for step in path.steps[:7]] == [42, 43, 44, 45, 46, 47, 42]
    assert path.steps[0].gain == Decimal("0.03") and path.steps[0].criterion
    assert path.end >= path.target > path.end - path.steps[-1].gain


def test_path_keeps_locked_indicators() -> None:
    path = cheapest_path(dict.fromkeys(ALL, 4), "Memuaskan", RUBRIC, locked=range(42, 48))
    assert path.is_reached and not {step.indicator for step in path.steps} & set(range(42, 48))
    stuck = cheapest_path(dict.fromkeys(ALL, 1), "5", RUBRIC, locked=[1])
    assert not stuck.is_reached and "4,948" in stuck.note and "indikator 1 " in stuck.note


def test_path_offers_equal_choices() -> None:
    path = cheapest_path(dict.fromkeys(ALL, 3), Decimal("3.03"), RUBRIC)
    assert len(path.steps) == 1 and path.steps[0].equal_choices == (43, 44, 45, 46, 47)


def test_path_of_a_target_that_holds_is_empty() -> None:
    path = cheapest_path(dict.fromkeys(ALL, 3), "Baik", RUBRIC)
    assert path.is_reached and path.steps == () and path.end == path.start == 3


def test_targets_by_year_continue_each_other() -> None:
    plan = plan_targets(dict.fromkeys(ALL, 2), {2027: "3,5", 2026: "Baik"}, RUBRIC)
    assert [target.year for target in plan] == [2026, 2027]
    assert plan[1].path.start == plan[0].path.end
    direct = cheapest_path(dict.fromkeys(ALL, 2), "3,5", RUBRIC)
    assert sum(len(target.path.steps) for target in plan) == len(direct.steps)


def test_targets_by_year_are_read() -> None:
    assert parse_yearly("2027=Baik; 2028 = 3,5\n2029: Sangat Baik;") == {2027: "Baik", 2028: "3,5", 2029: "Sangat Baik"}
    for text, said in (("2027=Baik; 28=3", "«28=3»"), ("2027=3; 2027=4", "2027 disebut dua kali"), ("2027=", "«2027=»")):
        with pytest.raises(InputError, match=said):
            parse_yearly(text)


def test_falling_targets_are_refused() -> None:
    with pytest.raises(InputError, match="tahun 2027"):
        plan_targets(dict.fromkeys(ALL, 2), {2026: "3", 2027: "2,5"}, RUBRIC)


@pytest.mark.parametrize("target", ["Luar biasa", "6", "0,5", "nan", "", "3,5,1"])
def test_bad_targets(target: str) -> None:
    with pytest.raises(InputError, match="Target"):
        parse_target(target, RUBRIC)


def test_path_with_nothing_scored() -> None:
    with pytest.raises(InputError, match="Belum ada indikator"):
        cheapest_path({}, "Baik", RUBRIC)


@pytest.mark.parametrize("text", ["indicator,level\n21,3\n22,4\n23,\n", "\ufeffLevel;Indikator\r\n3;21\r\n4;22\r\n\r\n"])
def test_good_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "level.csv"
    path.write_bytes(text.encode())
    assert read_levels_csv(path, RUBRIC) == {21: 3, 22: 4}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("indicator,level\n21,6\n", ("baris 2", "level 6", "1 sampai 5")),
        ("indicator,level\n21,2.5\n", ("baris 2", "level 2.5")),
        ("indicator,level\n1,3\n21,tiga\n", ("baris 3", "level tiga")),
        ("indicator,level\n21,3\n21,4\n", ("baris 3", "berulang", "baris 2")),
        ("indicator,level\n20,3\n21,3,5\n", ("baris 3", "lebih banyak daripada judul kolom")),
        ("indicator,level\n48,3\n", ("baris 2", "Indikator 48 tidak ada")),
        ("indicator,level\n,3\n", ("baris 2", "(kosong)")),
        ("indicator,skor\n21,3\n", ("baris 1", "«level» tidak ada", "skor")),
        ("level,level,indicator\n1,2,3\n", ("«level» ada lebih dari satu",)),
        ("", ("kosong",)),
        ('indicator,level\n"21,3\n', ("bukan CSV",)),
        ("indicator,level\n21,６\n", ("baris 2",)),
    ],
)
def test_bad_csv_names_row_and_fault(tmp_path: Path, text: str, parts: tuple[str, ...]) -> None:
    path = tmp_path / "level.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_levels_csv(path, RUBRIC)
    assert all(part in str(error.value) for part in ("level.csv", *parts))


def test_all_faults_are_listed_up_to_ten(tmp_path: Path) -> None:
    path = tmp_path / "level.csv"
    path.write_text("indicator,level\n" + "".join(f"{number},9\n" for number in range(1, 13)), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_levels_csv(path, RUBRIC)
    assert str(error.value).count("tidak sah") == 10 and "2 kesalahan lain" in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        {"21": 3, "22": 4, "23": None},
        [{"indicator": 21, "level": 3}, {"indicator": 22, "level": 4}],
        {"edition": "2020", "levels": {"21": 3, "22": 4}},
    ],
)
def test_good_json(tmp_path: Path, content: object) -> None:
    path = tmp_path / "level.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_levels_json(path, RUBRIC) == {21: 3, 22: 4}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "bukan JSON"),
        ('{"21": 2.5}', "kunci «21»"),
        ('{"21": true}', "kunci «21»"),
        ('{"21": 3, "21": 4}', "berulang"),
        ('{"edition": "2018", "levels": {}}', "edisi 2018"),
        ("[1]", "butir 1"),
        ('[{"indicator": [1], "level": 3}]', "butir 1"),
        ('[{"indicator": 21.0, "level": 3}]', "butir 1"),
        ("3", "pasangan"),
        ("[" * 100_000, "bukan JSON"),
        ('{"21": ' + "9" * 5000 + "}", "bukan JSON"),
    ],
)
def test_bad_json_names_place_and_fault(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "level.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"level\.json") as error:
        read_levels_json(path, RUBRIC)
    assert part in str(error.value)


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir(), lambda p: p.write_bytes(b"\xff\xfe\x00")])
def test_unreadable_files(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "level.csv"
    make(path)
    with pytest.raises(InputError, match=r"level\.csv"):
        read_levels(path, RUBRIC)


def test_unknown_kind_of_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jenis berkas"):
        read_levels(tmp_path / "level.xls", RUBRIC)


def test_changes_from_the_command_line() -> None:
    assert parse_changes("21=3, 22 = 4", RUBRIC) == {21: 3, 22: 4}
    for text in ("", "21", "21=3=4", "21=9", "99=3", "21=3,21=4"):
        with pytest.raises(InputError):
            parse_changes(text, RUBRIC)


def test_formats() -> None:
    assert [format_indeks(Decimal(text)) for text in ("2.596", "2.6", "3")] == ["2,5960", "2,60", "3,00"]
    assert format_numbers([8, 1, 3, 4, 5]) == "1, 3-5, 8"
