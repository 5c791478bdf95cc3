"""Why a file cannot be read, in words for the person who named it."""

from __future__ import annotations


def why_unread(error: OSError) -> str:
    """Why the file cannot be read and what to do, as the end of a sentence ("berkas itu tidak ada; periksa …")."""
    if isinstance(error, FileNotFoundError):
        return "berkas itu tidak ada; periksa nama dan foldernya"
    if isinstance(error, IsADirectoryError):
        return "itu folder, bukan berkas; sebut nama berkasnya"
    if isinstance(error, NotADirectoryError):
        return "sebagian alamatnya bukan folder; periksa nama dan foldernya"
    if isinstance(error, PermissionError):
        return "tidak diizinkan; periksa hak aksesnya, atau tutup program yang sedang memakainya"
    return error.strerror or str(error)
