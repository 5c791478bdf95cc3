"""Numbers as Indonesian texts write them: digits, words, both ("5 (lima)"), ordinals, fractions, Roman chapters."""

from __future__ import annotations

import re
from fractions import Fraction

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_UNIT = "(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_TENS = rf"(?:{_UNIT} puluh(?: {_UNIT}\b)?|{_UNIT} belas|sepuluh|sebelas|{_UNIT})"
WORDS = rf"(?:(?:seratus|{_UNIT} ratus)(?: {_TENS}\b)?|{_TENS})\b"
DIGITS = r"(?<![a-z\d])(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)"
NUMBER = rf"(?:{DIGITS}(?:\s*\(\s*{WORDS}\s*\))?|\b{WORDS})"
ORDINAL = rf"(?:\bke-\s?\d+|\bke{WORDS}|\bpertama\b)"
FRACTIONS = {
    "setengah": Fraction(1, 2),
    "separuh": Fraction(1, 2),
    "sepertiga": Fraction(1, 3),
    "dua pertiga": Fraction(2, 3),
    "seperempat": Fraction(1, 4),
}
SCALE = r"(?:\s+(?:ribu|juta|miliar|triliun)\b)?"
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
FRACTION = rf"\b(?:{'|'.join(FRACTIONS)})\b"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def word_value(text: str) -> int:
    """47 for "empat puluh tujuh", 111 for "seratus sebelas"."""
    total = current = 0
    for word in text.replace("seratus", "satu ratus").replace("sepuluh", "satu puluh").replace("sebelas", "satu belas").split():
        if word in _UNITS:
            current = _UNITS.index(word)
        elif word == "ratus":
            total, current = total + current * 100, 0
        elif word == "puluh":
            total, current = total + current * 10, 0
        elif word == "belas":
            total, current = total + current + 10, 0
    return total + current


def number_words(number: int) -> str:
    """ "empat puluh tujuh" for 47; digits from 100 on."""
    if number < 10:
        return _UNITS[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{_UNITS[number - 10]} belas")
    return f"{_UNITS[number // 10]} puluh {_UNITS[number % 10] if number % 10 else ''}".strip() if number < 100 else str(number)


def number_values(text: str) -> tuple[Fraction, ...]:
    """The value of a number, and a second one where digits and the words in parentheses contradict each other."""
    text = text.strip()
    if text in FRACTIONS:
        return (FRACTIONS[text],)
    if text == "pertama":
        return (Fraction(1),)
    digits = re.search(DIGITS, text)
    words = re.search(WORDS, text.removeprefix("ke"))
    scale = _SCALES.get(text.rpartition(" ")[2], 1)
    found = [Fraction(digits[0].replace(".", "").replace(",", ".")) * scale] if digits else []
    found += [Fraction(word_value(words[0])) * scale] if words else []
    return tuple(dict.fromkeys(found))
