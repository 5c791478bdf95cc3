"""Repair of typos: towards the words of the knowledge, never away from a word of everyday language."""

from __future__ import annotations

import pytest

from assistant.session import Session
from indexer.typos import TypoRepair

KNOWN = {"keras": 3, "larangan": 4, "harus": 9, "perbandingan": 2, "pelatihan": 5, "ditandatangani": 3, "kebijakan": 9}
EVERYDAY = {"kelas", "hapus", "pertandingan", "latihan", "tandatangani", "karang"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kelas", "kelas"),
        ("hapus", "hapus"),
        ("pertandingan", "pertandingan"),
        ("latihan", "pelatihan"),
        ("tandatangani", "ditandatangani"),
        ("karangin", "karang"),
        ("kebijkan", "kebijakan"),
        ("kbjkn", "kebijakan"),
        ("hrs", "harus"),
        ("zzyzx", "zzyzx"),
    ],
)
def test_a_word_of_everyday_language_is_no_typo(written: str, meant: str) -> None:
    assert TypoRepair(KNOWN, EVERYDAY, EVERYDAY.__contains__).repaired(written) == meant


@pytest.mark.parametrize("word", ["resep", "kelas", "semalam", "pertandingan", "instruksi", "pembebasan"])
def test_the_index_leaves_real_words_alone(session: Session, word: str) -> None:
    assert session.asker().index.prepare(word).standard == word


@pytest.mark.parametrize(
    ("written", "meant"),
    [("penilain", "penilaian"), ("arsitketur", "arsitektur"), ("aplikai", "aplikasi"), ("keamnan", "keamanan")],
)
def test_the_index_repairs_typos(session: Session, written: str, meant: str) -> None:
    assert session.asker().index.prepare(written).standard == meant
