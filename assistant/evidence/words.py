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
