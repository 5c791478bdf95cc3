"""Pictures of pages, and RapidOCR's reading of them: the child's side of `drawing.py` (the only importer of pypdfium2 and rapidocr)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from indexer.reading.child import Message, serve
from indexer.reading.picture_file import LIGHT_BYTES, MOST_BYTES, HeavyPageError, draw_picture, n_frames

_BLANK_SPAN = 24
_GRID = 10_000  # places on a page are counted in ten thousandths
_MAX_CHARS = 40_000
_MOST_OF_PAGE, _LEAST_DPI, _ANY_DPI = 0.7, 150, 10_000
_MAX_LOOKS = 12
_A_LINE, _FEW_CHARS = 40, 400
_BITONAL, _BITONAL_BYTES = {"CCITTFaxDecode", "JBIG2Decode"}, 0.125
_JPEG = {"DCTDecode", "JPXDecode"}


def answer(request: Message) -> Iterator[Message]:
    """Renders a page into `target` or, with `target` None, reads it with RapidOCR; kind "words" tells where its words stand, "frames"
    how many pages a picture file has, "look" how many pages a file has and how many of them seem to be scans.

    Replies {"is_blank", "width", "height", "dpi"}, with RapidOCR also "pieces" (the fields of `ocr_lines.Piece`); for a page whose
    pictures take much memory {"is_heavy": true} unless it "may_be_heavy", and {"is_too_large": true} when they take too much.
    """
    if request["kind"] == "words":
        yield {"words": _words(request)}
    elif request["kind"] == "frames":
        yield {"n_frames": n_frames(request["path"])}
    elif request["kind"] == "look":
        yield _look(request)
    else:
        try:
            yield _drawn(request)
        except HeavyPageError as error:
            yield {"is_too_large": True} if error.is_too_large else {"is_heavy": True}


def _drawn(request: Message) -> Message:
    picture, dpi = (draw_picture(request), request["dpi"]) if request["kind"] == "image" else _draw_pdf(request)
    reply: Message = {"is_blank": _is_blank(picture), "width": picture.width, "height": picture.height, "dpi": dpi}
    if request["target"] is not None:
        picture.save(request["target"], dpi=(dpi, dpi))
    elif not reply["is_blank"]:
        reply["pieces"] = _read(picture, request["n_threads"])
    return reply


def _is_blank(picture: Any) -> bool:
    low, high = picture.convert("L").getextrema()
    return bool(high - low < _BLANK_SPAN)


def _draw_pdf(request: Message) -> tuple[Any, int]:
    """The page and its resolution.

    Raises:
        HeavyPageError: where PDFium would lack the memory: it then leaves pictures out and says nothing.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(request["path"], password=request["password"])
    try:
        is_to_see = request.get("in_colour", False)
        if is_to_see:
            document.init_forms()  # people see filled forms and signatures; OCR reads the page's own words only
        page = document[request["page"] - 1]
        n_bytes = _picture_bytes(page)
        if n_bytes > LIGHT_BYTES and not request["may_be_heavy"]:
            raise HeavyPageError(is_too_large=False)
        width, height = page.get_size()
        dpi = min(request["dpi"], _scanned_dpi(page)) if request.get("is_scan", False) else request["dpi"]
        scale = min(dpi / 72, (request["max_pixels"] / max(width * height, 1.0)) ** 0.5)
        drawn = page.render(scale=scale, rotation=request["rotation"], grayscale=not is_to_see, draw_annots=is_to_see)
        picture = drawn.to_pil().copy()
        if n_bytes > MOST_BYTES and _is_blank(picture):
            raise HeavyPageError(is_too_large=True)
        return picture, round(scale * 72)
    finally:
        document.close()


def _picture_bytes(page: Any) -> float:
    """About what the page's pictures take when they are decoded; a JPEG of the progressive kind takes it three times."""
    import pypdfium2

    n_bytes = 0.0
    for picture in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        width, height = picture.get_px_size()
        kinds = set(picture.get_filters())
        n_bytes += width * height * (_BITONAL_BYTES if kinds & _BITONAL else 9 if kinds & _JPEG else 3)
    return n_bytes


