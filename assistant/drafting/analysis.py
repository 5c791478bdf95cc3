"""The Analisis of an explanation: the met elements and where they are shown, the level they reach, and why not the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.clauses import can_chain, chain, clause_of, for_kind, is_existential, join_clauses, listing
from assistant.drafting.records import Family, IndicatorFacts, Subject
from assistant.drafting.requirements import Requirement, claimable, first_missing, supported_level
from assistant.drafting.sources import family_of, references, topic_of, verified_quotes
from assistant.indeks import HIGHEST_LEVEL
from assistant.workspace.records import Stage
from corpus.drafting import Wording
from corpus.records import Element, Indicator, Rubric

_BUCKETS = {"integration": "integration", "review": "review", "follow_up": "follow_up"}
_ORDER = ("base", "integration", "review", "follow_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One explanation in the making: what is known, and the level that it tells."""

    facts: IndicatorFacts
    stage: Stage
    level: int
    met: tuple[str, ...]
    subject: Subject
    rubric: Rubric
    wording: Wording

    @property
    def indicator(self) -> Indicator:
        """The indicator that is explained."""
        return self.rubric.indicator(self.facts.number)

    @property
    def family(self) -> Family:
        """Which of the guidance's ways of writing applies."""
        return family_of(self.indicator, self.rubric)

    @property
    def topic(self) -> str:
        """The indicator's matter inside a sentence."""
        return topic_of(self.indicator, self.wording)

    def pick(self, key: str, /, **fields: object) -> str:
        """The variant of a pattern for this indicator."""
        return self.wording.pick(key, self.facts.number, **fields)

    def refs(self, elements: Sequence[Element]) -> str:
        """Where the elements are shown, in brackets."""
        return references(self.facts, [element.id for element in elements], self.family, self.wording)

    def number(self, level: int) -> str:
        """The level in digits and words ("3 (tiga)")."""
        return f"{level} ({self.wording.texts('numbers')[level]})"


def write_analysis(case: Case) -> str:
    """The Analisis: claims of met elements only, then the conclusion with the first unmet requirement of the next level.

    Source: Pedoman 3/2024 BAB III B.1-B.4 (pp. 195-201), C.1-C.4 (pp. 214-218), D (p. 220), E (p. 223), G.1 (p. 229).
    """
    claims = claimable(case.indicator, case.met, case.level)
    elements = [element for _, element in claims]
    if case.stage == "reviu":
        return _reviewed(case, elements)
    said = _service(case, elements) if case.family == "service" else _process(case, elements)
    if not said:
        said = _nothing(case)
    is_bare = case.stage == "penilaian_mandiri" and not elements and not case.met and case.level == case.rubric.lowest_level
    is_told = len(said) == 1 and case.stage != "penilaian_mandiri" and "karena" in said[0]
    return " ".join([*said, *(_clarify(case) if is_told else _conclusion(case, is_bare))])


def missing_text(case: Case, need: Requirement) -> str:
    """What is missing, as a clause ("belum ditemukan bukti bahwa aturan mengatur …")."""
    if case.family == "service":
        known = [case.wording.find(f"abilities.{element.id}") for element in need.elements]
        if all(known):
            return case.pick("missing.ability", clause=listing(list(dict.fromkeys(known)), "atau"))
    clauses = [_clause(case, element) for element in need.elements]
    if all(is_existential(clause) for clause in clauses):
        return case.pick("missing.noun", clause=listing([clause.removeprefix("ada ") for clause in clauses], "atau"))
    return case.pick("missing.clause", clause=listing(clauses[:3], "atau"))


def _process(case: Case, elements: Sequence[Element]) -> list[str]:
    """The claims in the order content, integration, review, follow-up; the first sentence carries the opening words."""
    side = "self" if case.stage == "penilaian_mandiri" else "external"
    said: list[str] = []
    if side == "external" and case.family == "policy":
        bases = [element for element in elements if element.nature == "established"]
        is_concept = not elements and bool(case.facts.quotes)
        key = "analysis.binding" if bases else "analysis.not_binding_draft" if is_concept else "analysis.not_binding"
        shown = bases or case.indicator.levels[0].elements
        said.append(case.pick(key, opener=_opener(case), refs=case.refs(shown)))
        elements = [element for element in elements if element not in bases]
    for bucket in _ORDER:
        own = [element for element in elements if _BUCKETS.get(element.nature, "base") == bucket]
        for place, group in enumerate(_sentences(case, own)):
            said.append(_claim(case, group, bucket if place == 0 or bucket == "base" else "plain", side, len(said)))
    return said


