"""The review of a room's files in a thread of its own: how far it is, what it found, and stopping it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.evidence.batch import BatchOptions, review_paths
from assistant.evidence.combine import Combined, Combiner
from assistant.evidence.pace import Pace
from assistant.evidence.records import Review
from assistant.evidence.reviewer import Reviewer
from corpus.errors import SpbeError
from indexer.reading.page_count import count_pages
from indexer.reading.sources import PageCache

Stage = Literal["waiting", "preparing", "reading", "done", "stopped", "failed"]
MAX_AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(MAX_AT_ONCE)
_WAIT_S = 0.5
_LOG = logging.getLogger(__name__)
_FAILED = "Telaah tidak dapat dijalankan karena kesalahan pada program. Laporkan kepada pengelola."


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that was handed in, under the name that its owner knows; that name is its `path` inside the folder `root`."""

    name: str
    path: Path
    n_bytes: int = 0
    root: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is. `left_s` is a guess, None when it is too early; `sentence` says why it failed."""

    stage: Stage = "waiting"
    n_done: int = 0
    n_files: int = 0
    file: str = ""
    page: int = 0
    n_pages: int = 0
    n_pages_done: int = 0
    n_pages_all: int = 0
    share: float = 0.0
    left_s: float | None = None
    sentence: str = ""


class _Stopped(Exception):
    """The person pressed stop, in the middle of a file."""


class Job:
    """One review of many files."""

    def __init__(
        self, open_reviewer: Callable[[], Reviewer], files: Sequence[StoredFile], options: BatchOptions, cache: PageCache | None
    ) -> None:
        self.files = tuple(files)
        self.agency = options.agency
        self.reviews: list[Review] = []
        self.combined: tuple[Combined, ...] = ()
        self._open_reviewer = open_reviewer
        self._options = options
        self._cache = cache
        self._is_stopped = threading.Event()
        self._is_over = threading.Event()
        self._lock = threading.Lock()
        self._afterwards: list[Callable[[], None]] = []
        self._stage: Stage = "waiting"
        self._sentence = ""
        self._pace: Pace | None = None

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        if self._pace is None:
            return Progress(stage=self._stage, n_files=len(self.files), sentence=self._sentence)
        now = self._pace.standing()
        return Progress(
            stage=self._stage,
            n_done=len(self.reviews),
            n_files=now.n_documents,
            file=now.file,
            page=now.page,
            n_pages=now.n_pages,
            n_pages_done=now.n_pages_done,
            n_pages_all=now.n_pages_all,
            share=now.share,
            left_s=now.left_s,
            sentence=self._sentence,
        )

    @property
    def is_running(self) -> bool:
        """True until it is done, stopped or failed."""
        return not self._is_over.is_set()

    def start(self) -> None:
        """Begins in a thread that does not keep the program from ending."""
        threading.Thread(target=self._run, daemon=True, name="telaah").start()

    def stop(self) -> None:
        """Asks it to end soon; what is finished is kept."""
        self._is_stopped.set()

    def when_over(self, deed: Callable[[], None]) -> None:
        """Does the deed once the job has ended."""
        with self._lock:
            if self.is_running:
                self._afterwards.append(deed)
                return
        deed()

    def _run(self) -> None:
        try:
            self._wait_and_review()
        except SpbeError as error:
            self._stage, self._sentence = "failed", str(error)
        except Exception:  # the border: a defect of ours must not leave the person with a bar that stands still
            _LOG.exception("A review failed")
            self._stage, self._sentence = "failed", _FAILED
        with self._lock:
            self._is_over.set()
        for deed in self._afterwards:
            deed()

    def _wait_and_review(self) -> None:
        while not self._is_stopped.is_set():
            if _TURNS.acquire(timeout=_WAIT_S):
                try:
                    self._review_all()
                finally:
                    _TURNS.release()
                return
        self._stage = "stopped"

    def _review_all(self) -> None:
        self._stage = "preparing"
        reviewer = self._open_reviewer()
        paths = [file.root or file.path for file in self.files]
        try:
            self._pace = Pace(count_pages(paths, self._options.reading, self._cache, self._heed))
            self._stage = "reading"
            self._take(reviewer, paths, self._pace)
        except _Stopped:
            pass
        self._stage = "stopped" if self._is_stopped.is_set() else "done"

    def _take(self, reviewer: Reviewer, paths: Sequence[Path], pace: Pace) -> None:
        combiner = Combiner(reviewer.rubric)

        def on_page(name: str, page: int, n_pages: int) -> None:
            self._heed()
            pace.on_page(name, page, n_pages)

        try:
            for review in review_paths(paths, reviewer, self._options, self._cache, on_page):
                self.reviews.append(review)
                if not review.duplicate_of:
                    combiner.add(review.file, review.facts, review.indicators)
                pace.finish(review.file)
                self._heed()
        finally:
            self.combined = combiner.results()

    def _heed(self, _: int = 0) -> None:
        if self._is_stopped.is_set():
            raise _Stopped
