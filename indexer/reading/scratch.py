"""Temporary folders that name the process they belong to, so that those of a process that was killed can be cleared away later."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

Purpose = Literal["ocr", "tanda", "office", "zip"]
_NAME = re.compile(r"spbe-(?:ocr|tanda|office|zip)-(\d+)-\w+")
_AGE_S = 3600.0  # a folder that is newer may be of a process that cannot be seen from here, in another container


def scratch_folder(purpose: Purpose) -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the context ends.

    Raises:
        OSError: when it cannot be made (a full disk).
    """
    return tempfile.TemporaryDirectory(prefix=_prefix(purpose), ignore_cleanup_errors=True)


def new_scratch(purpose: Purpose) -> Path:
    """A folder that its maker deletes.

    Raises:
        OSError: when it cannot be made (a full disk).
    """
    return Path(tempfile.mkdtemp(prefix=_prefix(purpose)))


def clear_left_scratch(age_s: float = _AGE_S) -> None:
    """Deletes folders of these kinds that are older than `age_s` seconds and whose process is gone; only this user's. Never raises."""
    if os.name != "posix":
        return  # Windows has no safe way to ask whether a process lives, and its owner is not told
    with suppress(OSError):
        entries = [entry for entry in os.scandir(tempfile.gettempdir()) if _NAME.fullmatch(entry.name)]
        for entry in entries:
            with suppress(OSError):  # another process clears it at the same time
                if _is_left(entry, age_s):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _prefix(purpose: Purpose) -> str:
    return f"spbe-{purpose}-{os.getpid()}-"


def _is_left(entry: os.DirEntry[str], age_s: float) -> bool:
    told = entry.stat(follow_symlinks=False)
    is_own = entry.is_dir(follow_symlinks=False) and told.st_uid == os.getuid()
    match = _NAME.fullmatch(entry.name)
    return is_own and match is not None and time.time() - told.st_mtime > age_s and not _is_alive(int(match[1]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another user's took the number
        return True
    return True
