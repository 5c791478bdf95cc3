"""Small PDFs and pictures for the tests of reading, written out by hand so that each says exactly what it is for."""

from __future__ import annotations

import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LINE = "BT /F1 12 Tf 72 {y} Td ({text}) Tj ET\n"


def line(text: str, y: int = 700) -> str:
    """Operations that show one line in black."""
    return LINE.format(text=text, y=y)


def write_pdf(path: Path, *pages: str, images: dict[str, bytes] | None = None, extra: str = "") -> Path:
    """A PDF with those content streams, one a page; `images` are object bodies named as XObjects on every page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R " + extra.encode() + b" >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    names = []
    for name, body in (images or {}).items():
        objects.append(body)
        names.append(f"/{name} {len(objects)} 0 R")
    kids = []
    for content in pages:
        packed = zlib.compress(content.encode("latin-1"))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed))
        resources = f"<< /Font << /F1 3 0 R >> /XObject << {' '.join(names)} >> /Properties << /L1 {len(objects) + 2} 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources {resources} >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
        objects.append(b"<< /Type /OCG /Name (Lapisan) >>")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(bytes(data))
    return path


def image_object(picture: Image.Image) -> bytes:
    """An image as the body of a PDF object."""
    packed = zlib.compress(picture.convert("L").tobytes())
    head = f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} /ColorSpace /DeviceGray"
    return (
        f"{head} /BitsPerComponent 8 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
    )


def picture_of(*lines: str, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A white page of 150 dpi with those lines in black."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    for number, text in enumerate(lines):
        draw.text((120, 150 + 60 * number), text, fill=0, font=ImageFont.load_default(size=34))
    return picture


def lock(source: Path, target: Path, password: str) -> Path:
    """The PDF encrypted with AES-256 and a user password."""
    writer = PdfWriter(clone_from=PdfReader(source))
    writer.encrypt(password, algorithm="AES-256")
    writer.write(target)
    return target
