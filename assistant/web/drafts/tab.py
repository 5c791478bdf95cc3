"""The drafts tab: the assistant proposes texts, a person accepts, edits or rejects them, and both versions are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

import gradio as gr

from assistant.drafting.bundle import draft_bundle, save_commands
from assistant.session import Session
from assistant.web.desk import (
    HIDDEN_EVENT,
    NOT_CHOSEN,
    Desk,
    Opened,
    Update,
    desk_of,
    fault_html,
    guarded,
    on_show,
    said_html,
)
from assistant.web.downloads import SHELF, owner_of
from assistant.web.drafts.layout import NOTHING, DraftParts, lay_out_drafts
from assistant.web.drafts.subjects import (
    Place,
    check_place,
    lint_part,
    newest_draft,
    notes_of,
    part_choices,
    stage_before,
    subject_choices,
    working_text,
)
from assistant.web.drafts.view import findings_html, notes_html, versions_html
from assistant.web.file_link import download_html, file_name
from assistant.workspace.commands import Command, DecideDraft, WriteText
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.records import AGENCY_SUBJECT, Outcome, subject_number
from assistant.workspace.wording import describe
from corpus.errors import InputError

_KEPT = "Teks Anda masih ada di kotak suntingan. Bila tetap hendak menyimpannya, tekan tombolnya sekali lagi."


def build_drafts(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the assessment chosen on the page."""
    desk = desk_of(session)
    with gr.Column(elem_id="tab-draf", elem_classes="sheet"):
        tab = _DraftsTab(desk, lay_out_drafts())
    tab.wire()


