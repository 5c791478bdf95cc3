"""The official texts and rubric sources, indexed section by section when asked for."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

import pypdfium2
from fact_occurrence import Index
from official_sections import file_of, frame_lines, sections
from rubric_sources import Structure, level_lines, read_structure
from stated_facts import plain

from corpus.locators import Locator

# The documents that a rubric edition comes from; of the older one there is no text, and its notes compare it with the newer.
EDITIONS = {"rubrik-2020": ("permenpanrb-59-2020", "pedoman-3-2024"), "rubrik-2018": ("permenpanrb-59-2020",)}


class Library:
    """All sources under the reference folder."""

    def __init__(self, shared: Path) -> None:
        self.official = shared / "official"
        self.rubric = shared / "rubric"
        self._indexes: dict[tuple[str, ...], Index] = {}
        self._pages: dict[tuple[str, int], str] = {}

    @cached_property
    def documents(self) -> dict[tuple[str, str], str]:
        """Document ids of the official texts at hand, by number and year."""
        found = {}
        for path in sorted(self.official.iterdir()):
            named = re.match(r"(?P<kind>[a-z]+(?:-[a-z]+)?)-(?P<number>\d+)-(?P<year>\d{4})\.", path.name)
            if named is not None and path.suffix != ".pdf":
                kind = named["kind"].replace("pedoman-panrb", "pedoman")
                found[named["number"], named["year"]] = f"{kind}-{named['number']}-{named['year']}"
        return found

    @cached_property
    def structures(self) -> dict[str, Structure]:
        """Numbers and names of domains, aspects and indicators, by the document id of the edition."""
        return {edition: read_structure(self.rubric / f"{edition}.source.json") for edition in EDITIONS}

    def has(self, locator: Locator) -> bool:
        """Whether the source of a locator is at hand, and has the article when it names one."""
        if locator.document in EDITIONS:
            return locator.number("indikator") is not None
        return locator.document in self.documents.values() and bool(sections(self.official, locator))

    def index(self, locator: Locator) -> Index:
        """The index of the section that a locator names; of a level, with the levels below it and what holds for all levels."""
        if locator.document in EDITIONS:
            lines = level_lines(self.rubric / f"{locator.document}.source.json", locator)
        else:
            lines = sections(self.official, locator)
        return self._indexed(lines, locator)

    def frames(self, document: str) -> list[Index]:
        """Title, legal basis and closing of a document, or of those that a rubric edition comes from."""
        found = []
        for of in EDITIONS.get(document, (document,)):
            locator = Locator(of)
            found.append(self._indexed(frame_lines(sections(self.official, locator)), locator))
        return found

    def pages(self, document: str, first: int, last: int) -> str:
        """The plain text of a range of pages of the official PDF; "" when there is none."""
        path = file_of(self.official, document).with_suffix(".pdf")
        if not path.is_file():
            return ""
        with pypdfium2.PdfDocument(path) as pdf:
            for number in range(first, min(last, len(pdf)) + 1):
                if (document, number) not in self._pages:
                    self._pages[document, number] = plain(pdf[number - 1].get_textpage().get_text_range())
        return " ".join(self._pages.get((document, number), "") for number in range(first, last + 1))

    def _indexed(self, lines: tuple[str, ...], locator: Locator) -> Index:
        if lines not in self._indexes:
            article = locator.parts[0].removeprefix("pasal-") if locator.path.startswith("pasal-") else ""
            self._indexes[lines] = Index(lines, locator.document, article)
        return self._indexes[lines]
