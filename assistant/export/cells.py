"""Cells of our workbooks: text that can never turn into a formula, and the styles that all sheets share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

MAX_CELL_CHARS = 32_000  # Excel takes 32,767
_MAX_ROW_POINTS = 400.0  # Excel takes 409
_LINE_POINTS = 12.8
_MAX_HEADER_CHARS = 200  # Excel takes 255 with its own codes
_CHARS_A_WIDTH = 1.08  # of running text in Arial 10, lines that break before a long word included
_CUT = " … [dipotong; teks lengkap ada di aplikasi]"

FONT = "Arial"  # Liberation Sans has its widths, so that rows are as high everywhere
TITLE = Font(name=FONT, size=14, bold=True, color="1F3864")
BODY = Font(name=FONT, size=10)
BOLD = Font(name=FONT, size=10, bold=True)
NOTE = Font(name=FONT, size=10, italic=True, color="595959")
HEADING = Font(name=FONT, size=10, bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1F3864")
INPUT_HEADING_FILL = PatternFill("solid", fgColor="7F6000")
INPUT_FILL = PatternFill("solid", fgColor="FFF8E1")
TOTAL_FILL = PatternFill("solid", fgColor="DDE6F3")
WARNING_FILL = PatternFill("solid", bgColor="F8CBAD")
_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)


def clean(text: str) -> str:
    """The text as a cell can hold it: no control characters, \\n line ends, cut with a notice at 32,000 characters."""
    cleaned = ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return cleaned if len(cleaned) <= MAX_CELL_CHARS else cleaned[: MAX_CELL_CHARS - len(_CUT)] + _CUT


def put(sheet: Worksheet, row: int, column: int, value: str | float | None, font: Font = BODY) -> Cell:
    """The cell (1-based row and column) after writing `value` with borders; text stays text even when it begins with "="."""
    cell: Any = sheet.cell(row=row, column=column)
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.font, cell.border = font, BORDER
    cell.alignment = WRAPPED if isinstance(value, str) else CENTRED
    found: Cell = cell
    return found


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, number_format: str = "General") -> Cell:
    """The cell after writing a formula of ours with borders."""
    cell: Any = sheet.cell(row=row, column=column, value=formula)
    cell.font, cell.border, cell.alignment, cell.number_format = BODY, BORDER, CENTRED, number_format
    found: Cell = cell
    return found


def put_headings(sheet: Worksheet, row: int, names: Sequence[str], column: int = 1, inputs: Sequence[str] = ()) -> None:
    """Writes a row of headings; those in `inputs` are coloured as places for people to fill in."""
    for place, name in enumerate(names, start=column):
        cell = put(sheet, row, place, name, HEADING)
        cell.fill = INPUT_HEADING_FILL if name in inputs else HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def fit_row(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """Sets the row's height for its wrapped texts, each given with the width of its column in characters."""
    lines = max(
        (sum(math.ceil(len(line) / (width * _CHARS_A_WIDTH)) or 1 for line in text.split("\n")) for text, width in texts),
        default=1,
    )
    sheet.row_dimensions[row].height = min(_MAX_ROW_POINTS, lines * _LINE_POINTS + 3)


def set_print(sheet: Any, heading_row: int, n_across: int = 1, header: str = "") -> None:
    """Prints the sheet on A4 across, `n_across` pages wide, with the heading row, the page number and `header` on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = n_across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8 if header else 0.5, bottom=0.8, header=0.4)
    sheet.oddHeader.left.text = clean(header).replace("&", "&&")[:_MAX_HEADER_CHARS] or None
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.oddFooter.center.text = "Halaman &P dari &N"
