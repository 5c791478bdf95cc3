"""The SPBE index: weighted means of confirmed levels, in Decimal, with the predicate and the rounding question stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from corpus.errors import InputError
from corpus.records import Aspect, Domain, Rubric

HIGHEST_LEVEL = 5
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class TierIndeks:
    """The index of one domain or aspect. `value` is rounded to 2 decimals; both values are None when nothing is scored."""

    number: int
    name: str
    weight_pct: Decimal
    value: Decimal | None
    value_exact: Decimal | None
    n_scored: int
    n_indicators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndeksReport:
    """The SPBE index on the scale of the levels (1 to 5 in edition 2020), with its domains and aspects.

    `value` is rounded half up to 2 decimals, `value_exact` is not rounded; both are None and the predicates empty when no
    indicator is scored. `predicate` is that of the unrounded index, `predicate_rounded` that of the rounded one;
    `predicate_note` is empty unless they differ (or the edition has no predicates). `unscored` lists indicator numbers:
    they are left out of every mean, never counted as level 1, and make the report partial.
    """

    edition: str
    value: Decimal | None
    value_exact: Decimal | None
    predicate: str
    predicate_rounded: str
    predicate_note: str
    partial_note: str
    domains: tuple[TierIndeks, ...]
    aspects: tuple[TierIndeks, ...]
    unscored: tuple[int, ...]

    @property
    def is_partial(self) -> bool:
        """True when at least one indicator is not scored."""
        return bool(self.unscored)

    def to_json(self) -> dict[str, object]:
        """The report as `spbe indeks --json` prints it; domains and aspects by number, as text."""
        return {
            "value": _number(self.value),
            "value_exact": _number(self.value_exact),
            "predicate": self.predicate,
            "predicate_note": self.predicate_note,
            "domains": {str(tier.number): _number(tier.value) for tier in self.domains},
            "aspects": {str(tier.number): _number(tier.value) for tier in self.aspects},
            "unscored": list(self.unscored),
            "edition": self.edition,
            "predicate_rounded": self.predicate_rounded,
            "is_partial": self.is_partial,
            "partial_note": self.partial_note,
            "domains_exact": {str(tier.number): _number(tier.value_exact) for tier in self.domains},
            "aspects_exact": {str(tier.number): _number(tier.value_exact) for tier in self.aspects},
        }


def compute_indeks(levels: Mapping[int, int], rubric: Rubric) -> IndeksReport:
    """The index of the given levels (indicator number to level); indicators that are absent are unscored.

    Every tier is the mean of its scored indicators by weight. With all indicators scored that equals the regulation's chain
    indicator, aspect, domain, index, because the weights of each tier sum to the weight of the tier above.

    Raises:
        InputError: naming each indicator that is unknown and each level that is no whole number of the scale.
    Source: PermenPANRB 59/2020 lampiran II.B.3-4, pp. 21-24.
    """
    check_levels(levels, rubric)
    exact = combine(levels, {indicator.number: indicator.weight_pct for indicator in rubric.indicators})
    value = None if exact is None else round_indeks(exact)
    unscored = tuple(indicator.number for indicator in rubric.indicators if indicator.number not in levels)
    predicate = "" if exact is None else predicate_of(exact, rubric)
    predicate_rounded = "" if value is None else predicate_of(value, rubric)
    domain_of = {aspect.number: aspect.domain for aspect in rubric.aspects}
    by_aspect = {indicator.number: indicator.aspect for indicator in rubric.indicators}
    by_domain = {number: domain_of[aspect] for number, aspect in by_aspect.items()}
    return IndeksReport(
        edition=rubric.edition,
        value=value,
        value_exact=exact,
        predicate=predicate,
        predicate_rounded=predicate_rounded,
        predicate_note=_predicate_note(value, exact, predicate, predicate_rounded, rubric),
        partial_note=_partial_note(unscored, len(rubric.indicators)),
        domains=tuple(_tier(domain, by_domain, levels, rubric) for domain in rubric.domains),
        aspects=tuple(_tier(aspect, by_aspect, levels, rubric) for aspect in rubric.aspects),
        unscored=unscored,
    )


def combine(values: Mapping[int, int] | Mapping[int, Decimal], weights: Mapping[int, Decimal]) -> Decimal | None:
    """The mean of `values` by `weights` (percent); keys without a value are left out; None when there is no value.

    It is the one formula of all three tiers: indicators to an aspect, aspects to a domain, domains to the SPBE index.
    Source: PermenPANRB 59/2020 lampiran II.B.3-4, pp. 21-24, Tabel 10-12 (the images of the domain and the index formula
    are swapped in print; the prose and the worked tables give the right ones).
    """
    total = sum((weights[key] for key in values), Decimal(0))
    return sum((values[key] * weights[key] for key in values), Decimal(0)) / total if total else None


def round_indeks(value: Decimal) -> Decimal:
    """The value to 2 decimals, half up, as the ministry's reports print it."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def predicate_of(value: Decimal, rubric: Rubric) -> str:
    """The name of the band that holds `value`, which is not rounded here; empty when the edition has no bands.

    Source: PermenPANRB 59/2020 lampiran Tabel 13, p. 24. A band's minimum belongs to it.
    """
    bands = sorted(rubric.predicates, key=lambda band: band.minimum, reverse=True)
    return next((band.name for band in bands if value >= band.minimum), "")


