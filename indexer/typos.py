"""Typos and spoken forms of a question, repaired towards the words of the knowledge; words of everyday language stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from indexer.tokens import STOPWORDS, bare

_VOWELS = str.maketrans("", "", "aeiou")
_SIMILAR = 0.74
_SHORTEST_TYPO = 5
_SHORTEST_SKELETON = 3
_SHORTEST_ROOT = 4
_PREFIXES = (
    "",
    "di",
    "ke",
    "se",
    "me",
    "men",
    "meng",
    "mem",
    "pe",
    "pen",
    "peng",
    "pem",
    "ber",
    "ter",
    "per",
    "diper",
    "ng",
    "n",
)
_SUFFIXES = ("", "kan", "an", "mu", "ku", "nya")


class TypoRepair:
    """Repairs single words. Knows the words of the passages, and tells a typo from a word that is merely not ours."""

    def __init__(self, frequencies: Mapping[str, int], everyday: Collection[str], is_word: Callable[[str], bool]) -> None:
        """`frequencies` counts the passages that hold a word; `everyday` are further words; `is_word` knows words of the language."""
        self._frequencies = frequencies
        self._everyday = everyday
        self._is_word = is_word
        self._candidates = [word for word in frequencies if len(word) >= _SHORTEST_TYPO and word.isalpha()]
        self._skeletons: dict[str, str] = {}
        for word in sorted(frequencies, key=lambda word: frequencies[word]):
            if word.isalpha() and len(word) > _SHORTEST_SKELETON:
                self._skeletons[word.translate(_VOWELS)] = word

    def repaired(self, word: str) -> str:
        """The word of the passages that was meant, or the word itself."""
        if self._knows(word) or self._knows(bare(word)) or not word.isalpha():
            return word
        forms = list(_written_forms(word))
        written = next(filter(self._knows, forms), None)
        is_real = self._is_real(word)
        if written is None and not is_real:
            written = next(filter(self._is_whole, forms), None) or self._opened(word)
        if written is not None:
            return written
        return self._nearest(word, related_only=is_real) if len(word) >= _SHORTEST_TYPO else word

    def _knows(self, word: str) -> bool:
        return word in self._frequencies or word in STOPWORDS

    def _is_real(self, word: str) -> bool:
        """True for a word of everyday language, also with prefix and suffix; a word without vowels is an abbreviation."""
        if word.translate(_VOWELS) == word:
            return False
        return any(len(root) >= _SHORTEST_ROOT and self._is_whole(root) for root in _roots(word))

    def _is_whole(self, word: str) -> bool:
        return word in self._everyday or self._is_word(word)

    def _opened(self, word: str) -> str | None:
        """The word that an abbreviation without vowels ("kbjkn") stands for."""
        skeleton = word.translate(_VOWELS)
        is_abbreviation = len(skeleton) >= _SHORTEST_SKELETON and len(skeleton) >= len(word) - 1
        return self._skeletons.get(skeleton) if is_abbreviation else None

    def _nearest(self, word: str, related_only: bool) -> str:
        """The most similar known word; of a real word only another form of it ("latihan", "pelatihan")."""
        near = process.extract(
            word, self._candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_SIMILAR, limit=4
        )
        fit = [item for item in near if not related_only or word in _roots(item[0]) or item[0] in _roots(word)]
        return max(fit, key=lambda item: (item[1], self._frequencies[item[0]]))[0] if fit else word


def _roots(word: str) -> Iterator[str]:
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            for suffix in _SUFFIXES:
                if word.endswith(suffix):
                    yield word[len(prefix) : len(word) - len(suffix)]


def _written_forms(word: str) -> Iterator[str]:
    """How a spoken form may be written: "buatin" as "buatkan" or "buat", "nyusun" as "menyusun", "ngisi" as "mengisi", "ilang" as
    "hilang"."""
    if len(word) < _SHORTEST_TYPO:
        return
    if word[0] in "aeiou":
        yield "h" + word
    if word.endswith("in"):
        yield word.removesuffix("in") + "kan"
        yield word.removesuffix("in")
    if word.startswith(("ng", "ny", "n", "m")):
        yield "me" + word
        if word.endswith("in"):
            yield "me" + word.removesuffix("in") + "kan"
