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
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(f"{path.name} tidak dapat ditulis: {_reason(error, path)}.") from error
    return path


def _reason(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "ruang penyimpanan penuh; kosongkan ruang lalu ulangi"
    if error.errno == errno.ENOENT:
        return f"folder {path.parent} tidak ada"
    if isinstance(error, PermissionError):
        return "tidak diizinkan, atau berkas sedang dibuka program lain; tutup lalu ulangi"
    return error.strerror or str(error)
