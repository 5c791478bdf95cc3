"""Excel files: a page a sheet, with the pictures on it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree

import openpyxl

from indexer.reading.child import Message
from indexer.reading.office_pictures import PictureTray, parted

_MAX_SHEET_CHARS = 300_000


def sheet_pages(path: str, tray: PictureTray) -> Iterator[Message]:
    """A message a sheet, then the details. What a hidden sheet says is hidden text."""
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    is_cut = False
    with zipfile.ZipFile(path) as package:
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
            if sheet.sheet_state == "visible":
                yield {"text": text, "pictures": parted(_pictures(package, _place(sheet), tray))[1]}
            else:
                yield {"text": "", "hidden": [("hidden_sheet", text)] if text else []}
        names = [name.rpartition("/")[2] for name in package.namelist() if name.startswith("xl/embeddings/")]
    properties = workbook.properties
    details = {"title": properties.title or "", "author": properties.creator or ""}
    yield {**details, "is_cut": is_cut, "attachments": names}


def _place(sheet: Any) -> str:
    """The name of the sheet's part, which openpyxl keeps to itself when it only reads."""
    return str(getattr(sheet, "_worksheet_path", "")).lstrip("/")


def _pictures(package: zipfile.ZipFile, sheet: str, tray: PictureTray) -> Iterator[str]:
    for drawing in _related(package, sheet, "/drawing"):
        for name in _related(package, drawing, "/image"):
            line = tray.keep(name, partial(package.read, name))
            if line:
                yield line


def _related(package: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """Names of the parts of that kind to which a part refers."""
    folder, _, name = part.rpartition("/")
    try:
        tree = ElementTree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
        targets = [each.get("Target", "") for each in tree if each.get("Type", "").endswith(kind)]
        names = [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]
    except (KeyError, ElementTree.ParseError):
        return []
    return [name for name in names if name in package.NameToInfo]
