"""The LangChain retriever gives what `spbe search` gives."""

from __future__ import annotations

import pytest
from langchain_core.runnables import RunnableLambda

from assistant.ask.assistant import Asker
from assistant.ask.retriever import SpbeRetriever
from corpus.errors import InputError


def test_documents_are_the_hits(asker: Asker) -> None:
    question = "masa berlaku peta rencana SPBE pemda"
    documents = SpbeRetriever(asker=asker, count=5).invoke(question)
    hits = asker.hits(question, 5)
    assert [document.metadata["locator"] for document in documents] == [str(hit.passage.locator) for hit in hits]
    assert documents[0].page_content == hits[0].passage.text


def test_it_composes_into_a_chain(asker: Asker) -> None:
    chain = SpbeRetriever(asker=asker, count=3) | RunnableLambda(len)
    assert chain.invoke("audit TIK") == 3


def test_bad_input_is_our_error(asker: Asker) -> None:
    with pytest.raises(InputError, match="kosong"):
        SpbeRetriever(asker=asker).invoke(" ")
