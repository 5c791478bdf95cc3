"""What many tests share: the knowledge, one opened assistant on a real index, and the reference folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask.assistant import Asker
from assistant.session import Session, open_session
from assistant.settings import Settings
from corpus.knowledge import Knowledge, load_knowledge

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


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
