"""The recommendation in its four parts: ringkasan, keunggulan, kelemahan, apresiasi atau saran perbaikan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.drafting.actions import plan_actions
from assistant.drafting.clauses import listing
from assistant.drafting.records import Action, IndicatorFacts, Recommendation, Subject
from assistant.drafting.sources import title_of
from assistant.indeks import IndeksReport, TierIndeks, compute_indeks, format_indeks
from corpus.drafting import Wording, load_wording
from corpus.records import Rubric

TOLD_ASPECTS = 2
TOLD_STEPS = 5
_ARTICLE = re.compile(r"Pasal (\d+[A-Z]?) (\D+ \d+/\d{4})")
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
        saran=_advice(report, actions, agency, rubric, words),
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
        domains=listing([domain.name for domain in rubric.domains], "serta"),
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
    fits = [tier for tier in ordered if _fits(tier, is_best)][:TOLD_ASPECTS]
    kind = "best" if is_best else "worst"
    if not fits:
        return words.text(f"recommendation.{kind}_none", aspects=_named(ordered[:1], words))
    table = "opportunity" if is_best else "impact"
    reasons = " ".join(words.find(f"recommendation.{table}.{tier.number}") for tier in fits)
    return words.text(f"recommendation.{kind}", agency=agency, aspects=_named(fits, words), reasons=reasons).strip()


def _fits(tier: TierIndeks, is_best: bool) -> bool:
    value = tier.value_exact or Decimal(0)
    return value >= _MIDDLE if is_best else value < _MIDDLE


def _named(tiers: Sequence[TierIndeks], words: Wording) -> str:
    named = [
        words.text("recommendation.best_value", name=tier.name, value=format_indeks(tier.value or Decimal(0))) for tier in tiers
    ]
    return listing(named, "serta")


def _advice(report: IndeksReport, actions: Sequence[Action], agency: str, rubric: Rubric, words: Wording) -> str:
    said = []
    if report.predicate in _OUTSTANDING:
        said.append(words.text("recommendation.praise", agency=agency, name=report.predicate))
    if not actions:
        return " ".join([*said, words.text("recommendation.advice_none")])
    is_good = report.predicate in (*_OUTSTANDING, _GOOD)
    said.append(words.text("recommendation.advice_good" if is_good else "recommendation.advice", agency=agency))
    steps = [_step(action, rubric, words) for action in actions[:TOLD_STEPS]]
    more = len(actions) - len(steps)
    rest = [words.text("recommendation.advice_more", count=more)] if more else []
    return "\n".join([" ".join(said), *steps, *rest])


def _step(action: Action, rubric: Rubric, words: Wording) -> str:
    return words.text(
        "recommendation.step",
        order=action.order,
        topic=title_of(rubric.indicator(action.indicator)),
        from_level=action.from_level,
        to_level=action.to_level,
        first=action.from_month,
        last=action.from_month + action.months - 1,
        gain=action.gain,
        task=" ".join(action.tasks),
        proof="; ".join(action.proof),
        basis=_basis(action.legal_basis) or words.text("recommendation.no_basis"),
    )


def _basis(labels: Sequence[str]) -> str:
    """The legal basis with the articles of one regulation told together ("Pasal 34, 35, dan 36 Perpres 95/2018")."""
    articles: dict[str, list[str]] = {}
    for one in labels:
        found = _ARTICLE.fullmatch(one)
        articles.setdefault(found[2] if found else one, []).extend([found[1]] if found else [])
    told = [f"Pasal {listing(numbers)} {document}" if numbers else document for document, numbers in articles.items()]
    return listing(told, "serta")
