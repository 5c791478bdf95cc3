"""Our retrieval behind LangChain's retriever interface, for chains and tools that speak it."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.ask.assistant import Asker
from indexer.search import Hit


class SpbeRetriever(BaseRetriever):
    """The ranked hits for a question as LangChain documents; `count` is how many."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    asker: Asker
    count: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(hit) for hit in self.asker.hits(query, self.count)]


def as_document(hit: Hit) -> Document:
    """A hit as a document: the passage's text, and in its metadata locator, label, source, page, rank and score."""
    passage = hit.passage
    metadata: dict[str, Any] = {
        "locator": str(passage.locator),
        "label": passage.label,
        "source": passage.source,
        "document": passage.document,
        "page": passage.page or None,
        "rank": hit.rank,
        "score": hit.score,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.key)
