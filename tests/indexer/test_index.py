"""The index: addresses first, atomic builds, two processes, damaged files."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.session import Session, open_session
from assistant.settings import Settings
from corpus.errors import DataFolderError, IndexMissingError
from corpus.locators import parse_locator
from indexer.build import build_index
from indexer.embed import Vectors
from indexer.index_files import IndexFolder, Manifest
from indexer.search import Index

ROOT = Path(__file__).resolve().parents[2]


class HashEmbedder:
    """A fast stand-in: unit rows seeded by the text."""

    name = "palsu"
    dimension = 16

    def embed_queries(self, texts: list[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: list[str]) -> Vectors:
        rows = np.stack([np.random.default_rng(sum(text.encode())).normal(size=16) for text in texts]).astype(np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def holds_word(self, word: str) -> bool:
        return False


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pasal 13 perpres 95", "perpres-95-2018#pasal-13"),
        ("indikator 21 level 4", "rubrik-2020#indikator-21.level-4"),
        ("pasal 12 ayat 2", "perpres-95-2018#pasal-12.ayat-2"),
    ],
)
def test_addresses_come_first(session: Session, query: str, first: str) -> None:
    hits = session.index.search(session.index.prepare(query), 5)
    assert hits[0].passage.locator.is_within(parse_locator(first)), [str(hit.passage.locator) for hit in hits]


def test_hits_are_one_a_locator_and_ranked(session: Session) -> None:
    hits = session.index.search(session.index.prepare("reviu arsitektur SPBE"), 20)
    locators = [hit.passage.locator for hit in hits]
    assert len(set(locators)) == len(locators) == 20
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]


def test_other_edition_is_left_out(session: Session) -> None:
    index = session.index
    hits = index.search(index.prepare("kebijakan internal pusat data"), 30)
    assert all(hit.passage.document != "rubrik-2018" for hit in hits)
    old = index.search(index.prepare("kebijakan internal pusat data"), 30, "2018")
    assert any(hit.passage.document == "rubrik-2018" for hit in old)


def test_nothing_is_built_when_nothing_changed(session: Session) -> None:
    assert not build_index(session.settings.data_dir, session.embedder).is_new


def test_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path)
    manifest = Manifest(format=1, embedder="e", knowledge="k", documents=())
    with folder.writing(), folder.new_build() as target:
        folder.publish(target, manifest)
    with pytest.raises(RuntimeError), folder.writing(), folder.new_build():
        raise RuntimeError("listrik padam")
    assert folder.manifest() == manifest
    assert len([path for path in folder.root.iterdir() if path.name.isdigit()]) == 1


def test_missing_index_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="spbe index"):
        IndexFolder(tmp_path).current()


def test_data_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("x", "utf-8")
    with pytest.raises(DataFolderError, match="--data-dir"):
        build_index(path, HashEmbedder())


def _build(path: str, results: multiprocessing.Queue[tuple[bool, int]]) -> None:
    report = build_index(Path(path), HashEmbedder())
    results.put((report.is_new, Index(Path(path), HashEmbedder())._store.count()))


def test_two_processes_build_once_and_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[tuple[bool, int]] = context.Queue()
    processes = [context.Process(target=_build, args=(str(tmp_path), results)) for _ in range(2)]
    for process in processes:
        process.start()
    found = [results.get(timeout=240) for _ in processes]
    for process in processes:
        process.join(60)
    assert sorted(is_new for is_new, _ in found) == [False, True]
    manifest = IndexFolder(tmp_path).manifest()
    assert manifest is not None and {count for _, count in found} == {manifest.views}


@pytest.mark.parametrize("damage", ["passages.json", "vectors.npz", "words", "store"])
def test_damaged_index_is_rebuilt(session: Session, tmp_path: Path, damage: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(session.settings.data_dir, data)
    victim = IndexFolder(data).current() / damage
    if victim.is_dir():
        for path in victim.rglob("*"):
            if path.is_file():
                path.write_bytes(b"rusak")
    else:
        victim.write_bytes(b"rusak")
    again = open_session(Settings(data_dir=data))
    assert again.index.search(again.index.prepare("peta rencana"), 3)
