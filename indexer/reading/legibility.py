"""Whether a text is language or the debris of a broken text layer; works for Indonesian, English and other scripts."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)|/g\d+")
_LEADER = re.compile(r"[.…_·\-](?:\s?[.…_·\-]){3,}")  # dots to the page number, lines to write on
_VOWEL = re.compile(r"[aiueoy]", re.IGNORECASE)
_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_COMMON_WORDS = """
yang dan di ke dari untuk dengan dalam pada oleh atau ini itu adalah tidak akan serta sebagai tentang atas agar telah dapat nomor
tahun pasal ayat huruf peraturan keputusan menteri daerah kota kabupaten provinsi pemerintah indonesia republik bupati wali
walikota gubernur kepala dinas badan sistem informasi layanan data tanggal bab lampiran sesuai ketentuan jabatan no nama
halaman aplikasi the of and to in for is on by with as this that from are be or an at it page test
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_MAX_BROKEN = 0.08
_MIN_LETTERS = 0.35
_MIN_PLAUSIBLE = 0.6
_MIN_COMMON = 0.06
_MIN_WORDS = 25


def n_characters(text: str) -> int:
    """Number of letters and digits."""
    return sum(character.isalnum() for character in text)


def is_legible(text: str) -> bool:
    """True when the text reads as language or as a table of figures; True also for texts too short to tell."""
    text = _LEADER.sub(" ", text)
    n_visible = sum(not character.isspace() for character in text)
    if not n_visible:
        return False
    n_broken = sum(len(part) for part in _BROKEN.findall(text))
    if n_broken > _MAX_BROKEN * n_visible:
        return False
    if n_visible >= 40 and n_characters(text) < _MIN_LETTERS * n_visible:
        return False
    words = _WORD.findall(text)
    latin = [word for word in words if word.isascii()]
    if len(latin) < _MIN_WORDS or len(latin) < 0.5 * len(words):
        return True  # figures, another script, or too little to judge
    return plausible_share(latin) >= _MIN_PLAUSIBLE or common_share(latin) >= _MIN_COMMON


def plausible_share(words: list[str]) -> float:
    """Part (0 to 1) of the words that could be words: with a vowel, without a run of consonants, not in mixed case."""
    return sum(_is_plausible(word) for word in words) / len(words) if words else 0.0


def common_share(words: list[str]) -> float:
    """Part (0 to 1) of the words that are among the commonest of Indonesian official writing and English."""
    return sum(word.lower() in _COMMON for word in words) / len(words) if words else 0.0


def agreement(text: str, other: str) -> float:
    """Part (0 to 1) of the words of `text`, of three letters and more, that `other` has too; 1 when there are none."""
    words = {word.lower() for word in _WORD.findall(text) if len(word) > 2}
    others = {word.lower() for word in _WORD.findall(other)}
    return len(words & others) / len(words) if words else 1.0


def _is_plausible(word: str) -> bool:
    if len(word) == 1:
        return False
    if word.isupper() and len(word) <= 5:
        return True  # an abbreviation
    is_one_case = word.islower() or word.isupper() or word[1:].islower()
    return is_one_case and _VOWEL.search(word) is not None and _RUN.search(word) is None
