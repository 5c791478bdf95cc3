"""Finished files for the browser that asked for them, held in memory for a short while; they never enter gradio's shared cache."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import InputError

COOKIE = "spbe_peramban"
LIFE_S = 600.0
_MAX_FILES = 200
_MAX_BYTES = 300_000_000
_TOKEN_BYTES = 32
_REFUSAL = "Berkas tidak ada, sudah kedaluwarsa, atau disiapkan untuk peramban lain. Siapkan lagi dari tab Penilaian atau Draf."
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file that waits to be fetched; `owner` is the value of the browser's cookie, `until` is on the shelf's clock."""

    owner: str
    name: str
    content: bytes
    until: float


class Shelf:
    """Files by random token. Old ones go when anything is put or taken; when it is too full, the oldest go first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._files: dict[str, HeldFile] = {}
        self._lock = threading.Lock()

    def put(self, owner: str, name: str, content: bytes) -> str:
        """The token under which `owner` alone can fetch the file for `LIFE_S` seconds.

        Raises:
            InputError: when the browser has shown no cookie, so that nobody could own the file.
        """
        if not owner:
            raise InputError(
                "Peramban menolak kuki, sehingga berkas tidak dapat diserahkan dengan aman. Izinkan kuki lalu ulangi."
            )
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._lock:
            self._files[token] = HeldFile(owner=owner, name=name, content=content, until=self._clock() + LIFE_S)
            self._tidy()
        return token

    def take(self, owner: str, token: str) -> HeldFile | None:
        """The file, when it is there and belongs to `owner`."""
        with self._lock:
            self._tidy()
            held = self._files.get(token)
        if held is None or not hmac.compare_digest(held.owner.encode(), owner.encode()):
            return None
        return held

    def _tidy(self) -> None:
        now = self._clock()
        for token in [token for token, held in self._files.items() if held.until <= now]:
            del self._files[token]
        while len(self._files) > _MAX_FILES or (len(self._files) > 1 and self._n_bytes() > _MAX_BYTES):
            del self._files[next(iter(self._files))]

    def _n_bytes(self) -> int:
        return sum(len(held.content) for held in self._files.values())


SHELF = Shelf()


def owner_of(cookies: Mapping[str, str]) -> str:
    """The browser's mark among its cookies; empty when it has none of ours."""
    mark = cookies.get(COOKIE, "")
    return mark if len(mark) >= _TOKEN_BYTES and mark.isascii() else ""


def download_router(shelf: Shelf = SHELF) -> APIRouter:
    """The route that hands out files, to their owner only. Strangers, late comers and guessers get the same answer."""
    router = APIRouter()

    @router.get("/unduh/{token}")
    def fetch(token: str, request: Request) -> Response:
        held = shelf.take(owner_of(request.cookies), token)
        if held is None:
            return Response(
                _REFUSAL, status_code=404, media_type="text/plain; charset=utf-8", headers={"cache-control": "no-store"}
            )
        kind = _KINDS.get(held.name.rpartition(".")[2], "application/octet-stream")
        disposition = f"attachment; filename*=UTF-8''{quote(held.name, safe='')}"
        return Response(
            held.content, media_type=kind, headers={"content-disposition": disposition, "cache-control": "no-store, private"}
        )

    return router


class BrowserMark:
    """Middleware that gives every browser a random mark with the page, so that files can have an owner."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; the page's reply carries the mark when the browser has none."""
        is_page = scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET"
        if not is_page or owner_of(_cookies(scope)):
            await self._app(scope, receive, send)
            return
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        mark = f"{COOKIE}={secrets.token_urlsafe(_TOKEN_BYTES)}; Path=/; HttpOnly; SameSite=Strict{secure}"

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", mark)
            await send(message)

        await self._app(scope, receive, send_marked)


def _cookies(scope: Scope) -> dict[str, str]:
    try:
        jar = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
