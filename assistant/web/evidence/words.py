"""The words in which the evidence tab, its page and its downloads speak of a review."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence.records import DocumentFacts, IndicatorMatch, Quote, Review
from assistant.evidence.words import DOCUMENT_KINDS
from indexer.reading.pages import Outcome

ADVICE = "Semua ini usulan untuk diperiksa. Level ditetapkan asesor setelah membaca buktinya."
OUTCOMES: dict[Outcome, str] = {
    "read": "terbaca",
    "partly_read": "terbaca sebagian",
    "locked": "terkunci",
    "damaged": "rusak",
    "empty": "kosong",
    "too_large": "terlalu besar",
    "unsupported": "tidak didukung",
}
NO_SUPPORT = "Tidak ada indikator yang didukung berkas ini."


def range_text(low: int, high: int) -> str:
    """A proposed range in words; never a single asserted level when more proof could give more."""
    return f"level {low}" if low == high else f"level {low} sampai {high}"


def kind_text(review: Review) -> str:
    """What the file is, or why it could not be read."""
    if review.outcome in ("read", "partly_read"):
        return DOCUMENT_KINDS[review.facts.document_type]
    return f"Tidak terbaca: {OUTCOMES[review.outcome]}"


def draft_text(facts: DocumentFacts) -> str:
    """Draft, final, signed, or that it cannot be told."""
    if facts.is_draft is None:
        return "tidak dapat dipastikan"
    if facts.is_draft:
        return "masih rancangan"
    signed = {True: ", bertanda tangan", False: ", tanda tangan tidak terlihat", None: ""}
    return f"bukan rancangan{signed[facts.is_signed]}"


def fact_rows(review: Review) -> list[tuple[str, str]]:
    """What is known of a file that could be read, as (name, value)."""
    facts = review.facts
    rows = [
        ("Jenis", DOCUMENT_KINDS[facts.document_type]),
        ("Judul", facts.title),
        ("Nomor", facts.number),
        ("Tanggal", facts.date),
        ("Tahun", str(facts.year) if facts.year and not facts.date else ""),
        ("Periode", facts.period),
        ("Instansi", facts.agency),
        ("Status naskah", draft_text(facts)),
        ("Halaman", str(review.pages) if review.pages else ""),
    ]
    return [(name, value or "tidak ditemukan") for name, value in rows if value or name in ("Judul", "Nomor", "Tanggal")]


def page_text(quote: Quote) -> str:
    """Where a quote stands."""
    return f"bagian {quote.page}" if quote.text_source == "office" else f"halaman {quote.page}"


def badge_text(quote: Quote) -> str:
    """Whether the quote was found on its page, and how its text was obtained."""
    if not quote.verified:
        return "kutipan belum dicocokkan"
    return "cocok dengan hasil OCR" if quote.text_source == "ocr" else "cocok huruf demi huruf"


def supported(matches: Sequence[IndicatorMatch]) -> list[IndicatorMatch]:
    """The proposals that count: strong and partial ones."""
    return [match for match in matches if match.strength != "weak"]


def size_text(n_bytes: int) -> str:
    """A file size as people say it."""
    return f"{max(1, round(n_bytes / 1000))} kB" if n_bytes < 1_000_000 else f"{n_bytes / 1e6:.1f} MB".replace(".", ",")
