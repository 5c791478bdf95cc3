"""What the assessment tabs of one page share: the workspace, what is chosen, and how deeds end in sentences."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from html import escape
from typing import Any
from weakref import WeakKeyDictionary

import gradio as gr
from gradio.context import Context

from assistant.session import Session
from assistant.workspace.records import STAGES, Agency, Assessment, AssessmentState
from assistant.workspace.store import Workspace
from corpus.errors import InputError, SpbeError
from corpus.records import Rubric

DATABASE_FILE = "assessments.sqlite"
HIDDEN_EVENT: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
NOT_CHOSEN = "Pilih instansi dan penilaiannya pada tab Penilaian terlebih dahulu."
SHARED_SPACE = (
    "Ruang kerja ini dipakai bersama: semua orang yang membuka aplikasi ini melihat dan mengisi penilaian yang sama. "
    "Setiap perubahan dicatat dengan nama dan waktunya, dan tidak ada yang ditimpa."
)
# gradio gives every radio button a name of its own, so that arrow keys do nothing; one name a group makes them work.
RADIOS_ON_LOAD = """
const sheet = element.closest('.sheet') || document.body;
function join() {
  sheet.querySelectorAll('.level-choice').forEach(function (group) {
    group.querySelectorAll('input[type=radio]').forEach(function (radio) {
      if (radio.name !== group.id) radio.name = group.id;
    });
  });
}
join();
new MutationObserver(join).observe(sheet, {childList: true, subtree: true, attributes: true, attributeFilter: ['name']});
"""
_LOG = logging.getLogger(__name__)
_DEFECT = "Maaf, terjadi kesalahan pada program. Perubahan terakhir mungkin belum tersimpan; muat ulang halaman lalu periksa."

Update = Mapping[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An assessment with all that its tabs show."""

    agency: Agency
    state: AssessmentState
    rubric: Rubric

    @property
    def assessment(self) -> Assessment:
        """The assessment itself."""
        return self.state.assessment

    @property
    def title(self) -> str:
        """Agency, year, stage and edition in one line."""
        return f"{self.agency.full_name} · {assessment_label(self.assessment)}"


class Desk:
    """The shared parts of one page. `chosen` (assessment id, 0 = none) and `person` live in each browser session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.chosen = gr.State(0)
        self.person = gr.State("")
        self.stamp = gr.State(0)  # changes with every stored deed, so that the other parts of the page are drawn anew
        self._workspace: Workspace | None = None
        self._lock = threading.Lock()

    def workspace(self) -> Workspace:
        """The workspace, opened when it is first needed: a faulty database must not keep the chat from starting.

        Raises:
            SpbeError: when it cannot be opened.
        """
        with self._lock:
            if self._workspace is None:
                settings = self.session.settings
                url = settings.database_url or f"sqlite:///{(settings.data_dir / DATABASE_FILE).resolve().as_posix()}"
                self._workspace = Workspace.open(url, self.session.index.knowledge.rubrics)
            return self._workspace

    def open(self, chosen: int | None) -> Opened:
        """The assessment of that id as it is now. Raises: InputError when none is chosen or it does not exist."""
        if not chosen:
            raise InputError(NOT_CHOSEN)
        workspace = self.workspace()
        state = workspace.state(chosen)
        return Opened(
            agency=workspace.agency(state.assessment.agency_id),
            state=state,
            rubric=workspace.rubric(state.assessment.edition),
        )


_DESKS: WeakKeyDictionary[Any, Desk] = WeakKeyDictionary()


def desk_of(session: Session) -> Desk:
    """The desk of the page that is being built; the first tab that asks makes it."""
    page = Context.root_block
    if page not in _DESKS:
        _DESKS[page] = Desk(session)
    return _DESKS[page]


def on_show(deed: Callable[..., Update], inputs: list[Any], outputs: list[Any]) -> None:
    """Runs the deed whenever the tab that is being built is opened, so that it shows what holds then."""
    block = Context.block
    while block is not None and not isinstance(block, gr.Tab):
        block = block.parent
    opened = Context.root_block.load if block is None else block.select
    opened(deed, inputs, outputs, **HIDDEN_EVENT)


def open_tab(button: Any, title: str) -> None:
    """Makes the button open the tab of that title, which must have it as its id."""
    block = Context.block
    while block is not None and not isinstance(block, gr.Tabs):
        block = block.parent
    if block is not None:
        button.click(lambda: gr.Tabs(selected=title), None, block, js="() => { window.scrollTo(0, 0); }", **HIDDEN_EVENT)


def guarded(note: Any, deed: Callable[..., Update], *, keeps_note: bool = False) -> Callable[..., Update]:
    """The deed with an empty note when it succeeds, and a sentence in `note` and nothing else when it fails.

    `keeps_note` leaves the note when it succeeds: what is drawn by itself must not wipe out what a press has just said.
    """

    @wraps(deed)
    def run(*values: Any) -> Update:
        try:
            return {note: gr.skip() if keeps_note else "", **deed(*values)}
        except SpbeError as error:
            return {note: fault_html(str(error))}
        except Exception:  # the border to the browser: a defect of ours must not leave the person without a word
            _LOG.exception("A deed in the assessment tabs failed")
            return {note: fault_html(_DEFECT)}

    return run


def said_html(sentence: str) -> str:
    """A note that something was done; screen readers say it."""
    return f'<p class="note" role="status">{_lines(sentence)}</p>' if sentence else ""


def fault_html(sentence: str) -> str:
    """A note that something was not done; screen readers say it at once."""
    return f'<p class="note fault" role="alert">{_lines(sentence)}</p>'


def assessment_label(assessment: Assessment) -> str:
    """Year, stage and edition as people choose them."""
    closed = " · sudah dilanjutkan" if assessment.is_closed else ""
    return f"{assessment.year} · {STAGES[assessment.stage]} · edisi {assessment.edition}{closed}"


def new_stamp() -> int:
    """A value for `Desk.stamp` that differs from all before."""
    return time.time_ns()


def _lines(sentence: str) -> str:
    return "<br>".join(escape(line) for line in sentence.splitlines())
