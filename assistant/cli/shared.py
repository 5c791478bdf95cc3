"""What every command needs: settings, an opened session, output as JSON, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.file_faults import why_unread
from assistant.session import Session, open_session
from assistant.settings import Settings
from corpus.errors import InputError
from indexer.build import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Global options of one run."""

    settings: Settings
    is_quiet: bool

    def session(self) -> Session:
        """The opened assistant, with progress on stderr while the index is built."""
        with self.progress() as progress:
            return open_session(self.settings, progress, self.say_waiting)

    def say(self, sentence: str) -> None:
        """A line for the person at the terminal, on stderr."""
        if not self.is_quiet:
            print(sentence, file=sys.stderr)

    def say_waiting(self) -> None:
        """Says that another process is writing."""
        self.say("Proses lain sedang menulis ke folder data ini; menunggu sampai selesai …")

    @contextmanager
    def progress(self) -> Iterator[Progress | None]:
        """A progress callback that draws a bar on stderr; None when quiet."""
        if self.is_quiet:
            yield None
            return
        bars: dict[str, Any] = {}

        def advance(what: str, done: int, total: int) -> None:
            if what not in bars:
                bars[what] = tqdm(total=total, desc=what, unit="", file=sys.stderr, leave=False, delay=1)
            bars[what].update(done - bars[what].n)

        try:
            yield advance
        finally:
            for bar in bars.values():
                bar.close()


def print_json(value: Any) -> None:
    """One JSON value on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


def print_either(value: Any, as_json: bool, text: str) -> None:
    """The value as JSON, or the text for people."""
    if as_json:
        print_json(value)
    else:
        print(text)


def read_batch(path: Path) -> Iterator[tuple[str | None, str]]:
    """(id, question) of each line of a JSONL file.

    Raises:
        InputError: naming the line that is wrong.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(f"{path}: tidak dapat dibaca, {why_unread(error)}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: bukan teks UTF-8. Simpan ulang sebagai teks UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            question = values["question"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f'{path.name} baris {number}: harus objek JSON dengan kunci "id" dan "question".') from error
        yield (str(values["id"]) if "id" in values else None), str(question)
