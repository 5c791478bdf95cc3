"""Locators: the forms of the contract, containment, labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LocatorError
from corpus.locators import Locator, label, parse_locator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perpres-95-2018#pasal-13.ayat-2.huruf-a", "Pasal 13 ayat (2) huruf a Perpres 95/2018"),
        ("perpres-95-2018#lampiran", "Lampiran Perpres 95/2018"),
        ("rubrik-2020#indikator-21.level-4", "Indikator 21 level 4"),
        ("rubrik-2018#indikator-3", "Indikator 3 (2018)"),
        ("pedoman-3-2024#bab-3.C", "Bab III C Pedoman Menteri PANRB 3/2024"),
        ("peraturan-bssn-4-2021#pasal-5", "Pasal 5 Peraturan BSSN 4/2021"),
        ("bukti:9f2c9f2c9f2c#halaman-12", "Bukti halaman 12"),
        ("permenpanrb-59-2020", "PermenPANRB 59/2020"),
    ],
)
def test_label(text: str, expected: str) -> None:
    locator = parse_locator(text)
    assert str(locator) == text
    assert label(locator) == expected


@pytest.mark.parametrize(
    "text", ["", "pasal 13", "perpres-95-2018#", "perpres-95-2018#pasal", "x", "rubrik-2020#indikator-1.level"]
)
def test_malformed(text: str) -> None:
    with pytest.raises(LocatorError, match="tidak dikenali"):
        parse_locator(text)


def test_containment_stops_at_borders() -> None:
    article = parse_locator("perpres-95-2018#pasal-1")
    assert parse_locator("perpres-95-2018#pasal-1.angka-2").is_within(article)
    assert article.is_within(Locator("perpres-95-2018"))
    assert not parse_locator("perpres-95-2018#pasal-13").is_within(article)
    assert not parse_locator("perpres-39-2019#pasal-1").is_within(article)


@given(st.integers(1, 300), st.integers(1, 20), st.sampled_from("abcdefgh"))
def test_round_trip(article: int, paragraph: int, letter: str) -> None:
    text = f"perpres-95-2018#pasal-{article}.ayat-{paragraph}.huruf-{letter}"
    locator = parse_locator(text)
    assert str(locator) == text
    assert locator.number("pasal") == article
    assert locator.parent() == parse_locator(f"perpres-95-2018#pasal-{article}.ayat-{paragraph}")
