"""The routes of the evidence tab: files in, page pictures and results out, each only for the browser whose room it is.

They stand beside gradio, because what enters gradio's cache can be fetched by everybody who knows its address.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from typing import TypeVar

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from assistant.web.downloads import owner_of
from assistant.web.evidence.files import json_file, markdown_file
from assistant.web.evidence.job import StoredFile
from assistant.web.evidence.pages import marks, picture
from assistant.web.evidence.room import Place, Room, RoomFullError, UploadLimits
from assistant.web.evidence.rooms import Rooms
from corpus.errors import DocumentError, InputError
from corpus.records import Rubric

HAND_IN_HEADER = "x-telaah"  # another site's page cannot send it, so it cannot hand files in
_PRIVATE = {"cache-control": "no-store, private"}
_REFUSAL = "Tidak ada, sudah dihapus, atau milik peramban lain."
_NOT_STORED = "Berkas tidak dapat disimpan (disk penuh atau tanpa izin tulis). Hubungi pengelola aplikasi."
_CHUNK = 1 << 20
_DRAWERS = ThreadPoolExecutor(2, thread_name_prefix="halaman")  # its own threads: pages must not hold up answers
_Result = TypeVar("_Result")


def evidence_router(rooms: Rooms, rubric: Callable[[], Rubric]) -> APIRouter:
    """The routes; everything in the rooms is deleted when the server starts and stops."""

    @asynccontextmanager
    async def while_serving(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(rooms.sweep_leftovers)
        try:
            yield
        finally:
            await run_in_threadpool(rooms.close)

    router = APIRouter(prefix="/bukti", lifespan=while_serving)
    routes = _Routes(rooms, rubric)
    router.add_api_route("/unggah", routes.hand_in, methods=["POST"])
    router.add_api_route("/halaman/{token}", routes.page_picture, methods=["GET"])
    router.add_api_route("/tempat/{token}", routes.page_marks, methods=["GET"])
    router.add_api_route("/hasil.{ending}", routes.results, methods=["GET"])
    return router


class _Routes:
    """Strangers, late comers and guessers all get the same answer."""

    def __init__(self, rooms: Rooms, rubric: Callable[[], Rubric]) -> None:
        self._rooms = rooms
        self._rubric = rubric

    async def hand_in(self, request: Request, nama: str = "") -> Response:
        """Takes one file in, straight into the owner's room."""
        if HAND_IN_HEADER not in request.headers:
            return _refusal()
        try:
            room = self._rooms.enter(owner_of(request.cookies))
            file = room.new_file(nama)
        except InputError as error:
            return _sentence(str(error), 409, is_full=isinstance(error, RoomFullError))
        except OSError:
            return _sentence(_NOT_STORED, 507, is_full=True)
        said = ""
        try:
            room.keep(replace(file, n_bytes=await _written(request, file, room.limits)))
        except InputError as error:
            said = str(error)
        except OSError:
            said = _NOT_STORED
        except BaseException:  # the browser went away, or the server stops
            room.forget(file)
            raise
        if said:
            room.forget(file)
        return _sentence(said, 409 if said else 200)

    async def page_picture(self, token: str, request: Request) -> Response:
        """The picture of a quoted page."""
        found = self._place(token, request)
        if found is None:
            return _refusal()
        try:
            content = await _drawn(lambda: picture(*found).read_bytes())
        except (DocumentError, OSError) as error:
            return _sentence(str(error) if isinstance(error, DocumentError) else _REFUSAL, 404)
        return Response(content, media_type="image/jpeg", headers=_PRIVATE)

    async def page_marks(self, token: str, request: Request) -> Response:
        """Where the quote stands on that picture, in parts of its width and height."""
        found = self._place(token, request)
        if found is None:
            return _refusal()
        try:
            places = await _drawn(lambda: marks(*found))
        except (DocumentError, OSError):
            return _refusal()
        return JSONResponse({"marks": [asdict(mark) for mark in places]}, headers=_PRIVATE)

    def results(self, ending: str, request: Request) -> Response:
        """The results as "json" or "md"."""
        room = self._rooms.find(owner_of(request.cookies))
        job = room.job if room is not None else None
        if job is None or job.is_running or ending not in ("json", "md"):
            return _refusal()
        if ending == "json":
            return Response(json_file(job.reviews, job.combined), media_type="application/json", headers=_PRIVATE)
        text = markdown_file(job.reviews, job.combined, self._rubric(), job.agency)
        return Response(text, media_type="text/markdown; charset=utf-8", headers=_PRIVATE)

    def _place(self, token: str, request: Request) -> tuple[Room, Place] | None:
        room = self._rooms.find(owner_of(request.cookies))
        place = room.place(token) if room is not None else None
        return (room, place) if room is not None and place is not None else None


async def _drawn(deed: Callable[[], _Result]) -> _Result:
    return await asyncio.get_running_loop().run_in_executor(_DRAWERS, deed)


async def _written(request: Request, file: StoredFile, limits: UploadLimits) -> int:
    """The number of bytes written. Raises: InputError for too many, OSError."""
    if int(request.headers.get("content-length") or 0) > limits.max_file_bytes:
        raise InputError(limits.too_large)
    n_bytes, waiting = 0, bytearray()
    with file.path.open("wb") as target:
        async for chunk in request.stream():
            n_bytes += len(chunk)
            if n_bytes > limits.max_file_bytes:
                raise InputError(limits.too_large)
            waiting += chunk
            if len(waiting) >= _CHUNK:
                await run_in_threadpool(target.write, bytes(waiting))
                waiting.clear()
        await run_in_threadpool(target.write, bytes(waiting))
    return n_bytes


def _sentence(sentence: str, status: int, is_full: bool = False) -> Response:
    """`is_full` = the browser need not send the files that are still to come."""
    return JSONResponse({"sentence": sentence, "full": is_full}, status_code=status, headers=_PRIVATE)


def _refusal() -> Response:
    return _sentence(_REFUSAL, 404)
