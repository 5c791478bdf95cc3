"""How an Analisis ends: the level that is reached, why not the next, and what the interview must ask."""

from __future__ import annotations

from assistant.drafting.case import Case, missing_text
from assistant.drafting.requirements import first_missing, supported_level
from assistant.indeks import HIGHEST_LEVEL


def conclusion(case: Case, *, is_bare: bool, has_claims: bool) -> list[str]:
    """The level that is reached and the first unmet requirement of the next; `is_bare` = the lowest level with nothing shown."""
    supported = min(supported_level(case.indicator, case.met), case.level)
    lacking = first_missing(case.indicator, case.met, range(case.rubric.lowest_level + 1, HIGHEST_LEVEL + 1))
    fields = {"level": case.number(case.level), "supported": case.number(supported)}
    if supported < case.level and lacking is not None:
        has_base = supported > case.rubric.lowest_level
        key = "reach.unsupported" if has_base else "reach.unsupported_part" if has_claims else "reach.unsupported_none"
        return [case.pick(key, missing=missing_text(case, lacking), **fields), *what_to_clarify(case, is_unsupported=True)]
    above = first_missing(case.indicator, case.met, (case.level + 1,)) if case.level < HIGHEST_LEVEL else None
    is_self = case.stage == "penilaian_mandiri"
    if above is None:
        return [case.pick("reach.self", **fields) if is_self else case.wording.text("reach.external_full", **fields)]
    told = {**fields, "next": case.number(case.level + 1), "missing": missing_text(case, above)}
    if is_bare:
        return [case.pick("reach.self_lowest", **told)]
    low = "reach.external_low" if case.level == case.rubric.lowest_level else "reach.external_why"
    return [case.pick("reach.self_why" if is_self else low, **told), *what_to_clarify(case)]


def what_to_clarify(case: Case, *, is_unsupported: bool = False) -> list[str]:
    """What the interview must ask: a claim above the level, or a level that the evidence does not support.

    Source: Pedoman 3/2024 BAB III C.4, p. 218 (the example of indicator 36).
    """
    claimed = case.facts.claimed
    if case.stage == "dokumen" and claimed is not None and (claimed > case.level or (is_unsupported and claimed == case.level)):
        return [case.wording.text("reach.clarify", claimed=case.number(claimed))]
    return []
