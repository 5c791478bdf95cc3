"""From the evidence tab to an assessment: a person chooses where to and which indicators; nothing here confirms a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import gradio as gr

from assistant.evidence.wire import review_json
from assistant.web.desk import (
    HIDDEN_EVENT,
    Desk,
    Opened,
    Update,
    assessment_label,
    fault_html,
    guarded,
    new_stamp,
    on_show,
    open_tab,
    said_html,
)
from assistant.web.evidence.handover_layout import lay_out_handover
from assistant.web.evidence.job import Job
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.handover import NOT_CONFIRMED, Handover, handover_commands, handover_line, plan_handover
from assistant.workspace.records import Event, indicator_subject
from assistant.workspace.reviewed import ReviewedFile, read_documents
from corpus.errors import InputError

JobOf = Callable[[gr.Request], Job | None]
_NO_TARGET = "Pilih penilaian tujuannya. Bila belum ada, buat dahulu pada tab Penilaian."
_NOTHING = "Telaah ini tidak mendukung satu indikator pun, sehingga tidak ada yang dapat diserahkan."
_MOVED = "Penilaian tujuan atau hasil telaah baru saja berubah. Periksa daftarnya, lalu tekan sekali lagi."
_AGAIN = "Daftar di atas sudah menunjukkan keadaan terbaru. Bila tetap hendak menyerahkan, tekan tombolnya sekali lagi."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the person saw: the review, the assessment (0 = none), and the versions of the listed indicators."""

    job: int
    assessment: int
    versions: Mapping[int, int]


