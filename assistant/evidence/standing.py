"""What a kind of document can prove: the factor on each indicator's score and the strength it cannot pass.

Source: PermenPANRB 59/2020 and Pedoman 3/2024, lists of supporting data of each level, as the rubric's `proof_kinds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.heading import is_national_name, names_agency
from assistant.evidence.records import STRENGTHS, DocumentFacts, Strength
from corpus.document_kinds import DocumentType
from corpus.records import Indicator

_USUAL_KINDS = 3  # the rubric lists the usual kinds of proof first
_LEAST_LISTED, _UNLISTED = 0.75, 0.5
_MIN_NAMED = 0.30
RULES: tuple[DocumentType, ...] = ("agency_regulation", "decree", "circular")
_NO_PROOF: tuple[DocumentType, ...] = ("national_regulation", "evaluation_result", "invitation")
_GUIDES: tuple[DocumentType, ...] = ("guideline", "presentation", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Factors and ceilings, one an indicator in the rubric's order."""

    factors: NDArray[np.float32]
    ceilings: tuple[Strength, ...]

    def capped(self, place: int, strength: Strength) -> Strength:
        """The strength, no higher than the ceiling of the indicator at that place."""
        return max(strength, self.ceilings[place], key=STRENGTHS.index)


def standing_of(
    indicators: Sequence[Indicator], facts: DocumentFacts, named: NDArray[np.float32], is_digital: bool, agency: str = ""
) -> Standing:
    """What the document can prove. `named` is how near the words it is known by come to each indicator.

    `is_digital` = it speaks of electronic government at all.
    """
    factors = np.array([_factor(indicator, facts.document_type) for indicator in indicators], np.float32)
    ceilings: list[Strength] = []
    for indicator, near in zip(indicators, named, strict=True):
        is_paper = is_service(indicator) and not is_digital
        ceilings.append("weak" if is_paper or has_no_standing(facts, agency) else _ceiling(indicator, facts, float(near)))
    return Standing(factors=factors, ceilings=tuple(ceilings))


def is_service(indicator: Indicator) -> bool:
    """True for indicators that judge an electronic service by the functions of its application."""
    return indicator.levels[1].elements[0].nature == "feature"


def is_policy(indicator: Indicator) -> bool:
    """True for indicators that judge a rule itself, not what is done under it."""
    return indicator.short_name.startswith("Kebijakan Internal")


def _factor(indicator: Indicator, kind: DocumentType) -> float:
    kinds = indicator.proof_kinds
    if kind not in kinds:
        return _UNLISTED
    place = kinds.index(kind)
    if place < _USUAL_KINDS:
        return 1.0
    return 1.0 - (1.0 - _LEAST_LISTED) * (place - _USUAL_KINDS + 1) / max(len(kinds) - _USUAL_KINDS, 1)


def _ceiling(indicator: Indicator, facts: DocumentFacts, named: float) -> Strength:
    is_rule, is_named = facts.document_type in RULES, named >= _MIN_NAMED
    if is_policy(indicator):
        return "strong" if is_rule else "partial"  # other kinds only follow a rule up
    if is_rule and not is_named:
        return "weak"  # a rule that is not about the thing only mentions it
    return "strong" if is_named and facts.document_type in indicator.proof_kinds else "partial"


def has_no_standing(facts: DocumentFacts, agency: str = "") -> bool:
    """True for documents that speak of indicators without being an agency's proof of any."""
    if facts.document_type in _NO_PROOF or facts.speaks != "agency":
        return True
    is_foreign = is_national_name(facts.agency) and not names_agency(facts.agency, agency)
    return is_foreign and facts.document_type in _GUIDES
