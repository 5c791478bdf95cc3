"""A picture of a page, and where a quote stands on it: by the text layer, on scans by reading the picture once more."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from corpus.errors import DocumentError
from indexer.reading.child import ChildError, Message
from indexer.reading.drawing import ask_renderer, render_page
from indexer.reading.ocr import OcrEngine, OcrSettings, find_engine
from indexer.reading.ocr_lines import Piece, tsv_pieces
from indexer.reading.scratch import scratch_folder

_DRAW_S, _OCR_S = 30.0, 60.0
_OCR_DPI, _SCREEN_DPI = 200, 130
_SCREEN_PIXELS = 6_000_000
_LIKENESS = 82.0  # percent of the quote's letters that must stand on the page in their order
_MIN_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rectangle over words of one line, in parts (0 to 1) of the picture from its top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """The file of a page: a PDF or, with `is_image`, a picture; the page's number is 1-based."""

    path: Path
    number: int
    is_image: bool = False
    password: str | None = None


def draw_page(page: PageFile, target: Path) -> None:
    """Writes a colour picture for the screen, in the format of the name of `target` (.png or .jpg).

    Raises:
        DocumentError: when the page cannot be drawn.
    """
    if not page.is_image:
        render_page(page.path, page.number, target, dpi=_SCREEN_DPI, password=page.password)
        return
    request = _request(page, _SCREEN_DPI) | {"max_pixels": _SCREEN_PIXELS, "in_colour": True, "target": str(target)}
    try:
        is_drawn = not _ask(request).get("is_too_large")
    except ChildError:
        is_drawn = False
    if not is_drawn:
        raise DocumentError(f"Gambar {page.path.name} tidak dapat ditampilkan. Buka berkas aslinya.")


def find_quote(page: PageFile, quote: str, is_scan: bool, settings: OcrSettings | None = None) -> tuple[Mark, ...]:
    """Rectangles over the quote's words, one a line; empty when its place is not found. Never raises for a bad file."""
    try:
        pieces = [] if page.is_image or is_scan else _layer_pieces(page)
        marks = marks_of(pieces, quote)
        if marks or not (page.is_image or is_scan):
            return marks
        settings = settings or OcrSettings()
        engine = find_engine(settings)
        return marks_of(_read_pieces(page, engine, settings), quote) if engine is not None else ()
    except (ChildError, OSError, subprocess.SubprocessError):
        return ()


def marks_of(pieces: Sequence[Piece], quote: str) -> tuple[Mark, ...]:
    """Rectangles over the pieces' letters that make up the quote; only letters and digits are compared.

    Where the quote does not stand letter for letter (recognised text), the most similar run counts if it is similar enough.
    """
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        for position, char in enumerate(piece.text):
            if char.isalnum():
                letters.append(char.lower()[0])
                places.append((number, position))
    start, end = _span("".join(letters), "".join(char.lower()[0] for char in quote if char.isalnum()))
    covered: dict[int, tuple[int, int]] = {}
    for number, position in places[start:end]:
        first, _ = covered.get(number, (position, position))
        covered[number] = (first, position)
    return _lines([_part(pieces[number], first, last) for number, (first, last) in covered.items()])


def _span(page: str, quote: str) -> tuple[int, int]:
    """The half-open span of the page's letters that the quote covers; (0, 0) when it is not there."""
    if len(quote) < _MIN_LETTERS:
        return 0, 0
    start = page.find(quote)
    if start >= 0:
        return start, start + len(quote)
    if len(page) < len(quote):
        return 0, 0
    found = fuzz.partial_ratio_alignment(quote, page, score_cutoff=_LIKENESS)
    return (found.dest_start, found.dest_end) if found is not None else (0, 0)


def _part(piece: Piece, first: int, last: int) -> Mark:
    """The part of a piece from its first to its last covered character, all taken as equally wide."""
    width = (piece.right - piece.left) / max(len(piece.text), 1)
    return Mark(left=piece.left + first * width, top=piece.top, right=piece.left + (last + 1) * width, bottom=piece.bottom)


def _lines(parts: Sequence[Mark]) -> tuple[Mark, ...]:
    """Neighbours on one line joined."""
    joined: list[Mark] = []
    for part in parts:
        last = joined[-1] if joined else None
        shared = min(last.bottom, part.bottom) - max(last.top, part.top) if last else 0.0
        if last and part.left >= last.left and shared > 0.5 * min(last.bottom - last.top, part.bottom - part.top):
            joined[-1] = Mark(
                left=last.left,
                top=min(last.top, part.top),
                right=max(last.right, part.right),
                bottom=max(last.bottom, part.bottom),
            )
        else:
            joined.append(part)
    return tuple(joined)


def _layer_pieces(page: PageFile) -> list[Piece]:
    request = _request(page, _SCREEN_DPI) | {"kind": "words"}
    return [
        Piece(left=left, top=top, right=right, bottom=bottom, text=text, score=1.0)
        for text, left, top, right, bottom in _ask(request)["words"]
    ]


def _read_pieces(page: PageFile, engine: OcrEngine, settings: OcrSettings) -> list[Piece]:
    """What the engine reads on the page, in parts of the picture."""
    request = _request(page, _OCR_DPI) | {"max_pixels": settings.max_pixels}
    if engine.name == "rapidocr":
        reply = _ask(request | {"n_threads": os.cpu_count() or 1})
        pieces = [Piece(**piece) for piece in reply.get("pieces", ())]
    else:
        with scratch_folder("tanda") as folder:
            picture = str(Path(folder) / "page.pgm")
            reply = _ask(request | {"target": picture})
            pieces = [] if reply.get("is_too_large") else tsv_pieces(_tesseract(engine, picture))
    wide, high = max(reply.get("width", 1), 1), max(reply.get("height", 1), 1)
    return [
        Piece(
            left=each.left / wide,
            top=each.top / high,
            right=each.right / wide,
            bottom=each.bottom / high,
            text=each.text,
            score=1.0,
        )
        for each in pieces
    ]


def _tesseract(engine: OcrEngine, picture: str) -> str:
    command = [engine.program, picture, "stdout", "-l", engine.languages, "--psm", "6", "--dpi", str(_OCR_DPI)]
    done = subprocess.run(
        [*command, "-c", "tessedit_create_tsv=1"],
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_OCR_S,
        check=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return done.stdout.decode("utf-8", "replace")


def _request(page: PageFile, dpi: int) -> Message:
    kind = "image" if page.is_image else "pdf"
    place = {"kind": kind, "path": str(page.path), "password": page.password, "page": page.number}
    return place | {"dpi": dpi, "rotation": 0, "target": None}


def _ask(request: Message) -> Message:
    return ask_renderer(request, OcrSettings().memory_mb, _DRAW_S)
