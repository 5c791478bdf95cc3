"""What many tests share: the knowledge, one opened assistant on a real index, and the reference folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.ask.assistant import Asker
from assistant.session import Session, open_session
from assistant.settings import Settings
from corpus.knowledge import Knowledge, load_knowledge
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


POSTGRES = "SPBE_TEST_POSTGRES_URL"
_started: list[postgres.Cluster] = []


def pytest_configure(config: pytest.Config) -> None:
    """Starts a PostgreSQL for the tests of the workspace where Debian's packages have one."""
    cluster = None if POSTGRES in os.environ or os.name == "nt" else postgres.start()
    if cluster is not None:
        _started.append(cluster)
        os.environ[POSTGRES] = cluster.url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops it."""
    for cluster in _started:
        cluster.stop()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def session() -> Session:
    """The real thing on a data folder that later runs may use again; the first run builds the index."""
    return open_session(Settings(data_dir=ROOT / ".build" / "test-data"))


@pytest.fixture(scope="session")
def asker(session: Session) -> Asker:
    return session.asker()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("folder acuan ../shared tidak ada")
    return SHARED


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPBE_DATA_DIR", raising=False)
