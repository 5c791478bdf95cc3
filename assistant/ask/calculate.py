"""Answers that are arithmetic on the rubric: what a rise adds, the index of an aspect, the predicate of a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.ask.records import Statement, Understood, Want
from corpus.records import Aspect, Indicator, Passage, Rubric
from indexer.search import Hit, Index
from indexer.tokens import content_words, fold, words

_VALUE = re.compile(r"(?<![\w.,/])([1-5][.,]\d{1,3}|[1-5])(?![\w/]|[.,]\d)")
_PAIR = re.compile(
    r"(?P<name>[a-z][a-z /&-]{2,60}?)\s*(?:level|lvl|=|:|nilai|dapat)?\s*(?P<level>[1-5])(?=\s*(?:[,;.?]|dan\b|$))"
)
_RISE = re.compile(r"\b(indeks\w*|index|poin|nambah|tambah\w*|naik\w*|kontribusi|pengaruh\w*)\b")
_PREDICATE = re.compile(r"\b(predikat\w*|sebutan\w*|kategori\w*|masuk apa|dapat apa|termasuk apa)\b")
_ASPECT = re.compile(r"\b(aspek|domain|rata-rata|rerata|simulasi|hitung\w*|berapa)\b")
_TIER_VALUE = r"(?P<value>[1-5](?:[.,]\d{1,2})?)\b"
_TIER = re.compile(
    r"\b(?:(?P<tier>indikator|ind\.?|aspek|domain|[iad](?=\s?\d))\s*(?P<number>\d{1,2})\s*"
    r"(?:bernilai|nilai(?:nya)?|mendapat|dapat|level|lvl|skor|=|:|adalah)|(?P<short>[iad])\s?(?P<place>\d{1,2})\s)\s*"
    rf"{_TIER_VALUE}"
)
_NAMED_VALUE = re.compile(rf"(?P<name>[a-z][a-z /&-]{{2,60}}?)\s*[=:]?\s*{_TIER_VALUE}(?!\s*(?:[+*/x×÷]|persen|%))")
_TIERS = ("indikator", "aspek", "domain")
_RULES = "permenpanrb-59-2020"
_LEAST_OVERLAP = 0.5
_SHORTEST_PART = 4


def calculate(index: Index, understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """The computed answer as one direct statement, or [] when the question is no such arithmetic."""
    rubric = index.knowledge.rubric(understood.edition)
    text = fold(understood.query.text)
    if Want.CALCULATION not in understood.wants:
        return []
    source = _rule_source(index, hits)
    if source is None:
        return []
    for attempt in (_rise, _tiers, _aspect, _predicate, _weight):
        answer = attempt(rubric, understood, text)
        if answer:
            return [Statement(text=answer, kind="direct", sources=(source,), quotes=(source.text.splitlines()[0],))]
    return []


def _rise(rubric: Rubric, understood: Understood, text: str) -> str:
    levels = understood.query.mentions.levels
    if len(levels) != 2 or not _RISE.search(text) or ("indeks" not in text and "index" not in text and "poin" not in text):
        return ""
    indicator = _named_indicator(rubric, understood)
    if indicator is None:
        return ""
    gain = (levels[1] - levels[0]) * indicator.weight_pct / 100
    verb = "naik" if gain >= 0 else "turun"
    return (
        f"Indeks SPBE {verb} **{_comma(abs(gain))}** poin: ({levels[1]} − {levels[0]}) × bobot {_comma(indicator.weight_pct)}% "
        f"untuk indikator {indicator.number} ({indicator.short_name})."
    )


def _tiers(rubric: Rubric, understood: Understood, text: str) -> str:
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
        name = re.escape(domain.name.lower().replace(" spbe", "").replace(" internal", ""))
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
    for match in _NAMED_VALUE.finditer(text) if "aspek" in text else ():
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
    terms = " + ".join(f"{_comma(value)} × {_comma(weight)}" for value, weight in values)
    if tier == "domain":
        band = next((band.name for band in rubric.predicates if value >= band.minimum), "")
        return f"Indeks SPBE = **{_comma2(rounded)}** (predikat {band}): ({terms}) ÷ {_comma(total)}."
    name = rubric.aspects[parent - 1].name if tier == "indikator" else rubric.domains[parent - 1].name
    kind = "aspek" if tier == "indikator" else "domain"
    return f"Indeks {kind} {name} = **{_comma2(rounded)}**: ({terms}) ÷ {_comma(total)}."


def _aspect(rubric: Rubric, understood: Understood, text: str) -> str:
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
    terms = " + ".join(f"{level} × {_comma(indicator.weight_pct)}" for indicator, level in pairs)
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"Indeks aspek {aspect.name} = **{_comma2(rounded)}**: ({terms}) ÷ {_comma(aspect.weight_pct)}."


def _predicate(rubric: Rubric, understood: Understood, text: str) -> str:
    if not _PREDICATE.search(text) and not ("indeks" in text and "masuk" in text):
        return ""
    values = [Decimal(value.replace(",", ".")) for value in _VALUE.findall(text)]
    named = _named_predicates(rubric, text)
    if named and not values:
        return "; ".join(f"Predikat **{rubric.predicates[place].name}**: {_band(rubric, place)}" for place in named) + "."
    if len(values) != 1 or not rubric.predicates or not 1 <= values[0] <= 5:
        return ""
    place = next(number for number, band in enumerate(rubric.predicates) if values[0] >= band.minimum)
    return f"Indeks {_comma(values[0])} berpredikat **{rubric.predicates[place].name}** ({_band(rubric, place)})."


def _named_predicates(rubric: Rubric, text: str) -> list[int]:
    """Places of the predicates that a text names, as it names them ("sangat baik" does not name "baik")."""
    names = {band.name.lower(): place for place, band in enumerate(rubric.predicates)}
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return list(dict.fromkeys(names[name] for name in re.findall(rf"\b(?:{pattern})\b", text)))


def _band(rubric: Rubric, place: int) -> str:
    bands = rubric.predicates
    upper = f"di bawah {_comma(bands[place - 1].minimum)}" if place else "5,0"
    lower = "" if bands[place].minimum == 0 else f"{_comma(bands[place].minimum)} sampai "
    return f"rentang indeks {lower}{upper}"


def _weight(rubric: Rubric, understood: Understood, text: str) -> str:
    """The weight of an indicator that the question names by number."""
    numbers = understood.query.mentions.indicators
    if "bobot" not in text or not numbers or not all(1 <= number <= len(rubric.indicators) for number in numbers):
        return ""
    weights = []
    for number in numbers:
        indicator = rubric.indicator(number)
        aspect = rubric.aspect_of(indicator)
        weights.append(
            f"Indikator {number} ({indicator.short_name}) berbobot **{_comma2(indicator.weight_pct)} persen** dari indeks SPBE; "
            f"aspeknya, {aspect.name}, berbobot {_comma2(aspect.weight_pct)} persen."
        )
    return " ".join(weights)


def _named_indicator(rubric: Rubric, understood: Understood) -> Indicator | None:
    mentioned = understood.query.mentions.indicators
    if mentioned and 1 <= mentioned[0] <= len(rubric.indicators):
        return rubric.indicator(mentioned[0])
    return best_named(rubric, understood.query.expanded)


def best_named(rubric: Rubric, text: str) -> Indicator | None:
    """The indicator whose names share most words with the text; None when less than half of a name's words occur.

    Implementation indicators go before policy indicators unless the text speaks of a policy.
    """
    spoken = set(content_words(words(text)))
    best: tuple[float, float, Indicator] | None = None
    for indicator in rubric.indicators:
        for name in (indicator.short_name, *indicator.aliases):
            named = set(content_words(words(name))) - {"spbe"}
            shared = sum(_is_spoken(word, spoken) for word in named)
            if not named or shared / len(named) < _LEAST_OVERLAP:
                continue
            score = (shared / len(named | (spoken - {"spbe"})), shared - 0.1 * (indicator.aspect == 1), indicator)
            if best is None or score[:2] > best[:2]:
                best = score
    return best[2] if best else None


def _is_spoken(word: str, spoken: set[str]) -> bool:
    """True when a word or its beginning ("infra") was said."""
    return word in spoken or any(len(part) >= _SHORTEST_PART and word.startswith(part) for part in spoken)


def _rule_source(index: Index, hits: Sequence[Hit]) -> Passage | None:
    for hit in hits:
        if hit.passage.document == _RULES and hit.passage.locator.path.startswith("lampiran"):
            return hit.passage
    rules = index.search(index.prepare("rumus dan bobot indeks SPBE, aspek, domain, predikat"), 20)
    return next((hit.passage for hit in rules if hit.passage.document == _RULES), None)


def _comma2(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
