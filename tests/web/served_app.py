"""What the tests of the web app know about the app that runs for them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from assistant.session import Session

SCREENSHOTS = Path(__file__).parent / "screenshots"
_START_S, _FAREWELL_S = 60.0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running app: where it is, and what it was built on."""

    url: str
    session: Session

    @property
    def data_dir(self) -> Path:
        """The data folder of the app."""
        return self.session.settings.data_dir


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of the app behind a real server on a free port, while the block runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=_FAREWELL_S))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_S
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started, "the app did not start"
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
