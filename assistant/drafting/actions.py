"""The steps that raise weak indicators: what to do, with which proof, on what legal basis, in what order and time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, cast

from assistant.drafting.clauses import clause_of, is_existential, listing
from assistant.drafting.records import Action, Effort, IndicatorFacts, Subject
from assistant.drafting.requirements import Requirement, requirements_of
from assistant.drafting.sources import family_of
from assistant.export.records import TodoItem
from assistant.indeks import HIGHEST_LEVEL
from corpus.drafting import Wording
from corpus.locators import label
from corpus.records import Indicator, Rubric

Phase = Literal["policy", "practice", "review"]
WEAK_LEVEL = 2
MOST_PROOF, MOST_BASIS = 4, 4
_ARTICLE = re.compile(r"Pasal (\d+[A-Z]?(?: ayat \(\d+\))?(?: huruf [a-z])?) (\D+ \d+/\d{4})")
_MONTHS: Mapping[Effort, int] = {"ringan": 2, "sedang": 4, "berat": 8}
_COST: Mapping[Effort, int] = {"ringan": 1, "sedang": 2, "berat": 4}
_PHASES: tuple[Phase, ...] = ("policy", "practice", "review")
_PHASE_START: Mapping[Phase, int] = {"policy": 1, "practice": 3, "review": 9}
_EFFORTS: tuple[Effort, ...] = ("ringan", "sedang", "berat")


def plan_actions(
    levels: Mapping[int, int],
    facts: Sequence[IndicatorFacts],
    subject: Subject,
    rubric: Rubric,
    wording: Wording,
    *,
    weak_level: int = WEAK_LEVEL,
) -> tuple[Action, ...]:
    """One step for each indicator at `weak_level` or below, in the order to take them.

    Policy comes before practice before review (a practice needs its norm, a review something to review); inside a phase the
    step with the larger gain for its effort comes first, then the lower level, then the lower number. The gain of a step is
    weight / weight of all scored indicators (weight / 100 when all are).
    Source: Pedoman 3/2024 BAB III F.2, p. 227 (by priority of the aspects); gains: PermenPANRB 59/2020 lampiran II.B.3-4.
    """
    known = {one.number: one for one in facts}
    total = sum((rubric.indicator(number).weight_pct for number in levels), Decimal(0))
    drafts = []
    for number, level in levels.items():
        if level <= weak_level and level < HIGHEST_LEVEL:
            needs = _open_needs(rubric.indicator(number), level, known.get(number))
            drafts.append(
                (rubric.indicator(number), level, needs, _phase(rubric.indicator(number), needs, rubric), _effort(needs, wording))
            )
    drafts.sort(key=lambda one: (_PHASES.index(one[3]), -one[0].weight_pct / _COST[one[4]], one[1], one[0].number))
    return tuple(
        Action(
            order=order,
            indicator=indicator.number,
            from_level=level,
            to_level=level + 1,
            gain=_comma(indicator.weight_pct / total),
            phase=phase,
            effort=effort,
            tasks=_tasks(indicator, level + 1, needs, known.get(indicator.number), subject, rubric, wording),
            proof=_proof(needs, indicator, level + 1),
            legal_basis=tuple(label(locator) for locator in indicator.legal_basis[:MOST_BASIS]),
            from_month=_PHASE_START[phase],
            months=_MONTHS[effort],
        )
        for order, (indicator, level, needs, phase, effort) in enumerate(drafts, start=1)
    )


def todo_items(actions: Sequence[Action], units: Mapping[int, str], rubric: Rubric) -> tuple[TodoItem, ...]:
    """The steps as rows of the to-do list, one a step; `units` are the responsible units by indicator."""
    return tuple(
        TodoItem(
            unit=units.get(action.indicator, ""),
            indicator=action.indicator,
            indicator_name=rubric.indicator(action.indicator).short_name,
            from_level=action.from_level,
            to_level=action.to_level,
            task="\n".join(action.tasks),
            proof=action.proof,
            legal_basis=grouped_basis(action.legal_basis),
            due=f"bulan ke-{action.from_month + action.months - 1}",
            priority=action.order,
        )
        for action in actions
    )


def grouped_basis(labels: Sequence[str]) -> tuple[str, ...]:
    """The legal basis, one entry a regulation, with its articles together ("Pasal 34, 35, dan 36 Perpres 95/2018")."""
    articles: dict[str, list[str]] = {}
    for one in labels:
        found = _ARTICLE.fullmatch(one)
        articles.setdefault(found[2] if found else one, []).extend([found[1]] if found else [])
    return tuple(f"Pasal {listing(numbers)} {document}" if numbers else document for document, numbers in articles.items())


def _open_needs(indicator: Indicator, level: int, facts: IndicatorFacts | None) -> tuple[Requirement, ...]:
    """The next level's unmet requirements; all of it when nobody marked elements or the marks say that none is open."""
    needs = requirements_of(indicator.level(level + 1))
    met = facts.met if facts is not None and facts.met is not None else ()
    return tuple(need for need in needs if not need.is_met(met)) or needs


def _phase(indicator: Indicator, needs: Sequence[Requirement], rubric: Rubric) -> Phase:
    natures = {element.nature for need in needs for element in need.elements}
    if natures <= {"review", "follow_up"}:
        return "review"
    if family_of(indicator, rubric) == "policy":
        return "policy"
    return "policy" if natures <= {"established", "plan", "guideline", "content"} else "practice"


def _effort(needs: Sequence[Requirement], wording: Wording) -> Effort:
    """The heaviest effort among the requirements; of a choice the lightest counts."""
    weights = [min(_EFFORTS.index(_effort_of(element.nature, wording)) for element in need.elements) for need in needs]
    return _EFFORTS[max(weights, default=0)]


def _effort_of(nature: str, wording: Wording) -> Effort:
    return cast(Effort, wording.text(f"actions.efforts.{nature}"))


def _tasks(
    indicator: Indicator,
    level: int,
    needs: Sequence[Requirement],
    facts: IndicatorFacts | None,
    subject: Subject,
    rubric: Rubric,
    wording: Wording,
) -> tuple[str, ...]:
    """What to do for `level`; when the marks say that all of it is met, to hand the proof in again."""
    if facts is not None and facts.met is not None and all(need.is_met(facts.met) for need in needs):
        return (wording.text("actions.task_met", level=level),)
    return tuple(_task(indicator, need, subject, rubric, wording) for need in needs)


def _task(indicator: Indicator, need: Requirement, subject: Subject, rubric: Rubric, wording: Wording) -> str:
    abilities = [wording.find(f"abilities.{element.id}") for element in need.elements]
    if family_of(indicator, rubric) == "service" and all(abilities):
        return wording.text("actions.task_service", clause=listing(list(dict.fromkeys(abilities)), "atau"))
    clauses = [clause_of(indicator, element, wording, subject.kind) for element in need.elements]
    if all(is_existential(clause) for clause in clauses):
        return wording.text("actions.task_thing", clause=listing([clause.removeprefix("ada ") for clause in clauses], "atau"))
    wanted = [re.sub(r"\b(?:sudah|telah) ", "", clause) for clause in clauses]
    return wording.text("actions.task", clause=listing(wanted, "atau"))


def _proof(needs: Sequence[Requirement], indicator: Indicator, level: int) -> tuple[str, ...]:
    own = dict.fromkeys(proof for need in needs for element in need.elements for proof in element.proof)
    return tuple(own or indicator.level(level).proof)[:MOST_PROOF]


def _comma(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001')).normalize():f}".replace(".", ",")
