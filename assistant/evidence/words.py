"""What people read for kinds of documents and strengths of support."""

from __future__ import annotations

from assistant.evidence.records import Strength
from corpus.document_kinds import DocumentType

STRENGTHS: dict[Strength, str] = {"strong": "kuat", "partial": "sebagian", "weak": "lemah"}
DOCUMENT_KINDS: dict[DocumentType, str] = {
    "agency_regulation": "Peraturan instansi",
    "decree": "Surat keputusan",
    "circular": "Surat edaran",
    "sop": "SOP",
    "guideline": "Pedoman",
    "plan": "Dokumen perencanaan",
    "report": "Laporan",
    "minutes": "Notula atau berita acara",
    "invitation": "Undangan",
    "audit_report": "Laporan audit",
    "terms_of_reference": "Kerangka acuan kerja",
    "contract": "Kontrak",
    "manual": "Manual atau panduan pengguna",
    "screenshot": "Tangkapan layar",
    "dataset": "Data",
    "presentation": "Bahan paparan",
    "national_regulation": "Peraturan nasional",
    "evaluation_result": "Hasil evaluasi",
    "form": "Formulir",
    "other": "Jenis lain",
}


def left_text(seconds: float) -> str:
    """A remaining time as people say it; it grows coarser with its length, so that it does not flicker."""
    if seconds < 50:
        return "kurang dari 1 menit"
    minutes = round(seconds / 60)
    if minutes < 10:
        return f"kira-kira {minutes} menit"
    return (
        f"kira-kira {round(minutes / 5) * 5} menit" if minutes < 90 else f"kira-kira {seconds / 3600:.1f} jam".replace(".", ",")
    )
