"""What is said to the user about how a reading ended: what happened and what to do, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.reading.file_kinds import FileKind
from indexer.reading.pages import Outcome, PageText

LOCKED = "Berkas dikunci dengan kata sandi. Berikan kata sandinya, atau unggah salinan tanpa kata sandi."
WRONG_PASSWORD = "Kata sandi yang diberikan tidak cocok dengan berkas ini. Periksa lagi, atau unggah salinan tanpa kata sandi."
DAMAGED = "Berkas rusak atau tidak lengkap sehingga tidak dapat dibuka. Buka di aplikasi asalnya, simpan ulang, lalu unggah lagi."
GONE = "Berkas hilang atau tidak dapat diakses saat akan dibaca. Pastikan berkas masih ada dan boleh dibaca, lalu ulangi."
CLOSED_FOLDER = "Folder ini tidak dapat dibuka, sehingga isinya tidak ditelaah. Minta izin bacanya, lalu ulangi."
ZERO_BYTES = "Berkas kosong (0 byte). Unggah ulang berkas aslinya."
NO_PAGES = "PDF ini tidak mempunyai halaman. Simpan ulang dokumen dari aplikasi asalnya, lalu unggah lagi."
SLOW = "Berkas terlalu lama dibuka sehingga pembacaan dihentikan. Cetak ulang dokumen ke PDF baru, lalu unggah lagi."
HEAVY = "Berkas membutuhkan memori lebih dari batas sehingga pembacaan dihentikan. Pecah atau perkecil berkas, lalu unggah lagi."
BOMB = "Isi berkas mengembang melebihi batas wajar saat dibuka, jadi tidak dibaca. Simpan ulang dengan isi yang perlu saja."
TOO_MANY_PIXELS = "Gambar terlalu besar untuk dibuka (batasnya 120 megapiksel). Perkecil resolusinya, lalu unggah lagi."
NO_ENGINE = (
    "Dokumen ini hasil pindai atau gambar, sedangkan mesin OCR tidak tersedia. Pasang Tesseract (bahasa ind) atau paket "
    "rapidocr, lalu ulangi."
)
DISK_FULL = "Ruang disk penuh saat dokumen dibaca. Kosongkan ruang disk, lalu ulangi."
NESTED_ZIP = "ZIP di dalam ZIP tidak dibaca. Ekstrak dahulu, lalu unggah berkas di dalamnya."
CACHE_FULL = "Hasil bacaan tidak dapat disimpan (disk penuh atau tanpa izin tulis), jadi dokumen ini akan dibaca ulang nanti."
CUT = "Isi yang sangat panjang hanya dibaca sebagian. Pecah berkas bila bagian akhirnya diperlukan."
MISNAMED: dict[FileKind, str] = {
    "image": "Nama berkas tidak sesuai isinya: isinya gambar dan dibaca sebagai gambar. Sesuaikan akhiran namanya.",
    "pdf": "Nama berkas tidak sesuai isinya: isinya PDF dan dibaca sebagai PDF. Sesuaikan akhiran namanya.",
    "docx": "Nama berkas tidak sesuai isinya: isinya dokumen Word dan dibaca demikian. Sesuaikan akhiran namanya.",
    "xlsx": "Nama berkas tidak sesuai isinya: isinya buku kerja Excel dan dibaca demikian. Sesuaikan akhiran namanya.",
    "pptx": "Nama berkas tidak sesuai isinya: isinya presentasi PowerPoint dan dibaca demikian. Sesuaikan akhiran namanya.",
    "zip": "Nama berkas tidak sesuai isinya: isinya arsip ZIP. Sesuaikan akhiran namanya.",
}
UNSUPPORTED: dict[FileKind, str] = {
    "old_office": "Format Office lama (DOC, XLS, PPT, XLSB) tidak dibaca. Simpan sebagai PDF, DOCX, XLSX, atau PPTX, lalu unggah lagi.",
    "open_document": "Format OpenDocument (ODT, ODS, ODP) tidak dibaca. Simpan sebagai PDF, DOCX, XLSX, atau PPTX, lalu unggah lagi.",
    "rtf": "Format RTF tidak dibaca. Buka di Word atau LibreOffice, simpan sebagai PDF atau DOCX, lalu unggah lagi.",
    "web_page": "Halaman web (HTML) tidak dibaca. Buka di peramban, cetak ke PDF, lalu unggah PDF-nya.",
    "signed": "Berkas terbungkus tanda tangan elektronik (P7M) tidak dibuka. Keluarkan PDF di dalamnya dengan aplikasi penandatanganannya, "
    "lalu unggah PDF itu.",
    "heic": "Foto HEIC atau AVIF tidak dibaca. Simpan atau kirim ulang sebagai JPG atau PNG, lalu unggah lagi.",
    "other_archive": "Arsip RAR, 7Z, dan sejenisnya tidak dibuka. Ekstrak dahulu, lalu unggah berkas di dalamnya atau buat ZIP.",
    "media": "Video dan suara tidak dapat dibaca. Unggah dokumen, tangkapan layar, atau transkripnya.",
    "zip": "Arsip ZIP dibaca sebagai kumpulan berkas, bukan sebagai satu dokumen.",
}
_UNKNOWN_KIND = (
    "Jenis berkas ini tidak didukung. Yang didukung: PDF, DOCX, XLSX, PPTX, TXT, gambar (JPG, PNG, TIFF, WEBP, BMP), dan ZIP yang "
    "berisi berkas itu."
)
_ENTRY: dict[str, tuple[Outcome, str]] = {
    "outside": ("unsupported", "Nama berkas di dalam ZIP menunjuk ke luar arsip, jadi tidak dibaca. Buat ulang ZIP-nya."),
    "bomb": ("too_large", BOMB),
    "locked": ("locked", "Berkas di dalam ZIP dikunci dengan kata sandi. Unggah ZIP tanpa kata sandi."),
    "damaged": ("damaged", "ZIP atau berkas di dalamnya rusak. Buat ulang ZIP-nya, lalu unggah lagi."),
    "too_large": ("too_large", "Berkas di dalam ZIP melebihi batas ukuran. Unggah berkas itu tersendiri atau perkecil dahulu."),
    "too_many": ("too_large", "ZIP berisi terlalu banyak berkas; sisanya tidak dibaca. Pecah menjadi beberapa ZIP."),
    "disk_full": ("damaged", DISK_FULL),
}
_PAGE_FAULTS = {
    "no_engine": "halaman itu berupa gambar dan mesin OCR tidak tersedia. Pasang Tesseract (bahasa ind), lalu ulangi",
    "slow": "terlalu lama dibaca. Unggah halaman itu tersendiri, atau pindai ulang",
    "disk_full": "ruang disk penuh. Kosongkan ruang disk, lalu ulangi",
    "too_large": "gambarnya terlalu besar. Perkecil resolusinya, lalu ulangi",
    "engine": "mesin OCR gagal. Periksa pemasangan Tesseract, lalu ulangi",
}
_PAGE_DAMAGED = "isinya rusak. Periksa halaman itu di berkas asli, lalu unggah ulang"


def unsupported(kind: FileKind) -> str:
    """Why a kind of file is not read."""
    return UNSUPPORTED.get(kind, _UNKNOWN_KIND)


def entry_outcome(fault: str) -> tuple[Outcome, str]:
    """Outcome and sentence for a file of a ZIP that could not be unpacked."""
    return _ENTRY[fault]


def too_large_file(n_bytes: int, max_mb: int) -> str:
    """The file is over the limit of size."""
    return f"Ukuran berkas {n_bytes / 1e6:.0f} MB melebihi batas {max_mb} MB. Pecah atau perkecil berkas, lalu unggah lagi."


def too_many_pages(n_pages: int, max_pages: int) -> str:
    """The document is over the limit of pages."""
    return f"Dokumen berisi {n_pages} halaman, melebihi batas {max_pages} halaman. Pecah menjadi beberapa berkas."


def read_whole(pages: Sequence[PageText]) -> str:
    """Every page was read."""
    n_ocr = sum(page.source == "ocr" for page in pages)
    note = f", {n_ocr} di antaranya dengan OCR" if n_ocr else ""
    return f"Dokumen terbaca lengkap: {len(pages)} halaman{note}."


def read_partly(n_pages: int, failed: Sequence[int], faults: Iterable[str]) -> str:
    """Some pages were not read; `faults` says why, page by page."""
    reasons = list(faults)
    reason = _PAGE_FAULTS.get(max(set(reasons), key=reasons.count), _PAGE_DAMAGED)
    return f"Terbaca {n_pages - len(failed)} dari {n_pages} halaman. Halaman {ranges(failed)} tidak terbaca karena {reason}."


def unread_pictures(n: int, has_engine: bool) -> str:
    """Some of the pictures inside an office file were not read."""
    if not has_engine:
        return f"{n} gambar di dalamnya tidak dibaca karena mesin OCR tidak tersedia. Pasang Tesseract (bahasa ind), lalu ulangi."
    return f"{n} gambar di dalamnya tidak dibaca (melebihi batas atau formatnya tidak dikenal). Bila penting, unggah tersendiri."


def nothing_found(n_pages: int) -> str:
    """There is no text on any page."""
    return f"Tidak ada teks yang ditemukan pada {n_pages} halaman, juga dengan OCR. Periksa apakah berkasnya benar."


def ranges(numbers: Sequence[int]) -> str:
    """Ascending page numbers as a person writes them: "3, 5–9"."""
    parts: list[list[int]] = []
    for number, before in zip(numbers, (None, *numbers[:-1]), strict=True):
        if before is not None and number == before + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
