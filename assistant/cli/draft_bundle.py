"""Drafting a stored assessment: reading it with the evidence review, and saving the drafts for decision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.drafting.bundle import DraftBundle, draft_bundle, save_commands
from assistant.drafting.inputs import read_review
from assistant.indeks import unknown_indicator
from assistant.workspace.store import Workspace
from corpus.errors import InputError

__all__ = ["DraftBundle", "draft_assessment", "save_bundle"]


def draft_assessment(workspace: Workspace, assessment_id: int, evidence: Path | None, numbers: Sequence[int] = ()) -> DraftBundle:
    """All drafts of an assessment at its stage; `evidence` is what `spbe review --json` printed.

    Raises:
        InputError: for an unknown assessment or indicator, or an evidence file that cannot be used.
    """
    state = workspace.state(assessment_id)
    rubric = workspace.rubric(state.assessment.edition)
    for number in numbers:
        if all(one.number != number for one in rubric.indicators):
            raise InputError(unknown_indicator(number, rubric))
    before = state.assessment.previous_id
    return draft_bundle(
        state,
        workspace.agency(state.assessment.agency_id),
        rubric,
        previous=workspace.state(before) if before is not None else None,
        review=read_review(evidence, rubric) if evidence is not None else None,
        numbers=numbers,
    )


def save_bundle(workspace: Workspace, assessment_id: int, bundle: DraftBundle, person: str) -> int:
    """How many drafts were saved; those that wait already with the same words are left alone.

    Raises:
        InputError: when no person is named or the stage is closed.
    """
    if not person.strip():
        raise InputError("Menyimpan draf memerlukan nama orang. Tambahkan --by NAMA.")
    return len(workspace.apply(assessment_id, save_commands(bundle, workspace.state(assessment_id)), person))