class _DraftsTab:
    """What the tab does. Every decision names the version that the person saw."""

    def __init__(self, desk: Desk, parts: DraftParts) -> None:
        self._desk = desk
        self._parts = parts

    def wire(self) -> None:
        """Binds the events."""
        parts, chosen = self._parts, self._desk.chosen
        panel = [parts.kind, parts.place, parts.versions, parts.text, parts.reason, parts.decision, parts.notes, parts.findings]
        where = [chosen, parts.subject, parts.kind]
        on_show(
            guarded(parts.note, self.show),
            [*where, self._desk.person],
            [parts.head, parts.work, parts.person, parts.subject, parts.link, parts.note, *panel],
        )
        parts.person.blur(lambda name: name, parts.person, self._desk.person, **HIDDEN_EVENT)
        gr.on(
            [parts.subject.input, parts.kind.input], guarded(parts.note, self.pick), where, [*panel, parts.note], **HIDDEN_EVENT
        )
        for button, deed in ((parts.compose, self.compose), (parts.compose_all, self.compose_all)):
            asked = button.click(lambda: said_html("Menyusun draf …"), None, parts.note, **HIDDEN_EVENT)
            asked.then(guarded(parts.note, deed), [*where, parts.person], [parts.subject, parts.note, *panel], **HIDDEN_EVENT)
        asked = parts.report.click(lambda: said_html("Menyiapkan laporan …"), None, parts.note, **HIDDEN_EVENT)
        asked.then(guarded(parts.note, self.make_report), chosen, [parts.link, parts.note], **HIDDEN_EVENT)
        self._wire_decisions()

    def _wire_decisions(self) -> None:
        parts = self._parts
        for button, deed in ((parts.accept, self.accept), (parts.edit, self.edit), (parts.reject, self.reject)):
            button.click(
                guarded(parts.decision, deed),
                [parts.place, parts.person, parts.text, parts.reason],
                [parts.place, parts.versions, parts.findings, parts.decision, parts.subject, parts.text, parts.reason],
                trigger_mode="once",
                **HIDDEN_EVENT,
            )
        parts.check.click(
            guarded(parts.decision, self.lint), [parts.place, parts.text], [parts.findings, parts.decision], **HIDDEN_EVENT
        )

    def show(self, chosen: int, subject: str | None, kind: str | None, person: str) -> Update:
        """The whole tab as things are now."""
        parts = self._parts
        if not chosen:
            return {parts.head: NOTHING, parts.work: gr.update(visible=False)}
        opened = self._desk.open(chosen)
        choices = subject_choices(opened)
        known = subject if subject in {value for _, value in choices} else AGENCY_SUBJECT
        return {
            parts.head: f"<h3>{escape(opened.title)}</h3>",
            parts.work: gr.update(visible=True),
            **({parts.person: person} if person else {}),  # an empty one must not wipe out what is being typed
            parts.subject: gr.update(choices=choices, value=known),
            parts.link: "",
            **self._filled(opened, known, kind),
        }

    def pick(self, chosen: int, subject: str | None, kind: str | None) -> Update:
        """The panel of another subject or part."""
        return self._filled(self._desk.open(chosen), subject, kind)

    def compose(self, chosen: int, subject: str | None, kind: str | None, person: str) -> Update:
        """New drafts for the chosen subject."""
        return self._compose(chosen, subject, kind, person, is_all=False)

    def compose_all(self, chosen: int, subject: str | None, kind: str | None, person: str) -> Update:
        """New drafts for the whole assessment."""
        return self._compose(chosen, subject, kind, person, is_all=True)

    def _compose(self, chosen: int, subject: str | None, kind: str | None, person: str, *, is_all: bool) -> Update:
        opened, workspace = self._desk.open(chosen), self._desk.workspace()
        about, _ = check_place(subject, kind, opened.rubric, opened.assessment.stage)
        numbers = [subject_number(about)] if about.startswith("indikator") and not is_all else []
        bundle = draft_bundle(
            opened.state, opened.agency, opened.rubric, previous=stage_before(workspace, opened), numbers=numbers
        )
        commands = [one for one in save_commands(bundle, opened.state) if is_all or one.subject == about]
        touched = {one.subject: opened.state.subject(one.subject).version for one in commands}
        made = workspace.apply(chosen, commands, person or "", touched)
        if not made and not is_all and bundle.without_level == tuple(numbers) and numbers:
            raise InputError(f"Indikator {numbers[0]} belum berlevel. Tetapkan atau usulkan levelnya pada tab Penilaian dahulu.")
        opened = self._desk.open(chosen)
        said = (
            f"{len(made)} draf disusun dan menunggu keputusan."
            if made
            else "Tidak ada draf baru: teksnya sama dengan yang sudah ada."
        )
        return {
            self._parts.subject: gr.update(choices=subject_choices(opened), value=about),
            self._parts.note: said_html(said),
            **self._filled(opened, about, kind),
        }

    def accept(self, place: Place | None, person: str, text: str, reason: str) -> Update:
        """The proposed text signed as it is."""
        return self._decide(place, person, "accepted", "", reason)

    def edit(self, place: Place | None, person: str, text: str, reason: str) -> Update:
        """The edited text signed; without a draft it is the person's own text."""
        return self._decide(place, person, "edited", text or "", reason)

    def reject(self, place: Place | None, person: str, text: str, reason: str) -> Update:
        """The draft refused, with the reason."""
        return self._decide(place, person, "rejected", "", reason)

    def lint(self, place: Place | None, text: str) -> Update:
        """The linter's findings on the text in the box."""
        if place is None:
            raise InputError(NOT_CHOSEN)
        return {self._parts.findings: _findings(self._desk.open(place.assessment), place, text or "")}

    def make_report(self, chosen: int, request: gr.Request) -> Update:
        """The link to the report."""
        from assistant.export.report import build_report  # matplotlib is slow to import, and the chat must not wait
        from assistant.workspace.exchange import export_report, export_sheet

        opened = self._desk.open(chosen)
        sheet = export_sheet(opened.agency, opened.state, opened.rubric, datetime.now().astimezone())
        content = build_report(export_report(sheet, opened.state, opened.rubric), opened.rubric)
        name = file_name("laporan", opened, "docx")
        token = SHELF.put(owner_of(request.cookies), name, content)
        return {self._parts.link: download_html(token, name, len(content)), self._parts.note: said_html("Laporan siap diunduh.")}

    def _decide(self, place: Place | None, person: str, outcome: Outcome, text: str, reason: str) -> Update:
        if place is None:
            raise InputError(NOT_CHOSEN)
        parts, workspace = self._parts, self._desk.workspace()
        commands = _commands(self._desk.open(place.assessment), place, outcome, text, reason or "")
        drawn: dict[Any, Any] = {}
        try:
            made = workspace.apply(place.assessment, commands, person or "", {place.subject: place.version})
        except ConflictError as error:
            note = fault_html(f"{error}\n{_KEPT}")
        else:
            note = said_html("\n".join(["Tersimpan.", *map(describe, made)]) if made else "Tidak ada yang berubah.")
            state = self._desk.open(place.assessment).state.subject(place.subject)
            drawn |= {parts.text: working_text(state, place.kind), parts.reason: ""}
        opened = self._desk.open(place.assessment)
        return {
            **drawn,
            **self._drawn(opened, place.subject, place.kind),
            parts.subject: gr.update(choices=subject_choices(opened), value=place.subject),
            parts.decision: note,
        }

    def _drawn(self, opened: Opened, subject: str, kind: Any) -> dict[Any, Any]:
        """What the panel shows, without what the person may have typed."""
        state = opened.state.subject(subject)
        place = Place(assessment=opened.assessment.id, subject=subject, kind=kind, version=state.version)
        return {
            self._parts.place: place,
            self._parts.versions: versions_html(state, kind),
            self._parts.findings: _findings(opened, place, working_text(state, kind)),
        }

    def _filled(self, opened: Opened, asked: str | None, asked_kind: str | None) -> Update:
        parts, stage = self._parts, opened.assessment.stage
        subject, kind = check_place(asked, asked_kind, opened.rubric, stage)
        return {
            **self._drawn(opened, subject, kind),
            parts.kind: gr.update(choices=part_choices(subject, stage), value=kind),
            parts.text: working_text(opened.state.subject(subject), kind),
            parts.reason: "",
            parts.decision: "",
            parts.notes: notes_html(notes_of(self._desk.workspace(), opened, subject)),
        }


def _commands(opened: Opened, place: Place, outcome: Outcome, text: str, reason: str) -> Sequence[Command]:
    draft = newest_draft(opened.state.subject(place.subject), place.kind)
    if draft is None:
        if outcome != "edited":
            raise InputError("Belum ada draf untuk diputuskan. Susun drafnya, atau tulis sendiri lalu simpan suntingan.")
        return [WriteText(subject=place.subject, kind=place.kind, text=text)]
    settled: Outcome = "accepted" if outcome == "edited" and text.strip() == draft.proposed else outcome
    return [DecideDraft(subject=place.subject, draft=draft.id, outcome=settled, signed=text, reason=reason)]


def _findings(opened: Opened, place: Place, text: str) -> str:
    return findings_html(lint_part(opened, place, text)) if text.strip() else ""
