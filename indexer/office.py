"""Text of Word and Excel files, as pages (the only importer of python-docx and openpyxl), read in a guarded child process."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from indexer.child import ChildError, ChildPool, Message, serve
from indexer.pages import HiddenSpan, PageText

OfficeFault = Literal["", "damaged", "too_large", "slow"]
PAGE_CHARS = 3000
_POOL = ChildPool("indexer.office")
_MAX_UNPACKED = 400_000_000
_MAX_RATIO = 200
_MAX_CHARS = 4_000_000
_MAX_SHEET_CHARS = 300_000
_MIN_SIZE_PT = 2.0
_PLAIN_TABLES = ("", "Normal Table", "Table Grid", "TableNormal", "TableGrid")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeText:
    """Pages of an office file. `is_cut` = it was longer than what is read of one; with a `fault` there are no pages."""

    fault: OfficeFault
    pages: tuple[PageText, ...] = ()
    is_cut: bool = False
    title: str = ""
    author: str = ""


def read_office(path: Path, kind: Literal["docx", "xlsx"], *, wall_clock_s: float = 60.0, memory_mb: int = 1024) -> OfficeText:
    """The pages of a Word file (about 3,000 characters each) or of a workbook (one a sheet). Never raises for the file."""
    pages: list[PageText] = []
    details: Message = {}
    try:
        with _POOL.borrow(memory_mb) as child:
            request = {"path": str(path), "kind": kind}
            for reply in child.ask(request, deadline=time.monotonic() + wall_clock_s, idle_s=wall_clock_s):
                if "fault" in reply:
                    return OfficeText(fault=reply["fault"])
                if "text" in reply:
                    hidden = tuple(HiddenSpan(reason=reason, text=text) for reason, text in reply["hidden"])
                    source: Literal["office", "none"] = "office" if reply["text"].strip() else "none"
                    pages.append(PageText(number=len(pages) + 1, text=reply["text"], source=source, hidden=hidden))
                else:
                    details |= reply
    except ChildError as error:
        faults: dict[str, OfficeFault] = {"timeout": "slow", "memory": "too_large"}
        return OfficeText(fault=faults.get(error.reason, "damaged"))
    return OfficeText(fault="", pages=tuple(pages), **details)


def split_pages(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Texts of about 3,000 characters, parted between lines; an overlong line stays whole."""
    page: list[str] = []
    n_chars = 0
    for line in lines:
        if page and n_chars + len(line) > PAGE_CHARS:
            yield "\n".join(page)
            page, n_chars = [], 0
        page.append(line)
        n_chars += len(line) + 1
    if page:
        yield "\n".join(page)


def answer(request: Message) -> Iterator[Message]:
    """The child's side: a message a page, then the details."""
    if _is_bomb(request["path"]):
        yield {"fault": "too_large"}
        return
    yield from (_word if request["kind"] == "docx" else _excel)(request["path"])


def _is_bomb(path: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    is_dense = any(part.file_size > 10_000_000 and part.file_size > _MAX_RATIO * max(part.compress_size, 1) for part in parts)
    return is_dense or sum(part.file_size for part in parts) > _MAX_UNPACKED


def _word(path: str) -> Iterator[Message]:
    import docx

    document = docx.Document(path)
    hidden: list[tuple[str, str]] = []
    lines: list[str] = []
    if document.sections:
        _blocks(document.sections[0].header, lines, hidden)
    _blocks(document, lines, hidden)
    n_chars = 0
    for number, text in enumerate(split_pages(lines) if lines else iter([""])):
        yield {"text": text, "hidden": hidden if number == 0 else []}
        n_chars += len(text)
        if n_chars > _MAX_CHARS:
            yield {"is_cut": True}
            break
    yield {"title": document.core_properties.title or "", "author": document.core_properties.author or ""}


def _blocks(holder: Any, lines: list[str], hidden: list[tuple[str, str]], is_shaded: bool = False) -> None:
    """Paragraphs and tables in their order; a table row is a line with its cells parted by bars."""
    for block in holder.iter_inner_content():
        if hasattr(block, "runs"):
            lines.append(_visible(block, hidden, is_shaded))
            continue
        style = block.style.name if block.style is not None else ""
        for row in block.rows:
            cells: list[str] = []
            seen: list[Any] = []
            for cell in row.cells:
                if cell._tc not in seen:  # a merged cell is listed once for each column that it spans
                    seen.append(cell._tc)
                    inner: list[str] = []
                    _blocks(cell, inner, hidden, is_shaded or style not in _PLAIN_TABLES or bool(_shading(cell._tc)))
                    cells.append(" ".join(part for part in inner if part.strip()))
            lines.append(" | ".join(cells))


def _visible(paragraph: Any, hidden: list[tuple[str, str]], is_shaded: bool) -> str:
    text = []
    unseen: dict[str, str] = {}
    for part in paragraph.iter_inner_content():
        for run in getattr(part, "runs", [part]):
            reason = _hidden_reason(run, is_shaded or bool(_shading(paragraph._p)))
            if reason and run.text.strip():
                unseen[reason] = unseen.get(reason, "") + run.text
            else:
                text.append(run.text)
    hidden.extend((reason, found) for reason, found in unseen.items() if sum(map(str.isalnum, found)) > 2)
    return "".join(text)


def _hidden_reason(run: Any, is_shaded: bool) -> str:
    font = run.font
    if font.hidden:
        return "hidden_text"
    if font.size is not None and font.size.pt < _MIN_SIZE_PT:
        return "tiny"
    colour = font.color.rgb if font.color is not None and font.color.type is not None else None
    is_light = colour is not None and min(colour) >= 0xE6
    has_ground = is_shaded or font.highlight_color is not None or _shading(run._r)
    return "same_colour" if is_light and not has_ground else ""


def _shading(element: Any) -> bool:
    fills = element.xpath("./w:pPr/w:shd/@w:fill | ./w:rPr/w:shd/@w:fill | ./w:tcPr/w:shd/@w:fill")
    return any(fill.upper() not in ("AUTO", "FFFFFF") for fill in fills)


def _excel(path: str) -> Iterator[Message]:
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    is_cut = False
    for sheet in workbook.worksheets:
        lines, n_chars = [sheet.title], 0
        for row in sheet.iter_rows(values_only=True):
            cells = [str(value).strip() for value in row if value is not None and str(value).strip()]
            if cells:
                lines.append(" | ".join(cells))
                n_chars += len(lines[-1])
            if n_chars > _MAX_SHEET_CHARS:
                is_cut = True
                break
        text = "\n".join(lines) if n_chars else ""
        is_seen = sheet.sheet_state == "visible"
        yield {"text": text if is_seen else "", "hidden": [] if is_seen or not text else [("hidden_sheet", text)]}
    properties = workbook.properties
    yield {"title": properties.title or "", "author": properties.creator or "", "is_cut": is_cut}


if __name__ == "__main__":
    serve(answer)
