"""Text of page pictures by OCR: tesseract when it is on the machine, else RapidOCR, pages in parallel over the cores.

Pages are rendered in guarded child processes (see `render.py`); tesseract is a process of its own with a time limit.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from corpus.errors import DocumentError
from indexer.child import ChildError, ChildPool, Message
from indexer.ocr_lines import Piece, page_text, tsv_pieces

EngineName = Literal["tesseract", "rapidocr"]
OcrFault = Literal["", "slow", "not_rendered", "too_large", "disk_full", "engine"]
_POOL = ChildPool("indexer.render")
_WINDOWS_PLACES = (r"C:\Program Files\Tesseract-OCR\tesseract.exe",)
_RAPID_MEMORY_MB = 3072
_DISK_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
# Confidence below which a page may be lying wrong, and from which it does not: the engines differ in how sure they are.
_SURENESS: dict[EngineName, tuple[float, float]] = {"tesseract": (0.6, 0.72), "rapidocr": (0.85, 0.92)}
_MIN_WORDS_TO_TURN = 12
_TURNS = (90, 270, 180)
_ONE_BLOCK = "6"  # keeps the numbers of paragraphs on the line of their text; automatic columns tear them off
_SPARSE = "11"  # finds more of the scattered words of a screenshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrSettings:
    """How pictures are read. `n_workers` 0 = one a core; `page_s` is the time limit of one page in seconds.

    `dpi` is for pages that are one scan, `fine_dpi` for the rest, whose screenshots are set small.
    """

    engine: Literal["auto", "tesseract", "rapidocr", "off"] = "auto"
    languages: str = "ind+eng"
    dpi: int = 200
    fine_dpi: int = 300
    max_pixels: int = 25_000_000
    page_s: float = 90.0
    memory_mb: int = 1024
    n_workers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrEngine:
    """The engine found on this machine. `label` names it with its languages, for the cache."""

    name: EngineName
    program: str = ""
    languages: str = ""

    @property
    def label(self) -> str:
        """Such as "tesseract ind+eng"."""
        return f"{self.name} {self.languages}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePage:
    """A page to read, 1-based. `is_fine` = no plain scan but text with pictures: finer resolution, words in no order.

    `may_turn` = it may lie on its side or upside down.
    """

    number: int
    is_fine: bool = False
    may_turn: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """What OCR read. `confidence` is 0 to 1; with a `fault` the text is empty."""

    number: int
    text: str = ""
    confidence: float = 0.0
    fault: OcrFault = ""


def find_engine(settings: OcrSettings) -> OcrEngine | None:
    """The engine to use, or None when there is none or the settings say "off"."""
    if settings.engine in ("auto", "tesseract"):
        program = shutil.which("tesseract") or next((place for place in _WINDOWS_PLACES if Path(place).is_file()), "")
        languages = _languages(program, settings.languages) if program else ""
        if languages:
            return OcrEngine(name="tesseract", program=program, languages=languages)
    if settings.engine in ("auto", "rapidocr") and importlib.util.find_spec("rapidocr") is not None:
        return OcrEngine(name="rapidocr")
    return None


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
    n_workers = settings.n_workers or os.cpu_count() or 1
    if engine.name == "rapidocr":
        n_workers = 1  # it spreads one page over the cores; several at once would need 1 GB each
    job = _Job(path, engine, settings, is_image, password)
    pool = ThreadPoolExecutor(max_workers=max(1, min(n_workers, len(pages))), thread_name_prefix="ocr")
    try:
        yield from pool.map(job.read, pages)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def render_page(path: Path, number: int, target: Path, *, dpi: int = 110, password: str | None = None) -> None:
    """Writes a colour picture of a PDF page, in the format of the name of `target` (.png or .jpg).

    Raises:
        DocumentError: when the page cannot be drawn.
    """
    request = {"kind": "pdf", "page": number, "dpi": dpi, "rotation": 0, "in_colour": True, "max_pixels": 12_000_000}
    request |= {"path": str(path), "password": password, "target": str(target)}
    try:
        _ask(request, OcrSettings().memory_mb, 30.0)
    except ChildError as error:
        raise DocumentError(f"Halaman {number} dari {path.name} tidak dapat digambar. Buka berkas aslinya.") from error


class _Job:
    """One file's pages; `read` may run in several threads."""

    def __init__(self, path: Path, engine: OcrEngine, settings: OcrSettings, is_image: bool, password: str | None) -> None:
        kind = "image" if is_image else "pdf"
        self._request: Message = {"kind": kind, "path": str(path), "password": password, "max_pixels": settings.max_pixels}
        self._engine = engine
        self._settings = settings

    def read(self, page: PicturePage) -> OcrPage:
        """The page, turned when it is nonsense upright. Never raises for a fault of the file or the engine."""
        deadline = time.monotonic() + self._settings.page_s
        doubtful, good = _SURENESS[self._engine.name]
        try:
            best = self._read_turned(page, 0, deadline)
            if page.may_turn and best.confidence < doubtful and len(best.text.split()) >= _MIN_WORDS_TO_TURN:
                for rotation in _TURNS:
                    turned = self._read_turned(page, rotation, deadline)
                    best = max(best, turned, key=lambda read: read.confidence)
                    if best.confidence >= good:
                        break
            return best
        except _PageFault as fault:
            return OcrPage(number=page.number, fault=fault.fault)

    def _read_turned(self, page: PicturePage, rotation: int, deadline: float) -> OcrPage:
        dpi = self._settings.fine_dpi if page.is_fine else self._settings.dpi
        request = {**self._request, "page": page.number, "dpi": dpi, "rotation": rotation, "target": None}
        if self._engine.name == "rapidocr":
            request["n_threads"] = self._settings.n_workers or os.cpu_count() or 1
            reply = self._draw(request, max(self._settings.memory_mb, _RAPID_MEMORY_MB), deadline)
            pieces = [Piece(**piece) for piece in reply.get("pieces", ())]
        else:
            pieces = tsv_pieces(self._tesseract(request, page.is_fine, deadline))
        text, confidence = page_text(pieces)
        return OcrPage(number=page.number, text=text, confidence=confidence)

    def _tesseract(self, request: Message, is_fine: bool, deadline: float) -> str:
        dpi = request["dpi"]
        try:
            with tempfile.TemporaryDirectory(prefix="spbe-ocr-", ignore_cleanup_errors=True) as folder:
                picture = str(Path(folder) / "page.pgm")
                drawn = self._draw({**request, "target": picture}, self._settings.memory_mb, deadline)
                if drawn["is_blank"]:
                    return ""
                is_screen = request["kind"] == "image" and drawn["width"] > drawn["height"]
                layout = _SPARSE if is_fine or is_screen else _ONE_BLOCK
                command = [self._engine.program, picture, "stdout", "-l", self._engine.languages, "--psm", layout]
                return _run([*command, "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"], deadline)
        except OSError as error:
            raise _PageFault("disk_full" if error.errno in _DISK_FULL else "engine") from error

    def _draw(self, request: Message, memory_mb: int, deadline: float) -> Message:
        try:
            reply = _ask(request, memory_mb, deadline - time.monotonic())
        except ChildError as error:
            is_full = "No space left" in error.detail
            raise _PageFault("slow" if error.reason == "timeout" else "disk_full" if is_full else "not_rendered") from error
        if reply.get("is_too_large"):
            raise _PageFault("too_large")
        return reply


class _PageFault(Exception):
    def __init__(self, fault: OcrFault) -> None:
        super().__init__(fault)
        self.fault: OcrFault = fault


def _ask(request: Message, memory_mb: int, wait_s: float) -> Message:
    with _POOL.borrow(memory_mb) as child:
        replies = list(child.ask(request, deadline=time.monotonic() + max(wait_s, 0.1), idle_s=max(wait_s, 0.1)))
    return replies[0]


def _run(command: Sequence[str], deadline: float) -> str:
    """The standard output of a program on one core."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=max(deadline - time.monotonic(), 0.1),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise _PageFault("slow") from error
    if done.returncode:
        raise _PageFault("engine")
    return done.stdout.decode("utf-8", "replace")


@lru_cache(maxsize=8)
def _languages(program: str, wanted: str) -> str:
    """The wanted languages that tesseract has, joined by "+"; empty when it has none or does not start."""
    try:
        listed = _run([program, "--list-langs"], time.monotonic() + 20.0).split()
    except (OSError, _PageFault):
        return ""
    return "+".join(language for language in wanted.split("+") if language in listed)
