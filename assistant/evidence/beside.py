"""What stands beside a document's own words: attached files, annotations, signatures, a speaker's notes. Named, never counted.

Why not counted: an annotation can be laid over a page by anybody after the document was adopted, notes are not on the slide, and an
attached file is a document of its own. Why said: an assessor sees some of it on the screen and must know what the review left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evidence.records import Finding
from indexer.reading.pages import AsideKind, DocumentText

_MAX_SHOWN = 120
_MAX_NAMES, _MAX_PAGES = 5, 12
_SENTENCES: dict[AsideKind, str] = {
    "free_text": "Ada tulisan yang ditempelkan di atas halaman{pages}: «{text}». Tulisan tempelan tidak dihitung sebagai isi dokumen; bila "
    "memang bagian naskah, cetak ulang dokumen ke PDF, lalu unggah lagi.",
    "stamp": "Ada cap atau stempel yang ditempelkan{pages}: «{text}». Isinya tidak dihitung sebagai isi dokumen.",
    "comment": "Ada catatan atau komentar pada naskah{pages}: «{text}». Catatan tidak dihitung sebagai isi dokumen; unggah naskah final.",
    "form_field": "Ada isian formulir{pages}: «{text}». Isian yang masih dapat diubah tidak dihitung sebagai isi dokumen; cetak ulang ke "
    "PDF, lalu unggah lagi.",
    "speaker_notes": "Ada catatan pembicara{pages}: «{text}». Catatan itu tidak tampak pada slide, jadi tidak dihitung sebagai bukti.",
    "signature": "Ada tanda tangan elektronik di dalam berkas{pages}: {text}. Keabsahannya tidak diperiksa di sini.",
}


def beside_findings(document: DocumentText) -> Iterator[Finding]:
    """A finding for the attached files and one for each kind of text beside the pages, at the first page that has it."""
    if document.attachments:
        yield Finding(kind="attachment", page=0, detail=_attachments(document.attachments))
    for kind, sentence in _SENTENCES.items():
        found = [(page.number, aside.text) for page in document.pages for aside in page.asides if aside.kind == kind]
        if not found:
            continue
        texts = list(dict.fromkeys(text for _, text in found))
        shown = "; ".join(texts) if kind == "signature" else " ".join(texts[0].split())
        shown = shown[:_MAX_SHOWN].rstrip() + (
            " …" if len(shown) > _MAX_SHOWN or (kind != "signature" and len(texts) > 1) else ""
        )
        numbers = list(dict.fromkeys(number for number, _ in found))
        detail = sentence.format(pages=_pages(numbers), text=shown)
        yield Finding(kind=kind, page=numbers[0], detail=detail)


def is_signed_electronically(document: DocumentText) -> bool:
    """True when the file carries an electronic signature; whether it is valid was not checked."""
    return any(aside.kind == "signature" for page in document.pages for aside in page.asides)


def _attachments(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:_MAX_NAMES])
    rest = f", dan {len(names) - _MAX_NAMES} lainnya" if len(names) > _MAX_NAMES else ""
    return (
        f"Berkas ini membawa {len(names)} lampiran di dalamnya: {shown}{rest}. Lampiran tidak dibaca sebagai bukti; simpan keluar, "
        "lalu unggah sebagai berkas tersendiri."
    )


def _pages(numbers: list[int]) -> str:
    """Which pages, when there are several; the first alone is said with the finding."""
    if len(numbers) < 2:
        return ""
    return " (halaman " + ", ".join(map(str, numbers[:_MAX_PAGES])) + (" …)" if len(numbers) > _MAX_PAGES else ")")
