"""Finding words in printed and recognised text: split letters, 0 for O and 1 for I do not hide them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_ALIKE = {"o": "[oO0]", "i": "[iI1l|]", "l": "[lL1I|]", "0": "[0oO]", "1": "[1Il]"}
_GAP = "[ \t]{0,2}"


@cache
def loose(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, longest first; offsets are those of the text as it stands."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(loose_source, ordered))})(?![A-Za-z0-9])", re.IGNORECASE)


def loose_source(phrase: str) -> str:
    """Source of a pattern for the phrase, for use inside a larger pattern that ignores case."""
    return r"[\s\-–]{0,3}".join(_word(word) for word in re.split(r"[\s\-]+", phrase.strip()))


def _word(word: str) -> str:
    letters = [_ALIKE.get(letter.lower(), re.escape(letter)) for letter in word]
    return (_GAP if len(word) > 4 else "").join(letters)


def count(phrases: Iterable[str], text: str) -> int:
    """How often any of the phrases occurs in the text."""
    return len(loose(*phrases).findall(text))


def kinds_found(phrases: Iterable[str], text: str) -> int:
    """How many different phrases occur in the text."""
    return sum(loose(phrase).search(text) is not None for phrase in phrases)
