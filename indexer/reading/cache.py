"""Documents as read, kept by the hash of their content and by how they were read: reading one a second time is free."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from indexer.reading.pages import DocumentText, Outcome

_DOCUMENT = TypeAdapter(DocumentText)
_KEPT: tuple[Outcome, ...] = ("read", "partly_read", "empty", "damaged", "too_large")
_log = logging.getLogger(__name__)


class PageCache:
    """A folder with one JSON file a document. Safe for several processes: files are written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, sha256: str, reader: str, file: str) -> DocumentText | None:
        """The document under the name `file`, or None when it was not read in the way that `reader` names."""
        try:
            found = _DOCUMENT.validate_json(self._place(sha256, reader).read_bytes())
        except (OSError, ValidationError):
            return None
        return replace(found, file=file)

    def has(self, sha256: str, reader: str) -> bool:
        """True when `get` would most likely find it."""
        return self._place(sha256, reader).is_file()

    def put(self, document: DocumentText, reader: str) -> bool:
        """Keeps a document; False when it could not be written (a full disk), which harms nothing but the next run."""
        if document.outcome not in _KEPT or not document.sha256 or document.is_passing:
            return True
        place = self._place(document.sha256, reader)
        scratch = place.with_suffix(f".{os.getpid()}.new")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(_DOCUMENT.dump_json(document))
            scratch.replace(place)
        except OSError as error:
            _log.warning("page cache not written: %s", error)
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
            return False
        return True

    def _place(self, sha256: str, reader: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}-{reader}.json"
