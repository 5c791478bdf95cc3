"""Reviewing many files: the next is read while one is judged, resumable, with duplicates named; memory does not grow with the pages."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.evidence.beside import beside_findings
from assistant.evidence.fingerprint import Duplicates
from assistant.evidence.records import DocumentFacts, Review
from assistant.evidence.reviewer import Reviewer
from corpus.errors import InputError
from corpus.knowledge import fingerprint
from indexer.reading.ocr import find_engine
from indexer.reading.pages import DocumentText
from indexer.reading.sources import PageCache, ReadingSettings, Source, in_order, sources_of

REVIEW_VERSION = 3  # raise it when the same text would be reviewed differently: kept results are then made anew
_REVIEW = TypeAdapter(Review)
_UNREAD: tuple[str, ...] = ("locked", "damaged", "empty", "too_large", "unsupported")
_AT_ONCE = 2  # documents that are read at once; their pages share the cores
_DEFECT = "Berkas ini tidak dapat ditelaah karena kesalahan pada program; berkas lain tetap ditelaah. Laporkan kepada pengelola."
_LOG = logging.getLogger(__name__)

OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """Choices of a batch. `agency` "" = unknown; `resume` keeps finished results; `today` dates the ages of reviews.

    The password is tried on the files that are locked.
    """

    agency: str = ""
    password: str | None = None
    resume: Path | None = None
    today: date | None = None
    reading: ReadingSettings = field(default_factory=ReadingSettings)


def review_paths(
    paths: Sequence[Path],
    reviewer: Reviewer,
    options: BatchOptions,
    cache: PageCache | None = None,
    on_page: OnPage | None = None,
) -> Iterator[Review]:
    """The reviews in the order of the files, folders opened up. A bad file gives its outcome; the batch goes on.

    `on_page` gets (file, pages read, all pages) from several threads, and may raise to end the batch.

    Raises:
        InputError: when a path is not there, or the resume file cannot be used.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise InputError(f"Tidak ditemukan: {', '.join(missing)}. Periksa nama berkas atau foldernya.")
    kept = ResumeFile(options, reviewer.rubric.edition) if options.resume else None
    duplicates = Duplicates()
    is_over = threading.Event()

    def heed(name: str, done: int, total: int) -> None:
        if is_over.is_set():
            raise _OverError
        if on_page is not None:
            on_page(name, done, total)

    def read(source: Source) -> DocumentText | Review:
        found = kept.find(_sha256(source, options.reading), source.name) if kept is not None else None
        return found or _read(source, options, cache, heed)

    for found in in_order(sources_of(paths, options.reading), read, _AT_ONCE, is_over):
        if isinstance(found, Review):
            review = found
        else:
            review = _judged(found, reviewer, options)
            if kept is not None and not found.is_passing:
                kept.add(review)
        yield replace(review, duplicate_of=duplicates.first_of(review.file, review.sha256, review.signature))


class _OverError(Exception):
    """Nobody waits for this document any more."""


def _read(source: Source, options: BatchOptions, cache: PageCache | None, on_page: OnPage) -> DocumentText:
    document = source.read(options.reading, cache, None, on_page)
    if document.outcome == "locked" and options.password is not None:
        return source.read(options.reading, cache, options.password, on_page)
    return document


def _judged(document: DocumentText, reviewer: Reviewer, options: BatchOptions) -> Review:
    try:
        return review_document(document, reviewer, options)
    except Exception:  # the border: a defect of ours on one file must not cost the others
        _LOG.exception("Reviewing %s failed", document.file)
        broken = replace(document, outcome="damaged", sentence=_DEFECT, notices=(), sha256="")  # not to be kept
        return review_document(broken, reviewer, options)


def review_document(document: DocumentText, reviewer: Reviewer, options: BatchOptions) -> Review:
    """The review of a read document; one that could not be read gets its outcome and no proposals."""
    if document.outcome in _UNREAD:
        return Review(
            file=document.file,
            sha256=document.sha256,
            pages=document.n_pages,
            outcome=document.outcome,
            sentence=" ".join((document.sentence, *document.notices)).strip(),
            facts=DocumentFacts(document_type="other"),
            findings=tuple(beside_findings(document)),
        )
    return reviewer.review(document, options.agency, options.today)


class ResumeFile:
    """A JSONL file of finished reviews, by content hash and by what decides how a file is read and reviewed."""

    def __init__(self, options: BatchOptions, edition: str) -> None:
        """Raises: InputError when the file cannot be read or written."""
        assert options.resume is not None
        self._path = options.resume
        parts = (REVIEW_VERSION, fingerprint(), edition, options.agency, str(options.today or ""), _reader_key(options.reading))
        self._key = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
        self._places: dict[str, int] = {}
        try:
            self._path.touch()
            self._read()
        except OSError as error:
            raise InputError(
                f"Berkas lanjutan {self._path} tidak dapat dipakai ({error.strerror}). Pilih berkas lain."
            ) from error

    def find(self, sha256: str, file: str) -> Review | None:
        """The kept review of that content, under the name given; None when there is none."""
        place = self._places.get(sha256) if sha256 else None
        if place is None:
            return None
        with self._path.open("rb") as lines:
            lines.seek(place)
            try:
                return replace(_REVIEW.validate_python(json.loads(lines.readline())["review"]), file=file)
            except (ValidationError, ValueError, KeyError):
                return None

    def add(self, review: Review) -> None:
        """Writes a finished review; a full disk costs the resumption, not the batch."""
        if not review.sha256 or review.outcome in ("locked", "unsupported"):
            return
        line = json.dumps({"key": self._key, "sha256": review.sha256, "review": _REVIEW.dump_python(review, mode="json")})
        try:
            with self._path.open("ab") as lines:
                place = lines.tell()
                lines.write(line.encode() + b"\n")
        except OSError:
            return
        self._places[review.sha256] = place

    def _read(self) -> None:
        """Notes where each usable line begins; a line cut off by a stop is left out and closed."""
        with self._path.open("rb") as lines:
            place, last = 0, b"\n"
            for line in lines:
                try:
                    values = json.loads(line)
                    if values["key"] == self._key:
                        self._places[str(values["sha256"])] = place
                except (ValueError, KeyError, TypeError):
                    pass
                place, last = place + len(line), line
        if not last.endswith(b"\n"):
            with self._path.open("ab") as lines:
                lines.write(b"\n")


def _reader_key(reading: ReadingSettings) -> str:
    return reading.key(find_engine(reading.ocr))


def _sha256(source: Source, reading: ReadingSettings) -> str:
    """The content's hash, by which a finished review is found; empty for what is too large to be read."""
    try:
        if source.path is None or source.path.stat().st_size > reading.max_file_mb * 1_000_000:
            return ""
        with source.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
