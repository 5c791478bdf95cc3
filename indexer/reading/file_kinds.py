"""What a file is, by its content; the name only helps where the content says nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath
from typing import Literal

from indexer.reading.archive import ZIP_FAULTS, open_zip

FileKind = Literal[
    "pdf",
    "image",
    "docx",
    "xlsx",
    "pptx",
    "text",
    "zip",
    "locked_office",
    "old_office",
    "open_document",
    "rtf",
    "web_page",
    "signed",
    "heic",
    "other_archive",
    "media",
    "empty",
    "damaged",
    "unknown",
]
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_BYTES = 4_000_000
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # the name of CMS signed data, PKCS #7
_MEDIA = (".mp4", ".mkv", ".mov", ".avi", ".mp3", ".m4a", ".wav", ".3gp", ".webm")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"GIF87a", b"GIF89a")
_NAMES: dict[FileKind, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".jfif", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "pptx": (".pptx", ".pptm", ".ppsx"),
    "zip": (".zip",),
}
_PARTS: dict[str, FileKind] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "xl/workbook.bin": "old_office",
    "META-INF/manifest.xml": "open_document",
}
_TEXT_NAMES = (".txt", ".csv", ".md", ".log", ".text", ".json")
_WEB_NAMES = (".html", ".htm", ".mht", ".mhtml")


def kind_of(path: Path, name: str) -> FileKind:
    """The kind of a file that goes by `name`.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        more = file.read(_OLE_BYTES) if head.startswith(_OLE) else b""
    suffix = PurePath(name).suffix.lower()
    if not head:
        return "empty"
    if _is_image(head):
        return "image"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path, suffix)  # before PDF: a stored entry shows its own beginning
    if _is_signed(head, suffix):
        return "signed"  # before PDF: a PDF stands inside it
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return "locked_office" if "EncryptedPackage".encode("utf-16-le") in head + more else "old_office"
    return _kind_of_unread(head, suffix) or _kind_of_rest(head, suffix)


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


def _is_image(head: bytes) -> bool:
    is_bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    return head.startswith(_IMAGES) or is_bitmap or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def _is_signed(head: bytes, suffix: str) -> bool:
    is_wrapped = head.startswith(b"0") and _SIGNED_DATA in head[:64]
    return is_wrapped or head.startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS")) or suffix in (".p7m", ".p7s")


def _kind_of_zip(path: Path, suffix: str) -> FileKind:
    try:
        with open_zip(path) as archive:
            names = {entry.filename for entry in archive.infolist()}
    except zipfile.LargeZipFile:
        return "zip"  # too many entries to look at; unpacking says so
    except ZIP_FAULTS:
        return "damaged"
    for part, kind in _PARTS.items():
        if part in names and (kind != "open_document" or "mimetype" in names):
            return kind
    return "unknown" if "[Content_Types].xml" in names or suffix in (".apk", ".jar") else "zip"


def _kind_of_unread(head: bytes, suffix: str) -> FileKind | None:
    """A kind that is known but not read."""
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return "heic"
    if suffix in _MEDIA or head[4:8] == b"ftyp":
        return "media"
    if head.startswith(_ARCHIVES):
        return "other_archive"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1500].lower()
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if b"<?mso-application" in start:
        return "old_office"
    is_page = start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start)
    return "web_page" if is_page or suffix in _WEB_NAMES else None


def _kind_of_rest(head: bytes, suffix: str) -> FileKind:
    if suffix in _NAMES["pdf"]:
        return "pdf"  # its head is broken; the reader may still find its way
    if any(suffix in suffixes for suffixes in _NAMES.values()):
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
