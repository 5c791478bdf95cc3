"""Building blocks of our DOCX files: cover, contents, headings, tables and pictures with captions, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.export.document_fields import add_bookmark, add_field, fill_contents

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLUE = RGBColor(0x1F, 0x38, 0x64)
_GREY = RGBColor(0x59, 0x59, 0x59)
_FONT = "Arial"  # Liberation Sans has its widths, so that pages break alike everywhere
_MARGIN_CM = 2.3
EMPTY = "(belum diisi)"


class Pages:
    """An A4 document under construction. Text given to it is cleaned of characters that Word refuses."""

    def __init__(self, title: str, created: datetime, *, is_across: bool = False) -> None:
        self._document: Any = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = clean(title), "Asisten SPBE", "id-ID"
        properties.created = properties.modified = created.replace(tzinfo=None)
        section = self._document.sections[0]
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if is_across else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        self._text_width_cm = (29.7 if is_across else 21) - 2 * _MARGIN_CM
        section.top_margin = section.bottom_margin = Cm(2.3)
        section.different_first_page_header_footer = True
        _number_pages(section.footer.paragraphs[0])
        self._headings: list[tuple[str, int, str]] = []
        self._counts = {"Tabel": 0, "Gambar": 0}
        self._contents: Any = None
        self._breaks_next = False
        self._set_styles()

    def cover(self, title: str, lines: Sequence[str], note: str) -> None:
        """A title page with lines below the title and a note at its end; what follows begins a new page."""
        self._document.add_paragraph().paragraph_format.space_before = Pt(self._document.sections[0].page_height.pt / 4)
        self._line(title, 24, _BLUE, is_bold=True)
        for line in lines:
            self._line(line, 15)
        self._document.add_paragraph().paragraph_format.space_before = Pt(self._document.sections[0].page_height.pt / 6)
        if note:
            self._line(note, 10, _GREY, is_italic=True)
        self._breaks_next = True

    def contents(self, title: str = "Daftar Isi") -> None:
        """A table of contents of all headings of level 1 and 2 that follow; these begin a new page."""
        self._line(title, 16, _BLUE, is_bold=True).paragraph_format.page_break_before = self._breaks_next
        self._contents = self._document.add_paragraph()
        self._breaks_next = True

    def heading(self, text: str, level: int = 1, *, on_new_page: bool = False) -> None:
        """A heading of level 1 to 3; it stays with what follows."""
        heading = self._document.add_heading(clean(text), level)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.page_break_before = on_new_page or self._breaks_next
        self._breaks_next = False
        name = f"_Toc{len(self._headings) + 1:05d}"
        add_bookmark(heading, name, len(self._headings) + 1)
        self._headings.append((clean(text), level, name))

    def paragraph(self, text: str, label: str = "") -> None:
        """A paragraph for each line of the text, the first after a bold label; an empty text shows that it is empty."""
        for place, line in enumerate(clean(text).split("\n") if text.strip() else [EMPTY]):
            paragraph = self._document.add_paragraph()
            if label and place == 0:
                paragraph.add_run(f"{label}: ").bold = True
            run = paragraph.add_run(line)
            if line == EMPTY:
                run.italic, run.font.color.rgb = True, _GREY

    def note(self, text: str, *, with_next: bool = False) -> None:
        """A small grey paragraph; `with_next` keeps it on the page of what follows."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = with_next
        run = paragraph.add_run(clean(text))
        run.italic, run.font.size, run.font.color.rgb = True, Pt(9), _GREY

    def bullets(self, texts: Sequence[str]) -> None:
        """A bulleted list; an empty list shows that it is empty."""
        for text in texts:
            self._document.add_paragraph(clean(text), style="List Bullet")
        if not texts:
            self.paragraph("")

    def picture(self, png: bytes, width_cm: float, caption: str) -> None:
        """A centred picture with its numbered caption below."""
        self._document.add_picture(io.BytesIO(png), width=Cm(width_cm))
        picture = self._document.paragraphs[-1]
        picture.alignment, picture.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
        self._caption("Gambar", caption, with_next=False)

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths_cm: Sequence[float], caption: str = ""
    ) -> None:
        """A table whose heading row repeats on each page and whose rows stay whole; its numbered caption stands above."""
        if caption:
            self._caption("Tabel", caption, with_next=True)
        table = self._document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths_cm, strict=True):
            column.width = Cm(width)
        _fill_cells(table.rows[0], headings, widths_cm, is_heading=True)
        for values in rows:
            _fill_cells(table.add_row(), values, widths_cm)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def to_bytes(self) -> bytes:
        """The bytes of the .docx file."""
        if self._contents is not None and self._headings:
            fill_contents(self._contents, self._headings, self._text_width_cm)
            self._contents = None
        content = io.BytesIO()
        self._document.save(content)
        return content.getvalue()

    def _caption(self, kind: str, text: str, *, with_next: bool) -> None:
        self._counts[kind] += 1
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.alignment, paragraph.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, with_next
        paragraph.add_run(f"{kind} ")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        paragraph.add_run(f". {clean(text)}")

    def _line(self, text: str, size_pt: int, colour: Any = None, *, is_bold: bool = False, is_italic: bool = False) -> Any:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(clean(text))
        run.bold, run.italic, run.font.size = is_bold, is_italic, Pt(size_pt)
        if colour is not None:
            run.font.color.rgb = colour
        return paragraph

    def _set_styles(self) -> None:
        for name, size in (("Normal", 11), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11), ("Caption", 9)):
            style = self._document.styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), _FONT)
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(key), None)
            if name != "Normal":
                style.font.color.rgb = _BLUE
        self._document.styles["Normal"].paragraph_format.space_after = Pt(6)
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
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1), Pt(3)
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
    paragraph.add_run("Halaman ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" dari ")
    add_field(paragraph, "NUMPAGES", "1")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), _GREY
