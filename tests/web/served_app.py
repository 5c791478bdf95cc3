"""What the tests of the web app know about the app that runs for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.session import Session

SCREENSHOTS = Path(__file__).parent / "screenshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running app: where it is, and what it was built on."""

    url: str
    session: Session

    @property
    def data_dir(self) -> Path:
        """The data folder of the app."""
        return self.session.settings.data_dir
