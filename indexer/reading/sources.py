"""Reading: one file (`read_document`), or files, folders and ZIPs as one batch (`sources_of`, `iter_documents`).

A bad file gives its outcome and the batch goes on.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from indexer.reading import outcome_texts
from indexer.reading.archive import Entry, unpack
from indexer.reading.cache import PageCache
from indexer.reading.document import ReadingSettings, read_document
from indexer.reading.file_kinds import FileKind, kind_of
from indexer.reading.pages import DocumentText
from indexer.reading.scratch import clear_left_scratch

__all__ = ["PageCache", "ReadingSettings", "Source", "files_of", "in_order", "iter_documents", "read_document", "sources_of"]

_SKIPPED = ("Thumbs.db", "desktop.ini")
_Result = TypeVar("_Result")
OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document to be read. `name` is what the user calls it; `entry` is set for a file of a ZIP, which is unpacked already."""

    name: str
    path: Path | None
    entry: Entry | None = None

    def discard(self) -> None:
        """Deletes what was unpacked for it."""
        if self.entry is not None:
            self.entry.discard()

    def read(
        self,
        settings: ReadingSettings,
        cache: PageCache | None = None,
        password: str | None = None,
        on_page: OnPage | None = None,
    ) -> DocumentText:
        """The document. `on_page` gets (name, pages done, all)."""
        if self.path is None:
            outcome, sentence = outcome_texts.entry_outcome(self.entry.fault if self.entry is not None else "damaged")
            return DocumentText(file=self.name, sha256="", outcome=outcome, sentence=sentence)
        if self.entry is not None and _kind(self.path, self.name) == "zip":
            return DocumentText(file=self.name, sha256="", outcome="unsupported", sentence=outcome_texts.NESTED_ZIP)
        if self.path.is_dir():
            return DocumentText(file=self.name, sha256="", outcome="damaged", sentence=outcome_texts.CLOSED_FOLDER)
        report = None if on_page is None else lambda done, total: on_page(self.name, done, total)
        return read_document(self.path, settings, cache, name=self.name, password=password, on_page=report)


def sources_of(paths: Iterable[Path], settings: ReadingSettings) -> Iterator[Source]:
    """The documents in the order of `paths`, those of a folder by name, each to be discarded when it was read.

    Names are relative to the folder given; a ZIP's files are named "archive.zip/inner.pdf". A ZIP inside a ZIP is "unsupported".
    What a killed process left in the folder for temporary files is cleared away first.
    """
    clear_left_scratch()
    for name, path in files_of(paths):
        if _kind(path, name) == "zip":
            for entry in unpack(path, settings.archive, settings.max_file_mb):
                yield Source(name=f"{name}/{entry.name}".rstrip("/"), path=entry.path, entry=entry)
        else:
            yield Source(name=name, path=path)


def iter_documents(
    paths: Iterable[Path],
    settings: ReadingSettings | None = None,
    cache: PageCache | None = None,
    *,
    password: str | None = None,
    on_page: OnPage | None = None,
) -> Iterator[DocumentText]:
    """The documents one by one; memory does not grow with their number."""
    settings = settings or ReadingSettings()
    for source in sources_of(paths, settings):
        try:
            yield source.read(settings, cache, password, on_page)
        finally:
            source.discard()


def in_order(
    sources: Iterable[Source], deed: Callable[[Source], _Result], n_at_once: int, is_over: threading.Event
) -> Iterator[_Result]:
    """What `deed` makes of the sources, in their order, with `n_at_once` under way in threads; then they are discarded.

    The pages of one document rarely come out even on the cores, and while one is judged the next can be read. `is_over` is set when
    nothing more is wanted; deeds under way should then end soon, because they are waited for.
    """
    pool = ThreadPoolExecutor(max_workers=n_at_once, thread_name_prefix="baca")
    waiting: deque[tuple[Source, Future[_Result]]] = deque()
    try:
        for source in sources:
            waiting.append((source, pool.submit(deed, source)))
            if len(waiting) > n_at_once:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        is_over.set()
        pool.shutdown(wait=True, cancel_futures=True)
        for source, _ in waiting:
            source.discard()


def files_of(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(name, path) of every file, folders opened up; hidden files and those of office locks are left out.

    A folder that may not be opened comes as itself.
    """
    for path in paths:
        if not path.is_dir():
            if _is_file(path):
                yield path.name, path
            continue
        closed: list[OSError] = []
        for folder, folders, files in os.walk(path, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
            for file in sorted(files):
                found = Path(folder) / file
                if not file.startswith((".", "~$")) and file not in _SKIPPED and _is_file(found):
                    yield found.relative_to(path).as_posix(), found
        for error in closed:
            found = Path(str(error.filename))
            yield found.name if found == path else found.relative_to(path).as_posix(), found


def _is_file(path: Path) -> bool:
    """False for pipes and devices, which can be read for ever; True for what is not there, so that it is named."""
    return path.is_file() or not path.exists()


def _next(waiting: deque[tuple[Source, Future[_Result]]]) -> _Result:
    source, future = waiting.popleft()
    try:
        return future.result()
    finally:
        source.discard()


def _kind(path: Path, name: str) -> FileKind:
    try:
        return kind_of(path, name)
    except OSError:
        return "unknown"  # reading it says what is wrong
