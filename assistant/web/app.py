"""The web app: tabs in one gradio page on our own FastAPI app, served to this machine unless told otherwise."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.session import Session
from assistant.web.assessment.tab import build_assessment
from assistant.web.chat.tab import build_chat
from assistant.web.downloads import BrowserMark, download_router
from assistant.web.drafts.tab import build_drafts
from assistant.web.evidence.tab import build_evidence, evidence_routes
from assistant.web.indeks.tab import build_indeks
from assistant.web.listen import open_listener
from assistant.web.official_tab import build_official
from assistant.web.page import PageBorder
from assistant.web.theme import STATIC, make_theme, page_head

TITLE = "Asisten SPBE"
_MAX_FILE_SIZE = "50mb"
_CACHE_S = 3600  # files that people handed in leave gradio's shared cache after an hour
_QUEUE_LENGTH = 400
_FAREWELL_S = 2  # open pages hold a connection for ever; stopping does not wait for them
_NO_DOCS: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None}
_HEADER = (
    '<header class="masthead"><svg class="emblem" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7"/>'
    '<path d="M9 8h14v3H9zm0 6.5h14v3H9zM9 21h9v3H9z"/></svg><div><h1>Asisten SPBE</h1>'
    "<p>Jawaban bersumber untuk pemantauan dan evaluasi SPBE</p></div></header>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab: its title, and what draws it into the current gradio context."""

    title: str
    build: Callable[[Session], None]


TABS: tuple[Tab, ...] = (
    Tab(title="Tanya jawab", build=build_chat),
    Tab(title="Telaah bukti", build=build_evidence),
    Tab(title="Penilaian", build=build_assessment),
    Tab(title="Indeks", build=build_indeks),
    Tab(title="Draf", build=build_drafts),
    Tab(title="Naskah resmi", build=build_official),
)


def build_app(session: Session, tabs: Sequence[Tab] = TABS) -> FastAPI:
    """The app, ready to be served."""
    app = FastAPI(title=TITLE, **_NO_DOCS)
    app.include_router(download_router())  # before gradio, which takes every other path
    app.include_router(evidence_routes(session))
    gr.mount_gradio_app(
        app,
        _blocks(session, tabs),
        path="/",
        app_kwargs=dict(_NO_DOCS),  # a copy: gradio writes into it
        ssr_mode=False,
        show_error=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        allowed_paths=[],
        blocked_paths=[str(session.settings.data_dir.resolve())],
        max_file_size=_MAX_FILE_SIZE,
        favicon_path=str(STATIC / "favicon.svg"),
        theme=make_theme(),
        css_paths=[STATIC / "app.css", STATIC / "assessment.css", STATIC / "evidence.css"],
        head=page_head(),
    )
    app.add_middleware(PageBorder, title=TITLE)
    app.add_middleware(BrowserMark)
    return app


def serve(session: Session, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serves until interrupted.

    Raises:
        InputError: when the address cannot be used.
    """
    listener = open_listener(host, port)
    with listener, tempfile.TemporaryDirectory(prefix="asisten-spbe-", ignore_cleanup_errors=True) as cache:
        os.environ["GRADIO_TEMP_DIR"] = cache  # not the folder that all users of the machine share
        server = _server(build_app(session))
        say(f"{TITLE} siap: buka http://{_readable(host)}:{port} di peramban. Tekan Ctrl+C untuk berhenti.")
        with suppress(KeyboardInterrupt), _stopped_like_ctrl_c():
            server.run(sockets=[listener])
        say(f"{TITLE} dihentikan.")


def _blocks(session: Session, tabs: Sequence[Tab]) -> gr.Blocks:
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(_CACHE_S, _CACHE_S)) as blocks:
        gr.HTML(_HEADER, elem_id="kepala", js_on_load=None)
        if len(tabs) == 1:  # a bar with one tab would only be in the way
            tabs[0].build(session)
        else:
            with gr.Tabs():
                for tab in tabs:
                    with gr.Tab(tab.title, id=tab.title):
                        tab.build(session)
    blocks.queue(default_concurrency_limit=8, max_size=_QUEUE_LENGTH, api_open=False)
    return blocks


def _server(app: FastAPI) -> uvicorn.Server:
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_FAREWELL_S))
    # The connections cut on the way out are reported with tracebacks; they are meant to be cut.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not server.should_exit)
    return server


@contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """Makes a plain `kill` end the program in order, so that the cache folder is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _readable(host: str) -> str:
    if host in {"", "0.0.0.0", "::"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
