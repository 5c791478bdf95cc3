"""A reviewed document as civil servants name it, composed from what was read in it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from corpus.document_kinds import DocumentKinds, load_document_kinds
from indexer.official.title_case import title_case

# What a document of a kind is called where its own words do not say. Kinds that people name by their titles alone are absent.
_NAMES: Mapping[str, str] = {
    "agency_regulation": "Peraturan",
    "national_regulation": "Peraturan",
    "decree": "Keputusan",
    "circular": "Surat Edaran",
    "sop": "SOP",
    "guideline": "Pedoman",
    "report": "Laporan",
    "audit_report": "Laporan Audit",
    "minutes": "Notula",
    "invitation": "Undangan",
    "terms_of_reference": "Kerangka Acuan Kerja",
    "contract": "Perjanjian",
    "manual": "Panduan",
    "screenshot": "Tangkapan Layar",
    "presentation": "Paparan",
}
_INSTRUMENTS = ("agency_regulation", "national_regulation", "decree", "circular")
_MADE_BY_AGENCY = ("sop", "guideline", "plan", "report", "audit_report", "minutes", "terms_of_reference")
_HEADING = re.compile(r"(?P<form>.+?)\s+(?:NOMOR\b(?P<number>.*?)\s*)?TENTANG\b", re.IGNORECASE)
_YEAR = re.compile(r"\bTAHUN\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_FULL_DATE = re.compile(r"\b\d{1,2}\b.*\b(?:19|20)\d\d\b")
# The head of a page whose title was not read: office, province, "salinan", kind.
_LETTERHEAD = re.compile(
    r"(?P<office>(?:BUPATI|WALI ?KOTA|GUBERNUR|MENTERI|KEPALA)\b.*?)(?:\s+PROVINSI\b.*?)?(?:\s*[-–]\s*|\s+)(?:SALINAN\s+)?"
    r"(?P<form>PERATURAN|KEPUTUSAN|INSTRUKSI)",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\s+(?:(?:disusun|dibuat|diterbitkan) )?(?:dengan|dan|oleh|untuk|di|pada|yang|tentang)$", re.IGNORECASE)
_NUMBERED = re.compile(r"\bnomor\b", re.IGNORECASE)


def document_title(document: Mapping[str, Any]) -> str:
    """The title from one of a review's "documents" ("Peraturan Bupati Jombang Nomor 63 Tahun 2020 tentang …").

    Parts that were not found are left out; empty when nothing was found. Source: Lampiran II UU 12/2011 (form of titles).
    """
    told = {key: _line(document.get(key)) for key in ("document_type", "title", "number", "date", "agency")}
    if told["document_type"] in _INSTRUMENTS:
        return _instrument(told, _heading(document), is_draft=document.get("is_draft") is True)
    return _other(told)


def _instrument(told: Mapping[str, str], heading: re.Match[str] | None, *, is_draft: bool) -> str:
    """Form and issuer, number and year, date where the number has no year, subject."""
    letterhead = _LETTERHEAD.fullmatch(told["title"])
    if heading is None and letterhead is not None:
        return title_case(f"{letterhead['form']} {letterhead['office']}".upper())
    about, name = title_case(told["title"]), _NAMES[told["document_type"]]
    if heading is None and (not told["number"] or is_named(about, told["document_type"]) or _NUMBERED.search(about)):
        return about  # a first line rather than the subject
    form = title_case(heading["form"]) if heading is not None else name
    named = [form if not is_draft or form.lower().startswith("rancangan") else f"Rancangan {form}"]
    year = _YEAR.search(told["number"]) or (_YEAR.search(heading["number"] or "") if heading is not None else None)
    bare = _YEAR.sub("", told["number"]).strip()
    named += [f"Nomor {bare}"] if bare else []
    named += [f"Tahun {year[1]}"] if year else []
    named += [f"tanggal {told['date']}"] if bare and not year and told["date"] else []
    return " ".join([*named, *([f"tentang {about}"] if about else [])])


def _other(told: Mapping[str, str]) -> str:
    """The title, after its kind where it does not say it, then whose it is, its number, and its day."""
    kind, number, agency = told["document_type"], told["number"], told["agency"]
    title = _OPEN_END.sub("", title_case(told["title"]))
    if _NUMBERED.search(title):
        return title
    name = _NAMES.get(kind, "")
    parts = [name] if name and (title or number) and not is_named(title, kind) else []
    parts += [title] if title else []
    if not parts and number:
        parts.append("Dokumen")
    if parts and kind in _MADE_BY_AGENCY and agency.lower() not in title.lower():
        parts.append(title_case(agency))
    parts += [f"Nomor {number}"] if number else []
    is_dated = bool(parts) and _FULL_DATE.search(told["date"]) and told["date"] not in title
    parts += [f"tanggal {told['date']}"] if is_dated else []
    return " ".join(parts)


def is_named(title: str, kind: str) -> bool:
    """True when the title opens with words by which documents of that kind are known."""
    words = title.lower()
    return any(words.startswith(phrase.lower()) for phrase in (_NAMES.get(kind, "-"), *_openings().get(kind, ())))


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    kinds: DocumentKinds = load_document_kinds()
    found: dict[str, tuple[str, ...]] = {}
    for kind, phrases in (*kinds.instruments, *kinds.titles):
        found[kind] = (*found.get(kind, ()), *phrases)
    return found


def _heading(document: Mapping[str, Any]) -> re.Match[str] | None:
    """The words by which the document names itself, up to "tentang"; None when it has no such heading."""
    facts = document.get("facts")
    quote = facts.get("document_type") if isinstance(facts, dict) else None
    words = _line(quote.get("quote")) if isinstance(quote, dict) else ""
    found = _HEADING.match(words)
    return found if found is not None and is_named(found["form"], str(document.get("document_type"))) else None


def _line(told: object) -> str:
    return re.sub(r"\s+([),.;])", r"\1", " ".join(told.split() if isinstance(told, str) else ()))
