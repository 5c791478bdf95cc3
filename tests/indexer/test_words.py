"""Words, mentions and repaired queries."""

from __future__ import annotations

import pytest

from corpus.knowledge import Knowledge
from indexer.lexicon import lexicon_of
from indexer.mentions import find_mentions
from indexer.query import QueryPreparer
from indexer.tokens import Lexicon, content_words, fold, words

LEXICON = Lexicon({"brp": "berapa", "gak": "tidak"}, {("jip",): "jaringan intra pemerintah", ("ruang", "server"): "pusat data"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Masing2 OPD", ["masing", "masing", "opd"]),
        ("indeks 3,5", ["indeks", "3,5"]),
        ("Réviu—kebijakan!", ["reviu", "kebijakan"]),
        ("😀😀", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lexicon_opens_longest_terms() -> None:
    assert LEXICON.standard("JIP brp") == ["jip", "berapa"]
    assert LEXICON.expanded("ruang server gak ada") == "ruang server tidak ada pusat data"


def test_content_words_drop_function_words_and_clitics() -> None:
    assert content_words(words("apa saja buktinya untuk aplikasinya")) == ["bukti", "aplikasi"]


def test_fold_keeps_one_space() -> None:
    assert fold("  A\u00a0B\n c ") == "a b c"


@pytest.mark.parametrize(
    ("question", "locators"),
    [
        ("pasal 13 ayat 2 perpres 95", ["perpres-95-2018#pasal-13.ayat-2"]),
        ("psl 9 ayat (3) huruf a perpres 95/2018", ["perpres-95-2018#pasal-9.ayat-3.huruf-a"]),
        ("indikator 21 level 4", ["rubrik-2020#indikator-21.level-4"]),
        ("ind 3 & 23", ["rubrik-2020#indikator-3", "rubrik-2020#indikator-23"]),
        ("pasal 11 permen 59", ["permenpanrb-59-2020#pasal-11"]),
        ("bab III huruf C pedoman 3/2024", ["pedoman-3-2024#bab-3.C"]),
        ("indikator 1-10", []),
        ("indikator nomor 12 naik dari 2 ke 3", ["rubrik-2020#indikator-12.level-2", "rubrik-2020#indikator-12.level-3"]),
    ],
)
def test_mentions(knowledge: Knowledge, question: str, locators: list[str]) -> None:
    mentions = find_mentions(question, knowledge.regulations)
    assert [str(locator) for locator in mentions.locators("perpres-95-2018", "rubrik-2020")] == locators


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("apa beda capaian tiga dan empat", (3, 4)),
        ("mau naik 4 ke 5", (4, 5)),
        ("dr 3 mau loncat ke 4", (3, 4)),
        ("kurang apa lagi biar 4", (4,)),
        ("sudah gabung MPP digital, itu 4 atau 5?", (4, 5)),
        ("masuk indikator 4 atau 5?", ()),
        ("minimal 2 atau 3 orang", ()),
        ("level lima kali setahun", ()),
        ("supaya 3 OPD ikut", ()),
    ],
)
def test_levels_named_in_words(question: str, levels: tuple[int, ...]) -> None:
    assert find_mentions(question, ()).levels == levels


@pytest.mark.parametrize(("written", "meant"), [("arsitektr", "arsitektur"), ("kbjkn", "kebijakan"), ("pengadan", "pengadaan")])
def test_typos_are_repaired_by_method(knowledge: Knowledge, written: str, meant: str) -> None:
    preparer = QueryPreparer(lexicon_of(knowledge), {"arsitektur": 9, "kebijakan": 9, "pengadaan": 5, "data": 5}, [])
    assert meant in preparer.prepare(written).standard.split()


@pytest.mark.parametrize(
    ("spoken", "written"), [("dilibatin", "dilibatkan"), ("nyusun", "menyusun"), ("ngisi", "mengisi"), ("keduanya", "keduanya")]
)
def test_spoken_forms_are_written_out(knowledge: Knowledge, spoken: str, written: str) -> None:
    known = {"dilibatkan": 3, "menyusun": 3, "mengisi": 3, "kedua": 3, "duanya": 9, "libatan": 9}
    assert QueryPreparer(lexicon_of(knowledge), known, ()).prepare(spoken).standard == written


def test_unknown_words_stay() -> None:
    preparer = QueryPreparer(LEXICON, {"arsitektur": 1}, [])
    assert preparer.prepare("zzyzx").standard == "zzyzx"
