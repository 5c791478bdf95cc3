"""The official texts that a user added: one JSON file each under `<data>/official`, written whole or not at all."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, overload

from pydantic import TypeAdapter, ValidationError

from corpus.errors import DataFolderError
from corpus.records import Passage
from indexer.official.passages import official_passages
from indexer.official.provisions import OfficialProvision, ProvisionReport

PARSER_VERSION = 1  # raise it when the same PDF would be taken apart differently: adding it again then replaces what is stored
Change = Literal["added", "unchanged", "replaced"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """An added regulation. `sha256` is of the PDF, `added_at` is UTC in ISO form, `notes` are sentences for the user.

    `is_reread` = its scanned pages were read anew by OCR instead of from their text layer.
    """

    id: str
    title: str
    file: str
    sha256: str
    added_at: str
    n_pages: int
    provisions: tuple[OfficialProvision, ...]
    report: ProvisionReport
    notes: tuple[str, ...] = ()
    is_reread: bool = False
    parser: int = PARSER_VERSION


_TEXT = TypeAdapter(OfficialText)


class OfficialStore:
    """The folder of added texts. `<id>.json` is the one in force, `<id>.<sha>.json` are those that it replaced."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "official"

    def ids(self) -> list[str]:
        """Document ids of the texts in force, sorted."""
        return [place.stem for place in self._places()]

    def texts(self) -> list[OfficialText]:
        """The texts in force by id; a file that cannot be read is left out and logged."""
        return [text for identifier in self.ids() if (text := self.get(identifier)) is not None]

    def get(self, identifier: str) -> OfficialText | None:
        """The text of that document id, or None."""
        place = self._place(identifier)
        try:
            return _TEXT.validate_json(place.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            _log.warning("%s is not readable: %s", place, error)
            return None

    def hashes(self) -> list[str]:
        """A short hash of each stored text, which changes when the text does."""
        found = []
        for place in self._places():
            with suppress(OSError):
                found.append(f"{place.stem}:{hashlib.sha256(place.read_bytes()).hexdigest()[:16]}")
        return found

    def add(self, text: OfficialText) -> Change:
        """Stores the text; the same PDF again changes nothing, another PDF of the same id replaces the one before.

        The same PDF read anew by OCR replaces its text layer, but not the other way round.

        Raises:
            DataFolderError: when the folder cannot be written.
        """
        old = self.get(text.id)
        if old is not None and _is_as_good(old, text):
            return "unchanged"
        place = self._place(text.id)
        scratch = place.with_suffix(f".{os.getpid()}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch.write_bytes(_TEXT.dump_json(text))
            if old is not None and old.sha256 != text.sha256:
                (self._folder / f"{text.id}.{old.sha256}.json").write_bytes(place.read_bytes())
            scratch.replace(place)
        except OSError as error:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
            raise DataFolderError(
                f"Naskah resmi tidak dapat disimpan di {self._folder} ({error.strerror or error}). Periksa ruang kosong dan izin "
                "tulis, atau pilih folder lain dengan --data-dir."
            ) from error
        return "added" if old is None else "replaced"

    def remove(self, identifier: str) -> bool:
        """Takes the text in force away (those that it had replaced stay); False when there is none.

        Raises:
            DataFolderError: when the folder cannot be written.
        """
        try:
            self._place(identifier).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise DataFolderError(f"Naskah {identifier} tidak dapat dihapus ({error.strerror or error}).") from error
        return True

    def _place(self, identifier: str) -> Path:
        return self._folder / f"{identifier}.json"

    def _places(self) -> list[Path]:
        return sorted(place for place in self._folder.glob("*.json") if "." not in place.stem)


def _is_as_good(old: OfficialText, new: OfficialText) -> bool:
    """True when both come from the same PDF in the same way, or the old one was read with more care."""
    return (old.sha256, old.parser) == (new.sha256, new.parser) and (old.is_reread or not new.is_reread)


class StoredPassages(Sequence[Passage]):
    """The passages of all stored texts, read only when someone asks for them."""

    def __init__(self, store: OfficialStore) -> None:
        self._store = store
        self._passages: list[Passage] | None = None

    def _all(self) -> list[Passage]:
        if self._passages is None:
            self._passages = [
                passage for text in self._store.texts() for passage in official_passages(text.id, text.title, text.provisions)
            ]
        return self._passages

    @overload
    def __getitem__(self, place: int) -> Passage: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Passage]: ...
    def __getitem__(self, place: int | slice) -> Passage | Sequence[Passage]:
        return self._all()[place]

    def __len__(self) -> int:
        return len(self._all())
