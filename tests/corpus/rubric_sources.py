"""The sources of the rubric and what they say of its structure: which number is whose, and which ranges are a domain or aspect."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stated_facts import Fact, stems

from corpus.locators import Locator

_RANGE = re.compile(r"(\d{1,2})\s?(?:-|sampai|hingga)\s?(\d{1,2})\b")
_LEVEL_NAMES = {
    name: number
    for names in ("rintis terkel terdef terpad optimu", "inform intera transa kolabo optimu")
    for number, name in enumerate(names.split(), 1)
}
_COMMON = frozenset(stems("tingkat kematangan kebijakan internal instansi pusat pemerintah daerah layanan manajemen tik"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Stems of the names that belong to a number (domain, aspect or indicator), and the ranges of indicators that belong together."""

    names: dict[int, frozenset[str]]
    indicators: dict[int, frozenset[str]]
    ranges: frozenset[tuple[int, int]]
    homes: dict[int, tuple[int, int]]

    def confirms(self, fact: Fact, sentence: str, indicator: int | None, level: int | None) -> bool:
        """Whether a reference from an indicator's entry to a level, an aspect, a domain or another indicator is right as such.

        A level's entry may speak of itself and of the next level. Another indicator must be named by a word of its name, be a
        namesake of the entry's own, or end a range that there is.
        """
        place, value, _ = fact.value
        if not value.isdigit():
            return False
        if indicator is None:
            return self._is_general(place, int(value), sentence)
        number, home = int(value), self.homes.get(indicator)
        if place == "level":
            return number in ((level, level + 1) if level is not None else range(6))
        if place in {"aspek", "domain"}:
            return home is not None and number == home[place == "aspek"]
        if place != "indikator":
            return False
        words = set(stems(sentence)) | self.indicators.get(indicator, _COMMON)
        named = self.indicators.get(number, _COMMON) & words - _COMMON
        return number == indicator or bool(named) or self._is_general(place, number, sentence)

    def _is_general(self, place: str, number: int, sentence: str) -> bool:
        """Outside of an indicator's entry: a domain, or the end of a range of indicators or levels that there is."""
        if place == "domain":
            return number <= 4
        known = self.ranges if place == "indikator" else {(first, 5) for first in range(1, 5)} if place == "level" else set()
        return any(number in pair and pair in known for pair in ((int(a), int(b)) for a, b in _RANGE.findall(sentence)))

    def denies(self, fact: Fact, text: str, is_table: bool) -> bool:
        """Whether a number is given to another name, or starts or ends a range, that it does not belong to.

        In a digest of the regulation's own tables a range is a domain or an aspect; elsewhere one end of it must be such a border.
        """
        number = fact.value[1] if fact.kind == "reference" else fact.value[0]
        place = fact.value[0] if fact.kind == "reference" else ""
        if place == "level" and number.isdigit():
            return self._is_wrong_level(int(number), text[max(0, fact.start - 25) : fact.start], text[fact.end : fact.end + 25])
        is_bare = fact.kind == "count" and fact.text.isdigit() and int(number) <= max(self.indicators)
        if not (is_bare or place in {"indikator", "aspek", "domain"}) or not number.isdigit():
            return False
        for match in _RANGE.finditer(text):
            if match.start() < fact.end and fact.start < match.end():
                opened = re.search(r"(?:indikator |[(;=] ?|,\d\d untuk )$", text[: match.start()])
                first, last = int(match[1]), int(match[2])
                fits = any((first, last) == known if is_table else first == known[0] or last == known[1] for known in self.ranges)
                return opened is not None and last > 5 and not fits
        return place != "indikator" and self._is_of_another(
            int(number), stems(re.split(r"[.;:,()]", text[fact.end : fact.end + 40])[0])[:3]
        )

    def _is_of_another(self, number: int, following: list[str]) -> bool:
        if not following or following[0] in {"indika", "aspek", "domain", "tingka", "level", "persen", "halama"}:
            return False
        scores = {other: len(names.intersection(following)) for other, names in self.names.items()}
        return scores.get(number, 0) == 0 and max(scores.values()) >= 1

    def _is_wrong_level(self, number: int, before: str, after: str) -> bool:
        named = [_LEVEL_NAMES[stem] for stem in stems(after)[:1] + stems(before)[-1:] if stem in _LEVEL_NAMES]
        return bool(named) and number not in named


def read_structure(path: Path) -> Structure:
    """The structure that a rubric's source file states."""
    names: dict[int, set[str]] = defaultdict(set)
    indicators: dict[int, frozenset[str]] = {}
    homes: dict[int, tuple[int, int]] = {}
    ranges: set[tuple[int, int]] = set()
    bounds: list[tuple[int, int]] = []
    for name, number in _LEVEL_NAMES.items():
        names[number].add(name)
    for domain in json.loads(path.read_text("utf-8"))["domains"]:
        names[domain["no"]] |= set(stems(domain["name"].lower()))
        covered = []
        for aspect in domain["aspects"]:
            names[aspect["no"]] |= set(stems(aspect["name"].lower()))
            numbers = [indicator["no"] for indicator in aspect["indicators"]]
            ranges.add((numbers[0], numbers[-1]))
            covered += numbers
            for indicator in aspect["indicators"]:
                indicators[indicator["no"]] = frozenset(stems(indicator["name"].lower()))
                names[indicator["no"]] |= indicators[indicator["no"]]
                homes[indicator["no"]] = (domain["no"], aspect["no"])
        bounds.append((covered[0], covered[-1]))
    ranges |= {(first, last) for first, _ in bounds for _, last in bounds if first < last}
    return Structure(
        names={number: frozenset(found) - _COMMON for number, found in names.items()},
        indicators=indicators,
        ranges=frozenset(ranges),
        homes=homes,
    )


@cache
def _indicators(path: Path) -> dict[int, dict[str, Any]]:
    domains = json.loads(path.read_text("utf-8"))["domains"]
    return {
        indicator["no"]: indicator for domain in domains for aspect in domain["aspects"] for indicator in aspect["indicators"]
    }


@cache
def level_lines(path: Path, locator: Locator) -> tuple[str, ...]:
    """The source of an indicator; of one of its levels: that level, those below it, and what holds for all levels."""
    number, level = locator.number("indikator"), locator.number("level")
    source = _indicators(path)[number or 0]
    if level is None:
        return _text_lines(source)
    parts = [source.get(key) for key in ("name", "question", "explanation", "assessment_rule", "evidence")]
    for key in ("levels", "levels_2024", "level_explanations"):
        parts += [text for step, text in (source.get(key) or {}).items() if int(step) <= level]
    return _text_lines([part for part in parts if part])


def _text_lines(value: Any) -> tuple[str, ...]:
    """All text inside a piece of JSON as lines; items of a list are numbered, so that they can be counted; weights in percent."""
    if isinstance(value, str):
        return tuple(value.splitlines())
    if isinstance(value, float):
        return (f"{value} persen".replace(".", ","),)
    if isinstance(value, dict):
        return tuple(line for item in value.values() for line in _text_lines(item))
    if isinstance(value, list):
        return tuple(line for number, item in enumerate(value, 1) for line in (f"{number}) ", *_text_lines(item)))
    return ()
