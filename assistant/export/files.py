"""Writing an exported file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from corpus.errors import InputError


def write_whole(path: Path, content: bytes) -> Path:
    """The path, after `content` has replaced what was there; on any failure the old file stays as it was.

    Raises:
        InputError: when the folder is missing, the disk full, or the file locked by the program that shows it.
    """
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tulis-", delete=False) as file:
            temporary = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(f"{path.name} tidak dapat ditulis: {why_not(error, path)}.") from error
    return path


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, else those that new files get here; temporary files are private."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def why_not(error: OSError, path: Path) -> str:
    """Why a file or folder cannot be written, and what to do, as the end of a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "ruang penyimpanan penuh; kosongkan ruang lalu ulangi"
    if error.errno == errno.ENOENT:
        return f"folder {path.parent} tidak {'dapat ditulisi; pilih folder lain' if path.parent.is_dir() else 'ada'}"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return "nama itu sudah dipakai sebuah berkas; pilih nama folder lain"
    if error.errno == errno.EROFS:
        return "tempat itu hanya dapat dibaca; pilih folder lain"
    if error.errno == errno.ENAMETOOLONG:
        return "namanya terlalu panjang"
    if isinstance(error, PermissionError) and not os.access(path.parent, os.W_OK):
        return f"folder {path.parent} tidak boleh ditulisi; pilih folder lain atau minta hak aksesnya"
    if isinstance(error, PermissionError):
        return "tidak diizinkan, atau berkas sedang dibuka program lain; tutup lalu ulangi"
    if isinstance(error, IsADirectoryError):
        return "nama itu sudah dipakai sebuah folder; pilih nama berkas lain"
    return error.strerror or str(error)
