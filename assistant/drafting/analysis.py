"""The Analisis of an explanation: the met elements and where they are shown, the level they reach, and why not the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.drafting.case import Case, missing_text, told_clause
from assistant.drafting.clauses import can_chain, chain, join_clauses, listing
from assistant.drafting.conclusion import conclusion, what_to_clarify
from assistant.drafting.requirements import claimable, first_missing, supported_level
from assistant.drafting.sources import file_names, find_file, main_quote, references, verified_quotes
from assistant.indeks import HIGHEST_LEVEL
from corpus.records import Element

_BUCKETS = {"integration": "integration", "review": "review", "follow_up": "follow_up"}
_ORDER = ("base", "integration", "review", "follow_up")


def write_analysis(case: Case) -> str:
    """The Analisis: claims of met elements only, then the conclusion with the first unmet requirement of the next level.

    Source: Pedoman 3/2024 BAB III B.1-B.4 (pp. 195-201), C.1-C.4 (pp. 214-218), D (p. 220), E (p. 223), G.1 (p. 229).
    """
    elements = [element for _, element in claimable(case.indicator, case.met, case.level)]
    if case.stage == "reviu":
        return _reviewed(case, elements)
    claims = _service(case, elements) if case.family == "service" else _process(case, elements)
    said = claims or _nothing(case)
    is_lowest = case.level == case.rubric.lowest_level
    is_bare = case.stage == "penilaian_mandiri" and is_lowest and not claims and not _is_begun(case)
    is_told = len(said) == 1 and case.stage != "penilaian_mandiri" and "karena" in said[0]
    has_claims = bool(claims) and not (case.family == "service" and _is_part(case, elements))
    rest = what_to_clarify(case) if is_told else conclusion(case, is_bare=is_bare, has_claims=has_claims)
    return " ".join([*said, *rest])


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
    """The elements by sentence: at most two groups of clauses that can be told as one; those without a quote come last."""
    sentences: list[list[Element]] = []
    for element in sorted(elements, key=lambda one: not _is_shown(case, one)):
        trial = [*(sentences[-1] if sentences else []), element]
        same_proof = len({_is_shown(case, one) for one in trial}) == 1
        if sentences and same_proof and can_chain(join_clauses([told_clause(case, one) for one in trial])):
            sentences[-1] = trial
        else:
            sentences.append([element])
    return sentences


def _claimed(case: Case, group: Sequence[Element]) -> str:
    """The elements as one clause that says they are there."""
    told = [re.sub(r"^ada ", "terdapat ", told_clause(case, element)) for element in group]
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
            f"analysis.{side}_service{'_part' if _is_part(case, elements) else ''}",
            opener=_opener(case),
            application=case.facts.application or case.wording.text("gaps.application"),
            topic=case.topic,
            abilities=_able(abilities),
            capability=case.rubric.level_name(case.indicator, reached).lower(),
            refs=case.refs(able),
        )
    ]
    for bucket in ("review", "follow_up"):
        better = [one for one in own if one not in able and (one.nature == "review") == (bucket == "review")]
        if better:
            claims = listing([told_clause(case, one) for one in better])
            said.append(case.pick(f"claims.{bucket}", claims=claims, refs=case.refs(better)))
    return said


def _able(abilities: Sequence[str]) -> str:
    """The functions as a list; those of which one suffices are claimed as one or more."""
    told = [ability.replace(", atau ", ", dan/atau ") for ability in abilities]
    return listing(told, "serta" if any("," in one for one in told) else "dan")


def _is_part(case: Case, elements: Sequence[Element]) -> bool:
    """True when a function is shown above a level that is not yet reached: levels are reached one after the other."""
    reached = min(case.level, supported_level(case.indicator, case.met))
    above = [element for level in case.indicator.levels if level.number > reached for element in level.elements]
    return any(element in above and case.wording.find(f"abilities.{element.id}") for element in elements)


def _nothing(case: Case) -> list[str]:
    """No element can be claimed: the lowest level, or marks that are lacking."""
    if case.stage != "penilaian_mandiri":
        need = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, HIGHEST_LEVEL + 1))
        if need is not None and case.level > case.rubric.lowest_level and case.facts.met is not None:
            fields = {"level": case.number(case.level), "missing": missing_text(case, need)}
            return [case.pick("analysis.external_unmet", opener=_opener(case), topic=case.matter, **fields)]
        if need is None or case.level > case.rubric.lowest_level:
            gap = case.wording.text("gaps.elements")
            return [case.pick("analysis.external_unmarked", opener=_opener(case), topic=case.matter, gap=gap)]
        fields = {"lowest": case.number(case.rubric.lowest_level), "missing": missing_text(case, need)}
        return [case.pick("analysis.external_absent", opener=_opener(case), topic=case.matter, **fields)]
    quotes = verified_quotes(case.facts)
    if _is_begun(case):
        main = replace(main_quote(quotes, case.family), elements=())
        is_draft = case.family == "policy" and find_file(case.facts, main.file).is_draft
        claims = case.wording.text(f"analysis.concept.{'draft' if is_draft else case.family}", topic=case.topic)
        refs = references(replace(case.facts, quotes=(main,)), (), case.family, case.wording)
        key = "analysis.self_policy_gap" if case.family == "policy" else f"analysis.self_{case.family}"
        return [case.pick(key, claims=claims, refs=refs, topic=case.topic)]
    application = case.facts.application or case.wording.text("gaps.application")
    if case.family == "service" and file_names(case.facts) and case.level == case.rubric.lowest_level and case.is_decided:
        capability = case.rubric.level_name(case.indicator, case.level).lower()
        return [case.wording.text("analysis.self_lowest", application=application, capability=capability)]
    bare = "service_bare" if case.family == "service" else "bare"
    kind = case.family if file_names(case.facts) else bare
    return [case.wording.text(f"analysis.self_absent.{kind}", application=application)]


def _is_begun(case: Case) -> bool:
    """True when the lowest level is told by evidence of a norm or practice that has been begun."""
    is_lowest = case.level == case.rubric.lowest_level
    return is_lowest and case.family != "service" and case.is_shown and bool(verified_quotes(case.facts))


def _reviewed(case: Case, elements: Sequence[Element]) -> str:
    """Source: Pedoman 3/2024 BAB III G.1, p. 229-230: the review says what the level should have been, and why."""
    fields = {"opener": _opener(case), "topic": case.matter, "level": case.number(case.level)}
    lacking = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, case.level + 1))
    if lacking is not None and case.facts.met is not None:
        supported = case.number(supported_level(case.indicator, case.met))
        refs = case.refs(elements) if elements else ""
        return case.pick(
            "analysis.reviu_unsupported", supported=supported, refs=refs, missing=missing_text(case, lacking), **fields
        )
    above = first_missing(case.indicator, case.met, (case.level + 1,)) if case.level < HIGHEST_LEVEL else None
    is_lower = case.facts.previous is not None and case.facts.previous > case.level
    top = [element for element in elements if element in case.indicator.level(case.level).elements]
    if not top and not is_lower and case.level > case.rubric.lowest_level:
        return case.pick("analysis.reviu", claims=case.wording.text("gaps.elements"), refs="", **fields)
    if is_lower or not top:
        missing = "" if above is None else missing_text(case, above)
        return case.pick("analysis.reviu_lower" if missing else "analysis.reviu_absent", missing=missing, **fields)
    able = [case.wording.find(f"abilities.{element.id}") for element in top]
    if case.family == "service" and all(able):
        claims = case.wording.text("analysis.reviu_service", abilities=_able(list(dict.fromkeys(able))))
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
