"""Numbers as scanners print them: "I0", "1 1", "2T", "lV", and what they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_GLYPHS = {
    **{str(digit): str(digit) for digit in range(10)},
    **dict.fromkeys("OoQ", "0"),
    **dict.fromkeys("Il|!tiLJj", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("bG", "6"),
    **dict.fromkeys("T", "7"),
    **dict.fromkeys("gq", "9"),
    "s": "5",
    "S": "58",
    "B": "8",
}
GLYPHS = "".join(re.escape(glyph) for glyph in _GLYPHS)
_SUFFIXES = "ABCDEFGH"
_MAX_GLYPHS, _MAX_NUMBER = 4, 400
_ROMAN_GLYPHS = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "i": "I", "T": "I", "v": "V", "x": "X", "U": "V"})
_ROMAN = re.compile(r"(X{0,4})(IX|IV|V?I{0,4})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number of a provision with its letter: 5, then 5A, 5B, then 6."""

    value: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.value}{self.suffix}"


def readings(token: str) -> tuple[Number, ...]:
    """What the token may stand for, the likeliest first; exactly one for clean digits, none for what is no number."""
    glyphs = "".join(token.split())
    if re.fullmatch(r"\d{1,4}", glyphs):
        return (Number(int(glyphs)),) if 0 < int(glyphs) <= _MAX_NUMBER else ()
    found = list(_translated(glyphs, ""))
    if len(glyphs) > 1 and glyphs[-1] in _SUFFIXES:
        found += _translated(glyphs[:-1], glyphs[-1])
    return tuple(dict.fromkeys(found))


def _translated(glyphs: str, suffix: str) -> Iterator[Number]:
    if not 0 < len(glyphs) <= _MAX_GLYPHS or any(glyph not in _GLYPHS for glyph in glyphs):
        return
    for digits in product(*(_GLYPHS[glyph] for glyph in glyphs)):
        value = int("".join(digits))
        if 0 < value <= _MAX_NUMBER:
            yield Number(value, suffix)


def is_clean(token: str) -> bool:
    """True when the token is plain digits, with or without a letter after them."""
    return re.fullmatch(r"\d{1,3}[A-H]?", token.strip()) is not None


def roman(token: str) -> int | None:
    """The value of a Roman number up to 49, noisy glyphs folded; None when it is none."""
    glyphs = "".join(token.split()).translate(_ROMAN_GLYPHS)
    if not glyphs or _ROMAN.fullmatch(glyphs) is None:
        return None
    values = [_ROMAN_VALUES[glyph] for glyph in glyphs]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