def _claim(case: Case, group: Sequence[Element], bucket: str, side: str, position: int) -> str:
    claims = _claimed(case, group)
    fields = {"claims": claims, "refs": case.refs(group), "topic": case.topic}
    if position == 0:
        unknown = side == "self" and case.family == "policy" and "Pasal" not in fields["refs"]
        return case.pick(f"analysis.{side}_{case.family}{'_gap' if unknown else ''}", opener=_opener(case), **fields)
    if position == 1 and side == "external" and case.family == "policy" and bucket == "base":
        return case.pick("claims.plain", **fields)
    return case.wording.pick(f"claims.{bucket}", case.facts.number + position, **fields)


def _sentences(case: Case, elements: Sequence[Element]) -> list[list[Element]]:
    """The elements by sentence: at most two groups of clauses that can be told as one."""
    sentences: list[list[Element]] = []
    for element in elements:
        trial = [*(sentences[-1] if sentences else []), element]
        same_proof = len({_is_shown(case, one) for one in trial}) == 1
        if sentences and same_proof and can_chain(join_clauses([_clause(case, one) for one in trial])):
            sentences[-1] = trial
        else:
            sentences.append([element])
    return sentences


def _claimed(case: Case, group: Sequence[Element]) -> str:
    """The elements as one clause that says they are there."""
    told = [re.sub(r"^ada ", "terdapat ", _clause(case, element)) for element in group]
    return chain(join_clauses(told))


def _is_shown(case: Case, element: Element) -> bool:
    return any(element.id in quote.elements for quote in case.facts.quotes if quote.verified)


def _service(case: Case, elements: Sequence[Element]) -> list[str]:
    """What the service can do, up to its capability; then review and improvement."""
    side = "self" if case.stage == "penilaian_mandiri" else "external"
    lowest = case.indicator.levels[0]
    own = [*(element for element in lowest.elements if element.id in case.met), *elements]
    able = [element for element in own if case.wording.find(f"abilities.{element.id}")]
    if not able:
        return []
    reached = min(case.level, supported_level(case.indicator, case.met))
    abilities = list(dict.fromkeys(case.wording.text(f"abilities.{element.id}") for element in able))
    said = [
        case.pick(
            f"analysis.{side}_service",
            opener=_opener(case),
            application=case.facts.application or case.wording.text("gaps.application"),
            topic=case.topic,
            abilities=listing(abilities, "serta" if any("," in one for one in abilities) else "dan"),
            capability=case.rubric.level_name(case.indicator, reached).lower(),
            refs=case.refs(able),
        )
    ]
    for bucket in ("review", "follow_up"):
        better = [one for one in own if one not in able and (one.nature == "review") == (bucket == "review")]
        if better:
            claims = listing([_clause(case, one) for one in better])
            said.append(case.pick(f"claims.{bucket}", claims=claims, refs=case.refs(better)))
    return said


def _nothing(case: Case) -> list[str]:
    """No element can be claimed: the lowest level, or marks that are lacking."""
    if case.stage != "penilaian_mandiri":
        need = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, HIGHEST_LEVEL + 1))
        if need is None or case.level > case.rubric.lowest_level:
            gap = case.wording.text("gaps.elements")
            return [case.pick("analysis.external_unmarked", opener=_opener(case), topic=case.topic, gap=gap)]
        fields = {"lowest": case.number(case.rubric.lowest_level), "missing": missing_text(case, need)}
        return [case.pick("analysis.external_absent", opener=_opener(case), topic=case.topic, **fields)]
    has_concept = case.level == case.rubric.lowest_level and bool(verified_quotes(case.facts)) and bool(case.met)
    if has_concept and case.family != "service":
        claims = case.wording.text(f"analysis.concept.{case.family}", topic=case.topic)
        concept = case.indicator.levels[0].elements
        key = "analysis.self_policy_gap" if case.family == "policy" else f"analysis.self_{case.family}"
        return [case.pick(key, claims=claims, refs=case.refs(concept), topic=case.topic)]
    application = case.facts.application or case.wording.text("gaps.application")
    return [case.wording.text(f"analysis.self_absent.{case.family}", application=application)]


