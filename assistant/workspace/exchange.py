"""Between the workspace and the exports: an assessment as plain rows, and a filled-in workbook as deeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from assistant.export.records import (
    AspectText,
    AssessmentSheet,
    Decision,
    EvidenceQuote,
    IndicatorRow,
    RecommendationText,
    ReportContent,
)
from assistant.export.workbook_merge import FieldChange, FieldConflict, WorkbookReading, merge_workbook
from assistant.workspace.commands import Command, ConfirmLevel, DecideDraft, WriteText
from assistant.workspace.records import (
    AGENCY_SUBJECT,
    STAGES,
    Agency,
    AgencyEvent,
    AssessmentState,
    Draft,
    Outcome,
    SubjectState,
    TextKind,
    aspect_subject,
    indicator_subject,
)
from corpus.errors import InputError
from corpus.records import Rubric

_TEXTS: tuple[TextKind, ...] = ("fakta", "analisis", "justifikasi")
_EMPTIED = "Teks dikosongkan di buku kerja."
_DECISIONS: Mapping[str, Decision] = {"accepted": "Diterima", "edited": "Diubah", "rejected": "Ditolak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What importing a workbook would do: deeds to apply with these versions, and conflicts that a person must settle."""

    commands: tuple[Command, ...]
    versions: Mapping[str, int]
    conflicts: tuple[FieldConflict, ...]


def export_sheet(
    agency: Agency,
    state: AssessmentState,
    rubric: Rubric,
    exported_at: datetime,
    defects: Mapping[int, Sequence[str]] | None = None,
) -> AssessmentSheet:
    """The assessment as plain rows, one for each indicator; `defects` are sentences by indicator number."""
    found = defects or {}
    assessment = state.assessment
    return AssessmentSheet(
        key=str(assessment.id),
        agency=agency.full_name,
        year=assessment.year,
        edition=assessment.edition,
        stage=STAGES[assessment.stage],
        exported_at=exported_at,
        rows=tuple(
            _row(indicator.number, state.indicator(indicator.number), found.get(indicator.number, ()))
            for indicator in rubric.indicators
        ),
    )


def export_report(sheet: AssessmentSheet, state: AssessmentState, rubric: Rubric) -> ReportContent:
    """The report's content: signed texts, else drafts that wait, marked as such; strengths and weaknesses are one a line."""
    agency = state.subject(AGENCY_SUBJECT)
    parts: tuple[TextKind, ...] = ("ringkasan", "keunggulan", "kelemahan", "saran")
    texts = {kind: _signed_first(kind, agency) for kind in parts}
    return ReportContent(
        sheet=replace(sheet, rows=tuple(_report_row(row, state.indicator(row.number)) for row in sheet.rows)),
        aspects=tuple(_aspect(aspect.number, state.subject(aspect_subject(aspect.number))) for aspect in rubric.aspects),
        recommendation=RecommendationText(
            ringkasan=texts["ringkasan"],
            keunggulan=texts["keunggulan"],
            kelemahan=texts["kelemahan"],
            saran=texts["saran"],
            drafts=frozenset(kind for kind in parts if texts[kind] and not agency.text(kind)),
        ),
    )


def former_names(agency: Agency, events: Sequence[AgencyEvent]) -> tuple[str, ...]:
    """The full names that the agency had before, oldest first."""
    names: list[str] = []
    for event in reversed(events):
        agency = replace(agency, **event.before)
        names.insert(0, agency.full_name)
    return tuple(names)


def plan_import(
    reading: WorkbookReading, sheet: AssessmentSheet, state: AssessmentState, names_before: Sequence[str] = ()
) -> ImportPlan:
    """The deeds that bring a workbook's changes into the assessment; `sheet` is the assessment exported anew.

    `names_before` are names of the agency that an older workbook may carry. Apply the deeds with the plan's versions, so that
    a change made in between is a conflict too.

    Raises:
        InputError: when the workbook belongs to another assessment.
    """
    if reading.assessment != sheet.key or reading.agency not in (sheet.agency, *names_before):
        if reading.agency in (sheet.agency, *names_before):
            raise InputError(
                f"{reading.file_name}: buku kerja ini milik penilaian {reading.assessment}, bukan penilaian {sheet.key} "
                f"({sheet.stage} tahun {sheet.year}). Impor ke penilaian asalnya, atau ekspor ulang dari penilaian ini."
            )
        raise InputError(
            f"{reading.file_name}: buku kerja ini milik {reading.agency} (penilaian {reading.assessment}), "
            f"bukan {sheet.agency} (penilaian {sheet.key})."
        )
    merge = merge_workbook(reading, {row.number: row for row in sheet.rows})
    by_indicator: dict[int, dict[str, FieldChange]] = {}
    for change in merge.changes:
        by_indicator.setdefault(change.indicator, {})[change.field] = change
    commands: list[Command] = []
    for number, changes in by_indicator.items():
        row = next(row for row in sheet.rows if row.number == number)
        commands += _confirmations(row, changes)
        commands += _decisions(row, changes, state.indicator(number))
    return ImportPlan(
        commands=tuple(commands),
        versions={indicator_subject(number): state.indicator(number).version for number in by_indicator},
        conflicts=merge.conflicts,
    )


