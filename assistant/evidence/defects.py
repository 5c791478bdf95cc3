"""Defects that an assessor would raise, each with its page and a sentence that says what to do.

Source: Pedoman Menteri PANRB 3/2024 (supporting data: adopted, numbered, dated, legible, named by indicator, reviews younger than
two years) and the catalogue's status of regulations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from assistant.evidence.beside import beside_findings, is_signed_electronically
from assistant.evidence.heading import names_agency
from assistant.evidence.loose import loose, loose_source
from assistant.evidence.records import DocumentFacts, Finding, IndicatorMatch
from assistant.evidence.standing import RULES
from corpus.document_kinds import DocumentKinds, DocumentType
from corpus.records import Regulation
from indexer.reading.pages import DocumentText, HiddenReason, PageText

REVIEW_YEARS = 2
_MIN_CONFIDENCE = 0.6
_MIN_HIDDEN = 12
_MAX_ORDERS = 5
_NUMBERED_NAME = re.compile(r"^\s*(?:indikator|ind|i)?[\s._-]*0*(\d{1,2})(?![\d])", re.IGNORECASE)
_REVIEW_KINDS: tuple[DocumentType, ...] = ("minutes", "report", "audit_report")
_REVIEW = re.compile(r"\b(?:reviu|review|evaluasi|monev|audit|pemantauan)\b", re.IGNORECASE)
_HIDDEN_AS: dict[HiddenReason, str] = {
    "same_colour": "berwarna sama dengan latarnya",
    "tiny": "berukuran sangat kecil",
    "invisible_mode": "dibuat tak terlihat",
    "transparent": "tembus pandang",
    "off_page": "di luar halaman",
    "clipped": "terpotong dari tampilan",
    "covered": "tertutup gambar atau bidang",
    "layer_off": "pada lapisan yang dimatikan",
    "not_in_picture": "tidak sama dengan gambar halamannya",
    "hidden_text": "ditandai tersembunyi",
    "hidden_sheet": "pada lembar kerja tersembunyi",
    "hidden_slide": "pada slide yang disembunyikan",
}


class Inspector:
    """Raises findings on documents of one batch."""

    def __init__(self, kinds: DocumentKinds, regulations: Sequence[Regulation], agency: str, today: date) -> None:
        self._kinds = kinds
        self._revoked = [regulation for regulation in regulations if regulation.status == "dicabut"]
        self._agency = agency
        self._today = today

    def findings(self, document: DocumentText, facts: DocumentFacts, matches: Sequence[IndicatorMatch]) -> tuple[Finding, ...]:
        """All findings, those on the whole file first."""
        found = [*self._of_adoption(facts, is_signed_electronically(document)), *self._of_age(facts), *self._of_agency(facts)]
        found += [*_of_name(document.file, matches), *_of_legibility(document), *beside_findings(document)]
        for page in document.pages:
            found += [*self._of_legal_basis(page), *self._of_hidden(page), *self._of_orders(page)]
        return tuple(sorted(found, key=lambda finding: finding.page > 0))

    def _of_adoption(self, facts: DocumentFacts, has_signature: bool) -> Iterator[Finding]:
        is_rule = facts.document_type in RULES
        if facts.is_draft:
            page = _page_of(facts, "is_draft")
            yield Finding(kind="draft", page=page, detail="Dokumen masih berupa rancangan; hanya dapat mendukung level 1.")
        elif is_rule and not facts.number:
            yield Finding(kind="no_number", page=0, detail="Nomor dokumen tidak ditemukan; unggah naskah yang sudah bernomor.")
        if is_rule and not facts.is_draft and not facts.date:
            yield Finding(
                kind="no_date", page=0, detail="Tanggal penetapan tidak ditemukan; unggah naskah lengkap yang bertanggal."
            )
        if is_rule and not facts.is_draft and facts.is_signed is None and not has_signature:
            detail = "Tanda tangan atau keterangan «ttd» tidak terbaca sebagai teks; pastikan naskah yang diunggah sudah ditandatangani."
            yield Finding(kind="signature_unclear", page=0, detail=detail)

    def _of_age(self, facts: DocumentFacts) -> Iterator[Finding]:
        if facts.document_type not in _REVIEW_KINDS or facts.issued is None or not _REVIEW.search(facts.title):
            return
        if (self._today - facts.issued).days >= REVIEW_YEARS * 365:
            detail = f"Hasil reviu atau evaluasi bertanggal {facts.date} sudah berumur {REVIEW_YEARS} tahun atau lebih; level 4 meminta yang lebih baru."
            yield Finding(kind="old_review", page=_page_of(facts, "date"), detail=detail)

    def _of_agency(self, facts: DocumentFacts) -> Iterator[Finding]:
        if self._agency and facts.agency and not names_agency(facts.agency, self._agency):
            if names_agency(facts.title, self._agency):
                return
            detail = f"Dokumen diterbitkan oleh «{facts.agency}», bukan {self._agency}; periksa apakah berkas ini milik instansi yang dinilai."
            yield Finding(kind="other_agency", page=_page_of(facts, "agency"), detail=detail)

    def _of_legal_basis(self, page: PageText) -> Iterator[Finding]:
        for regulation in self._revoked:
            number = rf"{loose_source('nomor')}\s*{regulation.number}\s*{loose_source('tahun')}\s*{regulation.year}(?!\d)"
            match = re.search(number, page.text, re.IGNORECASE)
            if match is not None and _is_about(regulation, page.text[max(0, match.start() - 160) : match.end() + 160]):
                detail = f"Mengacu pada {regulation.short_title} yang sudah dicabut; perbarui dasar hukumnya."
                yield Finding(kind="revoked_basis", page=page.number, detail=detail)

    def _of_hidden(self, page: PageText) -> Iterator[Finding]:
        for span in page.hidden:
            if sum(map(str.isalnum, span.text)) >= _MIN_HIDDEN:
                shown = " ".join(span.text.split())[:120]
                detail = f"Ada teks yang {_HIDDEN_AS[span.reason]}: «{shown}». Teks tersembunyi tidak dihitung sebagai bukti."
                yield Finding(kind="hidden_text", page=page.number, detail=detail)

    def _of_orders(self, page: PageText) -> Iterator[Finding]:
        seen = [page.text, *(span.text for span in page.hidden), *(aside.text for aside in page.asides)]
        for text in seen:
            for match in list(loose(*self._kinds.orders).finditer(text))[:_MAX_ORDERS]:
                around = " ".join(text[max(0, match.start() - 40) : match.end() + 80].split())
                detail = f"Ada kalimat yang menyuruh pembaca atau mesin penilai: «{around}». Kalimat itu tidak diikuti."
                yield Finding(kind="instruction", page=page.number, detail=detail)


def _of_name(file: str, matches: Sequence[IndicatorMatch]) -> Iterator[Finding]:
    """Source: Pedoman 3/2024 asks that a file's name start with the number of its indicator."""
    match = _NUMBERED_NAME.match(PurePosixPath(file).name)
    number = int(match[1]) if match else 0
    if not 1 <= number <= 47:
        yield Finding(kind="file_name", page=0, detail="Nama berkas tidak diawali nomor indikator, misalnya «08_Perbup_....pdf».")
        return
    proposed = {other for item in matches for other in (item.indicator, *item.alternatives)}
    if proposed and number not in proposed:
        detail = f"Nama berkas menyebut indikator {number}, tetapi isinya lebih dekat ke indikator {matches[0].indicator}."
        yield Finding(kind="file_name_differs", page=0, detail=detail)


