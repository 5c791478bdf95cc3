"""Text of Word, PowerPoint and Excel files, as pages, with the pictures inside them; read in a guarded child process.

As a module it is the child's side; each kind of file has its reader (`office_word.py`, `office_slides.py`, `office_sheets.py`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indexer.reading.archive import open_zip
from indexer.reading.characters import plain
from indexer.reading.child import LIGHT_MB, ChildError, ChildPool, Message, serve
from indexer.reading.office_pictures import PictureTray
from indexer.reading.pages import Aside, HiddenSpan, PageText

OfficeKind = Literal["docx", "xlsx", "pptx"]
OfficeFault = Literal["", "damaged", "too_large", "slow", "memory", "disk_full"]
_POOL = ChildPool("indexer.reading.office")
_MAX_UNPACKED = 400_000_000
_MAX_RATIO = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLimits:
    """`wall_clock_s` is for a whole file; of its pictures the first `max_pictures` are read."""

    wall_clock_s: float = 60.0
    memory_mb: int = 1024
    max_pictures: int = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeText:
    """Pages of an office file. `is_cut` = it was longer than what is read of one; with a `fault` there are no pages.

    `pictures` has (page, file) for the pictures put aside to be read, `n_left` counts those that were not. `attachments` names files
    inside the file.
    """

    fault: OfficeFault
    pages: tuple[PageText, ...] = ()
    pictures: tuple[tuple[int, Path], ...] = ()
    n_left: int = 0
    attachments: tuple[str, ...] = ()
    is_cut: bool = False
    title: str = ""
    author: str = ""


def read_office(path: Path, kind: OfficeKind, folder: Path, limits: OfficeLimits | None = None) -> OfficeText:
    """The pages of a Word file (about 3,000 characters each), of a workbook (one a sheet) or of a presentation (one a slide).

    Pictures are written into `folder`. Never raises for the file.
    """
    limits = limits or OfficeLimits()
    light_mb = min(LIGHT_MB, limits.memory_mb)
    try:
        try:
            return _read(path, kind, folder, limits, light_mb)
        except ChildError as error:
            if error.reason == "timeout" or error.is_disk_full or light_mb == limits.memory_mb:
                raise
            return _read(path, kind, folder, limits, limits.memory_mb)  # what lacks memory may look broken
    except ChildError as error:
        if error.is_disk_full:
            return OfficeText(fault="disk_full")
        faults: dict[str, OfficeFault] = {"timeout": "slow", "memory": "memory"}
        return OfficeText(fault=faults.get(error.reason, "damaged"))


def _read(path: Path, kind: OfficeKind, folder: Path, limits: OfficeLimits, memory_mb: int) -> OfficeText:
    request = {"path": str(path), "kind": kind, "folder": str(folder), "max_pictures": limits.max_pictures}
    pages: list[PageText] = []
    pictures: list[tuple[int, Path]] = []
    details: Message = {}
    with _POOL.borrow(memory_mb) as child:
        deadline = time.monotonic() + limits.wall_clock_s
        for reply in child.ask(request, deadline=deadline, idle_s=limits.wall_clock_s):
            if "fault" in reply:
                return OfficeText(fault=reply["fault"])
            if "text" in reply:
                pages.append(_page(len(pages) + 1, reply))
                pictures += [(len(pages), folder / name) for name in reply.get("pictures", ())]
            else:
                details |= {name: plain(value) if isinstance(value, str) else value for name, value in reply.items()}
    details["attachments"] = tuple(details.get("attachments", ()))
    return OfficeText(fault="", pages=tuple(pages), pictures=tuple(pictures), **details)


def answer(request: Message) -> Iterator[Message]:
    """The child's side: a message a page, then the details."""
    if _is_bomb(Path(request["path"])):
        yield {"fault": "too_large"}
        return
    tray = PictureTray(Path(request["folder"]), request["max_pictures"])
    if request["kind"] == "docx":
        from indexer.reading.office_word import word_pages as reader
    elif request["kind"] == "pptx":
        from indexer.reading.office_slides import slide_pages as reader
    else:
        from indexer.reading.office_sheets import sheet_pages as reader
    yield from reader(request["path"], tray)
    yield {"n_left": tray.n_left}


def _page(number: int, reply: Message) -> PageText:
    text = plain(reply["text"])
    return PageText(
        number=number,
        text=text,
        source="office" if text.strip() else "none",
        hidden=tuple(HiddenSpan(reason=reason, text=plain(said)) for reason, said in reply.get("hidden", ())),
        asides=tuple(Aside(kind=kind, text=plain(said)) for kind, said in reply.get("asides", ())),
    )


def _is_bomb(path: Path) -> bool:
    with open_zip(path) as archive:
        parts = archive.infolist()
    is_dense = any(part.file_size > 10_000_000 and part.file_size > _MAX_RATIO * max(part.compress_size, 1) for part in parts)
    return is_dense or sum(part.file_size for part in parts) > _MAX_UNPACKED


if __name__ == "__main__":
    serve(answer)
