"""The recommendation in its four parts: ringkasan, keunggulan, kelemahan, apresiasi atau saran perbaikan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.drafting.action_texts import grouped_basis
from assistant.drafting.actions import plan_actions
from assistant.drafting.clauses import listing
from assistant.drafting.records import Action, IndicatorFacts, Recommendation, Subject
from assistant.drafting.sources import family_of, title_of
from assistant.indeks import IndeksReport, TierIndeks, compute_indeks, format_indeks
from corpus.drafting import Wording, load_wording
from corpus.records import Rubric

TOLD_ASPECTS = 2
TOLD_STEPS = 6
STEPS_OF_ASPECT = 2
_MIDDLE = Decimal(3)
_GOOD, _OUTSTANDING = "Baik", ("Memuaskan", "Sangat Baik")


def draft_recommendation(
    levels: Mapping[int, int], facts: Sequence[IndicatorFacts], subject: Subject, rubric: Rubric, wording: Wording | None = None
) -> Recommendation:
    """The four parts and all steps; indicators without a level are left out and named as such.

    Praise for predicates above «Baik», advice in order of priority for all others.
    Source: Pedoman 3/2024 BAB III F.2, pp. 226-228.
    """
    words = wording or load_wording()
    report = compute_indeks(levels, rubric)
    actions = plan_actions(levels, facts, subject, rubric, words)
    agency = subject.name or words.text("gaps.agency")
    if report.value is None:
        none = words.text("recommendation.none")
        return Recommendation(ringkasan=none, keunggulan=none, kelemahan=none, saran=none, actions=())
    return Recommendation(
        ringkasan=_summary(report, levels, agency, rubric, words),
        keunggulan=_extreme(report, agency, words, is_best=True),
        kelemahan=_extreme(report, agency, words, is_best=False),
        saran=_advice(report, levels, actions, agency, rubric, words),
        actions=actions,
    )


def _summary(report: IndeksReport, levels: Mapping[int, int], agency: str, rubric: Rubric, words: Wording) -> str:
    balance = words.text(
        "recommendation.balance",
        scored=len(levels),
        strong=sum(level >= 4 for level in levels.values()),
        weak=sum(level <= 2 for level in levels.values()),
    )
    said = words.text(
        "recommendation.ringkasan",
        domains=listing([domain.name.removesuffix(" SPBE") for domain in rubric.domains]),
        agency=agency,
        value=format_indeks(report.value or Decimal(0)),
        predicate=f" {words.text('recommendation.predicate', name=report.predicate)}" if report.predicate else "",
        balance=balance,
    )
    return " ".join(part for part in (said, report.predicate_note, report.partial_note) if part)


def _extreme(report: IndeksReport, agency: str, words: Wording, *, is_best: bool) -> str:
    """The aspects with the highest or lowest mean, and what that makes possible or harms."""
    tiers = [tier for tier in report.aspects if tier.value_exact is not None]
    values = sorted({tier.value_exact or Decimal(0) for tier in tiers})
    if len(values) == 1:
        return words.text("recommendation.equal", value=format_indeks(values[0]))
    ordered = sorted(tiers, key=lambda tier: ((-1 if is_best else 1) * (tier.value_exact or Decimal(0)), tier.number))
    whole = report.value_exact or Decimal(0)
    fits = [tier for tier in ordered if _fits(tier, whole, is_best)][:TOLD_ASPECTS]
    kind = "best" if is_best else "worst"
    if not fits:
        return words.text(f"recommendation.{kind}_none", aspects=_named(ordered[:1], words))
    table = "opportunity" if is_best else "impact"
    reasons = " ".join(words.find(f"recommendation.{table}.{tier.number}") for tier in fits)
    return words.text(f"recommendation.{kind}", agency=agency, aspects=_named(fits, words), reasons=reasons).strip()


def _fits(tier: TierIndeks, whole: Decimal, is_best: bool) -> bool:
    """True for an aspect that stands out: past the middle of the scale, and not on the other side of the whole index."""
    value = tier.value_exact or Decimal(0)
    return value >= max(_MIDDLE, whole) if is_best else value < _MIDDLE and value <= whole


def _named(tiers: Sequence[TierIndeks], words: Wording) -> str:
    named = [
        words.text("recommendation.best_value", name=tier.name, value=format_indeks(tier.value or Decimal(0))) for tier in tiers
    ]
    return listing(named, "serta")


def _advice(
    report: IndeksReport, levels: Mapping[int, int], actions: Sequence[Action], agency: str, rubric: Rubric, words: Wording
) -> str:
    said = []
    if report.predicate in _OUTSTANDING:
        said.append(words.text("recommendation.praise", agency=agency, name=report.predicate))
    if not actions:
        return " ".join([*said, words.text("recommendation.advice_none")])
    is_good = report.predicate in (*_OUTSTANDING, _GOOD)
    said.append(words.text("recommendation.advice_good" if is_good else "recommendation.advice", agency=agency))
    told = _first_steps(actions, rubric)
    steps = [_step(order, action, rubric, words) for order, action in enumerate(told, start=1)]
    later = [action for action in actions if action not in told]
    more = [
        _outcome(report, levels, told, actions, rubric, words),
        *_shared(actions, rubric, words),
        *_later(later, rubric, words),
    ]
    return "\n".join([" ".join(said), *steps, " ".join(more)])


def _outcome(
    report: IndeksReport,
    levels: Mapping[int, int],
    told: Sequence[Action],
    actions: Sequence[Action],
    rubric: Rubric,
    words: Wording,
) -> str:
    """What the steps that are told, and all steps, add to the index, until when, and whether «Baik» is reached by then."""
    now = report.value_exact or Decimal(0)
    gains = []
    for own in (told, actions):
        after = compute_indeks({**levels, **{action.indicator: action.to_level for action in own}}, rubric)
        gains.append(((after.value_exact or Decimal(0)) - now, after.predicate))
    fields = {"count": words.texts("numbers")[len(told)] if len(told) < len(words.texts("numbers")) else len(told)}
    fields |= {"gain": _two_decimals(gains[0][0]), "last": max(action.last_month for action in told)}
    said = [words.text("recommendation.outcome", **fields)]
    if len(actions) > len(told):
        last = max(action.last_month for action in actions)
        said.append(words.text("recommendation.outcome_all", total=len(actions), gain=_two_decimals(gains[1][0]), last=last))
    if report.predicate not in (*_OUTSTANDING, _GOOD):
        is_reached = gains[1][1] in (*_OUTSTANDING, _GOOD)
        said.append(words.text("recommendation.reaches" if is_reached else "recommendation.falls_short"))
    return " ".join(said)


def _two_decimals(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}".replace(".", ",")


def _shared(actions: Sequence[Action], rubric: Rubric, words: Wording) -> list[str]:
    """That one regulation can hold the norms of several steps."""
    norms = sorted(
        action.indicator
        for action in actions
        if action.phase == "policy" and family_of(rubric.indicator(action.indicator), rubric) == "policy"
    )
    numbers = listing([str(number) for number in norms])
    return [words.text("recommendation.one_rule", numbers=numbers)] if len(norms) > 1 else []


def _first_steps(actions: Sequence[Action], rubric: Rubric) -> list[Action]:
    """The first steps in their order, at most two of an aspect: the guidance asks for the aspects by their priority."""
    told: list[Action] = []
    aspects: list[int] = []
    for action in actions:
        aspect = rubric.indicator(action.indicator).aspect
        if len(told) < TOLD_STEPS and aspects.count(aspect) < STEPS_OF_ASPECT:
            told.append(action)
            aspects.append(aspect)
    return told


def _step(order: int, action: Action, rubric: Rubric, words: Wording) -> str:
    helps = words.text("recommendation.helps", numbers=listing(list(map(str, action.helps)))) if action.helps else ""
    unit = words.text("recommendation.unit", unit=action.unit) if action.unit else ""
    said = words.text(
        "recommendation.step",
        order=order,
        topic=title_of(rubric.indicator(action.indicator)),
        from_level=action.from_level,
        to_level=action.to_level,
        first=action.from_month,
        last=action.last_month,
        gain=action.gain,
        task=_joined(action.tasks),
        proof="; ".join(action.proof),
        basis="; ".join(grouped_basis(action.legal_basis)) or words.text("recommendation.no_basis"),
    )
    return " ".join(filter(None, (said, helps, unit)))


def _joined(tasks: Sequence[str]) -> str:
    """The tasks as one sentence; a first word that they share is said once with a capital."""
    parts = [task.rstrip(".") for task in tasks]
    return "; ".join([*parts[:1], *(part[:1].lower() + part[1:] for part in parts[1:])]) + "."


def _later(actions: Sequence[Action], rubric: Rubric, words: Wording) -> list[str]:
    """What comes after the steps that are told: the aspects of the other steps, by their number."""
    if not actions:
        return []
    numbers = {rubric.indicator(action.indicator).aspect for action in actions}
    aspects = listing([aspect.name for aspect in rubric.aspects if aspect.number in numbers], "serta")
    return [words.text("recommendation.advice_more", count=len(actions), aspects=aspects)]
