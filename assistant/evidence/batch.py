"""Reviewing many files: one at a time, resumable, with duplicates named; memory does not grow with the pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.evidence.fingerprint import Duplicates
from assistant.evidence.records import DocumentFacts, Review
from assistant.evidence.reviewer import Reviewer
from corpus.errors import InputError
from corpus.knowledge import fingerprint
from indexer.file_kinds import kind_of
from indexer.ocr import find_engine
from indexer.pages import DocumentText
from indexer.reading import PageCache, ReadingSettings, files_of, iter_documents

REVIEW_VERSION = 1  # raise it when the same text would be reviewed differently: kept results are then made anew
_REVIEW = TypeAdapter(Review)
_UNREAD: tuple[str, ...] = ("locked", "damaged", "empty", "too_large", "unsupported")

OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """Choices of a batch. `agency` "" = unknown; `resume` keeps finished results; `today` dates the ages of reviews."""

    agency: str = ""
    password: str | None = None
    resume: Path | None = None
    today: date | None = None
    reading: ReadingSettings = field(default_factory=ReadingSettings)


def count_files(paths: Iterable[Path]) -> int:
    """Number of files, a ZIP counting as one."""
    return sum(1 for _ in files_of(paths))


def review_paths(
    paths: Sequence[Path],
    reviewer: Reviewer,
    options: BatchOptions,
    cache: PageCache | None = None,
    on_page: OnPage | None = None,
) -> Iterator[Review]:
    """The reviews in the order of the files, folders opened up. A bad file gives its outcome; the batch goes on.

    Raises:
        InputError: when a path is not there, or the resume file cannot be used.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise InputError(f"Tidak ditemukan: {', '.join(missing)}. Periksa nama berkas atau foldernya.")
    kept = ResumeFile(options, reviewer.rubric.edition) if options.resume else None
    duplicates = Duplicates()
    for name, path in files_of(paths):
        for review in _reviews(name, path, reviewer, options, cache, kept, on_page):
            first = duplicates.first_of(review.file, review.sha256, review.signature)
            yield replace(review, duplicate_of=first)


def _reviews(
    name: str,
    path: Path,
    reviewer: Reviewer,
    options: BatchOptions,
    cache: PageCache | None,
    kept: ResumeFile | None,
    on_page: OnPage | None,
) -> Iterator[Review]:
    """The reviews of one file, or of the files of a ZIP."""
    done = kept.find(_sha256(path), name) if kept is not None else None
    if done is not None:
        yield done
        return
    is_zip = _is_zip(path, name)
    for document in iter_documents([path], options.reading, cache, password=options.password, on_page=on_page):
        document = replace(document, file=_name_in(name, document.file, is_zip))
        done = kept.find(document.sha256, document.file) if kept is not None else None
        review = done or review_document(document, reviewer, options)
        if kept is not None and done is None:
            kept.add(review)
        yield review


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
                self._places[review.sha256] = lines.tell()
                lines.write(line.encode() + b"\n")
        except OSError:
            self._places.pop(review.sha256, None)

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


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _is_zip(path: Path, name: str) -> bool:
    try:
        return kind_of(path, name) == "zip"
    except OSError:
        return False


def _name_in(name: str, file: str, is_zip: bool) -> str:
    """The name by which the user knows the file: its own in the folder given, inside a ZIP that of the ZIP and its own."""
    return f"{name}/{file.partition('/')[2]}".rstrip("/") if is_zip else name
