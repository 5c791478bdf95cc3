"""The to-do list of an assessment: the next step of every weak indicator, for the unit that must take it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.drafting.actions import plan_actions, todo_items
from assistant.drafting.inputs import ReviewMarks, facts_of
from assistant.drafting.records import Subject
from assistant.export.records import TodoItem
from assistant.workspace.records import Agency, AssessmentState
from corpus.drafting import load_wording
from corpus.records import Rubric


def todo_of(
    state: AssessmentState, agency: Agency, rubric: Rubric, review: Mapping[int, ReviewMarks] | None = None
) -> tuple[TodoItem, ...]:
    """The steps in the order to take them, from confirmed levels, else from the low end of the proposed range.

    Indicators with neither are left out: nobody can say yet what their next step is.
    """
    facts = facts_of(state, rubric, review)
    levels = {one.number: one.proposed[0] for one in facts if one.proposed is not None} | state.confirmed_levels()
    actions = plan_actions(levels, facts, Subject(name=agency.full_name, kind=agency.kind), rubric, load_wording())
    return todo_items(actions, {one.number: one.unit for one in facts if one.unit}, rubric)
