"""The index of an aspect, a domain or SPBE as a whole, from the values of all its parts that a question gives."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.ask.figures import best_named, comma, comma2, plain_name
from assistant.ask.records import Understood
from corpus.records import Aspect, Indicator, Rubric
from indexer.tokens import content_words, words

_PAIR = re.compile(
    r"(?P<name>[a-z][a-z /&-]{2,60}?)\s*(?:level|lvl|=|:|nilai|dapat)?\s*(?P<level>[1-5])(?=\s*(?:[,;.?]|dan\b|$))"
)
_ASPECT = re.compile(r"\b(aspek|domain|rata-rata|rerata|simulasi|hitung\w*|berapa)\b")
_TIER_VALUE = r"(?P<value>[1-5](?:[.,]\d{1,2})?)\b"
_TIER = re.compile(
    r"\b(?:(?P<tier>indikator|ind\.?|aspek|domain|[iad](?=\s?\d))\s*(?P<number>\d{1,2})\s*"
    r"(?:bernilai|nilai(?:nya)?|mendapat|dapat|level|lvl|skor|=|:|adalah)|(?P<short>[iad])\s?(?P<place>\d{1,2})\s)\s*"
    rf"{_TIER_VALUE}"
)
_NAMED_VALUE = re.compile(rf"(?P<name>[a-z][a-z /&-]{{2,60}}?)\s*[=:]?\s*{_TIER_VALUE}(?!\s*(?:[+*/x×÷]|persen|%))")
_TIERS = ("indikator", "aspek", "domain")


def tier_index(rubric: Rubric, understood: Understood, text: str) -> str:
    """The parent's index from the values of all its parts, written as "domain 1 = 4, domain 2 = 3, ..."."""
    found: dict[str, dict[int, Decimal]] = {}
    for match in _TIER.finditer(text):
        tier = next(name for name in _TIERS if name.startswith((match["tier"] or match["short"]).rstrip(".")))
        found.setdefault(tier, {})[int(match["number"] or match["place"])] = Decimal(match["value"].replace(",", "."))
    found["domain"] = {**_named_domains(rubric, text), **found.get("domain", {})}
    found["aspek"] = {**_named_aspects(rubric, text), **found.get("aspek", {})}
    parts: dict[str, list[tuple[int, int, Decimal]]] = {
        "indikator": [(item.number, item.aspect, item.weight_pct) for item in rubric.indicators],
        "aspek": [(aspect.number, aspect.domain, aspect.weight_pct) for aspect in rubric.aspects],
        "domain": [(domain.number, 0, domain.weight_pct) for domain in rubric.domains],
    }
    for tier, values in found.items():
        if len(values) < 2:
            continue
        parent = next((part[1] for part in parts[tier] if part[0] in values), None)
        members = [part for part in parts[tier] if part[1] == parent]
        if {member[0] for member in members} == set(values):
            return _tier_text(rubric, tier, parent or 0, [(values[number], weight) for number, _, weight in members])
    return ""


def _named_domains(rubric: Rubric, text: str) -> dict[int, Decimal]:
    """Values of the domains that are called by name: "kebijakan 4, tata kelola 3, manajemen 2, layanan 3,5"."""
    values = {}
    for domain in rubric.domains:
        name = re.escape(plain_name(domain.name))
        match = re.search(
            rf"\b{name}(?:\s+(?:internal|spbe))*\s*(?:bernilai|nilai(?:nya)?|mendapat|dapat|skor|=|:|adalah)?\s*{_TIER_VALUE}",
            text,
        )
        if match:
            values[domain.number] = Decimal(match["value"].replace(",", "."))
    return values


def _named_aspects(rubric: Rubric, text: str) -> dict[int, Decimal]:
    """Values of the aspects that are called by name: "aspek penerapan manajemen 2,5 dan aspek audit TIK 1"."""
    names = {aspect.number: _aspect_words(aspect.name) for aspect in rubric.aspects}
    values: dict[int, Decimal] = {}
    for match in _NAMED_VALUE.finditer(text) if "aspek" in text or "domain" in text else ():
        spoken = _aspect_words(re.split(r"\baspek\b|\bdan\b", _short_tik(match["name"]))[-1])
        fit = [(len(spoken) / len(name), number) for number, name in names.items() if spoken and spoken <= name]
        if fit:
            values[max(fit)[1]] = Decimal(match["value"].replace(",", "."))
    return values


def _aspect_words(text: str) -> set[str]:
    return set(content_words(words(_short_tik(text.lower())))) - {
        "spbe",
        "aspek",
        "nilai",
        "bernilai",
        "skor",
        "berbasis",
        "elektronik",
        "internal",
    }


def _short_tik(text: str) -> str:
    return text.replace("teknologi informasi dan komunikasi", "tik")


def _tier_text(rubric: Rubric, tier: str, parent: int, values: list[tuple[Decimal, Decimal]]) -> str:
    total = sum((weight for _, weight in values), Decimal(0))
    value = sum((value * weight for value, weight in values), Decimal(0)) / total
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    terms = " + ".join(f"{comma(value)} × {comma(weight)}" for value, weight in values)
    if tier == "domain":
        band = next((band.name for band in rubric.predicates if value >= band.minimum), "")
        return f"Indeks SPBE = **{comma2(rounded)}** (predikat {band}): ({terms}) ÷ {comma(total)}."
    name = rubric.aspects[parent - 1].name if tier == "indikator" else rubric.domains[parent - 1].name
    kind = "aspek" if tier == "indikator" else "domain"
    return f"Indeks {kind} {name} = **{comma2(rounded)}**: ({terms}) ÷ {comma(total)}."


def aspect_index(rubric: Rubric, understood: Understood, text: str) -> str:
    """The index of an aspect from the levels of all its indicators, called by name."""
    if not _ASPECT.search(text):
        return ""
    pairs: dict[int, tuple[Indicator, int]] = {}
    for match in _PAIR.finditer(text):
        indicator = best_named(rubric, match["name"])
        if indicator is not None:
            pairs[indicator.number] = (indicator, int(match["level"]))
    if len(pairs) < 2:
        return ""
    aspects = {indicator.aspect for indicator, _ in pairs.values()}
    aspect = rubric.aspect_of(next(iter(pairs.values()))[0])
    expected = [indicator for indicator in rubric.indicators if indicator.aspect == aspect.number]
    if len(aspects) != 1 or len(pairs) != len(expected):
        return ""
    return _aspect_text(aspect, [pairs[indicator.number] for indicator in expected])


def _aspect_text(aspect: Aspect, pairs: list[tuple[Indicator, int]]) -> str:
    value = sum((indicator.weight_pct * level for indicator, level in pairs), Decimal(0)) / aspect.weight_pct
    terms = " + ".join(f"{level} × {comma(indicator.weight_pct)}" for indicator, level in pairs)
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"Indeks aspek {aspect.name} = **{comma2(rounded)}**: ({terms}) ÷ {comma(aspect.weight_pct)}."
