"""`read_pdf`: the text of a PDF's pages, read in a guarded child process (see `pdf.py`).

A file that spins, crashes or eats memory loses the page that it does so on; the child is replaced and goes on after it. A page that
needs much memory is tried a second time with all that it may have, when no other is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indexer.reading.child import LIGHT_MB, ChildError, ChildPool, Message
from indexer.reading.pages import Aside, HiddenSpan

PdfFault = Literal["", "locked", "wrong_password", "damaged", "no_pages", "too_many_pages", "slow", "memory", "gone"]
_POOL = ChildPool("indexer.reading.pdf")
_MAX_RESTARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLimits:
    """`wall_clock_s` is for a whole file, `page_s` for one page of it; `memory_mb` is the child's address space."""

    wall_clock_s: float = 60.0
    page_s: float = 25.0
    memory_mb: int = 1024
    max_pages: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """A page as pypdf reads it. `has_failed` = no text could be taken from it. `image_share` is 0 to 1.

    `is_ocr_layer` = the text is the invisible layer that a scanner's program laid over the picture.
    """

    number: int
    text: str
    hidden: tuple[HiddenSpan, ...] = ()
    asides: tuple[Aside, ...] = ()
    image_share: float = 0.0
    is_ocr_layer: bool = False
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """What could be read of a PDF. `fault` "" = it was opened; with "slow" or "memory" the pages so far are there.

    `pages` has every page when the file was opened, those that could not be read with `has_failed`.
    """

    fault: PdfFault
    n_pages: int = 0
    pages: tuple[PdfPage, ...] = ()
    title: str = ""
    author: str = ""
    producer: str = ""
    created: str = ""
    attachments: tuple[str, ...] = ()


def read_pdf(
    path: Path,
    limits: PdfLimits | None = None,
    password: str | None = None,
    on_page: Callable[[PdfPage, int], None] | None = None,
) -> PdfText:
    """The text of every page. `on_page` gets (a page as it comes, number of pages). Faults of the file are in the result, never raised."""
    run = _Reading(path, limits or PdfLimits(), password, on_page)
    return run.result()


class _Reading:
    """One file's way through as many children as it wears out."""

    def __init__(
        self, path: Path, limits: PdfLimits, password: str | None, on_page: Callable[[PdfPage, int], None] | None
    ) -> None:
        self._request: Message = {"path": str(path), "password": password, "max_pages": limits.max_pages}
        self._limits = limits
        self._on_page = on_page
        self._memory_mb = min(LIGHT_MB, limits.memory_mb)
        self._left_s = limits.wall_clock_s
        self._opened: Message = {}
        self._attachments: list[str] = []
        self._pages: dict[int, PdfPage] = {}
        self._next = 1
        self._fault: PdfFault = ""

    def result(self) -> PdfText:
        """Reads, starting again after a page that the child did not survive."""
        for _ in range(2 + _MAX_RESTARTS):
            try:
                self._run()
                break
            except ChildError as error:
                if error.reason == "memory" and self._memory_mb < self._limits.memory_mb:
                    self._memory_mb = self._limits.memory_mb
                    continue
                self._fault = "slow" if error.reason == "timeout" else "memory" if error.reason == "memory" else "damaged"
                if not self._opened or self._left_s <= 0.0:
                    break
                self._next += 1  # the page that did it
                if self._next > self._opened["n_pages"]:
                    break
        return self._finish()

    def _run(self) -> None:
        with _POOL.borrow(self._memory_mb) as child:
            began = time.monotonic()  # waiting for the child does not count
            try:
                request = {**self._request, "first": self._next}
                for reply in child.ask(request, deadline=began + self._left_s, idle_s=self._limits.page_s):
                    if "fault" in reply:
                        self._fault = reply["fault"]
                    if "n_pages" in reply:
                        self._opened = reply
                    if "number" in reply:
                        self._take(reply)
            finally:
                self._left_s -= time.monotonic() - began

    def _take(self, reply: Message) -> None:
        asides = reply["asides"]
        self._attachments += [text for kind, text in asides if kind == "attachment"]
        reply["asides"] = tuple(Aside(kind=kind, text=text) for kind, text in asides if kind != "attachment")
        reply["hidden"] = tuple(HiddenSpan(reason=reason, text=text) for reason, text in reply["hidden"])
        page = self._pages[reply["number"]] = PdfPage(**reply)
        self._next = page.number + 1
        if self._on_page is not None:
            self._on_page(page, self._opened["n_pages"])

    def _finish(self) -> PdfText:
        details = dict(self._opened)
        n_pages = details.pop("n_pages", 0)
        details["attachments"] = tuple(dict.fromkeys([*details.get("attachments", ()), *self._attachments]))
        if self._fault in ("", "slow", "memory", "damaged") and n_pages:
            pages = tuple(
                self._pages.get(number) or PdfPage(number=number, text="", has_failed=True) for number in range(1, n_pages + 1)
            )
            return PdfText(fault=self._fault, n_pages=n_pages, pages=pages, **details)
        return PdfText(fault=self._fault, n_pages=n_pages, **details)
