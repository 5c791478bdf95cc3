"""Tesseract kept warm: a process that reads page after page, because loading its models takes a tenth of the time of a page.

It is given the names of pictures on its standard input and says what it reads on a terminal of its own, where nothing is held back.
After each page comes an empty picture, whose line says that the page is finished. Where there are no such terminals (Windows), and
where that fails, a page has a process of its own.
"""

from __future__ import annotations

import atexit
import os
import re
import selectors
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.reading.ocr_engine import ONE_CORE, OcrEngine, PageFault, run_program
from indexer.reading.scratch import scratch_folder

try:
    import pty
    import tty
except ImportError:  # Windows
    _HAS_TERMINALS = False
else:
    _HAS_TERMINALS = True

_MAX_PAGES = 60
_EMPTY = b"P5\n64 64\n255\n" + b"\xff" * 64 * 64
_CHUNK = 1 << 16


def read_picture(engine: OcrEngine, picture: Path, layout: str, deadline: float) -> str:
    """What tesseract reads on a picture, as TSV; `layout` is its page segmentation mode, `deadline` of `time.monotonic()`.

    Raises:
        PageFault: when it takes too long or fails.
        OSError: when the program cannot be started or there is no place for its files.
    """
    if _HAS_TERMINALS:
        try:
            with _POOL.borrow(engine, layout) as reader:
                return reader.read(picture, deadline)
        except PageFault as fault:
            if fault.fault != "engine":
                raise
    return run_program([engine.program, str(picture), "stdout", *_how(engine, layout)], deadline)


@contextmanager
def kept_warm() -> Iterator[None]:
    """While one is inside, processes wait for the next page; when the last one leaves they end."""
    with _POOL.kept():
        yield


def _how(engine: OcrEngine, layout: str) -> tuple[str, ...]:
    return ("-l", engine.languages, "--psm", layout, "-c", "tessedit_create_tsv=1")


class _Reader:
    """One process, for one layout."""

    def __init__(self, engine: OcrEngine, layout: str) -> None:
        self.key = (engine, layout)
        self._folder = scratch_folder("ocr")
        self._empty = Path(self._folder.name) / "empty.pgm"
        self._n_sent = 0
        self._said = b""
        try:
            self._empty.write_bytes(_EMPTY)
            self._ear, mouth = pty.openpty()
            try:
                tty.setraw(mouth)  # else it would end its lines in another way
                command = [engine.program, "-", "stdout", *_how(engine, layout), "-c", "stream_filelist=1"]
                self._process = subprocess.Popen(
                    command, env={**os.environ, **ONE_CORE}, stdin=subprocess.PIPE, stdout=mouth, stderr=subprocess.DEVNULL
                )
            except OSError:
                os.close(self._ear)
                raise
            finally:
                os.close(mouth)
        except OSError:
            self._folder.cleanup()
            raise

    @property
    def is_worn(self) -> bool:
        """True when it has read so much that a fresh one is better."""
        return self._n_sent >= 2 * _MAX_PAGES

    def read(self, picture: Path, deadline: float) -> str:
        """See `read_picture`."""
        self._n_sent += 2
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(os.fsencode(f"{picture}\n{self._empty}\n"))
            self._process.stdin.flush()
        except OSError as error:
            raise PageFault("engine") from error
        end = re.compile(rb"^1\t%d\t.*\n" % self._n_sent, re.MULTILINE)
        while (match := end.search(self._said)) is None:
            self._said += self._more(deadline)
        page, self._said = self._said[: match.start()], self._said[match.end() :]
        return page.decode("utf-8", "replace")

    def close(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with suppress(OSError):  # what was not yet written to a dead process
            self._process.stdin.close()
        os.close(self._ear)
        self._folder.cleanup()

    def _more(self, deadline: float) -> bytes:
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            if not selector.select(max(deadline - time.monotonic(), 0.001)):
                raise PageFault("slow")
        try:
            said = os.read(self._ear, _CHUNK)
        except OSError as error:  # that is how a terminal ends
            raise PageFault("engine") from error
        if not said:
            raise PageFault("engine")
        return said


class _Readers:
    """Processes kept for reuse; safe to use from several threads."""

    def __init__(self) -> None:
        self._idle: list[_Reader] = []
        self._n_users = 0
        self._lock = threading.Lock()
        atexit.register(self._close_idle)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """See `kept_warm`."""
        with self._lock:
            self._n_users += 1
        try:
            yield
        finally:
            with self._lock:
                self._n_users -= 1
            if not self._n_users:
                self._close_idle()

    @contextmanager
    def borrow(self, engine: OcrEngine, layout: str) -> Iterator[_Reader]:
        """A reader, which comes back unless it failed or is worn."""
        with self._lock:
            reader = next((each for each in self._idle if each.key == (engine, layout)), None)
            if reader is not None:
                self._idle.remove(reader)
        reader = reader or _Reader(engine, layout)
        is_kept = False
        try:
            yield reader
            with self._lock:
                is_kept = self._n_users > 0 and not reader.is_worn
                if is_kept:
                    self._idle.append(reader)
        finally:
            if not is_kept:
                reader.close()

    def _close_idle(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()


_POOL = _Readers()
