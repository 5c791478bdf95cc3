"""Addresses that a question names: "pasal 13 ayat 2 perpres 95", "indikator 21 level 4", "permen 59"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from corpus.locators import Locator
from corpus.records import Regulation
from indexer.tokens import fold

T = TypeVar("T")

_JOIN = r"(?:\s*(?:,|/|&|\+|dan|dgn|dengan|sama|atau|vs|versus|serta)\s*(?:indikator\s*)?(?:no\.?\s*|nomor\s*)?)"
_INDICATORS = re.compile(
    rf"\b(?:indikator2|indikator|ind\.?|id)\s*-?\s*(?:ke-?|no\.?|nomor|nmr)?\s*(?P<numbers>\d{{1,3}}\b(?:{_JOIN}\d{{1,3}}\b(?!\s*(?:level|tahun|persen|%)))*)"
)
_RANGE = re.compile(r"\b\d{1,2}\s*(?:-|–|—|s/d|sd|sampai(?: dengan)?|hingga)\s*\d{1,2}\b")
_LEVELS = re.compile(
    r"\b(?:level|lvl|lv|l(?=\s?[1-6]\b)|tingkat|tk|capaian)\.?\s*(?:kematangan)?\s*(?:ke-?)?\s*(?P<first>\d{1,2})\b"
    r"(?:\s*(?:ke|dan|sama|vs|-|–|sampai|menuju|&|/)\s*(?:level|lvl|lv|l|tingkat|tk)?\.?\s*(?P<second>\d)\b(?!\s*(?:tahun|persen|%)))?"
)
_RISE = re.compile(
    r"\b(?:dari|dr|naik(?:in)?|naikkan)\s+(?:level|lvl|tingkat|tk|nilai)?\s*(?P<first>[0-5])\s*(?:[a-z]+\s+){0,3}?(?:ke|menuju|jadi)\s+(?:level|lvl|tingkat|tk|nilai)?\s*(?P<second>[0-5])\b(?![.,]\d)"
)
_WORD_NUMBERS = {"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5"}
_LEVEL_IN_WORDS = re.compile(
    r"\b(?P<head>level|lvl|tingkat|capaian|skor|nilai)(?P<gap>\s+(?:kematangan\s+|ke\s+)?)(?P<first>satu|dua|tiga|empat|lima)\b"
    r"(?:(?P<join>\s+(?:ke|dan|sama|vs|sampai|menuju|dengan)\s+)(?P<second>satu|dua|tiga|empat|lima)\b)?"
    r"(?!\s*(?:kali|tahun|bulan|hari|persen|domain|aspek|indikator|opd|unit|macam|jenis|tahap|kelompok))"
)
_SCORES = re.compile(
    r"\b(?:nilai|skor|angka)\s*(?P<first>[1-5])\s*(?:sama|dan|ke|vs|dgn|dengan|&)\s*(?P<second>[1-5])\b(?![.,]\d)"
)
_EITHER = re.compile(
    r"(?:(?P<before>[a-z]+)[\s.]*)?(?<![\d.,/])(?P<first>[1-5])\s*(?:atau|apa|vs)\s*(?P<second>[1-5])\b(?![.,]?\d)"
    r"(?!\s*(?:tahun|bulan|hari|kali|persen|%|opd|orang|unit|dinas|domain|aspek|dokumen|berkas|file))"
)
_OTHER_NUMBERS = {"indikator", "ind", "id", "no", "nomor", "pasal", "ayat", "bab", "angka", "aspek", "domain", "tahap", "perpres"}
_TOWARDS = re.compile(
    r"\b(?:naik\w*|tembus|menuju|mencapai|capai|jadi|jd|raih|kejar|ngejar|target\w*|biar|supaya|agar|incar)\s+(?:lagi\s+|lg\s+)?(?:ke\s+|dapat\s+)?(?P<level>[1-5])\b(?![.,]?\d)"
    r"(?!\s*(?:opd|tahun|thn|kali|bulan|hari|persen|%|unit|dinas|aplikasi|poin|domain|aspek))"
)
_NAMED_LEVELS = re.compile(
    r"\b(?:level|lvl|tingkat|kematangan|klaim|predikat level|tahap|jenjang)\s+(?:kematangan\s+)?(?P<name>rintisan|informasi|terkelola|interaksi|"
    r"terdefinisi|terstandardisasi|transaksi|terpadu|kolaborasi|optimum|optimal)\b"
)
_LEVEL_NAMES = {
    "rintisan": 1,
    "informasi": 1,
    "terkelola": 2,
    "interaksi": 2,
    "terdefinisi": 3,
    "terstandardisasi": 3,
    "transaksi": 3,
    "terpadu": 4,
    "kolaborasi": 4,
    "optimum": 5,
    "optimal": 5,
}
_ARTICLE = re.compile(
    r"\b(?:pasal|psl|ps)\.?\s*(?P<pasal>\d{1,3}[a-z]?)\b"
    r"(?:\s*,?\s*(?:ayat|ay)\.?\s*\(?(?P<ayat>\d{1,2})\)?)?"
    r"(?:\s*,?\s*(?:huruf|hrf)\.?\s*\(?(?P<huruf>[a-z])\)?\b)?"
    r"(?:\s*,?\s*angka\s*(?P<angka>\d{1,2})\b)?"
)
_GUIDANCE = re.compile(r"\bbab\s+(?P<bab>[ivx]+|\d)\b(?:\s*(?:huruf|bagian|\.)?\s*(?P<letter>[a-g])\b)?")
_NUMBERED = re.compile(
    r"\b(?P<kind>perpres|peraturan presiden|permen\s?pan\s?-?rb|permenpan|permen|peraturan menteri|pedoman(?: menteri)?(?: panrb)?|"
    r"permenkominfo|peraturan bssn|perban(?: bssn)?|bssn|peraturan brin|brin|permenppn|bappenas|surat edaran|se|pp|uu|undang-undang)"
    r"\s*(?:bssn|brin|panrb|pan-?rb|kominfo|ppn|menpan(?:rb)?)?\s*(?:no\.?|nomor|nmr)?\s*(?P<number>\d{1,3})\b"
    r"(?:\s*(?:/|tahun|thn|th)\s*(?P<year>\d{4}))?"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_KINDS = {
    "perpres": ("perpres",),
    "peraturan presiden": ("perpres",),
    "pedoman": ("pedoman",),
    "permenkominfo": ("permenkominfo",),
    "surat edaran": ("se-panrb",),
    "se": ("se-panrb",),
    "pp": ("pp",),
    "uu": ("uu",),
    "undang-undang": ("uu",),
    "bappenas": ("permenppn",),
    "permenppn": ("permenppn",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a question names outright. `documents` are ids; `unknown_documents` are written as the user wrote them."""

    indicators: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    articles: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unknown_documents: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()

    def locators(self, default_document: str, rubric_document: str) -> tuple[Locator, ...]:
        """The addresses named, in order; articles without a document belong to `default_document`."""
        found = [Locator(document, article) for article in self.articles for document in self.documents or (default_document,)]
        guidance = next((document for document in self.documents if document.startswith("pedoman")), "pedoman-3-2024")
        found += [Locator(guidance, part) for part in self.guidance]
        for indicator in self.indicators:
            path = f"indikator-{indicator}"
            found += [Locator(rubric_document, f"{path}.level-{level}") for level in self.levels] or [
                Locator(rubric_document, path)
            ]
        return tuple(found)


