"""Every number, deadline and actor that the knowledge states occurs in the source that it cites; a wrong one is named."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from accepted_facts import ACCEPTED
from checked_entries import checked_entries
from fact_library import Library
from fact_rules import Entry, is_proved, unproved
from named_actors import ACTORS
from stated_facts import Fact, facts_of
from stated_numbers import DIGITS, WORDS, number_words, word_value

from corpus.knowledge import Knowledge
from corpus.locators import Locator

UNITS = ("tahun", "bulan", "hari", "minggu", "jam")
OFFICES = tuple(
    "menteri panrb,bappenas,kominfo,kemenkeu,kemendagri,bssn,brin,presiden,tim koordinasi spbe nasional,koordinator spbe,"
    "sekretaris daerah,kepala daerah,gubernur,pimpinan instansi pusat,unit kerja,perangkat daerah,asesor internal,"
    "asesor eksternal,auditor,latik,pengguna,masyarakat,walidata,produsen data,bpkp,peruri,akademisi,pelaku usaha".split(",")
)
LEAST_FOUND = 0.75


@pytest.fixture(scope="module")
def library(shared: Path) -> Library:
    return Library(shared)


@pytest.fixture(scope="module")
def entries(knowledge: Knowledge) -> list[Entry]:
    return list(checked_entries(knowledge))


def is_accepted(entry: Entry, fact: Fact) -> bool:
    return any(row.covers(entry, fact) for row in ACCEPTED)


def told(entry: Entry, fact: Fact) -> str:
    around = entry.plain[max(0, fact.start - 60) : fact.end + 60]
    sources = ", ".join(str(locator) for locator in (entry.scope or entry.locator, *entry.also))
    return f"{entry.locator} {entry.name}: {fact.kind} «{fact.text}» dalam «…{around}…», dicari di {sources}"


@pytest.mark.shared
def test_every_fact_occurs_in_its_source(entries: list[Entry], library: Library) -> None:
    missing = [(entry, fact) for entry in entries for fact in unproved(entry, library)]
    faults = [told(entry, fact) for entry, fact in missing if not is_accepted(entry, fact)]
    assert faults == [], "\n".join(faults)
    needless = [row for row in ACCEPTED if not any(row.covers(entry, fact) for entry, fact in missing)]
    assert needless == []


@pytest.mark.shared
def test_every_kind_of_fact_is_checked(entries: list[Entry], library: Library) -> None:
    """No kind falls silent, and every digested document has its text at hand."""
    kinds: Counter[str] = Counter(fact.kind for entry in entries for fact in entry.facts())
    least = {"actor": 3000, "reference": 1500, "count": 900, "regulation": 600, "deadline": 350, "year": 100, "percentage": 80}
    assert {kind: number for kind, number in least.items() if kinds[kind] < number} == {}
    assert sorted({str(entry.locator) for entry in entries if not library.has(entry.locator)}) == []


@pytest.mark.shared
@pytest.mark.parametrize(
    ("locator", "right", "wrong"),
    [
        ("perpres-95-2018#pasal-12.ayat-2", "5 (lima) tahun", "3 (tiga) tahun"),
        ("perpres-95-2018#pasal-12.ayat-2", "5 (lima) tahun", "5 (lima) bulan"),
        ("perpres-95-2018#pasal-12.ayat-2", "5 (lima) tahun", "5 (empat) tahun"),
        ("perpres-95-2018#pasal-59.ayat-4", "6 (enam)", "7 (tujuh)"),
        ("perpres-95-2018#pasal-59.ayat-4", "keamanan siber (BSSN)", "keuangan (Kemenkeu) dan BPKP"),
        ("perpres-95-2018#pasal-63.ayat-2", "5 Oktober 2020", "5 Oktober 2021"),
        ("perpres-39-2019#pasal-44", "17 Juni 2019", "17 Juli 2019"),
        ("permenpanrb-59-2020#lampiran.bab-2.tabel-7", "25,00", "24,00"),
        ("permenpanrb-59-2020#lampiran.bab-2.B.angka-1.tabel-5", "23 Data", "22 Data"),
        ("pedoman-3-2024#bab-3.G.angka-1", "halaman 230", "halaman 232"),
        ("peraturan-brin-2-2024#pasal-44", "1 (satu) tahun", "2 (dua) tahun"),
        ("se-panrb-18-2022#bab-5.A", "Desember 2022", "Desember 2023"),
    ],
)
def test_a_wrong_fact_is_named(entries: list[Entry], library: Library, locator: str, right: str, wrong: str) -> None:
    entry = next(entry for entry in entries if str(entry.locator) == locator and right in entry.text)
    altered = Entry(locator=entry.locator, text=entry.text.replace(right, wrong), also=entry.also)
    found = [told(altered, fact) for fact in unproved(altered, library) if not is_accepted(entry, fact)]
    assert found and all(locator in line for line in found)


@pytest.mark.shared
def test_most_random_errors_are_found(entries: list[Entry], library: Library) -> None:
    """Of 200 errors in numbers, deadlines and offices, drawn by chance, at least three in four are named."""
    draw = random.Random(59)
    facts = [(entry, fact) for entry in entries if not entry.name for fact in entry.facts()]
    by_kind = [
        [pair for pair in facts if pair[1].kind == "actor"],
        [pair for pair in facts if pair[1].kind == "deadline"],
        [pair for pair in facts if pair[1].kind not in {"actor", "deadline", "code"}],
    ]
    drawn = [draw.choice(by_kind[number % 3]) for number in range(200)]
    missed = [told(entry, fact) for entry, fact in drawn if not is_found(entry, fact, draw, library)]
    assert len(missed) <= (1 - LEAST_FOUND) * len(drawn), "\n".join(missed)


def is_found(entry: Entry, fact: Fact, draw: random.Random, library: Library) -> bool:
    """Whether the checker names an error put in place of a fact."""
    wrong = altered_fact(fact, draw)
    text = entry.plain[: fact.start] + wrong + entry.plain[fact.end :]
    end = fact.start + len(wrong)
    return any(
        not is_proved(other, text, entry, library) for other in facts_of(text) if other.start < end and other.end > fact.start
    )


def altered_fact(fact: Fact, draw: random.Random) -> str:
    """The words of another office, of another unit, or of a number that is up to three off."""
    if fact.kind == "actor":
        return draw.choice([office for office in OFFICES if not re.fullmatch(ACTORS[fact.value[0]], office)])
    unit = re.search(r"(?:(?<=\d )|(?<=\) ))(?:tahun|bulan|hari|minggu|jam)\b", fact.text)
    if fact.kind == "deadline" and unit is not None and draw.random() < 0.5:
        return fact.text.replace(unit[0], draw.choice([other for other in UNITS if other != unit[0]]))
    return altered_number(fact.text, draw.choice((1, 2, 3)))


def altered_number(text: str, step: int) -> str:
    """The text with its first number raised by a step, in digits and in words; a text without one gets a number."""
    digits = re.search(DIGITS, text)
    words = re.search(WORDS, text.removeprefix("ke"))
    if digits is not None:
        place = max(at for at in range(digits.start(), digits.end()) if text[at].isdigit())
        plain_number = digits[0].isdigit()
        raised = str(int(digits[0]) + step) if plain_number else f"{(int(text[place]) + step) % 10}"
        text = text[: digits.start() if plain_number else place] + raised + text[digits.end() if plain_number else place + 1 :]
        return re.sub(rf"\(\s*{WORDS}\s*\)", f"({number_words(int(raised))})", text) if plain_number else text
    if words is not None:
        return text.replace(words[0], number_words(word_value(words[0]) + step), 1)
    return f"{1 + step} kali {text}"


def test_an_error_in_words_and_digits_is_a_contradiction() -> None:
    entry = Entry(locator=Locator("perpres-95-2018", "pasal-12"), text="Berlaku untuk 5 (tujuh) tahun.")
    assert "contradiction" in {fact.kind for fact in entry.facts()}
