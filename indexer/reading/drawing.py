"""Pictures of pages, drawn in guarded child processes (`render.py`): most in little memory, what needs much of it one at a time."""

from __future__ import annotations

import time
from pathlib import Path

from corpus.errors import DocumentError
from indexer.reading.child import LIGHT_MB, ChildError, ChildPool, Message

_POOL = ChildPool("indexer.reading.render")
_RAPID_MEMORY_MB = 3072
_SCREEN_PIXELS, _SCREEN_S, _SCREEN_MEMORY_MB = 12_000_000, 30.0, 1024


def ask_renderer(request: Message, memory_mb: int, wait_s: float) -> Message:
    """The child's one reply to a request (see `render.answer`). `memory_mb` is what a heavy page may take.

    Raises:
        ChildError: when it fails or takes longer than `wait_s` seconds, with the time that a heavy page waits for its turn.
    """
    deadline = time.monotonic() + max(wait_s, 0.1)
    if request["kind"] in ("pdf", "image") and request["target"] is None:
        return _ask(request | {"may_be_heavy": True}, max(memory_mb, _RAPID_MEMORY_MB), deadline)
    try:
        reply = _ask(request | {"may_be_heavy": False}, min(memory_mb, LIGHT_MB), deadline)
    except ChildError as error:
        lacks_memory = error.reason in ("memory", "died") or (error.reason == "error" and request["kind"] == "image")
        if not lacks_memory or memory_mb <= LIGHT_MB:  # a WEBP for which there is too little looks broken
            raise
        reply = {"is_heavy": True}
    return _ask(request | {"may_be_heavy": True}, memory_mb, deadline) if reply.get("is_heavy") else reply


def render_page(path: Path, number: int, target: Path, *, dpi: int = 110, password: str | None = None) -> None:
    """Writes a colour picture of a PDF page, in the format of the name of `target` (.png or .jpg).

    Raises:
        DocumentError: when the page cannot be drawn.
    """
    request = {"kind": "pdf", "page": number, "dpi": dpi, "rotation": 0, "in_colour": True, "max_pixels": _SCREEN_PIXELS}
    request |= {"path": str(path), "password": password, "target": str(target)}
    try:
        is_drawn = not ask_renderer(request, _SCREEN_MEMORY_MB, _SCREEN_S).get("is_too_large")
    except ChildError:
        is_drawn = False
    if not is_drawn:
        raise DocumentError(f"Halaman {number} dari {path.name} tidak dapat digambar. Buka berkas aslinya.")


def _ask(request: Message, memory_mb: int, deadline: float) -> Message:
    with _POOL.borrow(memory_mb) as child:
        wait_s = max(deadline - time.monotonic(), 0.1)
        (reply,) = child.ask(request, deadline=deadline, idle_s=wait_s)
    return reply
