"""Questions with two needs ("A vs B, nomor berapa masing-masing") and how they are taken apart."""

from __future__ import annotations

import re

from indexer.tokens import content_words, words

_TWO = re.compile(
    r"\b(?:vs|versus|masing2|masing-masing|dua-duanya|dua2nya|duanya|keduanya|kedua|dua indikator|beda\w*|perbedaan|sedangkan|"
    r"demikian pula|begitu juga)\b|\bmana\b.*(?:\bdan\b|&|,|\bsedangkan\b).*\bmana\b"
)
_STRONG_BORDER = re.compile(
    r"\s+(?:vs\.?|versus|sedangkan|sementara|demikian pula|begitu juga|dibanding(?:kan)?|lawan)\s+|[;]\s+"
)
_WEAK_BORDER = re.compile(r",\s+|\s+(?:dan|sama|dgn|dengan|&|dari)\s+")
_DIFFERENCE = re.compile(r"\bbeda\w*|\bperbedaan")
_ASKING = re.compile(
    r"\b(?:nomor|no|nmr|indikator\w*|beda\w*|perbedaan\w*|berapa|brp|masing2|masing-masing|dua-duanya|dua2nya|keduanya|apa\w*|itu|kan|dong|sih|"
    r"sebut\w*|tolong|mohon|jelaskan|trus|terus|lalu|kalau|kalo|mana|gimana)\b",
    re.I,
)
_FEWEST_WORDS = 2


def has_two_needs(text: str) -> bool:
    """True when the question asks about two things at once."""
    return bool(_TWO.search(text.lower()))


def split_needs(text: str) -> list[str]:
    """The two to three parts of a question that asks for as many things; [] when it asks for one or cannot be parted."""
    if not has_two_needs(text):
        return []
    fewest = 1 if _DIFFERENCE.search(text.lower()) else _FEWEST_WORDS
    for border in (_STRONG_BORDER, _WEAK_BORDER):
        parts = [_subject(part) for part in border.split(text)]
        full = [part for part in parts if len(_content(part)) >= fewest]
        if 2 <= len(full) <= 3:
            return full
    return []


def _subject(part: str) -> str:
    """The part without the words that only ask ("nomor indikatornya berapa"), and of its clauses the fullest."""
    clauses = [_ASKING.sub(" ", clause).strip() for clause in re.split(r"[,:?]", part)]
    return max(clauses, key=lambda clause: len(_content(clause)))


def _content(text: str) -> list[str]:
    """Content words of three letters or more: chat spellings of function words ("yg", "dgn") are shorter."""
    return [word for word in content_words(words(text)) if len(word) > 2]
