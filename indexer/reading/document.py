"""`read_document`: any file of evidence as pages of text, with an outcome and a sentence instead of an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import DocumentError
from indexer.reading import outcome_texts
from indexer.reading.archive import ArchiveLimits
from indexer.reading.cache import PageCache
from indexer.reading.characters import plain
from indexer.reading.file_kinds import FileKind, decode, is_misnamed, kind_of
from indexer.reading.ocr import OcrEngine, OcrSettings, PicturePage, count_frames, find_engine, recognise
from indexer.reading.office import OfficeLimits
from indexer.reading.office_document import OfficeReading, read_office_document
from indexer.reading.office_pictures import split_pages
from indexer.reading.pages import DocumentText, Outcome, PageText
from indexer.reading.pdf_document import PdfReading, finished, is_reading, read_pdf_document
from indexer.reading.pdf_guard import PdfLimits

READER_VERSION = 4  # raise it when the same file would be read differently: cached texts are then read anew
_MAX_TEXT_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """All limits and choices of reading. Part of the cache's key: a document read with others is read again."""

    max_file_mb: int = 200
    pdf: PdfLimits = field(default_factory=PdfLimits)
    ocr: OcrSettings = field(default_factory=OcrSettings)
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)
    office: OfficeLimits = field(default_factory=OfficeLimits)
    redo_layers: bool = False

    def key(self, engine: OcrEngine | None) -> str:
        """Short hash of what decides how a document's text comes out."""
        ocr = replace(self.ocr, n_workers=0)
        parts = (READER_VERSION, self.max_file_mb, self.pdf, ocr, self.office, self.redo_layers, engine.label if engine else "")
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def read_document(
    path: Path,
    settings: ReadingSettings | None = None,
    cache: PageCache | None = None,
    *,
    name: str = "",
    password: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> DocumentText:
    """One file's text. `name` is what the user calls it (default: the file's own name); `on_page` gets (pages done, all).

    Whatever is wrong with the file is in the outcome.

    Raises:
        DocumentError: for a folder, which `iter_documents` reads.
    """
    if path.is_dir():
        raise DocumentError(f"{path} adalah folder. Berikan berkasnya, atau baca folder itu sebagai satu kumpulan.")
    settings = settings or ReadingSettings()
    document = DocumentText(file=name or path.name, sha256="", outcome="damaged", sentence=outcome_texts.GONE)
    try:
        n_bytes = path.stat().st_size
        if n_bytes > settings.max_file_mb * 1_000_000:
            sentence = outcome_texts.too_large_file(n_bytes, settings.max_file_mb)
            return replace(document, outcome="too_large", sentence=sentence)
        with path.open("rb") as file:
            document = replace(document, sha256=hashlib.file_digest(file, "sha256").hexdigest())
        kind = kind_of(path, document.file)
        return _read_cached(_Reading(path, kind, settings, password, on_page), document, cache)
    except OSError:  # it vanished, or may not be read
        return document


def _read_cached(reading: _Reading, document: DocumentText, cache: PageCache | None) -> DocumentText:
    if cache is None or reading.password is not None:  # what a password opened is not kept for those without it
        return reading.result(document)
    key = reading.settings.key(reading.engine)
    found = cache.get(document.sha256, key, document.file)
    if found is None:
        found = reading.result(document)
        if not cache.put(replace(found, notices=()), key):
            found = replace(found, notices=(*found.notices, outcome_texts.CACHE_FULL))
        return found
    return replace(found, notices=reading.notices(document.file))


class _Reading:
    """One file on its way to a `DocumentText`."""

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        settings: ReadingSettings,
        password: str | None,
        on_page: Callable[[int, int], None] | None,
    ) -> None:
        self._path = path
        self._kind = kind
        self.settings = settings
        self.password = password
        self._on_page = on_page
        self.engine = find_engine(settings.ocr)

    def notices(self, file: str) -> tuple[str, ...]:
        """What else is to be said about the file."""
        sentence = outcome_texts.MISNAMED.get(self._kind)
        return (sentence,) if sentence and is_misnamed(self._kind, file) else ()

    def result(self, document: DocumentText) -> DocumentText:
        """The document as read."""
        document = replace(document, notices=self.notices(document.file))
        if self._kind == "pdf":
            how = PdfReading(
                limits=self.settings.pdf, ocr=self.settings.ocr, engine=self.engine, redo_layers=self.settings.redo_layers
            )
            return read_pdf_document(self._path, document, how, self.password, self._on_page)
        if self._kind == "image":
            return self._image(document)
        if self._kind == "docx" or self._kind == "xlsx" or self._kind == "pptx":
            reading = OfficeReading(limits=self.settings.office, ocr=self.settings.ocr, engine=self.engine)
            return read_office_document(self._path, self._kind, document, reading, self._on_page)
        if self._kind == "text":
            return self._text(document)
        outcome, sentence = self._unread()
        return replace(document, outcome=outcome, sentence=sentence)

    def _unread(self) -> tuple[Outcome, str]:
        if self._kind == "empty":
            return "empty", outcome_texts.ZERO_BYTES
        if self._kind == "damaged":
            return "damaged", outcome_texts.DAMAGED
        if self._kind == "locked_office":
            return "locked", outcome_texts.LOCKED
        return "unsupported", outcome_texts.unsupported(self._kind)

    def _image(self, document: DocumentText) -> DocumentText:
        """A picture, or a scan of many pages in one TIFF."""
        if self.engine is None:
            return finished(document, (PageText(number=1, text="", source="none"),), {1: "no_engine"})
        n_pages, max_pages = count_frames(self._path, self.settings.ocr), self.settings.pdf.max_pages
        if n_pages > max_pages:
            sentence = outcome_texts.too_many_pages(n_pages, max_pages)
            return replace(document, n_pages=n_pages, outcome="too_large", sentence=sentence)
        pages: list[PageText] = []
        faults: dict[int, str] = {}
        orders = [PicturePage(number=number) for number in range(1, n_pages + 1)]
        for read in recognise(self._path, orders, self.engine, self.settings.ocr, is_image=True):
            page = PageText(number=read.number, text=read.text, source="ocr", confidence=read.confidence)
            pages.append(page if is_reading(read) else PageText(number=read.number, text="", source="none"))
            if read.fault:
                faults[read.number] = read.fault
            if self._on_page is not None:
                self._on_page(len(pages), n_pages)
        return finished(document, tuple(pages), faults)

    def _text(self, document: DocumentText) -> DocumentText:
        with self._path.open("rb") as file:
            data = file.read(_MAX_TEXT_BYTES + 1)
        text = plain(decode(data[:_MAX_TEXT_BYTES]).replace("\r\n", "\n").replace("\x00", ""))
        parts = ["\n".join(lines) for section in text.split("\f") for lines in split_pages(section.split("\n"))]
        pages = tuple(
            PageText(number=number, text=part, source="text_layer" if part.strip() else "none")
            for number, part in enumerate(parts, start=1)
        )
        document = finished(document, pages, {})
        return replace(document, outcome="partly_read", sentence=outcome_texts.CUT) if len(data) > _MAX_TEXT_BYTES else document
