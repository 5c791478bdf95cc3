"""Text of page pictures by OCR: tesseract when it is on the machine, else RapidOCR, pages in parallel over the cores.

Pages are drawn in guarded child processes (see `drawing.py`); tesseract has processes of its own (see `tesseract.py`).
"""

from __future__ import annotations

import errno
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.reading.child import ChildError, Message
from indexer.reading.drawing import ask_renderer
from indexer.reading.ocr_engine import (
    EngineName,
    OcrEngine,
    OcrFault,
    OcrSettings,
    PageFault,
    find_engine,
    known_languages,
    run_program,
)
from indexer.reading.ocr_lines import Piece, page_text, tsv_pieces
from indexer.reading.scratch import scratch_folder
from indexer.reading.tesseract import kept_warm, read_picture

__all__ = [
    "OcrEngine",
    "OcrPage",
    "OcrSettings",
    "PicturePage",
    "count_frames",
    "find_engine",
    "n_workers",
    "recognise",
]

_DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
# Confidence below which a page may be lying wrong, and from which it does not: the engines differ in how sure they are.
_SURENESS: dict[EngineName, tuple[float, float]] = {"tesseract": (0.6, 0.72), "rapidocr": (0.85, 0.92)}
_MIN_WORDS_TO_TURN = 12
_TURNS = (90, 270, 180)
_ORIENTATION_ONLY = "0"
_ORIENTATION = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_ONE_BLOCK = "6"  # keeps the numbers of paragraphs on the line of their text; automatic columns tear them off
_SPARSE = "11"  # finds more of the scattered words of a screenshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """A page to read, 1-based. `is_fine` = no plain scan but text with pictures: finer resolution, words in no order.

    `may_turn` = it may lie on its side or upside down. `path` is set where each picture is a file of its own; the number then only
    says which it is.
    """

    number: int
    is_fine: bool = False
    may_turn: bool = True
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """What OCR read. `confidence` is 0 to 1; with a `fault` the text is empty."""

    number: int
    text: str = ""
    confidence: float = 0.0
    fault: OcrFault = ""


def recognise(
    path: Path,
    pages: Sequence[PicturePage],
    engine: OcrEngine,
    settings: OcrSettings,
    *,
    is_image: bool = False,
    password: str | None = None,
) -> Iterator[OcrPage]:
    """The pages as OCR reads them, in the order given, each as soon as it and those before it are done."""
    job = _Job(path, engine, settings, is_image, password)
    n_threads = max(1, min(n_workers(engine, settings), len(pages)))
    pool = ThreadPoolExecutor(max_workers=n_threads, thread_name_prefix="ocr")
    with kept_warm():
        try:
            yield from pool.map(job.read, pages)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def n_workers(engine: OcrEngine, settings: OcrSettings) -> int:
    """How many pages are read at once on this machine, over all documents."""
    if engine.name == "rapidocr":
        return 1  # it spreads one page over the cores; several at once would need 1 GB each
    return settings.n_workers or os.cpu_count() or 1


@lru_cache(maxsize=8)
def _slots(n: int) -> threading.BoundedSemaphore:
    """Shared by all documents under way, so that there are never more pages than cores at work."""
    return threading.BoundedSemaphore(n)


def count_frames(path: Path, settings: OcrSettings) -> int:
    """Number of pages of a picture file (a TIFF can have many); 1 when it cannot be told."""
    try:
        return int(ask_renderer({"kind": "frames", "path": str(path)}, settings.memory_mb, settings.page_s)["n_frames"])
    except ChildError:
        return 1


class _Job:
    """One file's pages; `read` may run in several threads."""

    def __init__(self, path: Path, engine: OcrEngine, settings: OcrSettings, is_image: bool, password: str | None) -> None:
        kind = "image" if is_image else "pdf"
        self._request: Message = {"kind": kind, "path": str(path), "password": password, "max_pixels": settings.max_pixels}
        self._engine = engine
        self._settings = settings
        self._n_workers = n_workers(engine, settings)

    def read(self, page: PicturePage) -> OcrPage:
        """The page, turned when it is nonsense upright. Never raises for a fault of the file or the engine."""
        with _slots(self._n_workers):
            return self._read(page)

    def _read(self, page: PicturePage) -> OcrPage:
        deadline = time.monotonic() + self._settings.page_s
        doubtful, good = _SURENESS[self._engine.name]
        try:
            best = self._read_turned(page, 0, deadline)
        except PageFault as fault:
            return OcrPage(number=page.number, fault=fault.fault)
        if not page.may_turn or best.confidence >= doubtful or len(best.text.split()) < _MIN_WORDS_TO_TURN:
            return best
        with suppress(PageFault):  # what was read upright is better than nothing
            for rotation in self._turns(page, deadline):
                turned = self._read_turned(page, rotation, deadline)
                best = max(best, turned, key=lambda read: read.confidence)
                if best.confidence >= good:
                    break
        return best

    def _turns(self, page: PicturePage, deadline: float) -> tuple[int, ...]:
        """By how much the page is to be turned: told by tesseract's own look at it where it can, else all that may be."""
        if self._engine.name != "tesseract" or not known_languages(self._engine.program, "osd"):
            return _TURNS
        said = self._tesseract({**self._request_of(page), "rotation": 0}, deadline, asks_turn=True)
        match = _ORIENTATION.search(said)
        turn = int(match[1]) if match is not None else 0
        return (turn,) if turn else ()

    def _read_turned(self, page: PicturePage, rotation: int, deadline: float) -> OcrPage:
        request = {**self._request_of(page), "rotation": rotation}
        if self._engine.name == "rapidocr":
            request["n_threads"] = self._settings.n_workers or os.cpu_count() or 1
            reply = self._draw(request, deadline)
            pieces = [Piece(**piece) for piece in reply.get("pieces", ())]
        else:
            pieces = tsv_pieces(self._tesseract(request, deadline))
        text, confidence = page_text(pieces)
        return OcrPage(number=page.number, text=text, confidence=confidence)

    def _request_of(self, page: PicturePage) -> Message:
        dpi = self._settings.fine_dpi if page.is_fine else self._settings.dpi
        request = {**self._request, "page": page.number, "dpi": dpi, "is_scan": not page.is_fine, "target": None}
        return request if page.path is None else request | {"path": str(page.path), "page": 1}

    def _tesseract(self, request: Message, deadline: float, *, asks_turn: bool = False) -> str:
        """What tesseract reads on a page as TSV, or what it says of how the page is turned."""
        try:
            with scratch_folder("ocr") as folder:
                picture = Path(folder) / "page.tif"  # keeps its resolution, unlike a plainer kind
                drawn = self._draw({**request, "target": str(picture)}, deadline)
                if drawn["is_blank"]:
                    return ""
                if asks_turn:
                    return run_program([self._engine.program, str(picture), "stdout", "--psm", _ORIENTATION_ONLY], deadline)
                is_screen = request["kind"] == "image" and drawn["width"] > drawn["height"]
                layout = _ONE_BLOCK if request["is_scan"] and not is_screen else _SPARSE
                return read_picture(self._engine, picture, layout, deadline)
        except OSError as error:
            raise PageFault("disk_full" if error.errno in _DISK_FULL else "engine") from error

    def _draw(self, request: Message, deadline: float) -> Message:
        try:
            reply = ask_renderer(request, self._settings.memory_mb, deadline - time.monotonic())
        except ChildError as error:
            raise PageFault(_draw_fault(error)) from error
        if reply.get("is_too_large"):
            raise PageFault("too_large")
        return reply


def _draw_fault(error: ChildError) -> OcrFault:
    if error.reason == "timeout":
        return "slow"
    if error.reason == "memory":
        return "too_large"
    return "disk_full" if error.is_disk_full else "not_rendered"
