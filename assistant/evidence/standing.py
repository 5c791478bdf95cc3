"""What a kind of document can prove: the factor on each indicator's score and the strength it cannot pass.

Source: PermenPANRB 59/2020 and Pedoman 3/2024, lists of supporting data of each level, as the rubric's `proof_kinds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.heading import is_national_name, names_agency
from assistant.evidence.loose import loose
from assistant.evidence.passages import Passage
from assistant.evidence.records import STRENGTHS, DocumentFacts, Strength
from corpus.document_kinds import DocumentKinds, DocumentType
from corpus.records import Indicator

_USUAL_KINDS = 3  # the rubric lists the usual kinds of proof first
_LEAST_LISTED, _UNLISTED = 0.75, 0.5
_MIN_NAMED = 0.30
_ANNEX_WORDS = 200
RULES: tuple[DocumentType, ...] = ("agency_regulation", "decree", "circular")
_NO_PROOF: tuple[DocumentType, ...] = ("national_regulation", "evaluation_result", "invitation")
# "proves_none": who does what, what was achieved, what is sent; "appoints": people for a thing that is done; "reviews": a rule
Role = Literal["proves_none", "appoints", "reviews", "plain"]
_ASIDE = 0.5  # factor for policies of an appointing decree, and for practices of a paper that reviews a rule
_FIELD_ONLY = frozenset((1, 2, 10, 11, 12, 19, 20))  # without SPBE an architecture, a roadmap, a team, a forum is another matter
_TEAM = "Tim Koordinasi"
_OF_PRODUCTS = frozenset(("established", "content", "guideline"))
_REVIEWS: tuple[DocumentType, ...] = ("minutes", "report", "other")
_GUIDES: tuple[DocumentType, ...] = ("guideline", "presentation", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Factors and ceilings, one an indicator in the rubric's order."""

    factors: NDArray[np.float32]
    ceilings: tuple[Strength, ...]

    def capped(self, place: int, strength: Strength) -> Strength:
        """The strength, no higher than the ceiling of the indicator at that place."""
        return max(strength, self.ceilings[place], key=STRENGTHS.index)


def role_of(facts: DocumentFacts, kinds: DocumentKinds) -> Role:
    """What the document does by its title."""
    is_ours = loose(*kinds.field_names, "spbe").search(facts.title) is not None
    is_shown = facts.document_type == "screenshot" or (is_ours and facts.document_type in RULES)  # a screen shows other papers
    if loose(*kinds.no_proof_titles).search(facts.title) and not is_shown:
        return "proves_none"
    if facts.document_type == "decree" and loose(*kinds.appointment_titles).match(facts.title):
        return "appoints"
    is_review = loose(*kinds.review_titles).search(facts.title) and loose(*kinds.rule_names).search(facts.title)
    return "reviews" if facts.document_type in _REVIEWS and is_review else "plain"


def standing_of(
    indicators: Sequence[Indicator],
    facts: DocumentFacts,
    named: NDArray[np.float32],
    is_digital: bool,
    role: Role,
    agency: str = "",
    *,
    has_annex: bool = False,
) -> Standing:
    """What the document can prove. `named` is how near the words it is known by come to each indicator.

    `is_digital` = it speaks of electronic government at all; `has_annex` = what a rule puts into force follows its articles.
    """
    factors = np.array([_factor(indicator, facts.document_type, role) for indicator in indicators], np.float32)
    proves_none = role == "proves_none" or has_no_standing(facts, agency)
    ceilings: list[Strength] = []
    for indicator, near in zip(indicators, named, strict=True):
        is_other_matter = not is_digital and (is_service(indicator) or indicator.number in _FIELD_ONLY)
        is_hollow = proves_none or is_other_matter
        ceilings.append("weak" if is_hollow else _ceiling(indicator, facts, float(near), role, has_annex))
    return Standing(factors=factors, ceilings=tuple(ceilings))


def is_service(indicator: Indicator) -> bool:
    """True for indicators that judge an electronic service by the functions of its application."""
    return any(element.nature == "feature" for element in indicator.levels[1].elements[:1])  # the edition of 2018 lists none


def is_product(indicator: Indicator) -> bool:
    """True for indicators that judge a paper which a decree puts into force (architecture, roadmap, map of processes), not an activity."""
    return all(element.nature in _OF_PRODUCTS for element in indicator.levels[1].elements)


def is_policy(indicator: Indicator) -> bool:
    """True for indicators that judge a rule itself, not what is done under it."""
    return indicator.short_name.startswith("Kebijakan Internal")


def _factor(indicator: Indicator, kind: DocumentType, role: Role) -> float:
    if role == "reviews":
        return 1.0 if is_policy(indicator) else _ASIDE
    if role == "appoints" and is_policy(indicator) and _TEAM not in indicator.short_name:
        return _ASIDE
    kinds = indicator.proof_kinds
    if kind not in kinds:
        return _LEAST_LISTED if role == "appoints" and not is_service(indicator) else _UNLISTED
    place = kinds.index(kind)
    if place < _USUAL_KINDS:
        return 1.0
    return 1.0 - (1.0 - _LEAST_LISTED) * (place - _USUAL_KINDS + 1) / max(len(kinds) - _USUAL_KINDS, 1)


def _ceiling(indicator: Indicator, facts: DocumentFacts, named: float, role: Role, has_annex: bool) -> Strength:
    is_rule, is_named = facts.document_type in RULES, named >= _MIN_NAMED
    is_by_decree = facts.document_type != "agency_regulation" and (is_service(indicator) or is_product(indicator))
    is_only_rule = is_rule and not has_annex and not is_by_decree
    if is_rule and _TEAM in indicator.short_name and not is_policy(indicator):
        return "partial"  # to form a team is not yet its work
    if role == "appoints" and _TEAM not in indicator.short_name:
        return "strong" if is_named and not is_policy(indicator) else "partial" if is_named else "weak"
    if is_service(indicator) and facts.document_type == "agency_regulation":
        return "weak"  # a rule on a service does not show the application
    if is_policy(indicator):
        return "strong" if is_rule else "partial"  # other kinds only follow a rule up
    if is_rule and not is_named:
        return "weak"  # a rule that is not about the thing only mentions it
    return "strong" if is_named and not is_only_rule and facts.document_type in indicator.proof_kinds else "partial"


def has_no_standing(facts: DocumentFacts, agency: str = "") -> bool:
    """True for documents that speak of indicators without being an agency's proof of any."""
    if facts.document_type in _NO_PROOF or facts.speaks != "agency":
        return True
    is_foreign = is_national_name(facts.agency) and not names_agency(facts.agency, agency)
    return is_foreign and facts.document_type in _GUIDES


def has_annex(facts: DocumentFacts, passages: Sequence[Passage]) -> bool:
    """True when more than a list of names follows the page on which a rule was enacted."""
    annexed = [passage for passage in passages if passage.page.number > facts.enacted_on_page > 0]
    return sum(len(passage.text.split()) for passage in annexed) >= _ANNEX_WORDS
