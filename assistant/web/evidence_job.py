"""The review of a room's files in a thread of its own: how far it is, what it found, and stopping it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.evidence.batch import BatchOptions, review_paths
from assistant.evidence.combine import Combined, Combiner
from assistant.evidence.fingerprint import Duplicates
from assistant.evidence.records import DocumentFacts, Review
from assistant.evidence.reviewer import Reviewer
from corpus.errors import SpbeError
from indexer.reading import PageCache

Stage = Literal["waiting", "preparing", "reading", "done", "stopped", "failed"]
MAX_AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(MAX_AT_ONCE)
_WAIT_S = 0.5
_LEAST_S, _LEAST_SHARE = 4.0, 0.03  # a guess made earlier would jump about
_LOG = logging.getLogger(__name__)
_DEFECT = "Berkas ini tidak dapat ditelaah karena kesalahan pada program; berkas lain tetap ditelaah. Laporkan kepada pengelola."
_FAILED = "Telaah tidak dapat dijalankan karena kesalahan pada program. Laporkan kepada pengelola."


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that was handed in, under the name that its owner knows."""

    name: str
    path: Path
    n_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is. `left_s` is a guess, None when it is too early; `sentence` says why it failed."""

    stage: Stage = "waiting"
    n_done: int = 0
    n_files: int = 0
    file: str = ""
    page: int = 0
    n_pages: int = 0
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
        self.progress = Progress(n_files=len(files))
        self._open_reviewer = open_reviewer
        self._options = options
        self._cache = cache
        self._is_stopped = threading.Event()
        self._is_over = threading.Event()
        self._lock = threading.Lock()
        self._afterwards: list[Callable[[], None]] = []
        self._bytes_done = 0
        self._began = 0.0

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
            self._say(stage="failed", sentence=str(error))
        except Exception:  # the border: a defect of ours must not leave the person with a bar that stands still
            _LOG.exception("A review failed")
            self._say(stage="failed", sentence=_FAILED)
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
        self._say(stage="stopped")

    def _review_all(self) -> None:
        self._say(stage="preparing")
        reviewer = self._open_reviewer()
        combiner, duplicates = Combiner(reviewer.rubric), Duplicates()
        self._began = time.monotonic()
        for number, file in enumerate(self.files):
            self._say(stage="reading", n_done=number, file=file.name, page=0, n_pages=0)
            for review in self._reviews(file, reviewer):
                review = replace(review, duplicate_of=duplicates.first_of(review.file, review.sha256, review.signature))
                self.reviews.append(review)
                if not review.duplicate_of:
                    combiner.add(review.file, review.facts, review.indicators)
                if self._is_stopped.is_set():
                    break
            if self._is_stopped.is_set():
                break
            self._bytes_done += file.n_bytes
        self.combined = combiner.results()
        is_whole = not self._is_stopped.is_set()
        n_done = len(self.files) if is_whole else self.progress.n_done
        self._say(stage="done" if is_whole else "stopped", n_done=n_done, left_s=None)

    def _reviews(self, file: StoredFile, reviewer: Reviewer) -> Iterator[Review]:
        """The reviews of one file or of a ZIP's files. Whatever goes wrong becomes a review that says so."""
        try:
            yield from self._unlocked_first(file, reviewer)
        except _Stopped:
            return
        except Exception as error:  # the border: a file must never end the batch
            if self._is_stopped.is_set():
                return
            _LOG.exception("Reviewing a file failed")
            sentence = str(error) if isinstance(error, SpbeError) else _DEFECT
            facts = DocumentFacts(document_type="other")
            yield Review(file=file.name, sha256="", pages=0, outcome="damaged", sentence=sentence, facts=facts)

    def _unlocked_first(self, file: StoredFile, reviewer: Reviewer) -> Iterator[Review]:
        """The reviews without the password, then with it those that need it: most files of a batch are not locked."""
        locked: set[str] = set()
        open_to_all = replace(self._options, password=None)

        def on_page(name: str, page: int, n_pages: int) -> None:
            self._on_page(file, name, page, n_pages)

        for review in review_paths([file.path], reviewer, open_to_all, self._cache, on_page):
            if review.outcome == "locked" and self._options.password:
                locked.add(review.file)
            else:
                yield review
        for review in review_paths([file.path], reviewer, self._options, self._cache, on_page) if locked else ():
            if review.file in locked:
                yield review

    def _on_page(self, file: StoredFile, name: str, page: int, n_pages: int) -> None:
        if self._is_stopped.is_set():
            raise _Stopped
        part = page / n_pages * file.n_bytes if n_pages and name == file.name else 0.0  # how far inside a ZIP cannot be told
        share = (self._bytes_done + part) / max(sum(each.n_bytes for each in self.files), 1)
        spent = time.monotonic() - self._began
        left = spent / share - spent if spent >= _LEAST_S and share >= _LEAST_SHARE else None
        self._say(file=name, page=page, n_pages=n_pages, share=share, left_s=left)

    def _say(self, **changes: object) -> None:
        self.progress = replace(self.progress, **changes)  # type: ignore[arg-type]
