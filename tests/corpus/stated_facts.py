"""What a text states that can be checked: numbers of all kinds, deadlines, references, dates and actors.

The same grammar reads our digests and the official texts, so a fact occurs when both sides state the same kind and value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from named_actors import ANY_ACTOR, named
from stated_numbers import DIGITS, FRACTION, NUMBER, ORDINAL, ROMAN, SCALE, WORDS, number_values

Kind = Literal["code", "regulation", "date", "reference", "percentage", "deadline", "year", "count", "actor", "contradiction"]

_MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
_UNITS = "hari kerja|hari kalender|tahun anggaran|tahun|bulan|minggu|hari|jam|menit|detik|kali|semester|triwulan"
_PLACES = "pasal|ayat|huruf|angka|bab|tabel|formulir|bagian|lampiran|halaman|level|tingkat|indikator|aspek|domain|sektor|gambar"
_BETWEEN = r"\s*(?:,\s*(?:dan|atau|serta)?|dan/atau|dan|atau|serta|sampai dengan|sampai|hingga|-|/)\s*"
_ITEM = rf"(?:\(\s*\d+[a-z]?\s*\)|\d+[a-z]?\b(?![,.]\d)(?:\s*\(\s*{WORDS}\s*\))?)"
_LETTER = r"(?:\([a-z]\)|[a-z]\b(?!\.\w))"
_ROMAN = r"(?:[ivx]+\b|\d+\b)"
_REFERENCE = re.compile(
    rf"\b(?:(?P<letters>huruf)\s*(?P<l>{_LETTER}(?:{_BETWEEN}{_LETTER})*)"
    rf"|(?P<romans>bab|lampiran)\s*(?P<r>{_ROMAN}(?:{_BETWEEN}{_ROMAN})*)"
    rf"|(?P<places>{_PLACES})\s*(?P<i>{_ITEM}(?:{_BETWEEN}{_ITEM})*)"
    rf"|(?P<steps>tahun|tahap|semester|{_PLACES})\s+(?P<o>{ORDINAL}))"
)
_ARTICLE_BEFORE = re.compile(r"pasal (\d+[a-z]?) $")
_CODE = re.compile(
    r"\b[a-z0-9]+(?:[._-]+[a-z0-9]+)*\.(?:pdf|docx?|xlsx?|jpg|mp4)\b"
    r"|\b[a-z][.-]\d+\b|\b\d+(?:\.\d+){2,}\b|\b\d{1,2}\.\d{1,2}\b(?!\d)|\b\d+(?:\.[a-z])+\b"
)
_REGULATION = re.compile(
    r"(?:\b(?:nomor|no\.?)\s*:?\s*)?\b(?P<n>\d+)[a-z]?\s*/\s*(?P<y>(?:19|20)\d\d)\b"
    r"|\b(?:nomor|no\.?)\s*:?\s*(?P<n2>\d+)\s*tahun\s*(?P<y2>\d{4})\b"
    r"|\b(?P<n3>\d+)\s+tahun\s+(?P<y3>(?:19|20)\d\d)\b"
)
_DATE = re.compile(rf"\b(?:(?P<d>\d{{1,2}})\s+)?(?P<m>{_MONTHS})\b(?:\s+(?:tahun\s+)?(?P<y>\d{{4}}))?")
_PERCENTAGE = re.compile(rf"(?P<n>{DIGITS})\s*(?:\([^)]*\)\s*)?(?:persen|%)")
_DEADLINE = re.compile(
    rf"(?P<n>{NUMBER}|{FRACTION})\s*(?P<u>{_UNITS})(?:an)?\b(?!\s+(?:19|20)\d\d)"
    r"|\b(?P<each>setiap|tiap|per|satu)\s+(?P<eu>tahun|bulan|minggu|hari|semester|triwulan)(?:nya)?\b"
    r"|\bse(?P<su>tahun|bulan|minggu|hari|jam)\b(?!-)|(?<!sama )\b(?P<once>sekali)\b(?! lagi)|\b(?P<yearly>tahun)an\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(rf"{FRACTION}|{ORDINAL}|{NUMBER}{SCALE}")
_TITLE = re.compile(r" \d+/(?:19|20)\d\d")
_EDITION = re.compile(r"\b(?:edisi|rubrik) (?:2018|2020)\b")
_OWN_NUMBERING = re.compile(r"\(\d\) |[. ]?(?:pertama|kedua|ketiga|keempat|kelima),")
_WORD = re.compile(r"[a-z]{3,}")
_EMPTY_WORDS = frozenset(
    "yang untuk dalam dengan pada oleh atau dari adalah spbe hal serta paling tidak dan ada ini itu setiap agar dapat harus lain "
    "antara secara sebagai sebagaimana dimaksud ayat pasal huruf angka perpres permenpanrb peraturan menurut tentang jadi".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One checkable statement; `value` compares equal on both sides."""

    kind: Kind
    value: tuple[str, ...]
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the statement ends in its text."""
        return self.start + len(self.text)

    @property
    def rivals(self) -> tuple[str, str]:
        """What other values it stands against: years against years, deadlines in years against deadlines in years."""
        return self.kind, self.value[1] if self.kind == "deadline" else self.value[0] if self.kind == "reference" else ""


def plain(text: str) -> str:
    """The text in lower case with the slips of OCR in numbers repaired and glued words and numbers parted; lines are kept."""
    text = text.replace("\u2013", "-").replace("\u2014", "-").replace("\u00a0", " ").replace("\u00d7", "x")
    text = re.sub(r"(?<=[(\s])[lI](?=\)|\d)|(?<=\d)[lI](?=[\d)])", "1", text)
    text = re.sub(r"(?<=\d)[Oo](?=[\dOo]|\b)", "0", text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text)
    text = re.sub(r"(?<=[a-zA-Z]{2})(?=\d+\b)|(?<=\d)(?=[A-Za-z]{2})", " ", text).lower()
    return re.sub(r"[^\S\n]+", " ", text)


@lru_cache(maxsize=20_000)
def facts_of(text: str) -> tuple[Fact, ...]:
    """Every fact that a plain text of one line states, each stretch of text belonging to one fact only."""
    text = _EDITION.sub(lambda match: "\0" * len(match[0]), text)
    actors = list(actors_of(text))
    return (*actors, *numbers_of(_blank(text, actors)))


def numbers_of(text: str) -> list[Fact]:
    """The facts of all kinds but actors."""
    found: list[Fact] = []
    for reader in (_codes, _percentages, _regulations, _dates, _references, _deadlines, _years, _counts):
        facts = list(reader(text))
        found += facts
        text = _blank(text, facts)
    return found


def actors_of(text: str) -> Iterator[Fact]:
    """The actors named; not one that is denied ("bukan Menteri PANRB") or part of a title ("Peraturan BSSN 4/2021")."""
    for match in ANY_ACTOR.finditer(text):
        if not text[: match.start()].endswith("bukan ") and not _TITLE.match(text, match.end()):
            yield _fact("actor", match, named(match))


def stems(text: str) -> list[str]:
    """The telling words of a text, cut to six letters so that most endings fall away."""
    return [stem for word in _WORD.findall(text) if (stem := stem_of(word))]


def stem_of(word: str) -> str:
    """The first six letters of a word; "" for one that tells nothing."""
    return "" if word in _EMPTY_WORDS else word[:6]


def _blank(text: str, facts: list[Fact]) -> str:
    """The text with the facts taken out, every other word in its place."""
    parts: list[str] = []
    at = 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        parts += [text[at : fact.start], "\0" * (fact.end - max(at, fact.start))]
        at = max(at, fact.end)
    return "".join((*parts, text[at:]))


def _fact(kind: Kind, match: re.Match[str], *value: object) -> Fact:
    return Fact(kind=kind, value=tuple(str(part) for part in value), text=match[0], start=match.start())


def _codes(text: str) -> Iterator[Fact]:
    for match in _CODE.finditer(text):
        yield _fact("code", match, re.sub(r"\W", "", match[0]))


def _regulations(text: str) -> Iterator[Fact]:
    for match in _REGULATION.finditer(text):
        yield _fact("regulation", match, match["n"] or match["n2"] or match["n3"], match["y"] or match["y2"] or match["y3"])


def _dates(text: str) -> Iterator[Fact]:
    for match in _DATE.finditer(text):
        if match["d"] or match["y"]:
            yield _fact("date", match, match["d"] or "", match["m"], match["y"] or "")


def _references(text: str) -> Iterator[Fact]:
    """One fact for each number of "Pasal 3, 4, dan 5 ayat (2)"; an ayat carries the article that stands right before it."""
    for match in _REFERENCE.finditer(text):
        place = str(match["letters"] or match["romans"] or match["places"] or match["steps"])
        group = next(group for group in "lrio" if match[group])
        article = _ARTICLE_BEFORE.search(text, 0, match.start()) if place == "ayat" else None
        for item in re.finditer(ORDINAL if group == "o" else r"\b\d+[a-z]?\b|\b[a-z]{1,4}\b", match[group]):
            value = _reference_value(group, item[0])
            if value:
                start = match.start(group) + item.start() if item.start() else match.start()
                stated = text[start : match.start(group) + item.end()]
                name = "level" if place == "tingkat" else place
                yield Fact(kind="reference", value=(name, value, article[1] if article else ""), text=stated, start=start)


def _reference_value(group: str, item: str) -> str:
    if group == "o":
        return str(number_values(item)[0])
    if item in {"dan", "atau"}:
        return ""
    if group == "r":
        return str(ROMAN.get(item, item if item.isdigit() else ""))
    return item if group == "l" or item[0].isdigit() else ""


def _percentages(text: str) -> Iterator[Fact]:
    for match in _PERCENTAGE.finditer(text):
        yield _fact("percentage", match, number_values(match["n"])[0])


def _deadlines(text: str) -> Iterator[Fact]:
    for match in _DEADLINE.finditer(text):
        unit = match["u"] or match["eu"] or match["su"] or match["yearly"] or "kali"
        values = number_values(match["n"]) if match["n"] else (1,)
        yield _fact("deadline", match, values[0], unit)
        if len(values) > 1:
            yield _fact("contradiction", match, *values)


def _years(text: str) -> Iterator[Fact]:
    for match in _YEAR.finditer(text):
        yield _fact("year", match, match[0])


def _counts(text: str) -> Iterator[Fact]:
    """Amounts; not "satu" as an article ("satu alur kerja") and not the numbering of our own enumerations ("(1) ...")."""
    for match in _COUNT.finditer(text):
        if match[0] == "satu" or _OWN_NUMBERING.match(text, max(0, match.start() - 1)):
            continue
        values = number_values(match[0])
        yield _fact("count", match, values[0])
        if len(values) > 1:
            yield _fact("contradiction", match, *values)
