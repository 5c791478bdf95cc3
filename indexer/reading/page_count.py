"""A quick look at files before they are read: how many pages, and how many of them will need OCR. Guesses for the progress bar."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.reading.archive import ZIP_FAULTS, open_zip
from indexer.reading.cache import PageCache
from indexer.reading.child import ChildError
from indexer.reading.drawing import ask_renderer
from indexer.reading.file_kinds import FileKind, kind_of
from indexer.reading.ocr import find_engine
from indexer.reading.sources import ReadingSettings, Source, sources_of

_LOOK_S = 20.0
_PAGE_BYTES = 20_000  # of the unpacked text of an office file; about 3,000 characters with their mark-up
_PAGES = ("xl/worksheets/sheet", "ppt/slides/slide")
_MEDIA = ("word/media/", "xl/media/", "ppt/media/")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePages:
    """What is known of a document before it is read. `n_scans` of its pages need OCR; `is_kept` = it was read before."""

    name: str
    n_text: int = 1
    n_scans: int = 0
    is_kept: bool = False

    @property
    def n_pages(self) -> int:
        """All of them; 1 where nothing is known."""
        return self.n_text + self.n_scans


def count_pages(
    paths: Iterable[Path],
    settings: ReadingSettings,
    cache: PageCache | None = None,
    on_file: Callable[[int], None] | None = None,
) -> list[FilePages]:
    """The documents of those paths, those of ZIPs too, in the order of `sources_of`. `on_file` gets the number counted so far."""
    engine = find_engine(settings.ocr)
    key = settings.key(engine)
    found: list[FilePages] = []
    for source in sources_of(paths, settings):
        try:
            pages = _look(source, settings)
            if engine is None:
                pages = replace(pages, n_text=pages.n_pages, n_scans=0)
            if cache is not None and _is_kept(source, settings, cache, key):
                pages = replace(pages, is_kept=True)
            found.append(pages)
        finally:
            source.discard()
        if on_file is not None:
            on_file(len(found))
    return found


def _look(source: Source, settings: ReadingSettings) -> FilePages:
    unknown = FilePages(name=source.name)
    try:
        if source.path is None or source.path.stat().st_size > settings.max_file_mb * 1_000_000:
            return unknown
        kind = kind_of(source.path, source.name)
        if kind in ("pdf", "image"):
            return _counted(source.path, kind, unknown, settings)
        if kind in ("docx", "xlsx", "pptx"):
            return _office(source.path, unknown, settings)
    except (OSError, *ZIP_FAULTS, zipfile.LargeZipFile):
        pass  # reading it says what is wrong
    return unknown


def _counted(path: Path, kind: FileKind, unknown: FilePages, settings: ReadingSettings) -> FilePages:
    request = {"kind": "look", "path": str(path), "is_image": kind == "image"}
    try:
        found = ask_renderer(request, settings.ocr.memory_mb, _LOOK_S)
    except ChildError:
        return unknown
    n_pages, n_scans = found["n_pages"], found["n_scans"]
    if not 0 < n_pages <= settings.pdf.max_pages:
        return unknown
    return replace(unknown, n_text=n_pages - n_scans, n_scans=n_scans)


def _office(path: Path, unknown: FilePages, settings: ReadingSettings) -> FilePages:
    with open_zip(path) as package:
        parts = package.infolist()
    n_pictures = sum(part.filename.startswith(_MEDIA) for part in parts)
    n_bytes = sum(part.file_size for part in parts if part.filename == "word/document.xml")
    n_pages = n_bytes // _PAGE_BYTES + sum(part.filename.startswith(_PAGES) for part in parts)
    return replace(unknown, n_text=max(1, min(n_pages, 500)), n_scans=min(n_pictures, settings.office.max_pictures))


def _is_kept(source: Source, settings: ReadingSettings, cache: PageCache, key: str) -> bool:
    try:
        if source.path is None or source.path.stat().st_size > settings.max_file_mb * 1_000_000:
            return False
        with source.path.open("rb") as file:
            return cache.has(hashlib.file_digest(file, "sha256").hexdigest(), key)
    except OSError:
        return False
