"""Building blocks of our DOCX files (the only importer of python-docx): headings, tables, pictures, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLUE = RGBColor(0x1F, 0x38, 0x64)
_GREY = RGBColor(0x59, 0x59, 0x59)
_FONT = "Calibri"
EMPTY = "(belum diisi)"


class Pages:
    """An A4 document under construction. Text given to it is cleaned of characters that Word refuses."""

    def __init__(self, title: str, created: datetime) -> None:
        self._document: Any = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = clean(title), "Asisten SPBE", "id-ID"
        properties.created = properties.modified = created.replace(tzinfo=None)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.3)
        section.different_first_page_header_footer = True
        _number_pages(section.footer.paragraphs[0])
        self._set_styles()

    def cover(self, title: str, lines: Sequence[str], note: str) -> None:
        """A title page with lines below the title and a note at its end, then a new page."""
        for _ in range(8):
            self._document.add_paragraph()
        self._line(title, 24, _BLUE, is_bold=True)
        for line in lines:
            self._line(line, 15)
        for _ in range(6):
            self._document.add_paragraph()
        if note:
            self._line(note, 10, _GREY, is_italic=True)
        self._document.add_page_break()

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of level 1 to 3."""
        self._document.add_heading(clean(text), level)

    def paragraph(self, text: str, label: str = "") -> None:
        """A paragraph for each line of the text, the first after a bold label; an empty text shows that it is empty."""
        for place, line in enumerate(clean(text).split("\n") if text.strip() else [EMPTY]):
            paragraph = self._document.add_paragraph()
            if label and place == 0:
                paragraph.add_run(f"{label}: ").bold = True
            run = paragraph.add_run(line)
            if line == EMPTY:
                run.italic, run.font.color.rgb = True, _GREY

    def note(self, text: str) -> None:
        """A small grey paragraph."""
        run = self._document.add_paragraph().add_run(clean(text))
        run.italic, run.font.size, run.font.color.rgb = True, Pt(9), _GREY

    def bullets(self, texts: Sequence[str]) -> None:
        """A bulleted list; an empty list shows that it is empty."""
        for text in texts:
            self._document.add_paragraph(clean(text), style="List Bullet")
        if not texts:
            self.paragraph("")

    def picture(self, png: bytes, width_cm: float) -> None:
        """A centred picture."""
        self._document.add_picture(io.BytesIO(png), width=Cm(width_cm))
        self._document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths_cm: Sequence[float]) -> None:
        """A table whose heading row repeats on each page and whose rows stay whole."""
        table = self._document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths_cm, strict=True):
            column.width = Cm(width)
        _fill_cells(table.rows[0], headings, widths_cm, is_heading=True)
        for values in rows:
            _fill_cells(table.add_row(), values, widths_cm)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def page_break(self) -> None:
        """A new page."""
        self._document.add_page_break()

    def to_bytes(self) -> bytes:
        """The bytes of the .docx file."""
        content = io.BytesIO()
        self._document.save(content)
        return content.getvalue()

    def _line(self, text: str, size_pt: int, colour: Any = None, *, is_bold: bool = False, is_italic: bool = False) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(clean(text))
        run.bold, run.italic, run.font.size = is_bold, is_italic, Pt(size_pt)
        if colour is not None:
            run.font.color.rgb = colour

    def _set_styles(self) -> None:
        for name, size in (("Normal", 11), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11)):
            style = self._document.styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), _FONT)
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(key), None)
            if name != "Normal":
                style.font.color.rgb = _BLUE
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "id-ID")
        self._document.styles["Normal"].element.get_or_add_rPr().append(language)


def clean(text: str) -> str:
    """The text without the control characters and lone surrogates that XML refuses."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _fill_cells(row: Any, values: Sequence[str], widths_cm: Sequence[float], *, is_heading: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, value, width in zip(row.cells, values, widths_cm, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(clean(value))
        run.font.size, run.bold = Pt(9), is_heading
        if is_heading:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "1F3864")
            cell._tc.get_or_add_tcPr().append(shade)


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run._r.append(element)
