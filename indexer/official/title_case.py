"""Titles that are printed in capitals, in the letters that people read more easily."""

from __future__ import annotations

import re

_SMALL = frozenset(
    "dan di ke dari yang untuk dengan pada bagi serta atau dalam oleh sebagai atas tentang terhadap antara".split()
)
# Abbreviations that have a vowel; those without one (BSSN, PKN, TPP) need no list.
_ABBREVIATIONS = frozenset(
    """APBA APBD APBN APIP ASN BIG BLUD BNPB BPKAD BUMD BUMN CCTV CSIRT DAK DAU DIPA DIY DKI DPA DPMPTSP DPRA DPRD EKTP FAQ GIS HAKI
    HAM HKI IKM IKU IP ISO IT ITE JDIH KAK KIA KIP KUA LAKIP LAN LHKASN LHKPN LKJIP LPSE MUI NIB NIK NIP NPWP OPD OSS PAD PANRB PAUD
    PDAM PDP PNS PPAS PPID PSE RAB RB RFC RI RKA RKPD RPJMD RPJMN RPJPD RPJPN RSUD SAKIP SDI SDM SIAK SIM SIMDA SIMPEG SIMWAS SIPD
    SIPKD SKPD SMKI SMPI SNI SOP SOTK SPBE SPIP SPMB SPSE SPTPD SRIKANDI STAN TAPD TI TIK TNI UKM UKPBJ UMKM UPT UPTD URL UTTP UU
    WAN""".split()
)
_ORDINARY_WITHOUT_VOWEL = frozenset("DR DRS DLL DSB DST HLM JL NY TGL TN TTD YTH".split())
_ROMAN = re.compile(r"(?=.)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LONGEST_WITHOUT_VOWEL = 6
_LONGEST_LETTERS = 3  # between the slashes of a number


def title_case(text: str) -> str:
    """The text with capitals only at the head of words, small words and abbreviations as usual; mixed text is left alone."""
    words = " ".join(text.split())
    return _headed(words) if words and words == words.upper() else words


def calm(text: str) -> str:
    """As `title_case`, also for text that shouts most of its long words; a TAHUN that is left in other text is calmed too."""
    words = " ".join(text.split())
    long_words = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    if not long_words or sum(word.isupper() for word in long_words) * 2 < len(long_words):
        return re.sub(r"\bTAHUN\b", "Tahun", words)
    return _headed(words)


def _headed(words: str) -> str:
    found = " ".join(map(_parts, words.split()))
    return found[:1].upper() + found[1:]


def _parts(word: str) -> str:
    """A word with its pieces as in a heading; short ones between slashes stay ("188/HK/2019", "K/L/D")."""
    longest_kept = _LONGEST_LETTERS if "/" in word else 0
    return re.sub(r"[^\W_]+", lambda match: match[0] if len(match[0]) <= longest_kept else _word(match[0]), word)


def _word(word: str) -> str:
    if not word.isupper() or is_abbreviation(word):
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def is_abbreviation(word: str) -> bool:
    """True for a word in capitals that people write so: known, without a vowel, or a Roman number."""
    if word in _ABBREVIATIONS or _ROMAN.fullmatch(word):
        return True
    has_vowel = bool(re.search(r"[AEIOU]", word))
    return not has_vowel and 1 < len(word) <= _LONGEST_WITHOUT_VOWEL and word not in _ORDINARY_WITHOUT_VOWEL