def check_levels(levels: Mapping[int, int], rubric: Rubric) -> None:
    """Raises: InputError naming each unknown indicator and each level that is no whole number of the rubric's scale."""
    known = {indicator.number for indicator in rubric.indicators}
    faults = [level_fault(number, level, rubric) for number, level in levels.items() if number in known]
    faults += [unknown_indicator(number, rubric) for number in levels if number not in known]
    problems = [fault for fault in faults if fault]
    if problems:
        raise InputError(" ".join(problems))


def level_fault(indicator: int, level: object, rubric: Rubric) -> str:
    """A sentence that says what is wrong with a level of that indicator; empty when it is a whole number of the scale."""
    lowest = rubric.lowest_level
    if isinstance(level, int) and not isinstance(level, bool) and lowest <= level <= HIGHEST_LEVEL:
        return ""
    shown = str(level).lower() if isinstance(level, bool) else level
    return f"Indikator {indicator}: level {shown} tidak sah; level harus bilangan bulat {lowest} sampai {HIGHEST_LEVEL}."


def unknown_indicator(number: object, rubric: Rubric) -> str:
    """A sentence that says that the edition has no such indicator."""
    return f"Indikator {number} tidak ada dalam edisi {rubric.edition} (indikator 1 sampai {len(rubric.indicators)})."


def format_indeks(value: Decimal) -> str:
    """The value as Indonesian text with a decimal comma and at least 2 and at most 4 decimals ("2,5960", "2,60")."""
    rounded = value.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    return (text.removesuffix("00")).replace(".", ",")


def format_numbers(numbers: Iterable[int]) -> str:
    """The numbers in order as text, with runs shortened ("1, 3-5, 8"); empty text for none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)


def _tier(tier: Domain | Aspect, members: Mapping[int, int], levels: Mapping[int, int], rubric: Rubric) -> TierIndeks:
    own = [indicator for indicator in rubric.indicators if members[indicator.number] == tier.number]
    scored = {indicator.number: levels[indicator.number] for indicator in own if indicator.number in levels}
    exact = combine(scored, {indicator.number: indicator.weight_pct for indicator in own})
    return TierIndeks(
        number=tier.number,
        name=tier.name,
        weight_pct=tier.weight_pct,
        value=None if exact is None else round_indeks(exact),
        value_exact=exact,
        n_scored=len(scored),
        n_indicators=len(own),
    )


def _predicate_note(value: Decimal | None, exact: Decimal | None, plain: str, rounded: str, rubric: Rubric) -> str:
    if value is None or exact is None:
        return ""
    if not rubric.predicates:
        return f"Tabel predikat untuk edisi {rubric.edition} tidak tersedia."
    if plain == rounded:
        return ""
    return (
        f"Pembulatan menentukan predikat. Indeks tanpa pembulatan {format_indeks(exact)} berpredikat «{plain}» (cara laporan "
        f"evaluasi 2024); indeks dua angka {format_indeks(value)} berpredikat «{rounded}» (cara laporan evaluasi 2023). "
        "PermenPANRB 59/2020 tidak mengatur pembulatan."
    )


def _partial_note(unscored: tuple[int, ...], n_indicators: int) -> str:
    if not unscored:
        return ""
    return (
        f"Indeks sebagian: {n_indicators - len(unscored)} dari {n_indicators} indikator sudah dinilai. "
        f"Belum dinilai dan tidak ikut dihitung: {format_numbers(unscored)}."
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
