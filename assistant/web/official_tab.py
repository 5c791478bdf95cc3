"""The tab "Naskah resmi": official PDFs are added on the machine itself, so that answers can quote them letter for letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import gradio as gr

from assistant.session import Session, added_texts, refresh_index
from corpus.errors import SpbeError
from indexer.official.add import Addition, add_official
from indexer.official.added import OfficialStore
from indexer.reading.sources import PageCache

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_CONCURRENCY = "naskah"
_INTRO = (
    "<h2>Naskah resmi</h2><p>Tambahkan PDF peraturan yang Anda miliki. Jawaban lalu mengutip naskahnya huruf demi huruf beserta halaman, "
    "di samping intisari kami. Berkas dibaca di mesin ini dan tidak dikirim ke mana pun.</p>"
)
_NOT_HERE = (
    "<p>Menambah naskah dari peramban hanya dibuka bila aplikasi melayani mesin ini saja, karena naskah berlaku bagi semua pemakai. "
    "Pengelola dapat menambahkannya dengan <code>spbe index BERKAS.pdf</code>.</p>"
)
_CHANGES = {"added": "ditambahkan", "unchanged": "sudah ada", "replaced": "diperbarui", "refused": "tidak ditambahkan"}


def build_official(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the session."""
    gr.HTML(_INTRO, js_on_load=None)
    listed = gr.HTML(_list_html(session), elem_id="daftar-naskah", js_on_load=None)
    if session.settings.host not in _LOOPBACK:
        gr.HTML(_NOT_HERE, js_on_load=None)
        return
    files = gr.File(label="PDF peraturan", file_count="multiple", file_types=[".pdf"], elem_id="berkas-naskah")
    add = gr.Button("Tambahkan", variant="primary", elem_id="tambah-naskah")
    note = gr.HTML("", elem_id="catatan-naskah", js_on_load=None)

    def take_in(paths: list[str] | None) -> Iterator[tuple[str, str, None]]:
        yield "<p role='status'>Membaca naskah …</p>", _list_html(session), None
        yield _added(session, [Path(path) for path in paths or []]), _list_html(session), None

    add.click(take_in, files, [note, listed, files], concurrency_id=_CONCURRENCY, concurrency_limit=1, api_visibility="private")


def _added(session: Session, paths: Sequence[Path]) -> str:
    """Reads, stores and indexes the files, deletes the uploads, and says what became of each."""
    if not paths:
        return "<p role='alert'>Pilih dulu berkas PDF-nya.</p>"
    folder = session.settings.data_dir
    try:
        additions = list(add_official(paths, OfficialStore(folder), PageCache(folder / "pages")))
        refresh_index(session.settings, session.embedder)
        session.reload()
    except SpbeError as error:
        return f"<p role='alert'>{escape(str(error))}</p>"
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    return f"<ul role='status'>{''.join(map(_addition_html, additions))}</ul>"


def _addition_html(addition: Addition) -> str:
    name = f" sebagai {addition.id}" if addition.id else ""
    said = f"{addition.file}: {_CHANGES[addition.outcome]}{name}. {' '.join(addition.sentences)}"
    return f"<li>{escape(said)}</li>"


def _list_html(session: Session) -> str:
    texts = added_texts(session.settings)
    if not texts:
        return "<p>Belum ada naskah resmi yang ditambahkan.</p>"
    rows = "".join(f"<li>{escape(text.title)} <small>({escape(text.id)})</small></li>" for text in texts)
    return f"<p>Naskah yang sudah ditambahkan:</p><ul>{rows}</ul>"
