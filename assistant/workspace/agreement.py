"""How well proposed levels agree with the levels that people confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.workspace.records import AssessmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Shares from 0 to 1 over `n` indicators that have both a proposed range and a confirmed level.

    `exact_share`: the low end of the range (the level that the evidence proves) is the confirmed level. `within_share`: the
    confirmed level lies in the range, ends included. `kappa`: Cohen's unweighted kappa of low end and confirmed level,
    -1 to 1. All are None when n is 0; kappa also when both sides gave one and the same level throughout (it is undefined).
    """

    n: int
    exact_share: float | None
    within_share: float | None
    kappa: float | None


def measure_agreement(pairs: Sequence[tuple[tuple[int, int], int]]) -> Agreement:
    """The agreement of (proposed range, confirmed level) pairs."""
    n = len(pairs)
    if n == 0:
        return Agreement(n=0, exact_share=None, within_share=None, kappa=None)
    n_exact = sum(low == confirmed for (low, _), confirmed in pairs)
    n_within = sum(low <= confirmed <= high for (low, high), confirmed in pairs)
    return Agreement(
        n=n,
        exact_share=n_exact / n,
        within_share=n_within / n,
        kappa=cohens_kappa([low for (low, _), _ in pairs], [confirmed for _, confirmed in pairs]),
    )


def agreement_of(state: AssessmentState) -> Agreement:
    """The agreement over the indicators of an assessment."""
    return measure_agreement(
        [
            (subject.proposed, subject.confirmed)
            for subject in state.subjects.values()
            if subject.proposed is not None and subject.confirmed is not None
        ]
    )


def cohens_kappa(first: Sequence[int], second: Sequence[int]) -> float | None:
    """Cohen's unweighted kappa of two equally long ratings; None when it is undefined (empty, or chance agreement is 1).

    Source: J. Cohen, "A coefficient of agreement for nominal scales", 1960.
    """
    n = len(first)
    if n == 0:
        return None
    observed = Fraction(sum(a == b for a, b in zip(first, second, strict=True)), n)
    counts, others = Counter(first), Counter(second)
    chance = Fraction(sum(count * others[level] for level, count in counts.items()), n * n)
    return None if chance == 1 else float((observed - chance) / (1 - chance))
