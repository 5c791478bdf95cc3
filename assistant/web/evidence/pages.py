"""Pictures of quoted pages: finds the file of a place in a room, also inside a ZIP, draws its page and marks the quote."""

from __future__ import annotations

import hashlib
import shutil
import threading
from pathlib import Path

from assistant.web.evidence.room import Place, Room
from corpus.errors import DocumentError
from indexer.reading.archive import ArchiveLimits, unpack
from indexer.reading.file_kinds import kind_of
from indexer.reading.page_marks import Mark, PageFile, draw_page, find_quote

_UNDRAWN_ENDINGS = (
    ".txt",
    ".csv",
    ".md",
    ".log",
    ".text",
    ".json",
    ".docx",
    ".docm",
    ".xlsx",
    ".xlsm",
    ".pptx",
    ".pptm",
    ".ppsx",
)
_GONE = "Berkas ini sudah dihapus. Unggah lagi untuk melihat halamannya."
_NO_PICTURE = "Jenis berkas ini tidak mempunyai gambar halaman. Kutipannya ada di atas."


def has_picture(place: Place) -> bool:
    """True when a page can be shown; Word, Excel and text files have none that looks like its reader's."""
    return place.quote.text_source in ("text_layer", "ocr") and not place.file.lower().endswith(_UNDRAWN_ENDINGS)


def picture(room: Room, place: Place) -> Path:
    """The picture of the page of a place, drawn when it is first asked for.

    Raises:
        DocumentError: when it cannot be drawn.
    """
    name = f"{place.sha256[:32]}-{place.quote.page}.jpg"
    target = room.folder / "pictures" / name
    if not target.is_file():
        page = _page(room, place)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        scratch = target.with_name(f"{threading.get_ident()}-{name}")
        draw_page(page, scratch)
        scratch.replace(target)
    return target


def marks(room: Room, place: Place) -> tuple[Mark, ...]:
    """Where the quote stands on the picture; empty when that is not found.

    Raises:
        DocumentError: when the file is not there any more.
    """
    page = _page(room, place)
    return find_quote(page, place.quote.text, is_scan=place.quote.text_source == "ocr")


def _page(room: Room, place: Place) -> PageFile:
    path = _path(room, place)
    kind = kind_of(path, place.file)
    if kind not in ("pdf", "image"):
        raise DocumentError(_NO_PICTURE)
    return PageFile(path=path, number=place.quote.page, is_image=kind == "image", password=room.password)


def _path(room: Room, place: Place) -> Path:
    """The file on the disk; one of a ZIP is unpacked into the room."""
    for file in room.files:
        if file.name == place.file:
            return file.path
    unpacked = room.folder / "unpacked" / place.sha256
    if unpacked.is_file():
        return unpacked
    for file in room.files:
        if place.file.startswith(f"{file.name}/"):
            return _unpacked(file.path, place.sha256, unpacked, room.limits.max_file_mb)
    raise DocumentError(_GONE)


def _unpacked(archive: Path, sha256: str, target: Path, max_file_mb: int) -> Path:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    for entry in unpack(archive, ArchiveLimits(), max_file_mb):
        if entry.path is None:
            continue
        try:
            with entry.path.open("rb") as file:
                is_it = hashlib.file_digest(file, "sha256").hexdigest() == sha256
            if is_it:
                scratch = target.with_name(f"{threading.get_ident()}-{target.name}")
                shutil.copyfile(entry.path, scratch)
                return scratch.replace(target)
        finally:
            entry.discard()
    raise DocumentError(_GONE)
