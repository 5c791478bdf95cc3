"""What people thought of answers: one JSON line a click, in the data folder, never sent anywhere."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.ask.records import Answer
from corpus.errors import DataFolderError

FEEDBACK_FILE = "feedback.jsonl"
_WAIT_S = 5.0


def feedback_line(answer: Answer, is_liked: bool, now: datetime) -> str:
    """The JSON line of one click."""
    values = {
        "time": now.astimezone(UTC).isoformat(timespec="seconds"),
        "question": answer.question,
        "answer": answer.text,
        "outcome": answer.outcome,
        "locators": [str(citation.locator) for citation in answer.citations],
        "liked": is_liked,
    }
    return json.dumps(values, ensure_ascii=False) + "\n"


def save_feedback(data_dir: Path, answer: Answer, is_liked: bool) -> None:
    """Appends one click; lines of several processes never mix.

    Raises:
        DataFolderError: when the folder cannot be written.
    """
    path = data_dir / FEEDBACK_FILE
    line = feedback_line(answer, is_liked, datetime.now(UTC)).encode()
    try:
        with FileLock(f"{path}.lock", timeout=_WAIT_S):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)
    except (OSError, Timeout) as error:
        raise DataFolderError(
            f"Penilaian tidak dapat disimpan ke {path}. Periksa izin tulis dan sisa ruang folder data."
        ) from error
