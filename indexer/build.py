"""Building the index: knowledge and added documents → passages → vectors and words, swapped in as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from corpus.errors import DataFolderError
from corpus.knowledge import CORPUS_FOLDER, Knowledge, fingerprint, load_knowledge
from corpus.records import Passage
from indexer.embed import Embedder, Vectors
from indexer.index_files import FORMAT, IndexFolder, Manifest
from indexer.lexical import LexicalIndex
from indexer.lexicon import lexicon_of
from indexer.passages import knowledge_passages
from indexer.shipped import shipped_vectors
from indexer.store import VectorStore

KNOWLEDGE_FILE, PASSAGES_FILE, VECTORS_FILE = "knowledge.json", "passages.json", "vectors.npz"
WORDS_FOLDER, ASKED_FOLDER, STORE_FOLDER, COLLECTION = "words", "asked", "store", "passages"
PASSAGES = TypeAdapter(tuple[Passage, ...])
KNOWLEDGE = TypeAdapter(Knowledge)
_STEP = 256

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did. `is_new` is False when nothing had changed."""

    manifest: Manifest
    is_new: bool


def build_index(
    data_dir: Path,
    embedder: Embedder,
    *,
    documents: Sequence[Passage] = (),
    document_hashes: Sequence[str] = (),
    corpus: Path = CORPUS_FOLDER,
    on_progress: Progress | None = None,
    on_wait: Callable[[], None] | None = None,
) -> BuildReport:
    """Brings the index of `data_dir` up to date with the knowledge and the passages of added documents.

    `on_progress` gets (what, done, all). A failed build leaves the index before it in place.

    Raises:
        CorpusError: when the knowledge is faulty.
        DataFolderError: when the folder cannot be written.
    """
    folder = IndexFolder(data_dir)
    manifest = expected_manifest(embedder.name, document_hashes, corpus)
    current = folder.manifest()
    if current is not None and current.same_source(manifest):
        return BuildReport(manifest=current, is_new=False)
    with folder.writing(on_wait):
        current = folder.manifest()
        if current is not None and current.same_source(manifest):
            return BuildReport(manifest=current, is_new=False)
        try:
            manifest = _build(folder, manifest, embedder, documents, corpus, on_progress)
        except OSError as error:
            raise DataFolderError(
                f"Indeks tidak dapat ditulis ke {folder.root} ({error.strerror or error}). Periksa ruang kosong dan izin tulis."
            ) from error
    return BuildReport(manifest=manifest, is_new=True)


def expected_manifest(embedder: str, document_hashes: Sequence[str], corpus: Path = CORPUS_FOLDER) -> Manifest:
    """The manifest that an index of today's knowledge and these documents would have (without counts)."""
    return Manifest(format=FORMAT, embedder=embedder, knowledge=fingerprint(corpus), documents=tuple(sorted(document_hashes)))


def _build(
    folder: IndexFolder,
    manifest: Manifest,
    embedder: Embedder,
    documents: Sequence[Passage],
    corpus: Path,
    on_progress: Progress | None,
) -> Manifest:
    knowledge = load_knowledge(corpus)
    passages = (*knowledge_passages(knowledge), *documents)
    known = _known_vectors(folder, embedder)
    with folder.new_build() as target:
        views = _Views(passages, boundary_texts(knowledge))
        vectors = views.embed(embedder, known, on_progress)
        centre = vectors[: views.n_passages].mean(axis=0)
        rows = centred(vectors, centre)
        (target / KNOWLEDGE_FILE).write_bytes(KNOWLEDGE.dump_json(knowledge))
        (target / PASSAGES_FILE).write_bytes(PASSAGES.dump_json(passages))
        np.savez(
            target / VECTORS_FILE,
            hashes=np.array(views.hashes),
            vectors=vectors.astype(np.float16),
            centre=centre,
            boundaries=rows[views.n_passages :],
        )
        lexicon = lexicon_of(knowledge)
        LexicalIndex.build(passages, lexicon).save(target / WORDS_FOLDER)
        LexicalIndex.build_texts(asked_texts(knowledge, passages), lexicon).save(target / ASKED_FOLDER)
        store = VectorStore(target / STORE_FOLDER, COLLECTION)
        store.add(views.positions, views.texts[: views.n_passages], rows[: views.n_passages])
        manifest = replace(manifest, passages=len(passages), views=views.n_passages)
        folder.publish(target, manifest)
    return manifest


def boundary_texts(knowledge: Knowledge) -> list[str]:
    """Every example of what we do not answer."""
    return [question for boundary in knowledge.boundaries for question in boundary.asked_as]


class _Views:
    """The texts to embed: each passage's own text and each way to ask for it (`n_passages`), then the boundaries' examples."""

    def __init__(self, passages: Sequence[Passage], boundaries: Sequence[str]) -> None:
        self.positions: list[int] = []
        self.texts: list[str] = []
        for position, passage in enumerate(passages):
            for text in (f"{passage.heading}. {passage.text.splitlines()[0]}", *passage.asked_as):
                self.positions.append(position)
                self.texts.append(text)
        self.n_passages = len(self.texts)
        self.texts += boundaries
        self.hashes = [hashlib.sha256(text.encode()).hexdigest()[:16] for text in self.texts]

    def embed(self, embedder: Embedder, known: dict[str, Vectors], on_progress: Progress | None) -> Vectors:
        """(n, d) unit rows in the order of the texts; those of known texts are taken over."""
        missing = [number for number, name in enumerate(self.hashes) if name not in known]
        missing.sort(key=lambda number: len(self.texts[number]))
        rows = np.zeros((len(self.texts), embedder.dimension), np.float32)
        for number, name in enumerate(self.hashes):
            if name in known:
                rows[number] = known[name]
        for start in range(0, len(missing), _STEP):
            part = missing[start : start + _STEP]
            rows[part] = embedder.embed_passages([self.texts[number] for number in part])
            if on_progress:
                on_progress("Menghitung vektor", start + len(part), len(missing))
        return rows


def asked_texts(knowledge: Knowledge, passages: Sequence[Passage]) -> list[str]:
    """Every way to ask for what we know, then every example of what we do not answer."""
    known = [question for passage in passages for question in passage.asked_as]
    return known + boundary_texts(knowledge)


def centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """(n, d) unit rows seen from the centre of the index.

    Sentence encoders put all texts of one field into a narrow cone; measured from the cone's axis they differ more (for the
    gain see docs/decisions.md).
    """
    moved = vectors - centre
    rows: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return rows


def _known_vectors(folder: IndexFolder, embedder: Embedder) -> dict[str, Vectors]:
    """Vectors by hash of text: those of the current build when it was made with the same embedder, and those shipped."""
    known = shipped_vectors(embedder.name)
    manifest = folder.manifest()
    if manifest is None or manifest.embedder != embedder.name or manifest.format != FORMAT:
        return known
    try:
        with np.load(folder.current() / VECTORS_FILE) as saved:
            vectors = saved["vectors"].astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            return {**known, **dict(zip(saved["hashes"].tolist(), vectors, strict=True))}
    except (OSError, ValueError, KeyError):
        return known
