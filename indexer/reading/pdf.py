"""Text of PDF pages with what is hidden on them set apart (the only importer of pypdf).

As a module it is the child's side of `pdf_guard.py`; `read_pdf` is that file's guarded reader.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, EmptyFileError, FileNotDecryptedError, WrongPasswordError
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from indexer.reading.characters import plain
from indexer.reading.child import Message, serve
from indexer.reading.geometry import IDENTITY, Box, Matrix, intersect
from indexer.reading.hidden import view_page
from indexer.reading.painter import Drawn, PageWalk
from indexer.reading.pdf_asides import attachment_names, page_asides
from indexer.reading.pdf_guard import PdfLimits, PdfPage, PdfText, read_pdf

__all__ = ["PdfLimits", "PdfPage", "PdfText", "answer", "read_pdf"]

_A4: Box = (0.0, 0.0, 595.0, 842.0)
_MAX_CHARS = 400_000
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_N_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_WORTH_SHOWING = re.compile(r"\w.*\w.*\w", re.DOTALL)


def answer(request: Message) -> Iterator[Message]:
    """First what the file is (number of pages, title), or its fault, then a message a page."""
    try:
        stream = Path(request["path"]).open("rb")  # noqa: SIM115 - closed below
    except OSError:
        yield {"fault": "gone"}
        return
    with stream:
        reader, fault = _open(stream, request["password"])
        if reader is None:
            yield {"fault": fault}
            return
        n_pages = len(reader.pages)
        yield {"n_pages": n_pages, "attachments": attachment_names(reader), **_details(reader)}
        if not 0 < n_pages <= request["max_pages"]:
            yield {"fault": "too_many_pages" if n_pages else "no_pages"}
            return
        for number in range(request["first"], n_pages + 1):
            yield _read_page(reader, number)


def _open(stream: BinaryIO, password: str | None) -> tuple[PdfReader | None, str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(stream)
        if password is not None and reader.is_encrypted and not reader.decrypt(password):
            return None, "wrong_password"
        len(reader.pages)
    except WrongPasswordError:
        return None, "wrong_password"
    except (FileNotDecryptedError, DependencyError):
        return None, "locked"
    except EmptyFileError:
        return None, "no_pages"
    except MemoryError:  # which the other side meets with more of it
        raise
    except Exception:  # pypdf lets TypeError, AssertionError and others through on broken files
        return None, "damaged"
    return reader, ""


def _details(reader: PdfReader) -> dict[str, str]:
    details = dict.fromkeys(("title", "author", "producer", "created"), "")
    try:
        metadata: Any = reader.metadata or {}
        for name, key in (("title", "/Title"), ("author", "/Author"), ("producer", "/Producer"), ("created", "/CreationDate")):
            details[name] = _clean(str(metadata.get(key) or ""))[:300]
    except Exception:  # a broken information dictionary is no reason to lose the text
        pass
    return details


def _read_page(reader: PdfReader, number: int) -> Message:
    failed: Message = {"number": number, "text": "", "hidden": [], "asides": [], "has_failed": True}
    try:
        page = reader.pages[number - 1]
        walk = PageWalk(_Names(page.get("/Resources"), _off_layers(reader)))
        text = page.extract_text(
            visitor_operand_before=lambda operator, operands, _cm, _tm: walk.before(operator, operands),
            visitor_operand_after=lambda operator, _operands, _cm, _tm: walk.after(operator),
        )
        view = view_page(walk, _visible_box(page), float(page.user_unit or 1.0))
        hidden: list[tuple[str, str]] = []
        if view.hidden:
            text = _extract(page, {number for number in range(len(walk.shows)) if number not in view.hidden})
            for reason in sorted(set(view.hidden.values())):
                part = _clean(_extract(page, {number for number, why in view.hidden.items() if why == reason})).strip()
                if _WORTH_SHOWING.search(part):
                    hidden.append((reason, part))
    except MemoryError:  # as in _open
        raise
    except Exception:  # as in _open; the page is then tried as a picture
        return failed
    layer = {"image_share": view.image_share, "is_ocr_layer": view.is_ocr_layer}
    asides = [(kind, _clean(said)) for kind, said in page_asides(page)]
    return {"number": number, "text": _clean(text), "hidden": hidden, "asides": asides, **layer}


def _extract(page: Any, keep: set[int]) -> str:
    """Text of those show operations (numbered from 0 in drawing order) only."""
    n_shows = 0
    taken: list[tuple[Any, Any]] = []

    def before(operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        nonlocal n_shows
        if operator in _SHOWS:
            if n_shows not in keep and operands:
                taken.append((operands, operands[-1]))
                operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")
            n_shows += 1

    def after(_operator: bytes, _operands: Any, _cm: Any, _tm: Any) -> None:
        while taken:
            operands, shown = taken.pop()
            operands[-1] = shown

    text: str = page.extract_text(visitor_operand_before=before, visitor_operand_after=after)
    return text


def _visible_box(page: Any) -> Box:
    boxes: list[Box] = []
    for box in (page.mediabox, page.cropbox):
        left, bottom, right, top = (float(value) for value in box)
        boxes.append((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
    visible = intersect(*boxes)
    return visible if visible[0] < visible[2] and visible[1] < visible[3] else _A4


def _off_layers(reader: PdfReader) -> frozenset[int]:
    """Object numbers of the layers that are switched off when the document is opened."""
    try:
        default = _resolved(_resolved(reader.root_object.get("/OCProperties")).get("/D"))
        return frozenset(reference.idnum for reference in _resolved(default.get("/OFF", ())))
    except Exception:  # no layers, or broken ones
        return frozenset()


def _clean(text: str) -> str:
    """Plain, and without control characters and lone surrogates, which no file and no JSON can hold."""
    return plain(_CONTROL.sub("", text[:_MAX_CHARS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")))


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


class _Names:
    """The resources of a page or form, as the painter asks for them; broken entries say nothing."""

    def __init__(self, resources: Any, off_layers: frozenset[int]) -> None:
        self._resources = _resolved(resources) or {}
        self._off = off_layers
        self._known: dict[tuple[str, str], Any] = {}

    def drawn(self, name: str) -> Drawn | None:
        """See `painter.Resources`."""
        found = self._entry("/XObject", name)
        try:
            is_off = self._is_off(found.raw_get("/OC")) if "/OC" in found else False
            if found.get("/Subtype") == "/Image":
                is_opaque = not any(key in found for key in ("/SMask", "/Mask", "/ImageMask"))
                return Drawn(is_image=True, is_opaque=is_opaque, is_off=is_off)
            resources = _Names(found["/Resources"], self._off) if "/Resources" in found else None
            return Drawn(is_image=False, is_off=is_off, matrix=_matrix(found.get("/Matrix")), resources=resources)
        except Exception:  # whatever a broken object throws
            return None

    def alpha(self, name: str) -> tuple[float | None, bool | None]:
        """See `painter.Resources`."""
        found = self._entry("/ExtGState", name) or {}
        try:
            alpha, blend = _resolved(found.get("/ca")), _resolved(found.get("/BM"))
            has_mask = _resolved(found.get("/SMask")) not in (None, "/None")
            is_normal = None if blend is None and not has_mask else blend in (None, "/Normal", "/Compatible") and not has_mask
            return (None if alpha is None else float(alpha)), is_normal
        except Exception:  # as above
            return None, None

    def components(self, name: str) -> int:
        """See `painter.Resources`."""
        if name in _N_COMPONENTS:
            return _N_COMPONENTS[name]
        space = self._entry("/ColorSpace", name)
        try:
            kind = space if isinstance(space, NameObject) else space[0]
            return int(_resolved(space[1])["/N"]) if kind == "/ICCBased" else _N_COMPONENTS.get(kind, 0)
        except Exception:  # as above
            return 0

    def is_type3(self, font: str) -> bool:
        """See `painter.Resources`."""
        found = self._entry("/Font", font)
        return hasattr(found, "get") and found.get("/Subtype") == "/Type3"

    def is_off(self, name: str) -> bool:
        """See `painter.Resources`."""
        try:
            return bool(self._off) and self._is_off(_resolved(self._resources["/Properties"]).raw_get(name))
        except Exception:  # as above
            return False

    def _is_off(self, layer: Any) -> bool:
        if getattr(layer, "idnum", None) in self._off:
            return True
        members: Any = _resolved(_resolved(layer).get("/OCGs")) or ()  # a membership dictionary: off when all of it is
        members = members if isinstance(members, ArrayObject) else (members,)
        numbers = [getattr(member, "idnum", getattr(member.indirect_reference, "idnum", 0)) for member in members]
        return bool(numbers) and all(number in self._off for number in numbers)

    def _entry(self, kind: str, name: str) -> Any:
        if (kind, name) not in self._known:
            try:
                self._known[kind, name] = _resolved(_resolved(self._resources.get(kind, {})).get(name))
            except Exception:  # as above
                self._known[kind, name] = None
        return self._known[kind, name]


def _matrix(values: Any) -> Matrix:
    try:
        a, b, c, d, e, f = (float(_resolved(value)) for value in _resolved(values))
    except (TypeError, ValueError):
        return IDENTITY
    return (a, b, c, d, e, f)


if __name__ == "__main__":
    serve(answer)