def _scanned_dpi(page: Any) -> int:
    """The resolution at which a page was scanned, at least 150: drawing it finer costs time and blurs the letters."""
    import pypdfium2

    dpi = 0.0
    for picture in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        share = (right - left) * (top - bottom) / max(page.get_width() * page.get_height(), 1.0)
        if share >= _MOST_OF_PAGE:
            pixels = picture.get_px_size()
            dpi = max(dpi, 72 * ((pixels[0] * pixels[1]) / ((right - left) * (top - bottom))) ** 0.5)
    return max(_LEAST_DPI, round(dpi)) if dpi else _ANY_DPI


def _look(request: Message) -> Message:
    """From some pages, evenly spread, to all."""
    if request["is_image"]:
        n_pages = n_frames(request["path"])
        return {"n_pages": n_pages, "n_scans": n_pages}
    import pypdfium2

    document = pypdfium2.PdfDocument(request["path"])
    try:
        n_pages = len(document)
        places = sorted({place * n_pages // _MAX_LOOKS for place in range(_MAX_LOOKS)}) if n_pages else []
        n_scans = sum(_seems_scanned(document[place]) for place in places)
        return {"n_pages": n_pages, "n_scans": round(n_scans / max(len(places), 1) * n_pages)}
    finally:
        document.close()


def _seems_scanned(page: Any) -> bool:
    import pypdfium2

    n_chars = page.get_textpage().count_chars()
    if n_chars >= _FEW_CHARS:
        return False
    pictures = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)
    return n_chars < _A_LINE or next(iter(pictures), None) is not None


def _words(request: Message) -> list[tuple[str, float, float, float, float]]:
    """The words of a PDF page's text layer: (text, left, top, right, bottom), parts of the page as it is drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(request["path"], password=request["password"])
    try:
        page = document[request["page"] - 1]
        layer = page.get_textpage()
        place = pypdfium2.PdfPosConv(page, (0, 0, _GRID, _GRID, 0))  # turned and cropped as in the picture
        words: list[tuple[str, float, float, float, float]] = []
        letters: list[tuple[str, int, int, int, int]] = []
        for position in range(min(layer.count_chars(), _MAX_CHARS)):
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(layer, position))
            if not char.isspace() and char.isprintable():
                left, bottom, right, top = layer.get_charbox(position, loose=True)
                letters.append((char, *place.to_bitmap(left, top), *place.to_bitmap(right, bottom)))
            elif letters:
                words.append(_word(letters))
                letters = []
        return [*words, _word(letters)] if letters else words
    finally:
        document.close()


def _word(letters: list[tuple[str, int, int, int, int]]) -> tuple[str, float, float, float, float]:
    across = [x for _, x1, _, x2, _ in letters for x in (x1, x2)]
    down = [y for _, _, y1, _, y2 in letters for y in (y1, y2)]
    text = "".join(char for char, *_ in letters)
    return text, min(across) / _GRID, min(down) / _GRID, max(across) / _GRID, max(down) / _GRID


@lru_cache(maxsize=1)
def _engine(n_threads: int) -> Any:
    from rapidocr import RapidOCR

    threads = "EngineConfig.onnxruntime.intra_op_num_threads"
    # Its own turning works line by line and jumbles a page that is upside down; `ocr.py` turns whole pages.
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, threads: n_threads})


def _read(picture: Any, n_threads: int) -> list[Message]:
    import numpy

    found = _engine(n_threads)(numpy.asarray(picture.convert("RGB")))
    if found.txts is None:
        return []
    pieces: list[Message] = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
        place = {"left": float(left), "top": float(top), "right": float(right), "bottom": float(bottom)}
        pieces.append({**place, "text": str(text), "score": float(score)})
    return pieces


if __name__ == "__main__":
    serve(answer)
