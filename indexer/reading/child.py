"""Guarded child processes: a library that may hang, crash or eat memory runs in one and can take nothing else down.

Parent and child speak JSON lines: one request, any number of replies, then a last one. A child serves many requests.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Literal

from corpus.errors import DocumentError

Message = dict[str, Any]
_ROOT = Path(__file__).resolve().parents[2]
_LAST: Message = {"last": True}
_MAX_REQUESTS = 40
_WATCH_S = 2.0
_MIB = 1 << 20
LIGHT_MB = 576  # what two documents at once may take each beside the program itself
_HEAVY = threading.Lock()


class ChildError(DocumentError):
    """The child did not answer in time, died, ran out of memory, or met an error; `reason` says which."""

    def __init__(self, reason: Literal["timeout", "died", "memory", "error"], detail: str = "") -> None:
        super().__init__(f"Proses pembaca berhenti ({reason}{': ' + detail if detail else ''}). Coba lagi dengan berkas lain.")
        self.reason = reason
        self.detail = detail

    @property
    def is_disk_full(self) -> bool:
        """True when the child could not write a file."""
        return "No space left" in self.detail or "Disk quota exceeded" in self.detail


class Child:
    """One child process running `python -m <module>`, whose module calls `serve`."""

    def __init__(self, module: str, memory_mb: int) -> None:
        """Starts it. `memory_mb` bounds its address space where the operating system can (Linux, macOS partly)."""
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("SPBE_")}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), environment.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", module, str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        self.n_requests = 0
        self._is_alive = True
        self._is_busy = False
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, request: Message, *, deadline: float, idle_s: float) -> Iterator[Message]:
        """The replies to one request, as they come.

        `deadline` is a moment of `time.monotonic()`; `idle_s` the longest wait for one reply, in seconds.

        Raises:
            ChildError: and then the child is gone.
        """
        self.n_requests += 1
        self._is_busy = True
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            while not (reply := self._next(deadline, idle_s)).get("last"):
                if "error" in reply:
                    raise ChildError("memory" if reply["error"] == "MemoryError" else "error", reply.get("detail", ""))
                yield reply
            self._is_busy = False
        except ChildError:
            self.close()
            raise
        except OSError as error:
            self.close()
            raise ChildError("died") from error

    @property
    def is_usable(self) -> bool:
        """False when it is gone, or when a request was left before its last reply, which would answer the next one."""
        return self._is_alive and not self._is_busy

    def close(self) -> None:
        """Ends the process at once."""
        self._is_alive = False
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not yet written to a dead process
                    stream.close()

    def _next(self, deadline: float, idle_s: float) -> Message:
        wait = min(idle_s, deadline - time.monotonic())
        try:
            line = self._replies.get(timeout=max(wait, 0.001))
        except queue.Empty:
            raise ChildError("timeout") from None
        if line is None:
            raise ChildError("died")
        message: Message = json.loads(line)
        return message

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._replies.put(line)
        except (OSError, ValueError):  # the pipe was closed under us
            pass
        self._replies.put(None)


class ChildPool:
    """Children of one module, kept for reuse; safe to use from several threads."""

    def __init__(self, module: str, *, max_idle: int = 16) -> None:
        self._module = module
        self._max_idle = max_idle
        self._idle: list[tuple[int, Child]] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    @contextmanager
    def borrow(self, memory_mb: int) -> Iterator[Child]:
        """A child with that memory bound. It comes back to the pool unless it failed or is worn.

        Of all children of all pools only one with more than LIGHT_MB is lent at a time; the next borrower waits.
        """
        with _HEAVY if memory_mb > LIGHT_MB else nullcontext():
            child = self._take(memory_mb)
            try:
                yield child
            finally:
                self._take_back(memory_mb, child)

    def close(self) -> None:
        """Ends all idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, child in idle:
            child.close()

    def _take_back(self, memory_mb: int, child: Child) -> None:
        with self._lock:
            keep = child.is_usable and child.n_requests < _MAX_REQUESTS and len(self._idle) < self._max_idle
            if keep:
                self._idle.append((memory_mb, child))
        if not keep:
            child.close()

    def _take(self, memory_mb: int) -> Child:
        with self._lock:
            for position, (bound, child) in enumerate(self._idle):
                if bound == memory_mb:
                    del self._idle[position]
                    return child
        return Child(self._module, memory_mb)


def serve(handle: Callable[[Message], Iterator[Message]]) -> None:
    """Answers requests from standard input until it closes. The child's side; called under `__main__`."""
    _limit_memory(int(sys.argv[1]) * _MIB)
    threading.Thread(target=_leave_with_parent, args=(os.getppid(),), daemon=True).start()
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not get between the replies

    def reply(message: Message) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    for line in sys.stdin.buffer:
        try:
            for message in handle(json.loads(line)):
                reply(message)
        except (Exception, MemoryError) as error:  # the border: whatever a library throws becomes an answer
            reply({"error": type(error).__name__, "detail": str(error)[:300]})
            continue
        reply(_LAST)


def _limit_memory(n_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the wall clock remains
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):  # a stricter limit is set already
        pass


def _leave_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_S)
    os._exit(1)
