"""The inside of an article: ayat, huruf and angka, found by their markers in sequence; gaps are told, never closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.official.headings import is_running_text
from indexer.official.noisy_numbers import GLYPHS, readings
from indexer.official.page_lines import Line

_AYAT = re.compile(r"[^\w(]{0,2}\((?P<number>\d{1,2}) ?\)[.,]?\s*(?P<rest>\S.*)?")
_NOISY_AYAT = re.compile(
    rf"[^\w(]{{0,2}}(?P<open>[({{\[|Il]?) ?(?P<number>[{GLYPHS}]{{1,2}}?) ?(?P<close>[)}}\]|\\1lItfJ])\s*(?P<rest>\S.*)?"
)
_HURUF = re.compile(r"[^\w(]{0,2}(?P<letter>[A-Za-z]{1,2}) ?[.)](?:\s*(?P<rest>\S.*))?")
_ANGKA = re.compile(rf"[^\w(]{{0,2}}(?P<number>[{GLYPHS}][{GLYPHS} ]{{0,3}}) ?[.)](?:\s+(?P<rest>\S.*))?")
_SAME_SHAPE = "ckopsuvwxz"
_MOST_SKIPPED = 3
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Part:
    """An ayat, huruf or angka: its steps below the article and the half-open range of lines that it takes up."""

    steps: tuple[str, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """The parts of an article in reading order; `missing` and `repeated` are steps like "ayat-4"."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    kind: str
    number: int
    first: int


@dataclass(slots=True)
class _Scan:
    lines: Sequence[Line]
    stack: list[_Open] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    def open(self, kind: str, number: int, place: int, depth: int) -> None:
        """Closes what is open from `depth` on and opens the item; numbers that were skipped are noted."""
        last = self.stack[depth].number if depth < len(self.stack) else 0
        self.close(depth, place)
        outer = ".".join(self.steps())
        for skipped in range(last + 1, number):
            self.missing.append(f"{outer}.{_step(kind, skipped)}".lstrip("."))
        self.stack.append(_Open(kind, number, place))

    def close(self, depth: int, place: int) -> None:
        """Ends the open items from `depth` on before the line at `place`."""
        while len(self.stack) > depth:
            steps = self.steps()
            item = self.stack.pop()
            self.parts.append(Part(steps, item.first, place))

    def steps(self) -> tuple[str, ...]:
        """The path of the innermost open item."""
        return tuple(_step(item.kind, item.number) for item in self.stack)

    def depth_of(self, kind: str) -> int | None:
        """Depth of the innermost open list of that kind, or None."""
        return next((depth for depth in range(len(self.stack) - 1, -1, -1) if self.stack[depth].kind == kind), None)


def article_parts(lines: Sequence[Line]) -> ArticleParts:
    """The ayat, huruf and angka of an article's lines (without its heading)."""
    scan = _Scan(lines)
    for place in range(len(lines)):
        if not _take_ayat(scan, place):
            _take_item(scan, place)
    scan.close(0, len(lines))
    parts = sorted(scan.parts, key=lambda part: (part.first, len(part.steps)))
    return ArticleParts(tuple(parts), tuple(dict.fromkeys(scan.missing)), tuple(dict.fromkeys(scan.repeated)))


def _step(kind: str, number: int) -> str:
    return f"huruf-{_letters(number)}" if kind == "huruf" else f"{kind}-{number}"


def _letters(number: int) -> str:
    """a to z, then aa, bb, ..."""
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)


def _take_ayat(scan: _Scan, place: int) -> bool:
    is_first = not scan.stack
    if not is_first and scan.stack[0].kind != "ayat":
        return False
    last = 0 if is_first else scan.stack[0].number
    text = scan.lines[place].text
    if is_running_text(scan.lines, place):
        return False
    match = _AYAT.fullmatch(text)
    if match is not None and (_starts_sentence(match["rest"]) or _is_after_sentence(scan.lines, place)):
        number = int(match["number"])
        if number == last and number:
            scan.repeated.append(f"ayat-{number}")
        if last < number <= last + 1 + _MOST_SKIPPED:
            scan.open("ayat", number, place, 0)
            return True
        return number == last
    noisy = _NOISY_AYAT.fullmatch(text)
    if noisy is None or not _starts_sentence(noisy["rest"]) or not (noisy["open"] or noisy["close"] in ")}]"):
        return False
    if last + 1 not in {reading.value for reading in readings(noisy["number"])}:
        return False
    scan.open("ayat", last + 1, place, 0)
    return True


def _starts_sentence(rest: str | None) -> bool:
    """True when what follows the marker opens a sentence, or stands on the next line."""
    return not rest or re.match(r"[A-Z0-9\"“(]|[a-z]\W", rest) is not None


def _is_after_sentence(lines: Sequence[Line], place: int) -> bool:
    """True when the line before ends a sentence, so that a small letter after the marker is a slip of the scanner."""
    return place > 0 and lines[place - 1].text.endswith((".", ";", ":"))


def _take_item(scan: _Scan, place: int) -> None:
    text = scan.lines[place].text
    huruf = _HURUF.fullmatch(text)
    if huruf is not None and _take("huruf", _letter_numbers(huruf["letter"]), scan, place):
        return
    angka = _ANGKA.fullmatch(text)
    if angka is not None and not is_running_text(scan.lines, place):
        _take("angka", [reading.value for reading in readings(angka["number"]) if not reading.suffix], scan, place)


def _letter_numbers(letters: str) -> list[int]:
    if letters.lower() != letters and letters.lower() not in _SAME_SHAPE:
        return []
    first = letters.lower()[0]
    if len(letters) == 2 and letters[0] != letters[1]:
        return []
    return [ord(first) - 96 + 26 * (len(letters) - 1)]


def _take(kind: str, numbers: Sequence[int], scan: _Scan, place: int) -> bool:
    """Continues the innermost list of that kind, or opens one with its first item; a small clean jump is taken and noted."""
    depth = scan.depth_of(kind)
    following = scan.stack[depth].number + 1 if depth is not None else 0
    if depth is not None and following in numbers:
        scan.open(kind, following, place, depth)
        return True
    is_nested = not scan.stack or scan.stack[-1].kind != kind
    if 1 in numbers and is_nested and len(scan.stack) < _DEEPEST:
        scan.open(kind, 1, place, len(scan.stack))
        return True
    return _continue_outer(kind, numbers, scan, place, depth)


def _continue_outer(kind: str, numbers: Sequence[int], scan: _Scan, place: int, depth: int | None) -> bool:
    """Goes back to an outer list of the same kind that expects this number, or jumps ahead in the innermost one."""
    for outer in range(len(scan.stack) - 1, -1, -1):
        if scan.stack[outer].kind == kind and scan.stack[outer].number + 1 in numbers:
            scan.open(kind, scan.stack[outer].number + 1, place, outer)
            return True
    if depth is None or len(numbers) != 1:
        return False
    last = scan.stack[depth].number
    if last < numbers[0] <= last + 1 + _MOST_SKIPPED:
        scan.open(kind, numbers[0], place, depth)
        return True
    return False
