"""Whether a stated fact occurs in an official text, and among words like those around it in our text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from named_actors import ACTOR_PATTERNS, DEFINED, NARROWER
from stated_facts import Fact, numbers_of, plain, stem_of, stems
from stated_numbers import NUMBER, ORDINAL, SCALE, number_values

_LABEL = re.compile(r"^[\s>-]*(\(\d+\)|\d+\s?[.)]|[a-z]\s?[.)])(?=\s|$)")
_INLINE = re.compile(r"(?:meliputi|mencakup|memuat|terdiri (?:atas|dari)|berupa|yaitu|yakni|melalui|terhadap|:)(?=([^.:;]+))")
_ANY_NUMBER = re.compile(rf"{ORDINAL}|{NUMBER}{SCALE}")

# A value is right only where its words fit about as well as those of its best rival in the text: (share, words on each side).
FIT = {"deadline": (0.5, 16), "percentage": (0.4, 14), "year": (0.35, 9), "count": (0.2, 8), "actor": (0.3, 40)}
_SHORT = 600  # characters; below, the words around an actor are all the words there are
_LONG = 20_000  # characters; in shorter sections every list may be the one that a digest counts


class Index:
    """All that an official text states, with the words around each statement."""

    def __init__(self, lines: Iterable[str], document: str = "", article: str = "") -> None:
        text = plain("\n".join(lines))
        self.document, self.article = document, article
        self.items, self.lists, body = _lists(text)
        self.text = " ".join(body.split())
        self.squashed = re.sub(r"\W", "", text)
        self.shares = {str(number_values(number)[0]) for number in re.findall(r"\d+,\d+|\d+(?=\s*%)|\b\d{3}\b", self.text)}
        self.years = set(re.findall(r"(?:19|20)\d\d", text))
        words = list(re.finditer(r"[a-z]{3,}", self.text))
        self._starts = [match.start() for match in words]
        self._stems = [stem_of(match[0]) for match in words]
        self._actors: dict[str, list[frozenset[str]]] = {}
        self.values: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._spots: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for fact in numbers_of(self.text):
            self.values[fact.kind].add(fact.value)
            self._spots[fact.rivals][fact.value[0]].append((fact.start, fact.end))
        for match in _ANY_NUMBER.finditer(self.text):
            for value in number_values(match[0]):
                self._spots["number", ""][str(value)].append(match.span())
        for match in _INLINE.finditer(self.text):
            self.lists += [
                (length, frozenset(stems(self.text[match.start() - 80 : match.end(1)]))) for length in enumerated(match[1])
            ]

    def holds(self, fact: Fact, around: frozenset[str] = frozenset()) -> bool:
        """Whether the text states the fact, among words that fit those around it in our text (empty: wherever)."""
        check = getattr(self, f"_has_{fact.kind}", None)
        if check is not None:
            return bool(check(fact, around))
        return fact.value in self.values[fact.kind] and self._fits(fact.rivals, fact.value[0], around, fact.kind)

    def _around(self, start: int, end: int, reach: int) -> frozenset[str]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return frozenset((*self._stems[max(0, first - reach) : first], *self._stems[last : last + reach])) - {""}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """Weight of a word: the more passages hold it, the less it tells."""
        passages = [self._around(at, at, 8) for at in self._starts[::8]]
        found = Counter(word for passage in passages for word in passage)
        return {word: log(1 + len(passages) / (1 + count)) for word, count in found.items()}

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._rarity.get(word, 0.0) for word in words)

    def _fits(self, rivals: tuple[str, str], value: str, around: frozenset[str], kind: str) -> bool:
        if not around or kind not in FIT:
            return True
        share, reach = FIT[kind]
        scores = {
            other: max(self._weight(around & self._around(start, end, reach)) for start, end in spots)
            for other, spots in self._spots[rivals].items()
        }
        return scores.get(value, 0.0) >= share * max(scores.values(), default=0.0)

    def _has_actor(self, fact: Fact, around: frozenset[str]) -> bool:
        places = self._places_of(fact.value[0])
        if not places or not around or len(self.text) < _SHORT:
            return bool(places)
        mine = max(self._weight(around & words) for words in places)
        return mine >= FIT["actor"][0] * max(self._weight(around & words) for words in self._stretches)

    def _places_of(self, actor: str) -> list[frozenset[str]]:
        """The words around each naming of an actor, by any name, by a narrower one or by the short word that the text defines."""
        if actor not in self._actors:
            patterns = [ACTOR_PATTERNS[name].pattern for name in (actor, *NARROWER.get(actor, ()))]
            patterns += [DEFINED[self.document][actor]] if actor in DEFINED.get(self.document, {}) else []
            found = re.finditer("|".join(patterns), self.text)
            self._actors[actor] = [self._around(match.start(), match.end(), FIT["actor"][1]) for match in found]
        return self._actors[actor]

    @cached_property
    def _stretches(self) -> list[frozenset[str]]:
        """The text in overlapping stretches, as long as the words around an actor."""
        reach = FIT["actor"][1]
        return [self._around(at, at, reach) for at in self._starts[:: reach // 2]] or [frozenset()]

    def _has_code(self, fact: Fact, around: frozenset[str]) -> bool:
        return fact.value[0] in self.squashed

    def _has_year(self, fact: Fact, around: frozenset[str]) -> bool:
        if fact.value in self.values["year"]:
            return self._fits(fact.rivals, fact.value[0], around, "year")
        return fact.value[0] in self.years

    def _has_date(self, fact: Fact, around: frozenset[str]) -> bool:
        return any(
            all(mine in ("", theirs) for mine, theirs in zip(fact.value, date, strict=True)) for date in self.values["date"]
        )

    def _has_reference(self, fact: Fact, around: frozenset[str]) -> bool:
        place, number, article = fact.value
        if fact.value in self.values["reference"]:
            return True
        if place in {"ayat", "huruf", "angka"}:
            return (article in ("", self.article)) and (place, number) in self.items
        if place == "pasal" and number == self.article:
            return True
        place = "(?:level|tingkat)" if place == "level" else place
        return re.search(rf"\b{place}\b[^0-9]{{0,40}}(?:\d+\D{{1,12}}){{0,4}}\b{number}\b", self.text) is not None

    def _has_percentage(self, fact: Fact, around: frozenset[str]) -> bool:
        if fact.value in self.values["percentage"]:
            return self._fits(fact.rivals, fact.value[0], around, "percentage")
        return fact.value[0] in self.shares

    def _has_deadline(self, fact: Fact, around: frozenset[str]) -> bool:
        number, unit = fact.value
        if fact.value in self.values["deadline"]:
            return self._fits(fact.rivals, number, around, "deadline")
        return (
            number in self._spots["number", ""]
            and re.search(rf"\bjumlah {unit}\b|\bjumlah\b[^.]{{0,60}}\b{unit} \(", self.text) is not None
        )

    def _has_count(self, fact: Fact, around: frozenset[str]) -> bool:
        """An amount stands in the text among fitting words, or is the length of a list there."""
        value = fact.value[0]
        spots = self._spots["number", ""].get(value, [])
        is_telling = "/" in value or int(value) >= 100
        if spots and (is_telling or not around or any(around & self._around(start, end, 8) for start, end in spots)):
            return True
        lists = [(length, self._weight(around & words) if len(self.text) > _LONG else 1.0) for length, words in self.lists]
        best = max((score for _, score in lists), default=0.0)
        return any(str(length) == value and score >= FIT["count"][0] * best for length, score in lists)


def enumerated(items: str) -> set[int]:
    """How many things an enumeration in a sentence may name: "dan" can part two things or stand inside one."""
    items = re.split(
        r",? (?:termasuk|seperti|misalnya|ditambah)\b|, (?:untuk|agar|supaya|sehingga|guna|dan (?:dapat|boleh|bila))\b", items
    )[0]
    closed = re.match(r"[^;]*?,? (?:dan/atau|dan|atau|serta) [^,;]+", items)
    found = _lengths(items.split(";")[0].split(",")) | (_lengths(closed[0].split(",")) if closed else set())
    if ";" in items:
        found |= {items.count(";") + 1, items.count(";") + items.count(",") + 1}
    return found


def _lengths(parts: list[str]) -> set[int]:
    """As many as there are parts; one more where the last holds "dan" inside and not before it; fewer where it says "and others"."""
    parts = [part.strip() for part in parts if part.strip()]
    if not parts:
        return set()
    twins = sum(len(re.findall(r"\b(\w+) [\w /-]*\bdan \1\b", part)) for part in parts)  # "peta proses dan peta subproses"
    length = len(parts)
    joined = not re.match(r"(?:dan/atau|dan|atau|serta|lalu)\s", parts[-1]) and re.search(
        r"\s(?:dan/atau|dan|atau|serta|lalu)\s", parts[-1]
    )
    found = {length + bool(joined), length + twins} | ({length - 1} if re.search(r"\blain", parts[-1]) else set())
    return found - {0, 1}


def _lists(text: str) -> tuple[set[tuple[str, str]], list[tuple[int, frozenset[str]]], str]:
    """The labels (as ayat, huruf or angka), each list as its length and words, and the text without the labels."""
    labels: set[tuple[str, str]] = set()
    running: dict[str, list[str]] = {}
    done: list[list[str]] = []
    body: list[str] = []
    lead = ""
    for line in text.split("\n"):
        match = _LABEL.match(line)
        rest = line[match.end() :] if match else line
        body.append(rest)
        if match is None:
            lead = f"{lead[-120:]} {rest}"
            for items in running.values():
                items[-1] += rest if len(items[-1]) < 200 else ""
            continue
        name, ayat = match[1].strip("(). "), match[1].startswith("(")
        labels.add(("ayat" if ayat else "angka" if name.isdigit() else "huruf", name))
        place = int(name) if name.isdigit() else ord(name) - ord("a") + 1
        style = re.sub(r"\d+|[a-z]", "1" if name.isdigit() else "a", match[1]).replace(" ", "")
        if name in {"1", "a"} or style not in running:
            done += [running[style]] if style in running and style != "(1)" else []
            running[style] = [lead]
        running[style] += [""] * (place - len(running[style])) if place - len(running[style]) < 3 else []  # a label that OCR lost
        running[style].append(rest)
        lead = rest
    done += [items for style, items in running.items() if style != "(1)"]
    found = [(len(items) - 1, frozenset(stems(" ".join(items)))) for items in done]
    return labels, found, "\n".join(body)
