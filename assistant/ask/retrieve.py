"""Finding what an answer may rest on: one search for the whole question, one for each need when it has two.

Search ranks passages by words and meaning; here the ranking learns what kind of thing is wanted (an indicator, a level, a rule).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ask.needs import has_two_needs, split_needs
from assistant.ask.records import Understood, Want
from corpus.locators import Locator
from corpus.records import Rubric
from indexer.query import Query
from indexer.search import Hit, Index

_POOL = 80
_POLICY_ASPECT = 1
_WRITING_GUIDE = Locator("pedoman-3-2024", "bab-3")
_MEANING = re.compile(
    r"\b(?:apa itu|apaan|apa sih|yang bagaimana|seperti apa|arti\w*|maksud\w*|definisi\w*|pengertian\w*|disebut|istilah\w*)\b"
)
_NEXT = re.compile(
    r"\b(?:di ?atasnya|berikut\w*|selanjutnya|setingkat|(?:biar|supaya|agar) naik|naik (?:satu |1 )?(?:level|tingkat|lagi|kelas)|kurang apa\w*|kurangnya apa|syarat naik|"
    r"tambah apa|nambah apa|apa lagi|tinggal apa)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Favours:
    """Bonuses on the fused score (about 0 to 2). Measured in docs/decisions.md."""

    level: float = 0.15
    indicator: float = 0.35
    family: float = 0.75
    situation: float = 0.5
    told: float = 0.3
    policy: float = 0.45
    definition: float = 0.15
    named: float = 1.1
    writing: float = 0.6
    office: float = 0.4


FAVOURS = Favours()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """The ranked hits and, for a question with two needs, the best hit of each (`heads`, else the one best hit)."""

    hits: tuple[Hit, ...]
    heads: tuple[Hit, ...]


def retrieve(index: Index, understood: Understood, count: int, favours: Favours = FAVOURS) -> Retrieved:
    """The hits for a question, best first; a question with two needs has both near the top."""
    whole = _search(index, understood, understood.query, favours)
    text = understood.query.text
    parts = split_needs(text)
    if len(parts) >= 2:
        found = [_search(index, understood, index.prepare(part), favours) for part in parts]
        heads = _unique([hits[0] for hits in found if hits])
        whole = _merged(whole, found)
    elif has_two_needs(text):
        whole = _with_counterpart(index, understood, whole)
        heads = whole[:2]
    else:
        heads = whole[:1]
    return Retrieved(hits=tuple(_ranked(whole)[:count]), heads=tuple(heads))


def _search(index: Index, understood: Understood, query: Query, favours: Favours) -> list[Hit]:
    hits = index.search(query, _POOL, understood.edition)
    if understood.is_statement and hits and hits[0].passage.locator.number("level") is not None:
        understood = replace(understood, wants=frozenset((Want.LEVEL,)))
    judge = _Judge(index, understood, query, _family_scores(hits), favours)
    scored = [replace(hit, score=hit.score + judge.bonus(hit)) for hit in hits]
    ordered = sorted(scored, key=lambda hit: -hit.score)
    return _with_next_level(index, query, _with_named_level(index, understood, ordered))


def _with_named_level(index: Index, understood: Understood, hits: list[Hit]) -> list[Hit]:
    """The hits with the named level of the best indicator first: of "dari 2 ke 3" the higher level."""
    levels = understood.query.mentions.levels
    best = next((hit for hit in hits if hit.passage.locator.number("indikator") is not None), None)
    speaks_of_something_else = understood.wants & {Want.CALCULATION, Want.WRITING} and not understood.query.mentions.indicators
    if not levels or best is None or speaks_of_something_else:
        return hits
    number = understood.query.mentions.indicators[:1] or (best.passage.locator.number("indikator"),)
    wanted = Locator(best.passage.document, f"indikator-{number[0]}.level-{max(levels)}")
    if not index.at(wanted):
        return hits
    first = next((hit for hit in hits if hit.passage.locator == wanted), replace(best, passage=index.at(wanted)[0], others=()))
    return [replace(first, score=hits[0].score), *(hit for hit in hits if hit.passage.locator != wanted)]


def _with_next_level(index: Index, query: Query, hits: list[Hit]) -> list[Hit]:
    """The hits with the level above the best one in second place, when the question asks what comes next."""
    level = hits[0].passage.locator.number("level") if hits else None
    if level is None or query.mentions.levels or not _NEXT.search(query.standard):
        return hits
    best = hits[0].passage.locator
    above = Locator(best.document, f"indikator-{best.number('indikator')}.level-{level + 1}")
    if not index.at(above):
        return hits
    second = replace(hits[0], passage=index.at(above)[0], others=())
    return [hits[0], second, *(hit for hit in hits[1:] if hit.passage.locator != above)]


def _unique(hits: Sequence[Hit]) -> list[Hit]:
    return list({hit.passage.locator: hit for hit in hits}.values())


def _family_scores(hits: Sequence[Hit]) -> dict[int, float]:
    """Best score of each indicator over all its passages, as a share of the best indicator's."""
    best: dict[int, float] = {}
    for hit in hits:
        number = hit.passage.locator.number("indikator")
        if number is not None:
            best[number] = max(best.get(number, 0.0), hit.score)
    top = max(best.values(), default=1.0)
    return {number: score / top for number, score in best.items()}


