"""Adding an official PDF through the tab: answers quote it at once, the upload is gone, a server open to others refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import gradio as gr
import pytest

from assistant.session import Session, open_session
from assistant.settings import Settings
from assistant.web.official_tab import _added, build_official

QUESTION = "apa bunyi pasal 2 permenpanrb 19 tahun 2018?"


@pytest.mark.shared
def test_added_text_is_quoted_at_once(session: Session, shared: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(session.settings.data_dir, data)
    own = open_session(Settings(data_dir=data))
    asker = own.asker()
    assert "official" not in {citation.source for citation in asker.ask(QUESTION).citations}
    upload = tmp_path / "permen.pdf"
    shutil.copy(shared / "official" / "permenpanrb-19-2018.pdf", upload)
    assert "ditambahkan sebagai permenpanrb-19-2018" in _added(own, [upload])
    assert not upload.exists()
    quoted = [citation for citation in asker.ask(QUESTION).citations if citation.source == "official"]
    assert quoted and quoted[0].page and quoted[0].verified


def test_no_file_and_a_broken_file(session: Session, tmp_path: Path) -> None:
    assert "Pilih dulu" in _added(session, [])
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"bukan pdf")
    assert "tidak ditambahkan" in _added(session, [broken])


def test_server_open_to_others_refuses(session: Session) -> None:
    open_to_all = Session(
        settings=session.settings.model_copy(update={"host": "0.0.0.0"}), embedder=session.embedder, index=session.index
    )
    with gr.Blocks() as blocks:
        build_official(open_to_all)
    assert "spbe index BERKAS.pdf" in str(blocks.get_config_file())
    assert "tambah-naskah" not in str(blocks.get_config_file())
