"""The lexicon of the knowledge: how chat spellings and glossary terms are opened."""

from __future__ import annotations

from corpus.knowledge import Knowledge
from indexer.tokens import Lexicon, words


def lexicon_of(knowledge: Knowledge) -> Lexicon:
    """Spellings and term expansions of the knowledge; each variant of a term opens to the term's expansion."""
    expansions: dict[tuple[str, ...], str] = {}
    for term in knowledge.terms:
        for spelling in (term.term, *term.variants):
            key = tuple(words(spelling))
            if key and " ".join(key) != term.expansion.lower():
                expansions[key] = term.expansion
    return Lexicon(knowledge.spellings, expansions)
