"""Words that several parts of the page share."""

from __future__ import annotations

from assistant.ask.records import Citation

ADVICE = "Jawaban ini saran, bukan penetapan: level ditetapkan asesor setelah memeriksa bukti."
_KINDS = {"digest": "Intisari kami", "official": "Naskah resmi", "evidence": "Dokumen bukti"}


def source_kind(citation: Citation) -> str:
    """Whose words a passage is made of, with its page when it has one."""
    kind = _KINDS[citation.source]
    return f"{kind}, halaman {citation.page}" if citation.page else kind


def verdict(citation: Citation) -> str:
    """Whether the quote was found in its passage letter for letter."""
    return "cocok huruf demi huruf" if citation.verified else "kutipan belum dicocokkan"
