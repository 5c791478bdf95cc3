"""Vectors on disk: a Chroma collection behind LangChain's vector-store interface (the only importer of chromadb).

Only the embedded client is used, never the server; vectors are ours, so Chroma never embeds anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma

from corpus.errors import IndexerError
from indexer.embed import Vectors

_BATCH = 2000
_SPACE = {"hnsw:space": "ip", "hnsw:search_ef": 400, "hnsw:construction_ef": 200, "hnsw:M": 24}


class VectorStore:
    """One collection: each vector is a view (a text or a way to ask) of the passage at a position."""

    def __init__(self, folder: Path, collection: str) -> None:
        """Opens or creates the collection in `folder`.

        Raises:
            IndexerError: when Chroma cannot open the folder.
        """
        try:
            client = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
            self._store = Chroma(
                client=client, collection_name=collection, embedding_function=None, collection_metadata=dict(_SPACE)
            )
        except Exception as error:  # chromadb raises its Rust layer's errors bare
            raise IndexerError(
                f"Penyimpanan vektor di {folder} tidak dapat dibuka ({error}). Jalankan «spbe index» untuk membangun ulang."
            ) from error

    def add(self, positions: Sequence[int], views: Sequence[str], vectors: Vectors) -> None:
        """Adds views with their unit rows; `positions[i]` is the passage of `views[i]`."""
        collection: Any = self._store._collection
        for start in range(0, len(views), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(
                ids=[str(number) for number in range(start, min(start + _BATCH, len(views)))],
                documents=list(views[part]),
                metadatas=[{"passage": position} for position in positions[part]],
                embeddings=vectors[part],
            )

    def nearest(self, vector: Vectors, count: int) -> list[tuple[int, str, float]]:
        """(passage position, view, cosine) of the `count` nearest views, best first.

        Raises:
            IndexerError: when the collection is damaged.
        """
        try:
            pairs = self._store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=count)
        except Exception as error:  # as above
            raise IndexerError(f"Penyimpanan vektor rusak ({error}). Jalankan «spbe index» untuk membangun ulang.") from error
        return [(int(document.metadata["passage"]), document.page_content, 1.0 - score) for document, score in pairs]

    def count(self) -> int:
        """Number of views in the collection."""
        number: int = self._store._collection.count()
        return number
