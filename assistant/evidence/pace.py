"""How far a batch is and how long the rest will take: pages done against pages known, each sort of page at its own measured rate."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from indexer.reading.page_count import FilePages

Sort = Literal["text", "scan", "kept"]
# Seconds a page on one ordinary core or two, believed until about as many pages as `_BELIEF` were measured.
_GUESS: dict[Sort, float] = {"text": 0.08, "scan": 1.2, "kept": 0.02}
_BELIEF = 8.0
_CALM_S = 12.0  # a change of the guess is shown over about this time
_LEAST_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far it is. `file` is the first document that is not finished, `page` of its `n_pages` are read; `left_s` None = too early."""

    n_done: int
    n_documents: int
    n_pages_done: int
    n_pages_all: int
    file: str
    page: int
    n_pages: int
    share: float
    left_s: float | None


@dataclass(slots=True, kw_only=True)
class _Document:
    pages: FilePages
    n_done: int = 0
    shown: tuple[int, int] = (0, 0)
    is_finished: bool = False

    def by_sort(self, n: int) -> dict[Sort, int]:
        """Of its first `n` pages as they are done: those with a text layer come first."""
        if self.pages.is_kept:
            return {"text": 0, "scan": 0, "kept": n}
        n_text = min(n, self.pages.n_text)
        return {"text": n_text, "scan": n - n_text, "kept": 0}


@dataclass(slots=True, kw_only=True)
class _Rate:
    seconds: float = 0.0
    n_pages: int = 0
    guess: float = field(default=0.0)

    @property
    def page_s(self) -> float:
        """Seconds a page: what was guessed, giving way to what was measured."""
        return (self.guess * _BELIEF + self.seconds) / (_BELIEF + self.n_pages)


class Pace:
    """Keeps count of a batch; documents may be under way at once, and callers in several threads."""

    def __init__(self, plan: Sequence[FilePages], clock: Callable[[], float] = time.monotonic) -> None:
        """Begins to measure. `plan` has the documents in their order (see `page_count.count_pages`)."""
        self._clock = clock
        self._documents: dict[str, _Document] = {}
        for pages in plan:
            before = self._documents.get(pages.name)
            if before is not None:  # two folders with a file of one name
                pages = FilePages(
                    name=pages.name, n_text=before.pages.n_text + pages.n_text, n_scans=before.pages.n_scans + pages.n_scans
                )
            self._documents[pages.name] = _Document(pages=pages)
        self._rates = {sort: _Rate(guess=guess) for sort, guess in _GUESS.items()}
        self._began = self._measured_at = self._shown_at = clock()
        self._shown_s: float | None = None
        self._share = 0.0
        self._lock = threading.Lock()

    def on_page(self, name: str, done: int, total: int) -> None:
        """Notes that `done` of a document's `total` pages are read."""
        with self._lock:
            document = self._documents.get(name)
            if document is None or not total:
                return
            document.shown = (done, total)
            self._advance(document, int(document.pages.n_pages * min(done / total, 1.0)))

    def finish(self, name: str) -> None:
        """Notes that a document is reviewed, whatever came of it."""
        with self._lock:
            document = self._documents.setdefault(name, _Document(pages=FilePages(name=name)))
            document.is_finished = True
            self._advance(document, document.pages.n_pages)

    def standing(self) -> Standing:
        """How far it is now."""
        with self._lock:
            documents = self._documents.values()
            current = next((document for document in documents if not document.is_finished), None)
            n_all = sum(document.pages.n_pages for document in documents)
            n_done = sum(document.n_done for document in documents)
            left = self._left_s()
            spent = self._clock() - self._began
            if n_done and spent + left:
                self._share = max(self._share, spent / (spent + left))
            return Standing(
                n_done=sum(document.is_finished for document in documents),
                n_documents=len(documents),
                n_pages_done=n_done,
                n_pages_all=n_all,
                file=current.pages.name if current else "",
                page=current.shown[0] if current else 0,
                n_pages=current.shown[1] if current else 0,
                share=self._share,
                left_s=self._calmed(left) if spent >= _LEAST_S else None,
            )

    def _advance(self, document: _Document, n_done: int) -> None:
        """Shares the time since the last news out among the pages that are new, by what such pages were thought to take."""
        before, after = document.by_sort(document.n_done), document.by_sort(max(n_done, document.n_done))
        document.n_done = max(n_done, document.n_done)
        expected = {sort: (after[sort] - before[sort]) * self._rates[sort].page_s for sort in after}
        total = sum(expected.values())
        if total <= 0.0:
            return
        now = self._clock()
        for sort, rate in self._rates.items():
            rate.seconds += (now - self._measured_at) * expected[sort] / total
            rate.n_pages += after[sort] - before[sort]
        self._measured_at = now

    def _left_s(self) -> float:
        """What the pages that are not done will take, less the time already spent on the next ones."""
        left = 0.0
        for document in self._documents.values():
            done, whole = document.by_sort(document.n_done), document.by_sort(document.pages.n_pages)
            left += sum((whole[sort] - done[sort]) * rate.page_s for sort, rate in self._rates.items())
        return max(left - min(self._clock() - self._measured_at, left * 0.5), 0.0)

    def _calmed(self, left: float) -> float:
        """The time to show: it runs down with the clock and nears a new guess slowly."""
        now = self._clock()
        if self._shown_s is None:
            self._shown_s = left
        else:
            passed = now - self._shown_at
            expected = max(self._shown_s - passed, 0.0)
            self._shown_s = expected + (left - expected) * (1.0 - math.exp(-passed / _CALM_S))
        self._shown_at = now
        return self._shown_s
