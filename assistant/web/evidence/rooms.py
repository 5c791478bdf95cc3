"""Private rooms for evidence: one a browser, files and results in a folder that only we can read, gone when nobody is there.

A room belongs to the mark of a browser (see `downloads.py`). It is deleted at once when the person says so, soon after the last
page of the browser was closed, after a time without use, and when the server starts or stops.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.web.evidence.room import Room, UploadLimits
from corpus.errors import InputError

FOLDER = "evidence-rooms"
LIFE_S, FAREWELL_S = 7200.0, 120.0
_MAX_ROOMS = 50
_SWEEP_S = 20.0
_NO_OWNER = (
    "Peramban menolak kuki, sehingga berkas tidak dapat disimpan dengan aman. Izinkan kuki, muat ulang halaman, lalu ulangi."
)
_LOG = logging.getLogger(__name__)


class Rooms:
    """All rooms of this process under one data folder. Folders that other processes left behind go at the start."""

    def __init__(self, data_dir: Path, clock: Callable[[], float] = time.monotonic, limits: UploadLimits | None = None) -> None:
        self._base = data_dir / FOLDER
        self._clock = clock
        self.limits = limits or UploadLimits()
        self._home: Path | None = None
        self._home_lock: FileLock | None = None
        self._rooms: dict[str, Room] = {}
        self._lock = threading.RLock()
        self._wake = threading.Event()

    def enter(self, owner: str, page: str = "") -> Room:
        """The owner's room, made when there is none; `page` says which open page is there.

        Raises:
            InputError: when the browser has no mark, or there is no room left.
        """
        if not owner:
            raise InputError(_NO_OWNER)
        with self._lock:
            self.tidy()
            if owner not in self._rooms:
                self._rooms[owner] = self._made(owner)
            return self._seen(self._rooms[owner], page)

    def find(self, owner: str, page: str = "") -> Room | None:
        """The owner's room if there is one; being there counts as use."""
        with self._lock:
            self.tidy()
            room = next((each for each in self._rooms.values() if hmac.compare_digest(each.owner.encode(), owner.encode())), None)
            return self._seen(room, page) if room is not None and owner else None

    def leave(self, page: str) -> None:
        """A page was closed; a room without pages goes after a short while (a reload or a bad connection comes back)."""
        with self._lock:
            for room in self._rooms.values():
                if page in room.pages:
                    room.pages.discard(page)
                    room.left_at = None if room.pages else self._clock()

    def clear(self, owner: str) -> None:
        """Deletes the owner's room at once."""
        with self._lock:
            room = self._rooms.pop(owner, None)
        if room is not None:
            room.delete()

    def tidy(self) -> None:
        """Deletes rooms that nobody is in and those that were not used for a long time."""
        with self._lock:
            now = self._clock()
            for owner, room in list(self._rooms.items()):
                if room.is_running:
                    room.used_at = now
                is_left = room.left_at is not None and now - room.left_at > FAREWELL_S
                if is_left or now - room.used_at > LIFE_S:
                    self.clear(owner)

    def sweep_leftovers(self) -> None:
        """Deletes what processes that are gone left behind."""
        for lock in self._base.glob("*.lock") if self._base.is_dir() else ():
            if self._home is not None and lock.stem == self._home.name:
                continue
            with suppress(Timeout, OSError):
                with FileLock(lock, timeout=0):
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)

    def close(self) -> None:
        """Stops all jobs and deletes everything."""
        with self._lock:
            for owner in list(self._rooms):
                self.clear(owner)
            self._wake.set()
            if self._home is not None and self._home_lock is not None:
                shutil.rmtree(self._home, ignore_errors=True)
                self._home_lock.release()
                with suppress(OSError):
                    Path(self._home_lock.lock_file).unlink(missing_ok=True)
                    self._base.rmdir()
            self._home = self._home_lock = None

    def _seen(self, room: Room, page: str) -> Room:
        room.used_at = self._clock()
        room.left_at = None
        if page:
            room.pages.add(page)
        return room

    def _made(self, owner: str) -> Room:
        if len(self._rooms) >= _MAX_ROOMS:
            raise InputError("Terlalu banyak orang sedang menelaah bukti pada komputer ini. Coba lagi beberapa saat lagi.")
        try:
            folder = self._opened_home() / secrets.token_hex(16)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise InputError(
                f"Folder data tidak dapat ditulis ({error.strerror}), sehingga bukti tidak dapat diterima. Hubungi pengelola."
            ) from error
        return Room(owner=owner, folder=folder, limits=self.limits)

    def _opened_home(self) -> Path:
        """This process's folder; a lock beside it says that the process lives."""
        if self._home is None:
            self._base.mkdir(mode=0o700, parents=True, exist_ok=True)
            home = self._base / secrets.token_hex(8)
            lock = FileLock(home.with_suffix(".lock"), timeout=0, thread_local=False)
            lock.acquire()
            home.mkdir(mode=0o700)
            self._home, self._home_lock = home, lock
            self._wake.clear()
            threading.Thread(target=self._keep_tidy, args=(home,), daemon=True, name="bukti-sapu").start()
        return self._home

    def _keep_tidy(self, home: Path) -> None:
        while not self._wake.wait(_SWEEP_S) and self._home == home:
            try:
                self.tidy()
            except Exception:  # a border: a fault of one round must not end the sweeping
                _LOG.exception("Tidying rooms failed")


_ALL: dict[Path, Rooms] = {}
_ALL_LOCK = threading.Lock()


def rooms_of(data_dir: Path, limits: UploadLimits | None = None) -> Rooms:
    """The rooms under that data folder; tab and routes of an app share them. `limits` None = as they are."""
    with _ALL_LOCK:
        rooms = _ALL.setdefault(data_dir.resolve(), Rooms(data_dir.resolve()))
        rooms.limits = limits or rooms.limits
        return rooms
