"""Answers that are arithmetic on the rubric: what a rise or a share adds, an index from its parts, the predicate of a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.ask.figures import best_named, comma, comma2, plain_name
from assistant.ask.records import Statement, Understood, Want
from assistant.ask.tier_index import aspect_index, tier_index
from corpus.records import Aspect, Domain, Indicator, Passage, Rubric
from indexer.search import Hit, Index
from indexer.tokens import fold

_VALUE = re.compile(r"(?<![\w.,/])([1-5][.,]\d{1,3}|[1-5])(?![\w/]|[.,]\d)")
_RISE = re.compile(r"\b(indeks\w*|index|poin|nambah|tambah\w*|naik\w*|kontribusi|pengaruh\w*)\b")
_PREDICATE = re.compile(r"\b(predikat\w*|sebutan\w*|kategori\w*|masuk apa|dapat apa|termasuk apa)\b")
_GAP = re.compile(r"\b(kurang|selisih\w*|butuh|perlu|naik\w*|menuju|biar|supaya|lagi)\b")
_SHARES = re.compile(r"\b(?:me)?(?:ny|s)umbang\w*|\bkontribusi\w*|\bmenambah\b|\bnambah\b")
_ALL = re.compile(r"\bsemua\w*|\bseluruh\w*|\brata\b")
_RULES = "permenpanrb-59-2020"


def calculate(index: Index, understood: Understood, hits: Sequence[Hit]) -> list[Statement]:
    """The computed answer as one direct statement, or [] when the question is no such arithmetic."""
    rubric = index.knowledge.rubric(understood.edition)
    text = fold(understood.query.text)
    if Want.CALCULATION not in understood.wants:
        return []
    source = _rule_source(index, hits)
    if source is None:
        return []
    for attempt in (_rise, _share, tier_index, aspect_index, _predicate, _weight):
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
        f"Indeks SPBE {verb} **{comma(abs(gain))}** poin: ({levels[1]} − {levels[0]}) × bobot {comma(indicator.weight_pct)}% "
        f"untuk indikator {indicator.number} ({indicator.short_name})."
    )


def _share(rubric: Rubric, understood: Understood, text: str) -> str:
    """What a domain or an aspect adds to the SPBE index when all its indicators stand at one level."""
    values = [Decimal(value.replace(",", ".")) for value in _VALUE.findall(text)]
    tiers: list[Domain | Aspect] = [*rubric.domains, *rubric.aspects]
    parts = [part for part in tiers if plain_name(part.name) in text]
    if not _SHARES.search(text) or not _ALL.search(text) or len(values) != 1 or not parts:
        return ""
    part = max(parts, key=lambda part: len(plain_name(part.name)))
    gain = (values[0] * part.weight_pct / 100).quantize(Decimal("0.0001")).normalize()
    return (
        f"{part.name} menyumbang **{comma(gain)}** poin pada indeks SPBE bila semua indikatornya level {comma(values[0])}: "
        f"{comma(values[0])} × bobot {comma(part.weight_pct)}%."
    )


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
    answer = f"Indeks {comma(values[0])} berpredikat **{rubric.predicates[place].name}** ({_band(rubric, place)})."
    if not place or not _GAP.search(text):
        return answer
    above = rubric.predicates[place - 1]
    gap = comma(above.minimum - values[0])
    return f"{answer} Untuk predikat {above.name} diperlukan indeks paling rendah {comma(above.minimum)}, kurang **{gap}** poin lagi."


def _named_predicates(rubric: Rubric, text: str) -> list[int]:
    """Places of the predicates that a text names, as it names them ("sangat baik" does not name "baik")."""
    names = {band.name.lower(): place for place, band in enumerate(rubric.predicates)}
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return list(dict.fromkeys(names[name] for name in re.findall(rf"\b(?:{pattern})\b", text)))


def _band(rubric: Rubric, place: int) -> str:
    bands = rubric.predicates
    upper = f"di bawah {comma(bands[place - 1].minimum)}" if place else "5,0"
    lower = "" if bands[place].minimum == 0 else f"{comma(bands[place].minimum)} sampai "
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
            f"Indikator {number} ({indicator.short_name}) berbobot **{comma2(indicator.weight_pct)} persen** dari indeks SPBE; "
            f"aspeknya, {aspect.name}, berbobot {comma2(aspect.weight_pct)} persen."
        )
    return " ".join(weights)


def _named_indicator(rubric: Rubric, understood: Understood) -> Indicator | None:
    mentioned = understood.query.mentions.indicators
    if mentioned and 1 <= mentioned[0] <= len(rubric.indicators):
        return rubric.indicator(mentioned[0])
    return best_named(rubric, understood.query.expanded)


def _rule_source(index: Index, hits: Sequence[Hit]) -> Passage | None:
    for hit in hits:
        if hit.passage.document == _RULES and hit.passage.locator.path.startswith("lampiran"):
            return hit.passage
    rules = index.search(index.prepare("rumus dan bobot indeks SPBE, aspek, domain, predikat"), 20)
    return next((hit.passage for hit in rules if hit.passage.document == _RULES), None)
