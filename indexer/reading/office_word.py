"""Word files: paragraphs, tables and text boxes in their order (the only importer of python-docx beside its image reader)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from indexer.reading.child import Message
from indexer.reading.office_pictures import PictureTray, is_picture, parted, split_pages

_MAX_CHARS = 4_000_000
_MIN_SIZE_PT = 2.0
_PLAIN_TABLES = ("", "Normal Table", "Table Grid", "TableNormal", "TableGrid")
_INSIDE = "./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl"
_RUNS = "./w:r | ./w:hyperlink/w:r | ./w:ins/w:r | ./w:smartTag/w:r | ./w:fldSimple/w:r | ./w:sdt/w:sdtContent/w:r"
_PICTURES = ".//*[local-name()='blip']/@r:embed | .//*[local-name()='imagedata']/@r:id"
_EMBEDDED = ("/oleObject", "/package")


def word_pages(path: str, tray: PictureTray) -> Iterator[Message]:
    """A message a page, then the details."""
    document = Document(path)
    text = _WordText(tray)
    if document.sections:
        text.add(document.sections[0].header)
    text.add(document, document.element.body)
    comments = [("comment", f"{each.author}: {each.text}".strip(": ")[:1000]) for each in document.comments if each.text.strip()]
    n_chars = 0
    for number, lines in enumerate(split_pages(text.lines or [""])):
        words, pictures = parted(lines)
        first = {"hidden": text.hidden, "asides": comments} if number == 0 else {}
        yield {"text": words, "pictures": pictures, **first}
        n_chars += len(words)
        if n_chars > _MAX_CHARS:
            yield {"is_cut": True}
            break
    properties = document.core_properties
    yield {"title": properties.title or "", "author": properties.author or "", "attachments": _attachments(document.part)}


class _WordText:
    """Collects lines and what is hidden; a table row is a line with its cells parted by bars."""

    def __init__(self, tray: PictureTray) -> None:
        self.lines: list[str] = []
        self.hidden: list[tuple[str, str]] = []
        self._tray = tray

    def add(self, holder: Any, element: Any = None, is_shaded: bool = False) -> None:
        """The blocks of a document, header or cell, those in content controls too."""
        element = holder._element if element is None else element
        for block in element.xpath(_INSIDE):
            if block.tag.endswith("}p"):
                self._paragraph(Paragraph(block, holder), is_shaded)
            else:
                self._table(Table(block, holder), is_shaded)

    def _table(self, table: Any, is_shaded: bool) -> None:
        style = table.style.name if table.style is not None else ""
        for row in table.rows:
            cells: list[str] = []
            pictures: list[str] = []
            seen: list[Any] = []
            for cell in row.cells:
                if cell._tc in seen:  # a merged cell is listed once for each column that it spans
                    continue
                seen.append(cell._tc)
                inner = _WordText(self._tray)
                inner.add(cell, is_shaded=is_shaded or style not in _PLAIN_TABLES or bool(_shading(cell._tc)))
                self.hidden += inner.hidden
                pictures += filter(is_picture, inner.lines)
                cells.append(" ".join(line for line in inner.lines if line.strip() and not is_picture(line)))
            self.lines += [" | ".join(cells), *pictures]

    def _paragraph(self, paragraph: Any, is_shaded: bool) -> None:
        self.lines.append(self._visible(paragraph, is_shaded))
        boxes: list[str] = []
        for box in paragraph._p.xpath(".//w:txbxContent"):
            inner = _WordText(self._tray)
            for block in box.findall(qn("w:p")):
                inner.lines.append(inner._visible(Paragraph(block, paragraph), is_shaded=True))
            words = "\n".join(line for line in inner.lines if line.strip())
            if words and words not in boxes:  # Word writes a box twice, for itself and for older readers
                boxes.append(words)
                self.hidden += inner.hidden
        self.lines += [line for words in boxes for line in words.split("\n")]
        for name in paragraph._p.xpath(_PICTURES):
            part = paragraph.part.related_parts.get(name)
            line = self._tray.keep(str(part.partname), lambda part=part: part.blob) if part is not None else ""  # type: ignore[misc]
            self.lines += [line] if line else []

    def _visible(self, paragraph: Any, is_shaded: bool) -> str:
        text = []
        unseen: dict[str, str] = {}
        for element in paragraph._p.xpath(_RUNS):
            run = Run(element, paragraph)
            reason = _hidden_reason(run, is_shaded or bool(_shading(paragraph._p)))
            if reason and run.text.strip():
                unseen[reason] = unseen.get(reason, "") + run.text
            else:
                text.append(run.text)
        self.hidden.extend((reason, found) for reason, found in unseen.items() if sum(map(str.isalnum, found)) > 2)
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


def _attachments(part: Any) -> list[str]:
    """Names of the files that are set into the text as objects."""
    parts = [each.target_part for each in part.rels.values() if each.reltype.endswith(_EMBEDDED) and not each.is_external]
    return list(dict.fromkeys(str(each.partname).rpartition("/")[2] for each in parts))
