"""One browser's room: the evidence files it handed in, in a private folder, with their review and the places of quotes."""

from __future__ import annotations

import secrets
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.evidence.records import Quote
from assistant.web.evidence.job import Job, StoredFile
from corpus.errors import InputError

_MIN_FREE_BYTES = 500_000_000
_MAX_NAME_BYTES = 180
_MAX_PATH, _MAX_DEPTH = 2000, 6
_BUSY = "Telaah sedang berjalan. Tunggu sampai selesai atau hentikan dahulu."


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """What one person can hand in at most; all three are settings of the machine."""

    max_files: int = 300
    max_file_mb: int = 200
    max_total_mb: int = 1000

    @property
    def max_file_bytes(self) -> int:
        """Of one file."""
        return self.max_file_mb * 1_000_000

    @property
    def too_large(self) -> str:
        """What is said of a file over the limit."""
        return f"Berkas melebihi {self.max_file_mb} MB. Perkecil atau pecah berkasnya."


class RoomFullError(InputError):
    """No further file can be taken in, whatever its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A quote in a file of the room: the picture of its page is fetched by a token for it."""

    file: str
    sha256: str
    quote: Quote


@dataclass(slots=True, kw_only=True, eq=False)
class Room:
    """One browser's files, job and results. `pages` are its open pages; moments are on the clock of `Rooms`."""

    owner: str
    folder: Path
    limits: UploadLimits = UploadLimits()
    files: list[StoredFile] = field(default_factory=list)
    job: Job | None = None
    password: str | None = None
    pages: set[str] = field(default_factory=set)
    used_at: float = 0.0
    left_at: float | None = None
    n_named: int = 0
    _places: dict[str, Place] = field(default_factory=dict)
    _tokens: dict[Place, str] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def is_running(self) -> bool:
        """True while its job works or waits for its turn."""
        return self.job is not None and self.job.is_running

    @property
    def n_bytes(self) -> int:
        """Size of its files."""
        return sum(file.n_bytes for file in self.files)

    def new_file(self, name: str) -> StoredFile:
        """A place for a file that is being handed in, in a folder of our naming; `keep` makes it part of the room.

        Raises:
            InputError: when there is no place for one more.
        """
        with self.lock:
            self.check_open()
            self.n_named += 1
            shown = _unused(_clean_path(name), {file.name for file in self.files})
            root = self.folder / f"{self.n_named:05d}"
            path = root / shown
            path.parent.mkdir(mode=0o700, parents=True)
            return StoredFile(name=shown, path=path, root=root)

    def check_open(self, n_bytes: int = 0) -> None:
        """Raises: InputError when another file of that size cannot be taken in now, RoomFullError when none can."""
        if self.is_running:
            raise InputError(_BUSY)
        limits = self.limits
        if len(self.files) >= limits.max_files:
            raise RoomFullError(f"Daftar sudah berisi {limits.max_files} berkas. Telaah dahulu, atau satukan berkas dalam ZIP.")
        if n_bytes > limits.max_file_bytes:
            raise InputError(limits.too_large)
        if self.n_bytes + n_bytes > limits.max_total_mb * 1_000_000:
            raise InputError(f"Jumlah ukuran berkas melebihi {limits.max_total_mb} MB. Telaah dalam beberapa tahap.")
        if shutil.disk_usage(self.folder).free - n_bytes < _MIN_FREE_BYTES:
            raise RoomFullError("Ruang disk komputer ini hampir penuh. Hubungi pengelola aplikasi.")

    def keep(self, file: StoredFile) -> None:
        """Makes a file that was handed in completely part of the room. Raises: InputError when it cannot be taken in now."""
        with self.lock:
            self.check_open(file.n_bytes)
            self.files.append(file)

    def forget(self, file: StoredFile) -> None:
        """Deletes a file that was not taken in after all."""
        shutil.rmtree(file.root or file.path.parent, ignore_errors=True)

    def begin(self, job: Job, password: str | None) -> None:
        """Starts a job. Raises: InputError when one is running."""
        with self.lock:
            if self.is_running:
                raise InputError(_BUSY)
            self.job, self.password = job, password
            self._places.clear()
            self._tokens.clear()
            job.start()

    def token(self, place: Place) -> str:
        """The random token under which the room's owner can fetch the picture of the place."""
        with self.lock:
            if place not in self._tokens:
                self._tokens[place] = secrets.token_urlsafe(24)
                self._places[self._tokens[place]] = place
            return self._tokens[place]

    def place(self, token: str) -> Place | None:
        """What a token stands for."""
        return self._places.get(token)

    def delete(self) -> None:
        """Stops its job and deletes everything in it; what a job is just writing goes when the job is over."""
        job = self.job
        if job is not None:
            job.stop()
            job.when_over(self._delete_folder)
        self._delete_folder()

    def _delete_folder(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _clean_path(name: str) -> str:
    """A name as it can stand in a folder of ours, with the folders in which its owner keeps it."""
    parts = [part for part in map(_clean, name[:_MAX_PATH].replace("\\", "/").split("/")) if part]
    return "/".join(parts[-_MAX_DEPTH:]) or "berkas"


def _clean(last: str) -> str:
    """One part of a name: no control characters, no dots at its ends, not too long; empty when nothing is left."""
    kept = "".join(char if char.isprintable() and char not in '<>:"|?*' else "_" for char in last).strip(" .")
    while len(kept.encode()) > _MAX_NAME_BYTES:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[:-1]}{dot}{ending}" if dot and len(stem) > 1 and len(ending) < 10 else kept[:-1]
    return kept


def _unused(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, shown = 1, name
    while shown in taken:
        number += 1
        shown = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    return shown
