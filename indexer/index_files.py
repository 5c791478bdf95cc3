"""Where an index lies on disk and what it remembers; the swap to a new one is atomic and one process writes at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import DataFolderError, IndexMissingError

FORMAT = 5
_POINTER, _LOCK, _MANIFEST = "current", ".lock", "manifest.json"
_WAIT_S = 600.0
_KEPT_BUILDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index was made from. Two equal manifests mean that nothing has to be built."""

    format: int
    embedder: str
    knowledge: str
    documents: tuple[str, ...]
    passages: int = 0
    views: int = 0

    def same_source(self, other: Manifest) -> bool:
        """True when both were made from the same knowledge, documents, embedder and format."""
        mine = (self.format, self.embedder, self.knowledge, self.documents)
        return mine == (other.format, other.embedder, other.knowledge, other.documents)


class IndexFolder:
    """The `index` folder of a data folder: numbered builds and a pointer to the current one."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "index"

    def current(self) -> Path:
        """The folder of the current build.

        Raises:
            IndexMissingError: when there is none.
        """
        try:
            folder = self.root / (self.root / _POINTER).read_text("utf-8").strip()
        except OSError as error:
            raise IndexMissingError("Indeks belum ada. Jalankan «spbe index» untuk membangunnya.") from error
        if not (folder / _MANIFEST).is_file():
            raise IndexMissingError("Indeks tidak lengkap. Jalankan «spbe index» untuk membangun ulang.")
        return folder

    def manifest(self) -> Manifest | None:
        """What the current build remembers, or None when there is no usable build."""
        try:
            values = json.loads((self.current() / _MANIFEST).read_text("utf-8"))
            return Manifest(**{**values, "documents": tuple(values["documents"])})
        except (IndexMissingError, OSError, ValueError, TypeError, KeyError):
            return None

    def forget(self) -> None:
        """Drops the pointer to the current build, so that the next build starts from nothing."""
        with suppress(OSError):
            (self.root / _POINTER).unlink(missing_ok=True)

    @contextmanager
    def writing(self, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
        """Holds the write lock; a second process waits, after calling `on_wait` once.

        Raises:
            DataFolderError: when the folder cannot be written or the other process does not finish.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / _LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if on_wait:
                    on_wait()
                lock.acquire(timeout=_WAIT_S)
        except Timeout as error:
            raise DataFolderError(
                f"Proses lain masih menulis ke {self.root}. Tunggu sampai selesai atau pilih folder lain dengan --data-dir."
            ) from error
        except OSError as error:
            raise DataFolderError(
                f"Folder data {self.root} tidak dapat ditulis ({error.strerror or error}). Beri izin tulis atau pilih folder "
                "lain dengan --data-dir atau SPBE_DATA_DIR."
            ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """An empty folder for a build; removed when the build fails."""
        number = 1 + max((int(path.name) for path in self.root.iterdir() if path.name.isdigit()), default=0)
        folder = self.root / f"{number:04d}"
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def publish(self, folder: Path, manifest: Manifest) -> None:
        """Makes the build current and removes all but the newest few, which open readers may still use."""
        (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
        scratch = self.root / f"{_POINTER}.new"
        scratch.write_text(folder.name, "utf-8")
        scratch.replace(self.root / _POINTER)
        builds = sorted(path for path in self.root.iterdir() if path.name.isdigit())
        for old in builds[:-_KEPT_BUILDS]:
            shutil.rmtree(old, ignore_errors=True)
