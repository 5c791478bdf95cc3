"""The evidence tab: hand in many files, follow their review, read its results by file and by indicator, see quoted pages."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import gradio as gr
from fastapi import APIRouter
from gradio.context import Context

from assistant.evidence.batch import BatchOptions
from assistant.evidence.reviewer import Reviewer
from assistant.reading_settings import reading_settings
from assistant.session import Session
from assistant.web.desk import HIDDEN_EVENT, Update, desk_of, fault_html, on_show, said_html
from assistant.web.downloads import owner_of
from assistant.web.evidence.detail import EMPTY, DetailPage
from assistant.web.evidence.handover import HandoverPanel
from assistant.web.evidence.job import Job
from assistant.web.evidence.layout import BY_FILE, BY_INDICATOR, lay_out
from assistant.web.evidence.results import by_file_html, by_indicator_html, files_html, progress_html, summary_html
from assistant.web.evidence.room import Room, UploadLimits
from assistant.web.evidence.rooms import LIFE_S, rooms_of
from assistant.web.evidence.routes import evidence_router
from corpus.errors import InputError, SpbeError
from corpus.records import Rubric
from indexer.reading.sources import PageCache

_EVENT: dict[str, Any] = {**HIDDEN_EVENT, "concurrency_limit": 16, "concurrency_id": "telaah"}
_GONE = (
    f"Berkas dan hasil telaah sudah dihapus (batasnya {LIFE_S / 3600:.0f} jam tanpa pemakaian, atau halaman ini sempat tertutup). "
    "Unggah lagi berkasnya."
)
_DEFECT = "Maaf, terjadi kesalahan pada program. Muat ulang halaman, lalu coba lagi; bila berulang, laporkan kepada pengelola."
_LOG = logging.getLogger(__name__)
_TO_DETAIL = """() => setTimeout(() => {
  const head = document.querySelector('#rincian-telaah h3');
  if (head) { head.focus({preventScroll: true}); head.scrollIntoView({block: 'nearest'}); }
}, 60)"""


def build_evidence(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the rooms of the session's data folder."""
    _Evidence(session).wire()


def evidence_routes(session: Session) -> APIRouter:
    """The routes that the tab needs beside gradio's."""
    return evidence_router(rooms_of(session.settings.data_dir, _limits(session)), lambda: _rubric(session))