def _of_legibility(document: DocumentText) -> Iterator[Finding]:
    """Blank, failed and hardly recognised pages, a finding for each sort, at its first page."""
    failed = set(document.failed_pages)
    blank = [page.number for page in document.pages if page.source == "none" and page.number not in failed]
    faint = [page.number for page in document.pages if page.confidence is not None and page.confidence < _MIN_CONFIDENCE]
    for kind, pages, what in (
        ("blank_pages", blank, "kosong"),
        ("unread_pages", sorted(failed), "tidak dapat dibaca"),
        ("illegible_pages", faint, "hampir tidak terbaca; unggah pindaian yang lebih tajam"),
    ):
        if pages:
            shown = ", ".join(map(str, pages[:12])) + (" …" if len(pages) > 12 else "")
            yield Finding(kind=kind, page=pages[0], detail=f"Halaman {shown} {what}.")


def _is_about(regulation: Regulation, around: str) -> bool:
    """True when the words around a number speak of the regulation's issuer or of its subject."""
    around = around.lower()
    issuer = re.findall(r"[a-z]{8,}", regulation.issuer.lower())
    subject = re.findall(r"[a-z]{5,}", regulation.title.lower().partition("tentang")[2])[:6]
    return any(word in around for word in issuer) or (len(subject) >= 2 and sum(word in around for word in subject) >= 2)


def _page_of(facts: DocumentFacts, fact: str) -> int:
    quote = dict(facts.quotes).get(fact)
    return quote.page if quote is not None else 0


def follow_up_findings(review_date: date, rule_date: date, rule_file: str) -> Iterator[Finding]:
    """A finding when a policy that follows a review up came more than a year after it.

    Source: Pedoman 3/2024 ("1 tahun setelah reviu"; whether at the earliest or at the latest it does not say).
    """
    if (rule_date - review_date).days > 366:
        detail = f"Kebijakan tindak lanjut ({rule_file}) ditetapkan lebih dari satu tahun setelah reviu tanggal {review_date:%d-%m-%Y}."
        yield Finding(kind="late_follow_up", page=0, detail=detail)
