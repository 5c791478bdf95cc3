"""PowerPoint files: a page a slide, with tables, diagrams and pictures; notes stay apart (the only importer of python-pptx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml

from indexer.reading.child import Message
from indexer.reading.office_pictures import PictureTray, parted

_MAX_SLIDES = 2000
_MAX_DEPTH = 8
_DIAGRAM = "/diagramData"
_EMBEDDED = ("/oleObject", "/package")
_LETTERS = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def slide_pages(path: str, tray: PictureTray) -> Iterator[Message]:
    """A message a slide, then the details. What a hidden slide says is hidden text."""
    presentation = Presentation(path)
    attachments: dict[str, None] = {}
    is_cut = False
    for number, slide in enumerate(presentation.slides):
        if number >= _MAX_SLIDES:
            is_cut = True
            break
        text, pictures = parted(_lines(slide.shapes, tray))
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        said = notes.text.strip() if notes is not None else ""
        asides = [("speaker_notes", said[:4000])] if said else []
        if slide._element.get("show") in ("0", "false"):
            yield {"text": "", "hidden": [("hidden_slide", text)] if text.strip() else [], "asides": asides}
        else:
            yield {"text": text, "pictures": pictures, "asides": asides}
        for each in slide.part.rels.values():
            if each.reltype.endswith(_EMBEDDED) and not each.is_external:
                attachments[str(each.target_part.partname).rpartition("/")[2]] = None
    properties = presentation.core_properties
    details = {"title": properties.title or "", "author": properties.author or ""}
    yield {**details, "attachments": list(attachments), "is_cut": is_cut}


def _lines(shapes: Iterable[Any], tray: PictureTray, depth: int = 0) -> Iterator[str]:
    """The lines of the shapes from top to bottom; the title, which PowerPoint marks, comes first."""
    for shape in sorted(shapes, key=_place):
        if hasattr(shape, "shapes"):
            if depth < _MAX_DEPTH:
                yield from _lines(shape.shapes, tray, depth + 1)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield " | ".join(" ".join(cell.text.split()) for cell in row.cells if not cell.is_spanned)
        elif getattr(shape, "has_text_frame", False):
            yield from (line for line in shape.text_frame.text.replace("\x0b", "\n").split("\n") if line.strip())
        else:
            yield from _drawn(shape, tray)


def _drawn(shape: Any, tray: PictureTray) -> Iterator[str]:
    """The words of a diagram or a chart's title, or the line that stands for a picture."""
    for name in shape._element.xpath(".//a:blip/@r:embed"):
        part = shape.part.related_part(name)
        line = tray.keep(str(part.partname), lambda part=part: part.blob)  # type: ignore[misc]
        if line:
            yield line
    for value in shape._element.xpath(".//*[local-name()='relIds']/@r:dm"):
        part = shape.part.related_part(value)
        words = ("".join(each.itertext()) for each in parse_xml(part.blob).iter(_LETTERS))
        yield from (word for word in words if word.strip())
    if getattr(shape, "has_chart", False) and shape.chart.has_title and shape.chart.chart_title.has_text_frame:
        yield str(shape.chart.chart_title.text_frame.text)


def _place(shape: Any) -> tuple[bool, int, int]:
    is_title = getattr(shape, "is_placeholder", False) and shape.placeholder_format.idx == 0
    return (not is_title, shape.top or 0, shape.left or 0)
