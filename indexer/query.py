"""A question made ready for search: standard words, opened abbreviations, repaired typos, addresses that it names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Regulation
from indexer.mentions import Mentions, find_mentions
from indexer.tokens import Lexicon, bare, content_words, words
from indexer.typos import TypoRepair


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A prepared question. `standard` is the text in standard words, `expanded` adds what abbreviations stand for."""

    text: str
    standard: str
    expanded: str
    tokens: tuple[str, ...]
    mentions: Mentions


class QueryPreparer:
    """Prepares questions against the vocabulary of an index."""

    def __init__(
        self,
        lexicon: Lexicon,
        frequencies: Mapping[str, int],
        regulations: Sequence[Regulation],
        everyday: Collection[str] = (),
        is_word: Callable[[str], bool] = lambda word: False,
    ) -> None:
        """`frequencies` counts the passages that hold a word; `everyday` and `is_word`: words that are no typos (see `TypoRepair`)."""
        self._lexicon = lexicon
        self._frequencies = frequencies
        self._regulations = regulations
        self._terms = {term for term, *rest in lexicon.expansions if not rest}
        self._typos = TypoRepair(frequencies, everyday, is_word)

    def prepare(self, text: str) -> Query:
        """The question, ready for search."""
        standard = [self._repaired(word) for word in self._lexicon.standard(text)]
        expansions = self._lexicon.expansion_of(standard, self._frequencies)
        expanded_words = words(" ".join(expansions))
        return Query(
            text=text,
            standard=" ".join(standard),
            expanded=" ".join([*standard, *expansions]),
            tokens=tuple(content_words([*standard, *expanded_words])),
            mentions=find_mentions(text, self._regulations),
        )

    def words_of(self, text: str) -> list[str]:
        """The content words of a text in standard spelling."""
        return content_words(self._lexicon.standard(text))

    def _repaired(self, word: str) -> str:
        return word if word in self._terms or bare(word) in self._terms else self._typos.repaired(word)
