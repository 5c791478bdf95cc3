"""Picture files as pages to read: decoded, made smaller in strips and turned upright. Part of the child's side of `drawing.py`."""

from __future__ import annotations

from typing import Any

from PIL import Image

from indexer.reading.child import Message

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
LIGHT_BYTES = 320_000_000  # what a page's pictures may take when they are decoded; past that the page is heavy
MOST_BYTES = 1_000_000_000  # what a heavy one may take
_MOST_PIXELS = 120_000_000
_STRIP_PIXELS = 4_000_000
_SMALL_WIDTH = 1600
_BYTES = {"1": 1, "L": 1, "P": 1}  # a pixel as Pillow keeps it; all other kinds take 4
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is decoded


class HeavyPageError(Exception):
    """The page needs more memory than the request allows; `is_too_large` = more than any may take."""

    def __init__(self, is_too_large: bool) -> None:
        super().__init__(is_too_large)
        self.is_too_large = is_too_large


def n_frames(path: str) -> int:
    """Number of pages of a picture file."""
    with Image.open(path, formats=FORMATS) as source:
        return int(getattr(source, "n_frames", 1)) if source.format == "TIFF" else 1  # of a moving picture the first is read


def draw_picture(request: Message) -> Any:
    """The page in grey or, "in_colour", in RGB, of at most "max_pixels".

    Raises:
        HeavyPageError: before anything is decoded.
    """
    mode = "RGB" if request.get("in_colour", False) else "L"
    with Image.open(request["path"], formats=FORMATS) as source:
        if request["page"] > 1:
            source.seek(request["page"] - 1)
        n_pixels = source.width * source.height
        scale = (request["max_pixels"] / n_pixels) ** 0.5
        if scale < 1.0:
            source.draft(mode, (round(source.width * scale), round(source.height * scale)))
        _check_weight(source, n_pixels, request["may_be_heavy"])
        source.load()  # of a TIFF that turns it too
        shrink = max(1, int((source.width * source.height / request["max_pixels"]) ** 0.5))
        picture: Any = _shrunk(source, mode, shrink)
        turn = _UPRIGHT.get(source.getexif().get(_ORIENTATION, 1))
    if turn is not None:
        picture = picture.transpose(turn)
    fit = (request["max_pixels"] / (picture.width * picture.height)) ** 0.5
    factor = min(2.0 if picture.width < _SMALL_WIDTH else 1.0, fit)  # small print of screenshots is read better when it is larger
    if factor != 1.0:
        picture = picture.resize((max(1, round(picture.width * factor)), max(1, round(picture.height * factor))))
    return picture.rotate(-request["rotation"], expand=True) if request["rotation"] else picture


def _check_weight(source: Any, n_pixels: int, may_be_heavy: bool) -> None:
    n_bytes = source.width * source.height * _BYTES.get(source.mode, 4)
    if source.format == "TIFF":
        n_bytes *= 2  # where all of it is one block
    elif source.format == "WEBP":
        n_bytes *= 4
    elif source.info.get("progressive"):
        n_bytes += 6 * n_pixels  # all of it is held before the first line comes out
    if n_pixels > _MOST_PIXELS or n_bytes > MOST_BYTES:
        raise HeavyPageError(is_too_large=True)
    if n_bytes > LIGHT_BYTES and not may_be_heavy:
        raise HeavyPageError(is_too_large=False)


def _shrunk(source: Any, mode: str, shrink: int) -> Any:
    """The picture at one part in `shrink` of its width and height; strip by strip, because converting takes its memory again."""
    width, height = source.size
    n_rows = max(1, _STRIP_PIXELS // (width * shrink)) * shrink
    target = Image.new(mode, (-(-width // shrink), -(-height // shrink)))
    for top in range(0, height, n_rows):
        strip = _on_paper(source.crop((0, top, width, min(top + n_rows, height))), mode)
        target.paste(strip.reduce(shrink) if shrink > 1 else strip, (0, top // shrink))
    return target


def _on_paper(strip: Any, mode: str) -> Any:
    """The strip in that mode, on white where it is transparent."""
    if strip.mode.startswith("I;16"):
        strip = strip.point(lambda value: value * (1 / 256))  # which converting would cut off at 255
    if strip.mode in ("RGBA", "LA", "PA") or "transparency" in strip.info:
        strip = strip.convert("RGBA")
        paper = Image.new("RGBA", strip.size, "white")
        paper.alpha_composite(strip)
        strip = paper
    return strip.convert(mode)
