"""The pictures inside an office file, put aside as files so that OCR can read them with the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAGE_CHARS = 3000
_MARK = "\x00"  # no text of an office file can hold it, so a line that begins with it stands for a picture
_PICTURE_WEIGHT = 1000
_MIN_BYTES, _MAX_BYTES = 3_000, 40_000_000
_MIN_SIDE, _MIN_PIXELS = 80, 40_000  # below these it is an icon or a logo


class PictureTray:
    """Keeps each picture once; those past the number wanted, too large or of a kind that OCR cannot open are counted in `n_left`."""

    def __init__(self, folder: Path, max_pictures: int) -> None:
        self._folder = folder
        self._max = max_pictures
        self._seen: set[str] = set()
        self._n_kept = 0
        self.n_left = 0

    def keep(self, name: str, content: Callable[[], bytes]) -> str:
        """The line that stands for the picture, whose name inside the file is `name`; empty when there is nothing to read."""
        if name in self._seen:
            return ""
        self._seen.add(name)
        data = content()
        if len(data) < _MIN_BYTES or _is_small(data):
            return ""
        if self._n_kept >= self._max or len(data) > _MAX_BYTES or name.lower().endswith((".emf", ".wmf", ".svg")):
            self.n_left += 1
            return ""
        kept = f"{self._n_kept:04d}"
        (self._folder / kept).write_bytes(data)
        self._n_kept += 1
        return _MARK + kept


def is_picture(line: str) -> bool:
    """True for a line that stands for a picture."""
    return line.startswith(_MARK)


def parted(lines: Iterable[str]) -> tuple[str, list[str]]:
    """The text of those lines, and the files of the pictures that stand among them."""
    words, pictures = [], []
    for line in lines:
        if is_picture(line):
            pictures.append(line.removeprefix(_MARK))
        else:
            words.append(line)
    return "\n".join(words), pictures


def split_pages(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines in groups of about 3,000 characters, a picture counted as 1,000; an overlong line stays whole."""
    page: list[str] = []
    n_chars = 0
    for line in lines:
        weight = _PICTURE_WEIGHT if is_picture(line) else len(line) + 1
        if page and n_chars + weight > PAGE_CHARS:
            yield page
            page, n_chars = [], 0
        page.append(line)
        n_chars += weight
    if page:
        yield page


def _is_small(data: bytes) -> bool:
    """True for icons; False where the size cannot be told."""
    from docx.image.image import Image

    try:
        found = Image.from_blob(data)
    except Exception:  # a kind that it does not know, or a broken one: OCR says what it is
        return False
    width, height = int(found.px_width), int(found.px_height)
    return min(width, height) < _MIN_SIDE or width * height < _MIN_PIXELS
