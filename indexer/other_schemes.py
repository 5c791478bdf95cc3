"""Evaluations and programmes beside SPBE that a question names: "predikat WBK", "maturitas SPIP"."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import OtherScheme
from indexer.query import Query
from indexer.tokens import fold
from indexer.word_forms import whole_words

_OURS = ("spbe", "e government", "e gov", "layanan sektor*", "layanan publik sektor*")


class SchemeNames:
    """Finds the other schemes by their names; compiled once."""

    def __init__(self, schemes: Sequence[OtherScheme]) -> None:
        self._schemes = [(scheme, whole_words(scheme.names), whole_words((*_OURS, *scheme.ours_with))) for scheme in schemes]

    def named(self, query: Query) -> OtherScheme | None:
        """The scheme that a question is about; None when it names none or speaks of SPBE beside it."""
        mentions = query.mentions
        if mentions.indicators or mentions.articles or mentions.documents:
            return None
        text = f"{fold(query.text).replace('-', ' ')} | {query.standard}"
        for scheme, names, ours in self._schemes:
            if names.search(text) and not ours.search(text):
                return scheme
        return None
