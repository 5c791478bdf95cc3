"""All drafts of one assessment at its stage, and saving them as drafts that wait for a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.aspects import draft_aspects
from assistant.drafting.explanations import draft_explanations
from assistant.drafting.inputs import ReviewMarks, facts_of
from assistant.drafting.recommendation import draft_recommendation
from assistant.drafting.records import AspectDraft, Explanation, Recommendation, Subject
from assistant.workspace.commands import Command, ProposeDraft
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    Agency,
    AssessmentState,
    Stage,
    TextKind,
    aspect_subject,
    indicator_subject,
)
from corpus.records import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBundle:
    """The drafts of an assessment; `without_level` are indicators with neither a confirmed level nor a proposed range."""

    assessment: int
    agency: str
    stage: Stage
    rubric: Rubric
    explanations: tuple[Explanation, ...]
    without_level: tuple[int, ...]
    aspects: tuple[AspectDraft, ...]
    recommendation: Recommendation


def draft_bundle(
    state: AssessmentState,
    agency: Agency,
    rubric: Rubric,
    *,
    previous: AssessmentState | None = None,
    review: Mapping[int, ReviewMarks] | None = None,
    numbers: Sequence[int] = (),
) -> DraftBundle:
    """The drafts from confirmed levels, and from proposed ones where nothing is confirmed; `numbers` narrows the explanations.

    `previous` is the stage before, None for the first.

    Aspects and recommendation rest on confirmed levels alone once there are any.

    Raises:
        InputError: when the edition has no elements to draft from.
    """
    facts = facts_of(state, rubric, review, previous)
    subject = Subject(name=agency.full_name, kind=agency.kind)
    told = [one for one in facts if not numbers or one.number in numbers]
    explanations = draft_explanations(told, state.assessment.stage, subject, rubric)
    levels = state.confirmed_levels() or {one.number: one.proposed[0] for one in facts if one.proposed is not None}
    done = {draft.indicator for draft in explanations}
    return DraftBundle(
        assessment=state.assessment.id,
        agency=agency.full_name,
        stage=state.assessment.stage,
        rubric=rubric,
        explanations=explanations,
        without_level=tuple(one.number for one in told if one.number not in done),
        aspects=draft_aspects(levels, facts, subject, rubric),
        recommendation=draft_recommendation(levels, facts, subject, rubric),
    )


def save_commands(bundle: DraftBundle, state: AssessmentState) -> list[Command]:
    """The deeds that put the drafts into the workspace: one a text that neither waits there nor holds already."""
    commands: list[Command] = []
    for subject, kind, text in _texts(bundle):
        waiting = {(draft.kind, draft.proposed) for draft in state.subject(subject).drafts if not draft.outcome}
        if text and (kind, text) not in waiting and state.subject(subject).text(kind) != text:
            commands.append(ProposeDraft(subject=subject, kind=kind, text=text))
    return commands


def aspect_texts(aspect: AspectDraft) -> tuple[str, str]:
    """Strengths and weaknesses as the workspace keeps them, one a line; what the aspect fulfils stands before the strengths."""
    return "\n".join((aspect.fulfilment, *aspect.strengths)), "\n".join(aspect.weaknesses)


def _texts(bundle: DraftBundle) -> list[tuple[str, TextKind, str]]:
    texts: list[tuple[str, TextKind, str]] = []
    for draft in bundle.explanations:
        subject = indicator_subject(draft.indicator)
        texts += [
            (subject, "fakta", draft.fakta),
            (subject, "analisis", draft.analisis),
            (subject, "justifikasi", draft.justifikasi),
        ]
    for aspect in bundle.aspects:
        strengths, weaknesses = aspect_texts(aspect)
        texts += [
            (aspect_subject(aspect.aspect), "kekuatan", strengths),
            (aspect_subject(aspect.aspect), "kelemahan", weaknesses),
        ]
    told = bundle.recommendation
    texts += [
        (AGENCY_SUBJECT, "ringkasan", told.ringkasan),
        (AGENCY_SUBJECT, "keunggulan", told.keunggulan),
        (AGENCY_SUBJECT, "kelemahan", told.kelemahan),
        (AGENCY_SUBJECT, "saran", told.saran),
    ]
    return texts
