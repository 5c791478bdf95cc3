"""The linter for any text of an assessment: explanations of indicators, texts on aspects, and the recommendation."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.drafting.lint_aspects import lint_aspect
from assistant.drafting.lint_recommendation import lint_recommendation
from assistant.drafting.lint_records import LintFinding, WrittenExplanation
from assistant.drafting.lint_texts import WrittenAspect, WrittenRecommendation
from assistant.drafting.linter import lint_explanation
from assistant.workspace.records import AGENCY_SUBJECT, AssessmentState, Stage, TextKind, subject_number
from corpus.drafting import Wording
from corpus.records import Rubric


def lint_subject(
    subject: str,
    texts: Mapping[TextKind, str],
    stage: Stage,
    levels: Mapping[int, int],
    rubric: Rubric,
    wording: Wording | None = None,
) -> tuple[LintFinding, ...]:
    """What is wrong with the texts of a subject ("indikator-21", "aspek-3", "instansi"); absent kinds count as empty.

    `levels` are the confirmed levels of the whole assessment.

    Raises:
        InputError: for a subject or a level that the edition does not have.
    """
    number = subject_number(subject)
    if subject == AGENCY_SUBJECT:
        recommendation = WrittenRecommendation(
            ringkasan=texts.get("ringkasan", ""),
            keunggulan=texts.get("keunggulan", ""),
            kelemahan=texts.get("kelemahan", ""),
            saran=texts.get("saran", ""),
        )
        return lint_recommendation(recommendation, levels, rubric, wording)
    if subject.startswith("aspek"):
        written = WrittenAspect(aspect=number, kekuatan=texts.get("kekuatan", ""), kelemahan=texts.get("kelemahan", ""))
        return lint_aspect(written, levels, rubric, wording)
    explanation = WrittenExplanation(
        fakta=texts.get("fakta", ""),
        analisis=texts.get("analisis", ""),
        justifikasi=texts.get("justifikasi", ""),
        indicator=number,
        stage=stage,
        level=levels.get(number),
    )
    return lint_explanation(explanation, rubric, wording)


def lint_state(state: AssessmentState, rubric: Rubric) -> dict[str, tuple[LintFinding, ...]]:
    """Subject to findings, for every subject of the assessment that has a text in force; in the order of the assessment."""
    levels = state.confirmed_levels()
    order = sorted(state.subjects, key=lambda name: (name == AGENCY_SUBJECT, name.startswith("aspek"), subject_number(name)))
    return {
        name: lint_subject(
            name, {one.kind: one.text for one in state.subjects[name].texts}, state.assessment.stage, levels, rubric
        )
        for name in order
        if any(one.text.strip() for one in state.subjects[name].texts)
    }