class _Evidence:
    """What the tab does on each event. Files and results live in the room of the browser, never in the page's state."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parts = lay_out(_limits(session), self._lay_out_handover)
        self._rooms = rooms_of(session.settings.data_dir, _limits(session))
        self._reviewer: Reviewer | None = None
        self._lock = threading.Lock()

    def _lay_out_handover(self) -> None:
        self._handover = HandoverPanel(desk_of(self._session), self._finished)

    def wire(self) -> None:
        """Binds the events."""
        parts, guarded = self._parts, self._guarded
        room = [parts.listing, parts.progress, parts.timer, parts.start, parts.stop, parts.clear]
        shown = [parts.results, parts.summary, parts.rows, parts.detail, parts.chosen]
        everything = [*room, *shown, parts.note]
        on_show(guarded(self.show, keeps_note=True), [parts.view], everything)
        parts.drop.select(guarded(self.handed_in), None, [*room, parts.note], **_EVENT)
        parts.start.click(
            guarded(self.start), [parts.agency, parts.year, parts.password], [*everything, parts.password], **_EVENT
        )
        parts.stop.click(guarded(self.stop), None, [parts.stop, parts.note], **_EVENT)
        parts.clear.click(guarded(self.clear), None, everything, **_EVENT)
        parts.timer.tick(guarded(self.tick, keeps_note=True), [parts.view], [*everything], **_EVENT)
        parts.view.input(guarded(self.turn), [parts.view], [parts.rows, parts.detail, parts.chosen, parts.note], **_EVENT)
        picked = parts.rows.select(guarded(self.pick), None, [parts.detail, parts.chosen, parts.note], **_EVENT)
        picked.then(None, None, None, js=_TO_DETAIL)
        self._handover.wire(parts.summary)
        Context.root_block.unload(self.leave)

    def show(self, view: str, request: gr.Request) -> Update:
        """The tab as it is when it is opened, also after a reload."""
        return self._drawn(self._found(request), view)

    def handed_in(self, request: gr.Request) -> Update:
        """The list after files came in."""
        return self._room_drawn(self._found(request))

    def start(self, agency: str, year: str, password: str, request: gr.Request) -> Update:
        """Begins a review of everything that was handed in."""
        room = self._rooms.enter(owner_of(request.cookies), request.session_hash or "")
        if not room.files:
            raise InputError("Belum ada berkas. Pilih atau jatuhkan berkas bukti dahulu.")
        options = BatchOptions(
            agency=" ".join((agency or "").split()),
            password=password or None,
            today=_last_day(year),
            reading=reading_settings(self._session.settings),
        )
        cache = PageCache(room.folder / "texts")  # in the room, so that it goes with it
        room.begin(Job(self._opened_reviewer, room.files, options, cache), options.password)
        return {**self._drawn(room, BY_FILE), self._parts.password: ""}

    def tick(self, view: str, request: gr.Request) -> Update:
        """How far the review is; its results when it is over."""
        room = self._found(request)
        if room is None or not room.is_running:
            return {**self._drawn(room, view), self._parts.note: ""}
        return {self._parts.progress: progress_html(room.job.progress) if room.job else ""}

    def stop(self, request: gr.Request) -> Update:
        """Asks the review to end."""
        room = self._found(request)
        if room is not None and room.job is not None:
            room.job.stop()
        return {self._parts.stop: gr.update(interactive=False), self._parts.note: said_html("Menghentikan telaah …")}

    def clear(self, request: gr.Request) -> Update:
        """Deletes files and results."""
        self._rooms.clear(owner_of(request.cookies))
        note = said_html("Berkas dan hasil telaah sudah dihapus dari komputer tempat aplikasi ini berjalan.")
        return {**self._drawn(None, BY_FILE), self._parts.note: note}

    def turn(self, view: str, request: gr.Request) -> Update:
        """The other list."""
        return {self._parts.rows: self._rows(self._job(request), view), self._parts.detail: EMPTY, self._parts.chosen: None}

    def pick(self, request: gr.Request, event: gr.EventData) -> Update:
        """One file or indicator in full. The browser's word is checked: it names a row, nothing more."""
        job, room = self._job(request), self._found(request)
        assert room is not None
        kind, number = event._data.get("value"), event._data.get("index")
        page = DetailPage(_rubric(self._session), room.token)
        if kind == BY_FILE and isinstance(number, int) and 0 <= number < len(job.reviews):
            return {self._parts.detail: page.file(job.reviews[number]), self._parts.chosen: number}
        item = next((each for each in job.combined if each.indicator == number), None)
        if kind != BY_INDICATOR or item is None:
            raise InputError(_GONE)
        return {self._parts.detail: page.indicator(item, job.reviews), self._parts.chosen: number}

    def leave(self, request: gr.Request) -> None:
        """A page was closed."""
        self._rooms.leave(request.session_hash or "")

    def _found(self, request: gr.Request) -> Room | None:
        return self._rooms.find(owner_of(request.cookies), request.session_hash or "")

    def _finished(self, request: gr.Request) -> Job | None:
        room = self._found(request)
        return room.job if room is not None and not room.is_running else None

    def _job(self, request: gr.Request) -> Job:
        job = self._finished(request)
        if job is None:
            raise InputError(_GONE)
        return job

    def _drawn(self, room: Room | None, view: str) -> Update:
        """Everything of the room."""
        parts, job = self._parts, room.job if room is not None else None
        drawn = {**self._room_drawn(room), parts.chosen: None, parts.detail: EMPTY}
        if job is None or job.is_running:
            return {**drawn, parts.results: gr.update(visible=False), parts.summary: "", parts.rows: ""}
        return {
            **drawn,
            parts.results: gr.update(visible=True),
            parts.summary: summary_html(job),
            parts.rows: self._rows(job, view),
        }

    def _room_drawn(self, room: Room | None) -> Update:
        """The upper part: files, bar and buttons."""
        parts, is_running = self._parts, room is not None and room.is_running
        return {
            parts.listing: files_html(room.files if room is not None else ()),
            parts.progress: progress_html(room.job.progress) if room is not None and room.job and is_running else "",
            parts.timer: gr.Timer(active=is_running),
            parts.start: gr.update(interactive=not is_running),
            parts.stop: gr.update(visible=is_running, interactive=is_running),
            parts.clear: gr.update(visible=room is not None),
        }

    def _rows(self, job: Job, view: str) -> str:
        if view == BY_INDICATOR:
            return by_indicator_html(job.combined, _rubric(self._session))
        return by_file_html(job.reviews)

    def _opened_reviewer(self) -> Reviewer:
        """The reviewer, made when it is first needed: the chat must not wait for it, nor fail with it."""
        with self._lock:
            if self._reviewer is None:
                settings, index = self._session.settings, self._session.index
                self._reviewer = Reviewer(index.knowledge, self._session.embedder, settings.data_dir, settings.edition)
            return self._reviewer

    def _guarded(self, deed: Callable[..., Update], keeps_note: bool = False) -> Callable[..., Update]:
        """The deed with an empty note when it succeeds, and a sentence in the note and nothing else when it fails."""

        @wraps(deed)
        def run(*values: Any) -> Update:
            try:
                return deed(*values) if keeps_note else {self._parts.note: "", **deed(*values)}
            except SpbeError as error:
                return {self._parts.note: fault_html(str(error))}
            except Exception:  # the border to the browser: a defect of ours must not leave the person without a word
                _LOG.exception("A deed in the evidence tab failed")
                return {self._parts.note: fault_html(_DEFECT)}

        return run


def _limits(session: Session) -> UploadLimits:
    settings = session.settings
    return UploadLimits(
        max_files=settings.max_upload_files, max_file_mb=settings.max_file_mb, max_total_mb=settings.max_upload_total_mb
    )


def _rubric(session: Session) -> Rubric:
    return session.index.knowledge.rubric(session.settings.edition)


def _last_day(year: str) -> date | None:
    """The day to which ages are counted; None = today. Raises: InputError for anything but a year."""
    told = (year or "").strip()
    if not told:
        return None
    if not re.fullmatch(r"20\d\d", told):
        raise InputError("Tahun penilaian ditulis dengan empat angka, misalnya 2025, atau dikosongkan.")
    return date(int(told), 12, 31)
