"""Titles that are printed in capitals, in the letters that people read more easily."""

from __future__ import annotations

import re

_SMALL = frozenset(
    "dan di ke dari yang untuk dengan pada bagi serta atau dalam oleh sebagai atas tentang terhadap antara".split()
)
_ABBREVIATIONS = frozenset(
    """SPBE TIK SMPI PANRB BSSN BRIN BAPPENAS PPN KPK TNI POLRI ASN PNS RI APBN APBD BUMN BUMD UMKM UU PP PERPRES RPJMN RPJMD SDI
    SKPD OPD BPS BIG BPKP BKN LAN LKPP KL UPT NIK NPWP IT PDP PSE CSIRT RB HAM""".split()
)


def title_case(text: str) -> str:
    """The text with capitals only at the head of words, small words and abbreviations as usual; mixed text is left alone."""
    words = " ".join(text.split())
    if not words or words != words.upper():
        return words
    found = re.sub(r"[^\W_]+", lambda match: _word(match[0]), words)
    return found[:1].upper() + found[1:]


def _word(word: str) -> str:
    if word in _ABBREVIATIONS or re.fullmatch(r"[IVX]+", word):
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()
