"""A linter for recommendations that people wrote: their four parts, the aspects they name, figures, and advice for what is weak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.drafting.lint_aspects import WEAK_LEVEL
from assistant.drafting.lint_figures import Standing, check_figures, check_levels, standing_of
from assistant.drafting.lint_places import empty_places
from assistant.drafting.lint_records import LintFinding, Part, finding
from assistant.drafting.lint_texts import WrittenRecommendation
from assistant.drafting.mentions import mentions_of, tiers_of
from assistant.indeks import TierIndeks, format_indeks
from corpus.drafting import Wording, load_wording
from corpus.records import Rubric

_OUTSTANDING = {"Memuaskan", "Sangat Baik"}
_RESULT = re.compile(r"\bpredikat\b|\bindeks\b[^.;]{0,60}\d", re.I)
_BENEFIT = re.compile(
    r"\b(?:sehingga|efektif\w*|efisien\w*|optimal|memudahkan|mempermudah|mempercepat|menekan|menjaga|mencegah|mendukung|mendorong"
    r"|meningkatkan|manfaat|peluang|kepastian|dasar|mengurangi|membuat)\b",
    re.I,
)
_IMPACT = re.compile(
    r"\b(?:menyebabkan|menyebabkannya|akibat\w*|berakibat|dampak\w*|berdampak|sehingga|tanpa|risiko|berisiko|sulit|menghambat|terhambat"
    r"|tidak\s+(?:efektif|efisien|optimal|dapat|ada|memiliki|memanfaatkan))\b",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:agar|perlu|disarankan|diharapkan|hendaknya|sebaiknya|harus|segera|dapat\s+(?:di)?\w+|\w*tingkatkan|lengkapi|susun|tetapkan"
    r"|laksanakan|pastikan|sediakan|kembangkan)\b",
    re.I,
)
_PRAISE = re.compile(r"\b(?:apresiasi|penghargaan|selamat|luar biasa|pertahankan|dipertahankan|dijaga)\b", re.I)


def lint_recommendation(
    text: WrittenRecommendation, levels: Mapping[int, int], rubric: Rubric, wording: Wording | None = None
) -> tuple[LintFinding, ...]:
    """What is wrong with the text, given the confirmed levels of the whole assessment; empty when nothing is.

    Checks that need levels are left out where `levels` is empty.

    Raises:
        InputError: for a level that the edition does not have.
    Source: Pedoman 3/2024 BAB III F.2, pp. 226-228.
    """
    words = wording or load_wording()
    standing = standing_of(levels, rubric, words)
    if not any(body.strip() for _, body in text.parts):
        return (finding("empty_recommendation", "teks", "", words),)
    found: list[LintFinding] = []
    for part, body in text.parts:
        if not body.strip():
            found.append(_missing(part, words))
            continue
        found += [*check_levels(part, body, standing, None), *check_figures(part, body, standing)]
        found += empty_places(((part, body),), words)
    found += _check_words(text, words)
    found += _check_aspects("keunggulan", text.keunggulan, standing)
    found += _check_aspects("kelemahan", text.kelemahan, standing)
    return (*found, *_check_advice(text.saran, standing))


def _missing(part: Part, words: Wording) -> LintFinding:
    key = "kelemahan_instansi" if part == "kelemahan" else part
    name = "Apresiasi atau Saran Perbaikan" if part == "saran" else part.capitalize()
    return finding("no_part", part, "", words, name=name, advice=words.text(f"lint.part_advice.{key}"))


def _check_words(text: WrittenRecommendation, words: Wording) -> Iterator[LintFinding]:
    """What each part must say besides its figures."""
    needed: tuple[tuple[Part, str, re.Pattern[str], str], ...] = (
        ("ringkasan", text.ringkasan, _RESULT, "no_result"),
        ("keunggulan", text.keunggulan, _BENEFIT, "no_benefit"),
        ("kelemahan", text.kelemahan, _IMPACT, "no_impact"),
        ("saran", text.saran, re.compile(f"{_ADVICE.pattern}|{_PRAISE.pattern}", re.I), "no_advice"),
    )
    for part, body, pattern, kind in needed:
        if body.strip() and not pattern.search(body):
            yield finding(kind, part, "", words)


def _check_aspects(part: Part, body: str, standing: Standing) -> Iterator[LintFinding]:
    """The aspects of the highest (lowest) mean are named, and none that lies on the other side of the whole index."""
    tiers = {tier.number: tier for tier in standing.report.aspects if tier.value_exact is not None}
    whole = standing.report.value_exact
    values = {number: tier.value_exact for number, tier in tiers.items() if tier.value_exact is not None}
    if not body.strip() or whole is None or len(set(values.values())) < 2:
        return
    is_best = part == "keunggulan"
    words = standing.words
    named = {one.number for one in tiers_of(body, standing.rubric, words) if one.kind == "aspect" and one.is_plain}
    edge = (max if is_best else min)(values.values())
    ends = [number for number, value in values.items() if value == edge]
    if not named & set(ends):
        names = " atau ".join(f"Aspek {_told(tiers[number])}" for number in ends)
        yield finding("best_missing" if is_best else "worst_missing", part, "", words, names=names)
    for number in sorted(named & values.keys()):
        if values[number] < whole if is_best else values[number] > whole:
            fields = {"name": tiers[number].name, "value": format_indeks(values[number]), "indeks": format_indeks(whole)}
            yield finding("not_best" if is_best else "not_worst", part, "", words, **fields)


def _check_advice(body: str, standing: Standing) -> Iterator[LintFinding]:
    """Each weak indicator is advised on: by its name, its aspect or its domain. Outstanding agencies may simply be praised."""
    weak = sorted(number for number, level in standing.levels.items() if level <= WEAK_LEVEL)
    if not body.strip() or not weak or (standing.report.predicate in _OUTSTANDING and _PRAISE.search(body)):
        return
    rubric, words = standing.rubric, standing.words
    tiers = tiers_of(body, rubric, words)
    aspects = {one.number for one in tiers if one.kind == "aspect"}
    domains = {one.number for one in tiers if one.kind == "domain"}
    named = {one.indicator for line in body.splitlines() for one in mentions_of(line, rubric, words)}
    left = [
        number
        for number in weak
        if number not in named
        and rubric.indicator(number).aspect not in aspects
        and rubric.aspect_of(rubric.indicator(number)).domain not in domains
    ]
    if left:
        yield finding("weak_unadvised", "saran", "", words, names=standing.named(left))


def _told(tier: TierIndeks) -> str:
    return f"{tier.name} ({format_indeks(tier.value_exact)})" if tier.value_exact is not None else tier.name