class HandoverPanel:
    """The panel under the summary of a finished review; `job_of` gives the review of a browser."""

    def __init__(self, desk: Desk, job_of: JobOf) -> None:
        self._desk = desk
        self._job_of = job_of
        self._parts = lay_out_handover()
        self._read: WeakKeyDictionary[Job, tuple[ReviewedFile, ...]] = WeakKeyDictionary()

    def wire(self, results: Any) -> None:
        """Binds the events; `results` changes when a review has ended."""
        parts, desk = self._parts, self._desk
        listed = [parts.about, parts.boxes, parts.seen]
        drawing: tuple[Any, ...] = (
            guarded(parts.about, self.draw),
            [desk.chosen, desk.person, parts.boxes, parts.seen],
            [parts.person, parts.target, *listed],
        )
        on_show(*drawing)
        results.change(*drawing, **HIDDEN_EVENT)
        aimed = parts.target.input(lambda number: (number or 0, ""), parts.target, [desk.chosen, parts.note], **HIDDEN_EVENT)
        aimed.then(*drawing, **HIDDEN_EVENT)
        parts.person.blur(lambda name: name, parts.person, desk.person, **HIDDEN_EVENT)
        parts.every.click(lambda seen: list(seen.versions) if seen else [], parts.seen, parts.boxes, **HIDDEN_EVENT)
        parts.none.click(lambda: [], None, parts.boxes, **HIDDEN_EVENT)
        parts.hand_over.click(
            guarded(parts.note, self.hand_over),
            [desk.chosen, parts.person, parts.boxes, parts.seen],
            [*listed, parts.note, desk.stamp],
            trigger_mode="once",
            **HIDDEN_EVENT,
        )
        open_tab(parts.to_assessment, "Penilaian")

    def draw(self, chosen: int, person: str, ticked: list[int] | None, seen: _Seen | None, request: gr.Request) -> Update:
        """The panel as things are now; what the person has unticked stays so."""
        job, parts = self._job_of(request), self._parts
        if job is None:
            return {parts.seen: None}
        drawn = {parts.target: gr.update(choices=self._targets(chosen), value=chosen or None)}
        if person:  # an empty one must not wipe out what is being typed
            drawn[parts.person] = person
        if not chosen:
            empty = _Seen(job=id(job), assessment=0, versions={})
            said = f'<p class="none">{_NO_TARGET}</p>'
            return {**drawn, parts.about: said, parts.boxes: gr.update(visible=False), parts.seen: empty}
        opened = self._desk.open(chosen)
        plan = self._plan(job, opened)
        listed = set(seen.versions) if seen is not None and seen.job == id(job) else set()
        kept = [one.indicator for one in plan if one.indicator in (ticked or ()) or one.indicator not in listed]
        return {**drawn, **self._listed(job, opened, plan, kept)}

    def hand_over(self, chosen: int, person: str, ticked: list[int] | None, seen: _Seen | None, request: gr.Request) -> Update:
        """Stores what is ticked; a change that somebody made in the meantime is told first."""
        job = self._job_of(request)
        if job is None or seen is None or not chosen:
            raise InputError(_NO_TARGET)
        if (seen.job, seen.assessment) != (id(job), chosen):
            raise InputError(_MOVED)
        if not ticked:
            raise InputError("Centang sedikitnya satu indikator yang hendak diserahkan.")
        opened = self._desk.open(chosen)
        commands, _ = handover_commands(self._plan(job, opened), ticked)
        versions = {indicator_subject(number): version for number, version in seen.versions.items() if number in ticked}
        try:
            note = said_html(_told(self._desk.workspace().apply(chosen, commands, person or "", versions), opened))
        except ConflictError as error:
            note = fault_html(f"{error}\n{_AGAIN}")
        opened = self._desk.open(chosen)
        listed = self._listed(job, opened, self._plan(job, opened), ticked)
        return {**listed, self._parts.note: note, self._desk.stamp: new_stamp()}

    def _plan(self, job: Job, opened: Opened) -> tuple[Handover, ...]:
        edition = self._desk.session.settings.edition
        if opened.assessment.edition != edition:
            raise InputError(f"Telaah ini memakai rubrik edisi {edition}, penilaian itu edisi {opened.assessment.edition}.")
        if job not in self._read:
            self._read[job] = read_documents([review_json(review) for review in job.reviews], opened.rubric)
        return plan_handover(self._read[job], opened.state, opened.rubric)

    def _listed(self, job: Job, opened: Opened, plan: Sequence[Handover], ticked: Sequence[int]) -> dict[Any, Any]:
        parts, owner = self._parts, opened.agency.full_name
        about = "" if plan else f'<p class="none">{_NOTHING}</p>'
        if job.agency and job.agency.casefold() != owner.casefold():
            about += fault_html(f"Telaah ini dibuat untuk «{job.agency}», sedangkan penilaian tujuan milik {owner}.")
        choices = [(handover_line(one, opened.rubric), one.indicator) for one in plan]
        versions = {one.indicator: one.version for one in plan}
        return {
            parts.about: about,
            parts.boxes: gr.update(choices=choices, value=list(ticked), visible=bool(plan)),
            parts.seen: _Seen(job=id(job), assessment=opened.assessment.id, versions=versions),
        }

    def _targets(self, chosen: int) -> list[tuple[str, int]]:
        workspace = self._desk.workspace()
        names = {agency.id: agency.full_name for agency in workspace.agencies()}
        shown = [one for one in workspace.assessments() if not one.is_closed or one.id == chosen]
        told = [(f"{names[one.agency_id]} · {assessment_label(one)}", one.id) for one in shown]
        return sorted(told, key=lambda pair: pair[0].casefold())


def _told(events: Sequence[Event], opened: Opened) -> str:
    if not events:
        return f"Tidak ada yang berubah: semuanya sudah tercatat pada {opened.title}."
    kinds = Counter(event.kind for event in events)
    return (
        f"Diserahkan ke {opened.title}: {kinds['propose_range']} rentang usulan dan {kinds['attach']} bukti. {NOT_CONFIRMED} "
        "Draf untuk penilaian itu sekarang dapat memakai kutipan dan unsur ini."
    )
