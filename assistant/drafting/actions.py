"""The steps that raise weak indicators: what to do, with which proof, on what legal basis, in what order and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from assistant.drafting.action_texts import grouped_basis, proof_of, tasks_of
from assistant.drafting.records import Action, Effort, Family, IndicatorFacts, Phase, Subject
from assistant.drafting.requirements import Requirement, requirements_of
from assistant.drafting.sources import family_of, title_of, topic_of
from assistant.export.records import TodoItem
from assistant.indeks import HIGHEST_LEVEL
from corpus.drafting import Wording
from corpus.locators import label
from corpus.records import Indicator, Rubric

WEAK_LEVEL = 2
MOST_BASIS = 4
_MONTHS: Mapping[Effort, int] = {"ringan": 2, "sedang": 4, "berat": 8}
_COST: Mapping[Effort, int] = {"ringan": 1, "sedang": 2, "berat": 4}
_PHASES: tuple[Phase, ...] = ("evidence", "policy", "practice", "review")
_PHASE_START: Mapping[Phase, int] = {"evidence": 1, "policy": 1, "practice": 3, "review": 9}
_EFFORTS: tuple[Effort, ...] = ("ringan", "sedang", "berat")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A step before its words: `open` are the unmet requirements of the next level, none when the marks say all are met."""

    indicator: Indicator
    level: int
    open: tuple[Requirement, ...]
    phase: Phase
    effort: Effort
    helps: tuple[int, ...] = ()

    def rank(self) -> tuple[int, Decimal, int, int]:
        """The smaller comes first; a step that others ask for counts once more for each of them."""
        worth = self.indicator.weight_pct * (1 + len(self.helps)) / _COST[self.effort]
        return _PHASES.index(self.phase), -worth, self.level, self.indicator.number


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

    Proof that only has to be handed in again comes first, then policy, practice, review (a practice needs its norm, a review
    something to review); inside a phase weight and reach for the effort decide, then the lower level, then the lower number.
    The gain of a step is weight / weight of all scored indicators (weight / 100 when all are).
    Source: Pedoman 3/2024 BAB III F.2, p. 227 (by priority of the aspects); gains: PermenPANRB 59/2020 lampiran II.B.3-4.
    """
    known = {one.number: one for one in facts}
    total = sum((rubric.indicator(number).weight_pct for number in levels), Decimal(0))
    weak = [
        (rubric.indicator(number), level) for number, level in levels.items() if level <= weak_level and level < HIGHEST_LEVEL
    ]
    needs = {indicator.number: _open_needs(indicator, level, known.get(indicator.number)) for indicator, level in weak}
    steps = [_step(indicator, level, needs, rubric, wording) for indicator, level in weak]
    return tuple(
        _action(order, step, total, known.get(step.indicator.number), subject, rubric, wording)
        for order, step in enumerate(sorted(steps, key=_Step.rank), start=1)
    )


def todo_items(actions: Sequence[Action], units: Mapping[int, str], rubric: Rubric) -> tuple[TodoItem, ...]:
    """The steps as rows of the to-do list, one a step; `units` are the responsible units by indicator."""
    return tuple(
        TodoItem(
            unit=units.get(action.indicator, ""),
            indicator=action.indicator,
            indicator_name=title_of(rubric.indicator(action.indicator)),
            from_level=action.from_level,
            to_level=action.to_level,
            task="\n".join(action.tasks),
            proof=action.proof,
            legal_basis=grouped_basis(action.legal_basis),
            due=f"bulan ke-{action.from_month} s.d. ke-{action.last_month}",
            priority=action.order,
        )
        for action in actions
    )


def _step(
    indicator: Indicator, level: int, needs: Mapping[int, tuple[Requirement, ...]], rubric: Rubric, wording: Wording
) -> _Step:
    own, family = needs[indicator.number], family_of(indicator, rubric)
    return _Step(
        indicator=indicator,
        level=level,
        open=own,
        phase=_phase(own, family),
        effort=_effort(own, family, wording),
        helps=_helped(indicator, needs, rubric, wording),
    )


def _action(
    order: int, step: _Step, total: Decimal, facts: IndicatorFacts | None, subject: Subject, rubric: Rubric, wording: Wording
) -> Action:
    indicator, next_level = step.indicator, step.level + 1
    met = (wording.text("actions.task_met", level=next_level),)
    return Action(
        order=order,
        indicator=indicator.number,
        from_level=step.level,
        to_level=next_level,
        gain=_comma(indicator.weight_pct / total),
        phase=step.phase,
        effort=step.effort,
        tasks=tasks_of(indicator, step.open, subject, rubric, wording) if step.open else met,
        proof=proof_of(step.open or requirements_of(indicator.level(next_level)), indicator, next_level),
        legal_basis=tuple(label(locator) for locator in indicator.legal_basis[:MOST_BASIS]),
        from_month=_PHASE_START[step.phase],
        months=_MONTHS[step.effort],
        helps=step.helps,
        unit=facts.unit if facts is not None else "",
    )


def _open_needs(indicator: Indicator, level: int, facts: IndicatorFacts | None) -> tuple[Requirement, ...]:
    """The next level's unmet requirements (all of it when nobody marked elements), else those of the levels below it."""
    met = facts.met if facts is not None and facts.met is not None else ()
    found: list[Requirement] = []
    for own in reversed(indicator.levels[1 : level + 1]):
        found = [need for need in requirements_of(own) if not need.is_met(met)]
        if found or facts is None or facts.met is None:
            break
    return tuple(found)


def _helped(
    indicator: Indicator, needs: Mapping[int, tuple[Requirement, ...]], rubric: Rubric, wording: Wording
) -> tuple[int, ...]:
    """The other weak indicators whose open requirements ask for what this step produces (a practice's document, by name)."""
    topic = topic_of(indicator, wording)
    if family_of(indicator, rubric) != "process" or len(topic.split()) < 2:
        return ()
    asking = {
        number: " ".join(element.text for need in own for element in need.elements)
        for number, own in needs.items()
        if number != indicator.number and family_of(rubric.indicator(number), rubric) != "policy"
    }
    return tuple(sorted(number for number, text in asking.items() if topic in text))


def _phase(needs: Sequence[Requirement], family: Family) -> Phase:
    natures = {element.nature for need in needs for element in need.elements}
    if not natures:
        return "evidence"
    if natures <= {"review", "follow_up"}:
        return "review"
    if family == "policy":
        return "policy"
    return "policy" if natures <= {"established", "plan", "guideline", "content"} else "practice"


def _effort(needs: Sequence[Requirement], family: Family, wording: Wording) -> Effort:
    """The heaviest effort among the requirements; of a choice the lightest counts. To rule for all units is no heavier."""
    weights = [min(_EFFORTS.index(_effort_of(element.nature, wording)) for element in need.elements) for need in needs]
    effort = _EFFORTS[max(weights, default=0)]
    return "sedang" if family == "policy" and effort == "berat" else effort


def _effort_of(nature: str, wording: Wording) -> Effort:
    return cast(Effort, wording.text(f"actions.efforts.{nature}"))


def _comma(value: Decimal) -> str:
    """The value with a decimal comma and at most four decimals."""
    return f"{value.quantize(Decimal('0.0001')).normalize():f}".replace(".", ",")