def _conclusion(case: Case, is_bare: bool = False) -> list[str]:
    """The level that is reached and the first unmet requirement of the next; `is_bare` = the lowest level with nothing shown."""
    supported = min(supported_level(case.indicator, case.met), case.level)
    lacking = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, HIGHEST_LEVEL + 1))
    fields = {"level": case.number(case.level), "supported": case.number(supported)}
    if supported < case.level and lacking is not None:
        has_base = supported > case.rubric.lowest_level
        key = "reach.unsupported" if has_base else "reach.unsupported_none"
        return [case.pick(key, missing=missing_text(case, lacking), **fields)]
    above = first_missing(case.indicator, case.met, (case.level + 1,)) if case.level < HIGHEST_LEVEL else None
    is_self = case.stage == "penilaian_mandiri"
    if above is None:
        return [case.pick("reach.self", **fields) if is_self else case.wording.text("reach.external_full", **fields)]
    told = {**fields, "next": case.number(case.level + 1), "missing": missing_text(case, above)}
    if is_bare:
        return [case.pick("reach.self_lowest", **told)]
    low = "reach.external_low" if case.level == case.rubric.lowest_level else "reach.external_why"
    return [case.pick("reach.self_why" if is_self else low, **told), *_clarify(case)]


def _clarify(case: Case) -> list[str]:
    """What the interview must ask. Source: Pedoman 3/2024 BAB III C.4, p. 218 (the example of indicator 36)."""
    if case.stage == "dokumen" and case.facts.claimed is not None and case.facts.claimed > case.level:
        return [case.wording.text("reach.clarify", claimed=case.number(case.facts.claimed))]
    return []


def _reviewed(case: Case, elements: Sequence[Element]) -> str:
    """Source: Pedoman 3/2024 BAB III G.1, p. 229-230: the review says what the level should have been, and why."""
    fields = {"opener": _opener(case), "topic": case.topic, "level": case.number(case.level)}
    above = first_missing(case.indicator, case.met, (case.level + 1,)) if case.level < HIGHEST_LEVEL else None
    is_lower = case.facts.previous is not None and case.facts.previous > case.level
    top = [element for element in elements if element in case.indicator.level(case.level).elements]
    if is_lower or not top:
        missing = "" if above is None else missing_text(case, above)
        return case.pick("analysis.reviu_lower" if missing else "analysis.reviu_absent", missing=missing, **fields)
    able = [case.wording.find(f"abilities.{element.id}") for element in top]
    if case.family == "service" and all(able):
        claims = case.wording.text("analysis.reviu_service", abilities=listing(list(dict.fromkeys(able))))
        return case.pick("analysis.reviu", claims=claims, refs=case.refs(top), **fields)
    groups = _sentences(case, top)
    said = [case.pick("analysis.reviu", claims=_claimed(case, groups[0]), refs=case.refs(groups[0]), **fields)]
    said += [_claim(case, group, "base", "external", 2 + place) for place, group in enumerate(groups[1:])]
    return " ".join(said)


def _opener(case: Case) -> str:
    if case.stage == "penilaian_mandiri":
        return ""
    is_told_only = case.stage in ("interviu", "visitasi") and not any(file.is_added for file in case.facts.files)
    return case.wording.text(f"analysis.opener.{case.stage}{'_told' if is_told_only else ''}")


def _clause(case: Case, element: Element) -> str:
    if case.family == "service":
        known = case.wording.find(f"improvements.{element.id}")
        if known:
            return for_kind(known, case.wording, case.subject.kind)
    return clause_of(case.indicator, element, case.wording, case.subject.kind)
