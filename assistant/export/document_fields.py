"""Fields, bookmarks and links of our DOCX files: page numbers, numbered captions, a table of contents that opens filled in."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm


def add_field(paragraph: Any, instruction: str, result: str, *, is_stale: bool = False) -> None:
    """Appends a field that shows `result` until a program computes it; a stale one is computed when the file is opened."""
    _add_mark(paragraph, "begin", is_stale=is_stale)
    run = paragraph.add_run()
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    run._r.append(code)
    _add_mark(paragraph, "separate")
    paragraph.add_run(result)
    _add_mark(paragraph, "end")


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Marks the whole paragraph under `name` (letters, digits, underscores); `number` is unique in the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def fill_contents(paragraph: Any, headings: list[tuple[str, int, str]], width_cm: float) -> None:
    """Makes of the paragraph a table of contents of (text, level, bookmark), one line each, levels 1 and 2.

    It consists of links with page numbers that are fields of their own: every program computes these when it opens or prints
    the file, while a table-of-contents field stays empty until somebody asks for it.
    """
    line = paragraph
    for place, (text, level, name) in enumerate(one for one in headings if one[1] <= 2):
        if place:
            following = OxmlElement("w:p")
            line._p.addnext(following)
            line = type(paragraph)(following, paragraph._parent)
        line.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        line.paragraph_format.space_after = Cm(0.1)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(width_cm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _add_link(line, text, name)


def _add_link(line: Any, text: str, name: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    first = len(line._p)
    line.add_run(f"{text}\t")
    add_field(line, f"PAGEREF {name} \\h", "…", is_stale=True)
    for run in list(line._p)[first:]:
        link.append(run)
    line._p.append(link)


def _add_mark(paragraph: Any, kind: str, *, is_stale: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if is_stale:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)
