"""The real app on a free port, served from a data folder that is built once, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from assessment_steps import DESKTOP
from served_app import Served, serving

from assistant.session import Session, open_session
from assistant.settings import load_settings
from assistant.web.app import build_app

PREBUILT = "ASISTEN_TEST_DATA"  # a data folder to take index and models from, so that a run need not build them
PATIENCE_MS = 90_000  # only a fault waits this long; machines of CI are slow at times
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The assistant on a temporary data folder."""
    folder = tmp_path_factory.mktemp("data")
    prebuilt = os.environ.get(PREBUILT)
    if prebuilt:
        shutil.copytree(prebuilt, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("feedback*", "*.lock"))
    return open_session(load_settings(data_dir=folder))


@pytest.fixture(scope="session")
def served(session: Session) -> Iterator[Served]:
    """The app behind a real server on a free port."""
    with serving(build_app(session)) as url:
        yield Served(url=url, session=session)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Debian's Chromium; tests that need it are skipped where there is none."""
    pytest.importorskip("playwright", reason="playwright belum terpasang; tes peramban dilewati")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium tidak ditemukan (apt-get install chromium); tes peramban dilewati")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens the app in a fresh browser profile; afterwards checks that no request left this machine and no script failed."""
    contexts, foreign, faults = [], [], []

    def note_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            foreign.append(request.url)

    def open_one(size: dict[str, int] = DESKTOP, **options: Any) -> Any:
        context = browser.new_context(viewport=size, locale="en-US", reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", note_request)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(served.url)
        page.wait_for_selector("#pertanyaan textarea")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert foreign == []
    assert faults == []
