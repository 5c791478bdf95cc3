"""An office file as a document: its text, and OCR of the pictures inside it, each with the page that it stands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from indexer.reading import outcome_texts
from indexer.reading.ocr import OcrEngine, OcrSettings, PicturePage, recognise
from indexer.reading.office import OfficeKind, OfficeLimits, OfficeText, read_office
from indexer.reading.pages import DocumentText, Outcome, PageText
from indexer.reading.pdf_document import OnPage, added_lines, finished, is_reading
from indexer.reading.scratch import scratch_folder

_UNOPENED: dict[str, tuple[Outcome, str]] = {
    "damaged": ("damaged", outcome_texts.DAMAGED),
    "too_large": ("too_large", outcome_texts.BOMB),
    "memory": ("too_large", outcome_texts.HEAVY),
    "slow": ("too_large", outcome_texts.SLOW),
    "disk_full": ("damaged", outcome_texts.DISK_FULL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeReading:
    """How office files are read. `engine` None = their pictures are not."""

    limits: OfficeLimits
    ocr: OcrSettings
    engine: OcrEngine | None


def read_office_document(
    path: Path, kind: OfficeKind, document: DocumentText, how: OfficeReading, on_page: OnPage | None = None
) -> DocumentText:
    """`document` (its file name and hash) with what was read, or with why nothing was. Never raises for the file."""
    try:
        with scratch_folder("office") as folder:
            found = read_office(path, kind, Path(folder), how.limits)
            if found.fault:
                outcome, sentence = _UNOPENED[found.fault]
                return replace(document, outcome=outcome, sentence=sentence, is_passing=found.fault == "disk_full")
            document = replace(document, title=found.title, author=found.author, attachments=found.attachments)
            return _with_pictures(document, found, how, on_page)
    except OSError:  # there is no place for its pictures
        return replace(document, outcome="damaged", sentence=outcome_texts.DISK_FULL, is_passing=True)


def _with_pictures(document: DocumentText, found: OfficeText, how: OfficeReading, on_page: OnPage | None) -> DocumentText:
    pages = {page.number: page for page in found.pages}
    n_left, faults = found.n_left, {}
    if how.engine is None:
        n_left += len(found.pictures)
        faults = {number: "no_engine" for number, _ in found.pictures if not pages[number].text.strip()}
    elif found.pictures:
        orders = [PicturePage(number=place, may_turn=False, path=file) for place, (_, file) in enumerate(found.pictures)]
        for read in recognise(found.pictures[0][1], orders, how.engine, how.ocr, is_image=True):
            number = found.pictures[read.number][0]
            n_left += bool(read.fault)
            if not read.fault and is_reading(read):
                pages[number] = _joined(pages[number], read.text, read.confidence)
            if on_page is not None:
                on_page(min(number, len(pages) - 1), len(pages))
    if on_page is not None:
        on_page(len(pages), len(pages))
    document = finished(document, tuple(pages[number] for number in sorted(pages)), faults)
    if found.is_cut and document.outcome == "read":
        document = replace(document, outcome="partly_read", sentence=outcome_texts.CUT)
    if n_left:
        sentence = outcome_texts.unread_pictures(n_left, has_engine=how.engine is not None)
        document = replace(document, sentence=f"{document.sentence} {sentence}")
    return document


def _joined(page: PageText, words: str, confidence: float) -> PageText:
    """The page with the words of one of its pictures; from then on all its text counts as recognised."""
    added = added_lines(words, page.text)
    if not added:
        return page
    before = 1.0 if page.confidence is None else page.confidence
    n_before, n_added = len(page.text.strip()), len(added)
    sureness = round((before * n_before + confidence * n_added) / (n_before + n_added), 3)
    return replace(page, text=f"{page.text.rstrip()}\n{added}".lstrip("\n"), source="ocr", confidence=sureness)
