"""Addresses of provisions: parsing, containment and the label that people read.

A locator is `<document>#<part>[.<part>...]`, for example `perpres-95-2018#pasal-13.ayat-2.huruf-a`. The forms are fixed by the
outside contract; everything that cites, retrieves or scores goes through this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import LocatorError

_PART = r"(?:pasal-\d+[A-Z]?|ayat-\d+[a-z]?|huruf-[a-z]{1,2}|penjelasan|angka-\d+|lampiran|bab-\d+|[A-Z]|tabel-\d+|indikator-\d+|level-\d+|halaman-\d+)"
_LOCATOR = re.compile(rf"(?P<document>bukti:[0-9a-f]{{12}}|[a-z]+(?:-[a-z0-9]+)+)(?:#(?P<path>{_PART}(?:\.{_PART})*))?")
_PREFIXES = {
    "perpres": "Perpres",
    "permenpanrb": "PermenPANRB",
    "pedoman": "Pedoman Menteri PANRB",
    "permenkominfo": "Permenkominfo",
    "permenppn": "Permen PPN",
    "peraturan-bssn": "Peraturan BSSN",
    "peraturan-brin": "Peraturan BRIN",
    "se-panrb": "SE Menteri PANRB",
    "rubrik": "Rubrik SPBE",
    "perbup": "Perbup",
    "perwali": "Perwali",
    "pergub": "Pergub",
    "perda": "Perda",
    "permendag": "Permendag",
    "permendagri": "Permendagri",
    "pp": "PP",
    "uu": "UU",
}


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """Address of a provision: a document id and the path inside it ("" = the whole document)."""

    document: str
    path: str = ""

    def __str__(self) -> str:
        return f"{self.document}#{self.path}" if self.path else self.document

    @property
    def parts(self) -> tuple[str, ...]:
        """Steps of the path from the outside in, for example ("pasal-13", "ayat-2")."""
        return tuple(self.path.split(".")) if self.path else ()

    def number(self, kind: str) -> int | None:
        """The number of the step of that kind ("pasal", "level", ...), or None when the path has none."""
        for part in self.parts:
            name, _, value = part.partition("-")
            if name == kind and value.isdigit():
                return int(value)
        return None

    def is_within(self, other: Locator) -> bool:
        """True when this locator is `other` or lies inside it (a prefix at a `.` or `#` border)."""
        return self.document == other.document and (
            not other.path or self.path == other.path or self.path.startswith(other.path + ".")
        )

    def parent(self) -> Locator | None:
        """The locator one step out, or None for a whole document."""
        if not self.path:
            return None
        return Locator(self.document, self.path.rpartition(".")[0])


def parse_locator(text: str) -> Locator:
    """The locator that `text` spells.

    Raises:
        LocatorError: when the text is not of the form of a locator.
    """
    match = _LOCATOR.fullmatch(text.strip())
    if match is None:
        raise LocatorError(
            f"Alamat ketentuan «{text}» tidak dikenali. Contoh yang benar: perpres-95-2018#pasal-13.ayat-2 "
            "atau rubrik-2020#indikator-21.level-4."
        )
    return Locator(match["document"], match["path"] or "")


def document_label(document: str) -> str:
    """Short Indonesian name of a document id: "Perpres 95/2018", "Peraturan BSSN 4/2021", "Rubrik SPBE 2020"."""
    match = re.fullmatch(r"(?P<prefix>[a-z-]+?)-(?P<number>\d+[a-z]?)-(?P<year>\d{4})", document)
    if match:
        prefix = match["prefix"]
        return f"{_PREFIXES.get(prefix, prefix.replace('-', ' ').capitalize())} {match['number']}/{match['year']}"
    match = re.fullmatch(r"rubrik-(\d{4})", document)
    return f"Rubrik SPBE {match[1]}" if match else document


def label(locator: Locator) -> str:
    """What people read for a locator: "Pasal 13 ayat (2) Perpres 95/2018", "Indikator 21 level 4"."""
    if locator.document.startswith("bukti:"):
        return f"Bukti halaman {locator.number('halaman')}"
    words = " ".join(_part_label(part) for part in locator.parts)
    if locator.document.startswith("rubrik-"):
        edition = locator.document.removeprefix("rubrik-")
        return (words[:1].upper() + words[1:] if words else "Rubrik SPBE") + (
            "" if edition == "2020" and words else f" ({edition})"
        )
    name = document_label(locator.document)
    return f"{words[:1].upper() + words[1:]} {name}" if words else name


def _part_label(part: str) -> str:
    kind, _, value = part.partition("-")
    if kind == "ayat":
        return f"ayat ({value})"
    if kind in {"pasal", "indikator", "bab", "tabel"}:
        return f"{kind.capitalize()} {_roman(int(value)) if kind == 'bab' else value}"
    if kind == "lampiran":
        return "Lampiran"
    return f"{kind} {value}".strip()


def _roman(number: int) -> str:
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, numeral in numerals:
        while number >= value:
            text, number = text + numeral, number - value
    return text
