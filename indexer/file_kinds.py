"""What a file is, by its content; the name only helps where the content says nothing."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePath
from typing import Literal

FileKind = Literal[
    "pdf", "image", "docx", "xlsx", "text", "zip", "locked_office", "old_office", "slides", "media", "empty", "damaged", "unknown"
]
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEDIA = (".mp4", ".mkv", ".mov", ".avi", ".mp3", ".m4a", ".wav", ".3gp", ".webm")
_NAMES: dict[FileKind, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".jfif"),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "zip": (".zip",),
}
_TEXT_NAMES = (".txt", ".csv", ".md", ".log", ".text", ".json")


def kind_of(path: Path, name: str) -> FileKind:
    """The kind of a file that goes by `name`.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    suffix = PurePath(name).suffix.lower()
    if not head:
        return "empty"
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return "image"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path, suffix)  # before PDF: a stored entry shows its own beginning
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return "locked_office" if "EncryptedPackage".encode("utf-16-le") in path.read_bytes()[:4_000_000] else "old_office"
    if suffix in _MEDIA or head[4:8] == b"ftyp":
        return "media"
    return _kind_of_rest(head, suffix)


def is_misnamed(kind: FileKind, name: str) -> bool:
    """True when the name promises another kind than the content has."""
    suffix = PurePath(name).suffix.lower()
    promised = next((known for known, suffixes in _NAMES.items() if suffix in suffixes), None)
    return promised is not None and promised != kind


def decode(data: bytes) -> str:
    """Text of a text file in UTF-8, UTF-16 with its mark, or Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _kind_of_zip(path: Path, suffix: str) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {entry.filename for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, UnicodeError):
        return "damaged"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "slides"
    return "unknown" if "[Content_Types].xml" in names or suffix in (".odt", ".ods", ".odp", ".apk", ".jar") else "zip"


def _kind_of_rest(head: bytes, suffix: str) -> FileKind:
    if suffix in _NAMES["pdf"]:
        return "pdf"  # its head is broken; the reader may still find its way
    if suffix in (*_NAMES["docx"], *_NAMES["xlsx"], *_NAMES["zip"], *_NAMES["image"]):
        return "damaged"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\x00" in head:
        return "unknown"
    n_control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    if n_control > 0.01 * len(head):
        return "unknown"
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) - 8 and suffix not in _TEXT_NAMES:
            return "unknown"
    return "text"
