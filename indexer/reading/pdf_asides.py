"""What a PDF carries beside its pages' own words: annotations, filled fields, signatures, attached files. The child's side.

Works on pypdf's objects, which `pdf.py` hands in; whatever a broken object throws ends as "nothing there".
"""

from __future__ import annotations

import re
import warnings
from itertools import islice
from typing import Any

_KINDS = {
    "/FreeText": "free_text",
    "/Stamp": "stamp",
    **dict.fromkeys(("/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret"), "comment"),
}
_MAX_ANNOTATIONS = 200
_MAX_CHARS = 1000
_MAX_NAMES, _MAX_NAME = 50, 200


def page_asides(page: Any) -> list[tuple[str, str]]:
    """(kind, text) of the page's annotations that say something, in their order. The kind is one of `pages.AsideKind` or
    "attachment", for the name of a file that is pinned to the page.
    """
    found: list[tuple[str, str]] = []
    for reference in _items(page.get("/Annots"))[:_MAX_ANNOTATIONS]:
        try:
            kind, text = _aside(page, _resolved(reference))
        except Exception:  # pypdf throws all sorts of things on broken objects
            continue
        text = " ".join(text.split())[:_MAX_CHARS]
        if kind and text and (kind, text) not in found:
            found.append((kind, text))
    return found


def attachment_names(reader: Any) -> list[str]:
    """Names of the files inside the PDF, those pinned to pages apart."""
    names: list[str] = []
    try:
        for file in islice(reader.attachment_list, _MAX_NAMES):
            names.append(str(file.alternative_name or file.name)[:_MAX_NAME])
    except Exception:  # as above
        pass
    return names


def _aside(page: Any, annotation: Any) -> tuple[str, str]:
    subtype = str(annotation.get("/Subtype"))
    if subtype == "/Widget":
        return _field(page, annotation)
    if subtype == "/FileAttachment":
        file = _resolved(annotation.get("/FS"))
        return "attachment", str(file.get("/UF") or file.get("/F")) if hasattr(file, "get") else str(file)
    kind = _KINDS.get(subtype, "")
    said = str(annotation.get("/Contents") or "")
    if kind in ("stamp", "free_text"):
        said = said or _drawn_text(page, annotation)
    return kind, said


def _field(page: Any, widget: Any) -> tuple[str, str]:
    """A filled form field, or a signature with who, when and why; ("", "") for an empty one."""
    kind, value = str(_inherited(widget, "/FT")), _inherited(widget, "/V")
    if value is None or kind not in ("/Sig", "/Tx", "/Ch"):
        return "", ""
    if kind != "/Sig":
        said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return "form_field", f"{_inherited(widget, '/T') or ''}: {said}".strip(": ") if said.strip() else ""
    parts = (_signer(value) or value.get("/Name"), _day(str(value.get("/M") or "")), value.get("/Reason"))
    return "signature", ", ".join(str(part) for part in parts if part) or _drawn_text(page, widget) or "tanpa nama"


def _signer(signature: Any) -> str:
    """The name in the signer's certificate, which is not checked; empty when it cannot be told."""
    try:
        from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates
        from cryptography.x509.oid import NameOID

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the place for a signature is larger than the signature
            certificates = load_der_pkcs7_certificates(bytes(signature["/Contents"].original_bytes))
        issuers = {certificate.issuer for certificate in certificates}
        own = next(certificate for certificate in certificates if certificate.subject not in issuers)
        return str(own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    except Exception:  # as above
        return ""


def _day(moment: str) -> str:
    """The day of a PDF moment such as D:20241009100225+07'00'."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", moment)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else ""


def _drawn_text(page: Any, annotation: Any) -> str:
    """The text of an annotation's own picture."""
    form = _resolved(_resolved(annotation.get("/AP") or {}).get("/N"))
    if not hasattr(form, "get_data"):
        return ""
    text: str = page.extract_xform_text(form, (0, 90, 180, 270), 200.0)
    return text


def _inherited(field: Any, name: str) -> Any:
    for _ in range(8):
        if name in field:
            return _resolved(field[name])
        if "/Parent" not in field:
            return None
        field = _resolved(field["/Parent"])
    return None


def _items(values: Any) -> list[Any]:
    found = _resolved(values)
    return list(found) if isinstance(found, list) else []


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
