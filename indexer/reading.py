"""Reading: one file (`read_document`), or files, folders and ZIPs as one batch (`iter_documents`).

A bad file gives its outcome and the batch goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from indexer import outcome_texts
from indexer.archive import Entry, unpack
from indexer.cache import PageCache
from indexer.document import ReadingSettings, read_document
from indexer.file_kinds import FileKind, kind_of
from indexer.pages import DocumentText

__all__ = ["PageCache", "ReadingSettings", "files_of", "iter_documents", "read_document"]

_SKIPPED = ("Thumbs.db", "desktop.ini")


def iter_documents(
    paths: Iterable[Path],
    settings: ReadingSettings | None = None,
    cache: PageCache | None = None,
    *,
    password: str | None = None,
    on_page: Callable[[str, int, int], None] | None = None,
) -> Iterator[DocumentText]:
    """The documents one by one, in the order of `paths`, those of a folder by name; memory does not grow with their number.

    Names are relative to the folder given; a ZIP's files are named "archive.zip/inner.pdf". `on_page` gets (name, pages done,
    all). A ZIP inside a ZIP is "unsupported".
    """
    settings = settings or ReadingSettings()
    for name, path in files_of(paths):
        if _kind(path, name) == "zip":
            for entry in unpack(path, settings.archive, settings.max_file_mb):
                yield _read_entry(f"{name}/{entry.name}".rstrip("/"), entry, settings, cache, password, on_page)
        else:
            yield _read(path, name, settings, cache, password, on_page)


def files_of(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(name, path) of every file, folders opened up; hidden files and those of office locks are left out."""
    for path in paths:
        if not path.is_dir():
            yield path.name, path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
            for file in sorted(files):
                if not file.startswith((".", "~$")) and file not in _SKIPPED:
                    found = Path(folder) / file
                    yield found.relative_to(path).as_posix(), found


def _kind(path: Path, name: str) -> FileKind:
    try:
        return kind_of(path, name)
    except OSError:
        return "unknown"  # reading it says what is wrong


def _read_entry(
    name: str,
    entry: Entry,
    settings: ReadingSettings,
    cache: PageCache | None,
    password: str | None,
    on_page: Callable[[str, int, int], None] | None,
) -> DocumentText:
    if entry.path is None:
        outcome, sentence = outcome_texts.entry_outcome(entry.fault)
        return DocumentText(file=name, sha256="", outcome=outcome, sentence=sentence)
    if _kind(entry.path, name) == "zip":
        return DocumentText(file=name, sha256="", outcome="unsupported", sentence=outcome_texts.NESTED_ZIP)
    return _read(entry.path, name, settings, cache, password, on_page)


def _read(
    path: Path,
    name: str,
    settings: ReadingSettings,
    cache: PageCache | None,
    password: str | None,
    on_page: Callable[[str, int, int], None] | None,
) -> DocumentText:
    report = None if on_page is None else lambda done, total: on_page(name, done, total)
    return read_document(path, settings, cache, name=name, password=password, on_page=report)
