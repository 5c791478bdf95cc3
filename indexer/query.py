"""A question made ready for search: standard words, opened abbreviations, repaired typos, addresses that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from corpus.records import Regulation
from indexer.mentions import Mentions, find_mentions
from indexer.tokens import STOPWORDS, Lexicon, bare, content_words, words

_VOWELS = str.maketrans("", "", "aeiou")
_SIMILAR = 0.74
_SHORTEST_TYPO = 5
_SHORTEST_SKELETON = 3


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

    def __init__(self, lexicon: Lexicon, frequencies: Mapping[str, int], regulations: Sequence[Regulation]) -> None:
        """`frequencies` counts the passages that hold a word; typos are repaired towards frequent words."""
        self._lexicon = lexicon
        self._frequencies = frequencies
        self._candidates = [word for word in frequencies if len(word) >= _SHORTEST_TYPO and word.isalpha()]
        self._regulations = regulations
        self._skeletons: dict[str, str] = {}
        for word in sorted(frequencies, key=lambda word: frequencies[word]):
            if word.isalpha() and len(word) > _SHORTEST_SKELETON:
                self._skeletons[word.translate(_VOWELS)] = word

    def prepare(self, text: str) -> Query:
        """The question, ready for search."""
        standard = [self._repair(word) for word in self._lexicon.standard(text)]
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

    def knows(self, word: str) -> bool:
        """True when the word occurs in the passages or in the glossary."""
        return word in self._frequencies or (word,) in self._lexicon.expansions

    def _repair(self, word: str) -> str:
        if self.knows(word) or self.knows(bare(word)) or word in STOPWORDS or not word.isalpha():
            return word
        skeleton = word.translate(_VOWELS)
        if len(skeleton) >= _SHORTEST_SKELETON and len(skeleton) >= len(word) - 1 and skeleton in self._skeletons:
            return self._skeletons[skeleton]
        if len(word) < _SHORTEST_TYPO:
            return word
        written = next((form for form in _written_forms(word) if self.knows(form) or form in STOPWORDS), None)
        if written is not None:
            return written
        near = process.extract(
            word, self._candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_SIMILAR, limit=4
        )
        return max(near, key=lambda item: (item[1], self._frequencies[item[0]]))[0] if near else word


def _written_forms(word: str) -> Iterator[str]:
    """How a spoken form may be written: "buatin" as "buatkan" or "buat", "nyusun" as "menyusun", "ngisi" as "mengisi"."""
    if word.endswith("in"):
        yield word.removesuffix("in") + "kan"
        yield word.removesuffix("in")
    if word.startswith(("ng", "ny", "n", "m")):
        yield "me" + word
        if word.endswith("in"):
            yield "me" + word.removesuffix("in") + "kan"