def find_mentions(question: str, regulations: Iterable[Regulation]) -> Mentions:
    """The addresses named in a question."""
    text = fold(question)
    documents, unknown = _documents(text, list(regulations))
    indicators = _unique(
        int(number) for match in _INDICATORS.finditer(_RANGE.sub(" ", text)) for number in _integers(match["numbers"])
    )
    return Mentions(
        indicators=indicators,
        levels=_unique([*_levels(text), *(_named_levels(text) if indicators else ())]),
        articles=_unique(_article(match) for match in _ARTICLE.finditer(text)),
        documents=documents,
        unknown_documents=unknown,
        guidance=_unique(_chapter(match) for match in _GUIDANCE.finditer(text) if "pedoman" in text),
    )


def _integers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _levels(question: str) -> Iterable[int]:
    text = _LEVEL_IN_WORDS.sub(_in_digits, question)
    for match in [*_RISE.finditer(text), *_LEVELS.finditer(text)]:
        yield int(match["first"])
        if match["second"]:
            yield int(match["second"])
    for match in _SCORES.finditer(text):
        yield int(match["first"])
        yield int(match["second"])
    for match in _EITHER.finditer(text):
        if match["before"] not in _OTHER_NUMBERS:
            yield int(match["first"])
            yield int(match["second"])
    for match in _TOWARDS.finditer(text):
        yield int(match["level"])


def _in_digits(match: re.Match[str]) -> str:
    second = match["join"] + _WORD_NUMBERS[match["second"]] if match["second"] else ""
    return f"{match['head']}{match['gap']}{_WORD_NUMBERS[match['first']]}{second}"


def _named_levels(text: str) -> Iterable[int]:
    """Levels called by name ("klaim transaksi"); names differ by domain, so they count only beside an indicator."""
    return (_LEVEL_NAMES[match["name"]] for match in _NAMED_LEVELS.finditer(text))


def _article(match: re.Match[str]) -> str:
    parts = [f"{kind}-{match[kind]}" for kind in ("ayat", "huruf", "angka") if match[kind]]
    return ".".join([f"pasal-{match['pasal'].upper()}", *parts])


def _chapter(match: re.Match[str]) -> str:
    number = _ROMAN.get(match["bab"]) or int(match["bab"]) if match["bab"].isdigit() or match["bab"] in _ROMAN else 0
    return f"bab-{number}" + (f".{match['letter'].upper()}" if match["letter"] else "")


def _documents(text: str, regulations: list[Regulation]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known: list[str] = []
    unknown: list[str] = []
    for match in _NUMBERED.finditer(text):
        prefixes = next((ids for kind, ids in _KINDS.items() if match["kind"].startswith(kind)), ())
        fitting = [
            regulation.id
            for regulation in regulations
            if regulation.number == match["number"]
            and (match["year"] is None or str(regulation.year) == match["year"])
            and (not prefixes or regulation.id.startswith(prefixes))
            and _same_issuer(match["kind"], regulation.id)
        ]
        known += fitting
        if not fitting and match["year"]:
            unknown.append(match[0])
    if not known:
        known = [
            regulation.id for regulation in regulations if any(f" {fold(alias)} " in f" {text} " for alias in regulation.aliases)
        ]
    return _unique(known), _unique(unknown)


def _same_issuer(kind: str, document: str) -> bool:
    if "bssn" in kind or "perban" in kind:
        return "bssn" in document
    if "brin" in kind:
        return "brin" in document
    if "pan" in kind:
        return ("panrb" in document and not document.startswith(("pedoman", "se-"))) or (
            document.startswith("pedoman") and "pedoman" in kind
        )
    if kind.startswith(("permen", "peraturan menteri")):
        return document.startswith("permen")
    return True