def _with_counterpart(index: Index, understood: Understood, hits: list[Hit]) -> list[Hit]:
    """The hits with the indicator that the best one is confused with in second place (rule and practice, plan and document)."""
    number = hits[0].passage.locator.number("indikator") if hits else None
    if number is None:
        return hits
    document = hits[0].passage.document
    rubric = index.knowledge.rubric(understood.edition)
    indicator = rubric.indicator(number)
    rivals = [rubric.indicator(other.indicator) for other in indicator.confused_with]
    rival = next((rival for rival in rivals if rival.aspect != indicator.aspect), rivals[0] if rivals else None)
    if rival is None:
        return hits
    main = index.at(Locator(document, f"indikator-{rival.number}"))[0]
    counterpart = replace(hits[0], passage=main, others=())
    rest = [hit for hit in hits[1:] if hit.passage.locator != main.locator]
    return [hits[0], counterpart, *rest]


class _Judge:
    """Bonuses of the hits of one search."""

    def __init__(self, index: Index, understood: Understood, query: Query, families: dict[int, float], favours: Favours) -> None:
        self._rubric = index.knowledge.rubric(understood.edition)
        self._wants = understood.wants
        self._levels = understood.query.mentions.levels
        self._favours = favours
        reader = index.cues
        self._named = index.named_indicators(query, understood.edition)
        self._asks_meaning = bool(_MEANING.search(query.standard))
        self._is_policy = reader.is_about_policy(query.standard)
        self._families = families
        self._reached = {scale: reader.situation(query.standard, scale).level() for scale in reader.scales}

    def bonus(self, hit: Hit) -> float:
        number = hit.passage.locator.number("indikator")
        if Want.WRITING in self._wants and hit.passage.locator.is_within(_WRITING_GUIDE):
            return self._favours.writing
        if number is None:
            is_definition = hit.passage.locator.path.startswith("pasal-1.angka-")
            return self._favours.definition if is_definition and self._asks_meaning else 0.0
        if hit.passage.document != self._rubric.document:
            return 0.0
        level = hit.passage.locator.number("level")
        return self._of_kind(number, level) + self._of_level(number, level) - self._of_office()

    def _of_office(self) -> float:
        """Who has to do something stands in the regulations, not in the rubric."""
        others = {Want.LEVEL, Want.WHICH_INDICATOR, Want.PROOF, Want.DIFFERENCE}
        asks_office = Want.WHO in self._wants and not self._wants & others
        return self._favours.office if asks_office else 0.0

    def _of_kind(self, number: int, level: int | None) -> float:
        """Rubric passages of strong indicators when one is asked for, policy indicators when a policy is spoken of."""
        if not self._wants & {Want.LEVEL, Want.WHICH_INDICATOR, Want.PROOF} or Want.WRITING in self._wants:
            return 0.0
        bonus = self._favours.family * self._families[number]
        if Want.WHICH_INDICATOR in self._wants and level is None:
            bonus += self._favours.indicator
        is_policy = self._rubric.indicator(number).aspect == _POLICY_ASPECT
        if is_policy != self._is_policy:
            return bonus
        return bonus + self._favours.policy + (self._favours.named if number in self._named else 0.0)

    def _of_level(self, number: int, level: int | None) -> float:
        """The level that the question names or that its situation shows."""
        if level is None:
            return 0.0
        if Want.WHICH_INDICATOR in self._wants and not self._levels:
            return -self._favours.family
        bonus = self._favours.level if Want.LEVEL in self._wants else -self._favours.level
        scale = scale_of(self._rubric, number)
        situation = self._favours.situation if Want.LEVEL in self._wants else self._favours.told
        return bonus + (situation if not self._levels and self._reached[scale] == level else 0.0)


def scale_of(rubric: Rubric, number: int) -> str:
    """The maturity ladder of an indicator: "kebijakan", "proses" or "layanan"."""
    aspect = rubric.aspect_of(rubric.indicator(number))
    if aspect.number == _POLICY_ASPECT:
        return "kebijakan"
    return next(domain.capability for domain in rubric.domains if domain.number == aspect.domain)


def _merged(whole: Sequence[Hit], parts: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Hits of the parts and of the whole in turn: the best of each part early, nothing twice."""
    merged: list[Hit] = []
    seen: set[Locator] = set()
    for place in range(_POOL):
        for hits in (*parts, whole):
            if place < len(hits) and hits[place].passage.locator not in seen:
                seen.add(hits[place].passage.locator)
                merged.append(hits[place])
    return merged


def _ranked(hits: Sequence[Hit]) -> list[Hit]:
    return [replace(hit, rank=rank) for rank, hit in enumerate(hits, 1)]
