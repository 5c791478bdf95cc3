"""One browser's room: the evidence files it handed in, in a private folder, with their review and the places of quotes."""

from __future__ import annotations

import secrets
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

from assistant.evidence.records import Quote
from assistant.web.evidence_job import Job, StoredFile
from corpus.errors import InputError

MAX_FILES, MAX_FILE_BYTES, MAX_ROOM_BYTES = 300, 200_000_000, 1_000_000_000
_MIN_FREE_BYTES = 500_000_000
_MAX_NAME_BYTES = 180
_BUSY = "Telaah sedang berjalan. Tunggu sampai selesai atau hentikan dahulu."


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
            shown = _unused(_clean(name), {file.name for file in self.files})
            folder = self.folder / f"{self.n_named:05d}"
            folder.mkdir(mode=0o700, parents=True)
            return StoredFile(name=shown, path=folder / shown)

    def check_open(self, n_bytes: int = 0) -> None:
        """Raises: InputError when another file of that size cannot be taken in now, with the reason."""
        if self.is_running:
            raise InputError(_BUSY)
        if len(self.files) >= MAX_FILES:
            raise InputError(f"Daftar sudah berisi {MAX_FILES} berkas. Telaah dahulu, atau satukan berkas dalam ZIP.")
        if n_bytes > MAX_FILE_BYTES:
            raise InputError(f"Berkas melebihi {MAX_FILE_BYTES // 1_000_000} MB. Perkecil atau pecah berkasnya.")
        if self.n_bytes + n_bytes > MAX_ROOM_BYTES:
            raise InputError(f"Jumlah ukuran berkas melebihi {MAX_ROOM_BYTES // 1_000_000_000} GB. Telaah dalam beberapa tahap.")
        if shutil.disk_usage(self.folder).free - n_bytes < _MIN_FREE_BYTES:
            raise InputError("Ruang disk komputer ini hampir penuh. Hubungi pengelola aplikasi.")

    def keep(self, file: StoredFile) -> None:
        """Makes a file that was handed in completely part of the room. Raises: InputError when it cannot be taken in now."""
        with self.lock:
            self.check_open(file.n_bytes)
            self.files.append(file)

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


def _clean(name: str) -> str:
    """The last part of a name as it can stand in a folder: no separators, no control characters, not too long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(char if char.isprintable() and char not in '<>:"|?*' else "_" for char in last).strip(" .")
    while len(kept.encode()) > _MAX_NAME_BYTES:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[:-1]}{dot}{ending}" if dot and len(stem) > 1 and len(ending) < 10 else kept[:-1]
    return kept or "berkas"


def _unused(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, shown = 1, name
    while shown in taken:
        number += 1
        shown = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    return shown
