"""The files of a ZIP, unpacked one at a time into files of our own naming, with limits against bombs."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from indexer.reading.scratch import new_scratch

EntryFault = Literal["", "outside", "bomb", "locked", "damaged", "too_large", "too_many", "disk_full"]
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, UnicodeError)
_CHUNK = 1 << 20
_MAX_DIRECTORY = 8_000_000  # bytes; some hundred thousand entries, whose records would fill the memory before any is unpacked
_END_MARK, _END_BYTES = b"PK\x05\x06", 22 + 65_535
_RATIO_FROM = 5_000_000
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What is unpacked of one ZIP at most. The ratio is unpacked to packed size, asked of entries above 5 MB."""

    max_entries: int = 3000
    max_unpacked_mb: int = 4000
    max_ratio: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a ZIP. `path` is a temporary file that lives until `discard`; None with a `fault`."""

    name: str
    fault: EntryFault = ""
    path: Path | None = None

    def discard(self) -> None:
        """Deletes the temporary file."""
        if self.path is not None:
            shutil.rmtree(self.path.parent, ignore_errors=True)


def unpack(path: Path, limits: ArchiveLimits, max_file_mb: int) -> Iterator[Entry]:
    """The entries in their order, each to be discarded by the caller; they may outlive this iterator.

    A fault of one does not end the rest; a fault of the ZIP is an entry without a name.
    """
    try:
        with open_zip(path) as archive:
            files = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_skipped(entry.filename)]
            left = limits.max_unpacked_mb * 1_000_000
            for entry in files[: limits.max_entries]:
                unpacked = _Unpacking(archive, entry, limits, min(left, max_file_mb * 1_000_000))
                done = unpacked.result()
                left -= unpacked.n_bytes
                yield done
            if len(files) > limits.max_entries:
                yield Entry(name="", fault="too_many")
    except zipfile.LargeZipFile:
        yield Entry(name="", fault="too_many")
    except ZIP_FAULTS:
        yield Entry(name="", fault="damaged")
    except OSError as error:
        yield Entry(name="", fault=_os_fault(error))


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive, opened to read.

    Raises:
        LargeZipFile: when its directory alone would take too much memory.
        OSError, or one of ZIP_FAULTS: when it cannot be opened.
    """
    with path.open("rb") as file:
        n_bytes = file.seek(0, os.SEEK_END)
        file.seek(max(0, n_bytes - _END_BYTES))
        end = file.read()
    place = end.rfind(_END_MARK)
    if place >= 0 and int.from_bytes(end[place + 12 : place + 16], "little") > _MAX_DIRECTORY:
        raise zipfile.LargeZipFile(path.name)
    return zipfile.ZipFile(path)


def _is_skipped(name: str) -> bool:
    return name.startswith(_SKIPPED[0]) or PurePosixPath(name).name in _SKIPPED


def _os_fault(error: OSError) -> EntryFault:
    return "disk_full" if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)) else "damaged"


class _Unpacking:
    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ArchiveLimits, max_bytes: int) -> None:
        self._archive = archive
        self._entry = entry
        self._limits = limits
        self._max_bytes = max_bytes
        self.n_bytes = 0

    def result(self) -> Entry:
        """Unpacks into a file named by us. Sizes are counted: those in the ZIP's directory can lie."""
        name = self._entry.filename.replace("\\", "/")
        fault = self._fault_of_name(name)
        if fault:
            return Entry(name=name, fault=fault)
        path: Path | None = None
        try:
            path = new_scratch("zip") / "entry"
            with self._archive.open(self._entry) as packed, path.open("wb") as unpacked:
                fault = self._copy(packed, unpacked)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
            fault = "damaged"
        except OSError as error:
            fault = _os_fault(error)
        if fault:
            Entry(name=name, path=path).discard()
            return Entry(name=name, fault=fault)
        return Entry(name=name, path=path)

    def _fault_of_name(self, name: str) -> EntryFault:
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
            return "outside"
        return "locked" if self._entry.flag_bits & 0x1 else ""

    def _copy(self, packed: IO[bytes], unpacked: IO[bytes]) -> EntryFault:
        ratio_bound = max(self._limits.max_ratio * max(self._entry.compress_size, 1), _RATIO_FROM)
        while chunk := packed.read(_CHUNK):
            self.n_bytes += len(chunk)
            if self.n_bytes > ratio_bound:
                return "bomb"
            if self.n_bytes > self._max_bytes:
                return "too_large"
            unpacked.write(chunk)
        return ""
