"""What is amiss at each indicator of an assessment, in sentences: for the workbook that assessors fill in."""

from __future__ import annotations

from assistant.drafting.case import Case, missing_text
from assistant.drafting.clauses import listing
from assistant.drafting.inputs import doubt_of, facts_of
from assistant.drafting.records import IndicatorFacts, Subject
from assistant.drafting.requirements import first_missing, requirements_of, supported_level
from assistant.indeks import HIGHEST_LEVEL
from assistant.workspace.records import Agency, AssessmentState, SubjectState
from corpus.drafting import Wording, load_wording
from corpus.records import Rubric

_TOLD_NEEDS = 3


def shortcomings_of(state: AssessmentState, agency: Agency, rubric: Rubric) -> dict[int, tuple[str, ...]]:
    """Indicator number to sentences: doubtful evidence, levels that it does not support, and what the next level lacks.

    Indicators without a level and without evidence are left out, as are editions whose elements are not known.
    """
    words, subject = load_wording(), Subject(name=agency.full_name, kind=agency.kind)
    found = {
        facts.number: (*_of_levels(facts, subject, rubric, words), *_of_evidence(state.indicator(facts.number), words))
        for facts in facts_of(state, rubric)
        if facts.confirmed is not None or facts.proposed is not None or facts.files
    }
    return {number: sentences for number, sentences in found.items() if sentences}


def _of_evidence(state: SubjectState, words: Wording) -> list[str]:
    drafts = dict.fromkeys(held.file_name for held in state.attachments if held.is_draft)
    doubted = dict.fromkeys(held.file_name for held in state.attachments if doubt_of(held.note))
    said = (("shortcomings.drafts", drafts), ("shortcomings.doubted", doubted))
    return [words.text(key, files=listing(list(files))) for key, files in said if files]


def _of_levels(facts: IndicatorFacts, subject: Subject, rubric: Rubric, words: Wording) -> list[str]:
    indicator = rubric.indicator(facts.number)
    level = facts.confirmed if facts.confirmed is not None else facts.proposed[0] if facts.proposed else None
    if level is None or not any(own.elements for own in indicator.levels):
        return []
    if not facts.files:
        return [words.text("shortcomings.no_evidence")]
    if facts.met is None:
        return []
    case = Case(facts=facts, stage="dokumen", level=level, met=facts.met, subject=subject, rubric=rubric, wording=words)
    said = []
    lacking = first_missing(indicator, facts.met, range(rubric.lowest_level + 1, level + 1))
    if lacking is not None:
        supported = supported_level(indicator, facts.met)
        said.append(words.text("shortcomings.unsupported", level=level, supported=supported, missing=missing_text(case, lacking)))
    elif level < HIGHEST_LEVEL:
        needs = [need for need in requirements_of(indicator.level(level + 1)) if not need.is_met(facts.met)][:_TOLD_NEEDS]
        said += [words.text("shortcomings.next", next=level + 1, missing=missing_text(case, need)) for need in needs]
    return said
