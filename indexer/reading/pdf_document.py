"""A PDF as a document: pypdf's text, OCR where that has none, and which pages remain unread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.reading import outcome_texts
from indexer.reading.legibility import agreement, is_legible, n_characters
from indexer.reading.ocr import OcrEngine, OcrPage, OcrSettings, PicturePage, recognise
from indexer.reading.pages import DocumentText, HiddenSpan, Outcome, PageText
from indexer.reading.pdf_guard import PdfLimits, PdfPage, PdfText, read_pdf

OnPage = Callable[[int, int], None]
_PICTURE_SHARE, _FEW_CHARACTERS = 0.3, 350
_WHOLE_PAGE, _A_LINE = 0.8, 40
_MIN_AGREEMENT = 0.3
_CONFIRMED = 0.6
_PASSING = frozenset(("disk_full", "slow", "engine"))
_UNOPENED: dict[str, tuple[Outcome, str]] = {
    "": ("damaged", outcome_texts.DAMAGED),
    "locked": ("locked", outcome_texts.LOCKED),
    "wrong_password": ("locked", outcome_texts.WRONG_PASSWORD),
    "damaged": ("damaged", outcome_texts.DAMAGED),
    "no_pages": ("empty", outcome_texts.NO_PAGES),
    "slow": ("damaged", outcome_texts.SLOW),
    "memory": ("too_large", outcome_texts.HEAVY),
    "gone": ("damaged", outcome_texts.GONE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReading:
    """How PDFs are read. `engine` None = no OCR. `redo_layers` reads scans anew even where they have a text layer."""

    limits: PdfLimits
    ocr: OcrSettings
    engine: OcrEngine | None
    redo_layers: bool = False


def read_pdf_document(
    path: Path, document: DocumentText, how: PdfReading, password: str | None = None, on_page: OnPage | None = None
) -> DocumentText:
    """`document` (its file name and hash) with what was read, or with why nothing was. Never raises for the file."""
    found = read_pdf(path, how.limits, password, _read_counter(how, on_page))
    document = replace(
        document,
        n_pages=found.n_pages,
        title=found.title,
        author=found.author,
        producer=found.producer,
        created=found.created,
        attachments=found.attachments,
    )
    if found.fault == "too_many_pages":
        sentence = outcome_texts.too_many_pages(found.n_pages, how.limits.max_pages)
        return replace(document, outcome="too_large", sentence=sentence)
    is_broken = found.fault in ("", "damaged") and all(page.has_failed for page in found.pages)
    if not found.pages or is_broken:
        outcome, sentence = _UNOPENED[found.fault]
        return replace(document, outcome=outcome, sentence=sentence)
    pages, faults = _with_ocr(path, found, how, password, on_page)
    return finished(document, pages, faults)


def _read_counter(how: PdfReading, on_page: OnPage | None) -> Callable[[PdfPage, int], None] | None:
    """Tells `on_page` of the pages that are done when their text layer is read; those that need OCR come later."""
    if on_page is None:
        return None
    n_done = 0

    def count(page: PdfPage, n_pages: int) -> None:
        nonlocal n_done
        n_done += not _needs_ocr(page, how.redo_layers)
        on_page(min(n_done, n_pages - 1), n_pages)

    return count


def finished(document: DocumentText, pages: tuple[PageText, ...], faults: dict[int, str]) -> DocumentText:
    """The document with its pages and the outcome that follows; `faults` says why a page (1-based) is unread."""
    failed = tuple(sorted(faults))
    is_passing = not _PASSING.isdisjoint(faults.values())
    document = replace(document, pages=pages, n_pages=len(pages), failed_pages=failed, is_passing=is_passing)
    if len(failed) == len(pages):
        outcome, sentence = _all_unread(set(faults.values()))
        return replace(document, outcome=outcome, sentence=sentence)
    if failed:
        sentence = outcome_texts.read_partly(len(pages), failed, faults.values())
        return replace(document, outcome="partly_read", sentence=sentence)
    if not any(page.text.strip() for page in pages):
        return replace(document, outcome="empty", sentence=outcome_texts.nothing_found(len(pages)))
    return replace(document, outcome="read", sentence=outcome_texts.read_whole(pages))


def _all_unread(faults: set[str]) -> tuple[Outcome, str]:
    if "no_engine" in faults:
        return "unsupported", outcome_texts.NO_ENGINE
    if "disk_full" in faults:
        return "damaged", outcome_texts.DISK_FULL
    if faults == {"too_large"}:
        return "too_large", outcome_texts.TOO_MANY_PIXELS
    return "damaged", outcome_texts.SLOW if "slow" in faults else outcome_texts.DAMAGED


def _with_ocr(
    path: Path, found: PdfText, how: PdfReading, password: str | None, on_page: OnPage | None
) -> tuple[tuple[PageText, ...], dict[int, str]]:
    pictures = [page for page in found.pages if _needs_ocr(page, how.redo_layers)]
    pages = {page.number: _from_layer(page) for page in found.pages}
    faults: dict[int, str] = {}
    n_done = found.n_pages - len(pictures)
    if how.engine is None:
        faults = {page.number: "no_engine" for page in pictures if page.has_failed or _is_unread_picture(page)}
    elif pictures:
        for read in recognise(path, [_order(page) for page in pictures], how.engine, how.ocr, password=password):
            page = found.pages[read.number - 1]
            pages[read.number], fault = _merged(page, read)
            if fault:
                faults[read.number] = fault
            n_done += 1
            if on_page is not None:
                on_page(n_done, found.n_pages)
    if on_page is not None:
        on_page(found.n_pages, found.n_pages)
    return tuple(pages[number] for number in sorted(pages)), faults


def _needs_ocr(page: PdfPage, redo_layers: bool) -> bool:
    if page.has_failed or not is_legible(page.text):
        return True
    if page.is_ocr_layer and redo_layers:
        return True
    return page.image_share >= _PICTURE_SHARE and n_characters(page.text) < _FEW_CHARACTERS


def _order(page: PdfPage) -> PicturePage:
    is_scan = page.is_ocr_layer or n_characters(page.text) < _A_LINE
    return PicturePage(number=page.number, is_fine=page.image_share < _WHOLE_PAGE or not is_scan, may_turn=is_scan)


def _is_unread_picture(page: PdfPage) -> bool:
    return page.image_share >= _PICTURE_SHARE and not is_legible(page.text)


def _from_layer(page: PdfPage) -> PageText:
    has_text = bool(page.text.strip()) and is_legible(page.text)
    return PageText(
        number=page.number,
        text=page.text if has_text else "",
        source="text_layer" if has_text else "none",
        hidden=page.hidden,
        asides=page.asides,
    )


def _merged(page: PdfPage, read: OcrPage) -> tuple[PageText, str]:
    """The page with what OCR added, and why it is unread ("" = it is read, or blank)."""
    layer = _from_layer(page)
    if read.fault:
        return layer, "" if layer.text else read.fault
    hidden = tuple(span for span in page.hidden if not _is_confirmed(span, read.text))
    is_forged = page.is_ocr_layer and bool(layer.text) and agreement(layer.text, read.text) < _MIN_AGREEMENT
    if is_forged:
        hidden = (*hidden, HiddenSpan(reason="not_in_picture", text=layer.text))
        layer = replace(layer, text="", source="none")
    if not is_reading(read):
        is_lost = page.has_failed and not layer.text
        return replace(layer, hidden=hidden), "damaged" if is_lost else ""
    added = added_lines(read.text, layer.text) if layer.text and not page.is_ocr_layer else read.text
    if not added:
        return replace(layer, hidden=hidden), ""
    text = f"{layer.text.rstrip()}\n{added}" if layer.text and not page.is_ocr_layer else added
    return replace(layer, text=text, source="ocr", confidence=read.confidence, hidden=hidden), ""


def is_reading(read: OcrPage) -> bool:
    """False when OCR saw specks and lines instead of text."""
    n_words = len(read.text.split())
    return n_characters(read.text) >= 3 and (read.confidence >= 0.5 or n_words >= 6) and (read.confidence >= 0.3)


def _is_confirmed(span: HiddenSpan, picture: str) -> bool:
    """True when the text is in the picture too: an OCR layer under a scan, which hides nothing."""
    return span.reason in ("covered", "invisible_mode") and agreement(span.text, picture) >= _CONFIRMED


def added_lines(read: str, layer: str) -> str:
    """The lines of OCR that say something that the text layer does not."""
    return "\n".join(line for line in read.splitlines() if n_characters(line) >= 3 and agreement(line, layer) < 0.5)
