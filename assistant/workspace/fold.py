"""From events to state: what holds after each kind of event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.workspace.records import Attachment, Draft, ElementMark, Event, SubjectState, WrittenText

Attachments = Mapping[int, Attachment]


def fold(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    """The state after one more event of its subject; `attachments` holds every attachment by id."""
    return replace(_FOLDS[event.kind](state, event, attachments), version=event.version)


def _claim(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    return replace(state, claimed=event.after["claimed"])


def _propose_range(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    low, high = event.after["proposed"]
    told = event.after.get("elements")
    elements = state.elements if told is None else tuple(ElementMark(**mark) for mark in told)
    return replace(state, proposed=(low, high), elements=elements)


def _confirm(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    level = event.after["confirmed"]
    return replace(
        state,
        confirmed=level,
        confirmed_by=event.after["confirmed_by"],
        confirmed_at=None if level is None else event.at,
    )


def _assign_unit(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    return replace(state, unit=event.after["unit"])


def _name_application(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    return replace(state, application=event.after["application"])


def _attach(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    return replace(state, attachments=(*state.attachments, attachments[event.after["attachment"]]))


def _complete(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    """The attachment with what a later review of the same file told of it; its stored row stays as it was."""
    completed = tuple(
        _completed(held, event.after) if held.id == event.after["attachment"] else held for held in state.attachments
    )
    return replace(state, attachments=completed)


def _completed(held: Attachment, told: Mapping[str, Any]) -> Attachment:
    articles: Mapping[str, str] = told["articles"]
    quotes = tuple(replace(quote, pasal=quote.pasal or articles.get(str(place), "")) for place, quote in enumerate(held.quotes))
    return replace(held, quotes=quotes, title=told["title"], note=told["note"])


def _detach(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    """What only the detached file showed counts as not found from then on."""
    gone = event.before["attachment"]
    kept = tuple(held for held in state.attachments if held.id != gone)
    lost = _shown(state.attachments) - _shown(kept)
    elements = tuple(replace(mark, state="not_found") if mark.element in lost else mark for mark in state.elements)
    return replace(state, attachments=kept, elements=elements)


def _write_text(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    return _with_text(state, event, event.after["text"])


def _propose_draft(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    draft = Draft(
        id=event.version,
        kind=event.after["kind"],
        proposed=event.after["text"],
        proposed_by=event.person,
        proposed_at=event.at,
    )
    return replace(state, drafts=(*state.drafts, draft))


def _decide_draft(state: SubjectState, event: Event, attachments: Attachments) -> SubjectState:
    decision: Mapping[str, Any] = event.after
    drafts = tuple(
        replace(
            draft,
            outcome=decision["outcome"],
            signed=decision["signed"],
            reason=decision["reason"],
            decided_by=event.person,
            decided_at=event.at,
        )
        if draft.id == decision["draft"]
        else draft
        for draft in state.drafts
    )
    decided = replace(state, drafts=drafts)
    return decided if decision["outcome"] == "rejected" else _with_text(decided, event, decision["signed"])


def _shown(attachments: Sequence[Attachment]) -> set[str]:
    return {element for held in attachments for quote in held.quotes for element in quote.elements}


def _with_text(state: SubjectState, event: Event, text: str) -> SubjectState:
    kind = event.after["kind"]
    kept = tuple(written for written in state.texts if written.kind != kind)
    added = (WrittenText(kind=kind, text=text, person=event.person, at=event.at),) if text else ()
    return replace(state, texts=(*kept, *added))


_FOLDS: Mapping[str, Callable[[SubjectState, Event, Attachments], SubjectState]] = {
    "claim": _claim,
    "propose_range": _propose_range,
    "confirm": _confirm,
    "assign_unit": _assign_unit,
    "name_application": _name_application,
    "attach": _attach,
    "complete_evidence": _complete,
    "detach": _detach,
    "write_text": _write_text,
    "propose_draft": _propose_draft,
    "decide_draft": _decide_draft,
}
