"""The field where evidence is handed in. Files go to our own route one by one, never through gradio's shared cache."""

from __future__ import annotations

from html import escape

from assistant.web.evidence.room import UploadLimits
from assistant.web.evidence.rooms import FAREWELL_S, LIFE_S
from assistant.web.theme import STATIC

DROP_SCRIPT = (STATIC / "evidence.js").read_text("utf-8")
KINDS = "PDF, DOCX, XLSX, PPTX, TXT, gambar (JPG, PNG, TIFF, WEBP, BMP), dan ZIP yang berisi berkas itu."
PRIVACY = (
    "Berkas hanya dipakai untuk telaah ini, tidak dikirim ke luar komputer tempat aplikasi berjalan, dan hanya dapat dilihat dari "
    f"peramban ini. Berkas dan hasilnya dihapus {FAREWELL_S / 60:.0f} menit setelah halaman ditutup, atau setelah {LIFE_S / 3600:.0f} jam "
    "tidak dipakai. Unduh hasilnya bila masih diperlukan."
)


def limits_text(limits: UploadLimits) -> str:
    """What can be handed in."""
    total = f"{limits.max_total_mb / 1000:g} GB" if limits.max_total_mb >= 1000 else f"{limits.max_total_mb} MB"
    return (
        f"{KINDS} Paling banyak {limits.max_files} berkas, {limits.max_file_mb} MB tiap berkas, dan {total} seluruhnya; sebuah ZIP "
        "dihitung satu berkas."
    ).replace(".5 GB", ",5 GB")


def drop_html(limits: UploadLimits) -> str:
    """The heading, the field with its two buttons, and what is promised about the files."""
    return (
        '<div class="intro"><h2>Telaah bukti</h2><p>Unggah dokumen bukti satu instansi. Anda mendapat usulan indikator yang '
        "didukung tiap berkas, sampai level berapa terlihat, kutipan dengan halamannya, dan apa yang masih kurang.</p></div>"
        f'<div class="drop" data-max-mb="{limits.max_file_mb}">'
        '<p class="lead" id="ajakan-unggah">Jatuhkan berkas atau folder di sini, atau pilih:</p><div class="picks">'
        '<label class="pick">Pilih berkas<input type="file" id="pilih-bukti" multiple aria-describedby="batas-unggah"></label>'
        '<label class="pick folder">Pilih folder<input type="file" id="pilih-folder" webkitdirectory aria-describedby="batas-unggah">'
        f'</label></div><p class="limits" id="batas-unggah">{escape(limits_text(limits))}</p>'
        '<div class="sending" role="status"></div></div>'
        f'<p class="privacy">{escape(PRIVACY)}</p>'
    )