def _report_row(row: IndicatorRow, state: SubjectState) -> IndicatorRow:
    fakta, analisis, justifikasi = texts = [_signed_first(kind, state) for kind in _TEXTS]
    is_draft = any(text and not state.text(kind) for kind, text in zip(_TEXTS, texts, strict=True))
    return replace(row, fakta=fakta, analisis=analisis, justifikasi=justifikasi, is_draft=is_draft)


def _aspect(number: int, state: SubjectState) -> AspectText:
    strengths, weaknesses = _signed_first("kekuatan", state), _signed_first("kelemahan", state)
    drafts: set[Literal["strengths", "weaknesses"]] = {"strengths"} if strengths and not state.text("kekuatan") else set()
    drafts |= {"weaknesses"} if weaknesses and not state.text("kelemahan") else set()
    return AspectText(aspect=number, strengths=_lines(strengths), weaknesses=_lines(weaknesses), drafts=frozenset(drafts))


def _signed_first(kind: TextKind, state: SubjectState) -> str:
    """The text in force, else the draft that waits."""
    return state.text(kind) or _text(kind, state, _newest(state).get(kind))


def _newest(state: SubjectState) -> dict[TextKind, Draft]:
    """The newest draft of each kind."""
    return {draft.kind: draft for draft in state.drafts}


def _row(number: int, state: SubjectState, defects: Sequence[str]) -> IndicatorRow:
    newest = _newest(state)
    decided = [draft for draft in newest.values() if draft.outcome]
    is_decided = bool(decided) and len(decided) == len(newest)
    texts = {kind: _text(kind, state, newest.get(kind)) for kind in _TEXTS}
    return IndicatorRow(
        number=number,
        version=state.version,
        unit=state.unit,
        claimed=state.claimed,
        proposed=state.proposed,
        confirmed=state.confirmed,
        confirmed_by=state.confirmed_by,
        quotes=tuple(
            EvidenceQuote(file_name=held.file_name, page=quote.page, text=quote.text, pasal=quote.pasal)
            for held in state.attachments
            for quote in held.quotes
        ),
        defects=tuple(defects),
        fakta=texts["fakta"],
        analisis=texts["analisis"],
        justifikasi=texts["justifikasi"],
        decision=_DECISIONS[_strictest(decided)] if is_decided else "",
        reason=next((draft.reason for draft in decided if draft.reason), "") if is_decided else "",
        is_draft=len(decided) < len(newest),
    )


def _text(kind: TextKind, state: SubjectState, draft: Draft | None) -> str:
    """The text in force, or the newest draft while nobody has decided on it."""
    return draft.proposed if draft is not None and not draft.outcome else state.text(kind)


def _strictest(drafts: Sequence[Draft]) -> str:
    order = ("rejected", "edited", "accepted")
    return min((draft.outcome for draft in drafts), key=order.index)


def _confirmations(row: IndicatorRow, changes: Mapping[str, FieldChange]) -> list[Command]:
    if not {"confirmed", "confirmed_by"} & changes.keys():
        return []
    level = changes["confirmed"].after if "confirmed" in changes else row.confirmed
    name = changes["confirmed_by"].after if "confirmed_by" in changes else row.confirmed_by
    return [ConfirmLevel(indicator=row.number, level=level if isinstance(level, int) else None, confirmed_by=str(name or ""))]


def _decisions(row: IndicatorRow, changes: Mapping[str, FieldChange], state: SubjectState) -> list[Command]:
    """Decisions on the newest draft of each kind, and texts of people where there is no draft or they reject it."""
    subject = indicator_subject(row.number)
    decision = str(changes["decision"].after if "decision" in changes else row.decision)
    reason = str(changes["reason"].after if "reason" in changes else row.reason)
    newest = _newest(state)
    is_decided_anew = bool({"decision", "reason"} & changes.keys())
    commands: list[Command] = []
    for kind in _TEXTS:
        draft = newest.get(kind)
        is_changed = kind in changes
        text = str(changes[kind].after if is_changed else getattr(row, kind))
        is_open = draft is not None and (is_decided_anew or (is_changed and not draft.outcome))
        outcome = _outcome(decision, text, draft.proposed, is_changed) if draft is not None and is_open else None
        if draft is not None and outcome is not None:
            why = reason or (_EMPTIED if outcome == "rejected" else "")
            commands.append(DecideDraft(subject=subject, draft=draft.id, outcome=outcome, signed=text, reason=why))
        if is_changed and outcome in (None, "rejected"):
            commands.append(WriteText(subject=subject, kind=kind, text=text))
    return commands


def _outcome(decision: str, text: str, proposed: str, is_changed: bool) -> Outcome | None:
    """What the row says about a draft whose cell holds `text` now; None = nothing.

    A changed text is an edited draft even when the decision column is empty, and an emptied one is a rejection.
    """
    if decision == "Ditolak" or (is_changed and not text):
        return "rejected"
    if not text or not (decision or is_changed):
        return None
    return "accepted" if text == proposed else "edited"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.lstrip("-• ").strip() for line in text.split("\n") if line.strip())
