"""Where the rubric's traces stand in a document, and the sentence around each as a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.evidence.loose import loose
from assistant.evidence.opening import MAX_QUOTE_CHARS, quote_of
from assistant.evidence.passages import Passage
from assistant.evidence.records import Quote

_LONG_FORMS = {"spbe": "sistem pemerintahan berbasis elektronik", "tik": "teknologi informasi dan komunikasi"}
_BORDER = re.compile(r"(?<=[.;:?!])\s|\n\s*\n|\n(?=\s*(?:\(\d+\)|[a-z]\.|\d+\.)\s)")
_REACH = 300
_ABBREVIATION = 5  # letters; "LAPOR" and "API" are ordinary words in small letters


@cache
def trace_pattern(trace: str) -> re.Pattern[str]:
    """The pattern of a trace, with the field's abbreviations also written out."""
    variants = {trace}
    for short, long in _LONG_FORMS.items():
        variants |= {re.sub(rf"\b{short}\b", long, variant, flags=re.IGNORECASE) for variant in variants}
    pattern = loose(*sorted(variants))
    is_abbreviation = trace.isupper() and len(trace) <= _ABBREVIATION and trace.isalpha()
    return re.compile(pattern.pattern) if is_abbreviation else pattern


def find_traces(traces: Sequence[str], passages: Sequence[Passage]) -> tuple[int, Passage | None, int, int]:
    """How many different traces stand in the passages, and the place (passage, start, end) with the most of them."""
    seen: set[str] = set()
    best: tuple[int, Passage | None, int, int] = (0, None, 0, 0)
    for passage in passages:
        matches = {trace: trace_pattern(trace).search(passage.page.text, passage.start, passage.end) for trace in traces}
        found = {trace: match for trace, match in matches.items() if match is not None}
        seen |= found.keys()
        if len(found) > best[0]:
            longest = found[max(found, key=len)]
            best = (len(found), passage, longest.start(), longest.end())
    return len(seen), best[1], best[2], best[3]


def sentence_quote(passage: Passage, start: int, end: int) -> Quote:
    """The sentence or item of a list around a span of the passage's page, as a quote."""
    text = passage.page.text
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    before = [match.end() for match in _BORDER.finditer(text, low, start)]
    after = _BORDER.search(text, end, high)
    first = before[-1] if before else _word_start(text, low)
    last = after.start() if after else _word_end(text, high)
    if end - first > MAX_QUOTE_CHARS:
        first = max(first, _word_start(text, max(0, start - MAX_QUOTE_CHARS // 3)))
    return quote_of(passage.page, text[first:last])


def passage_quote(passage: Passage, patterns: Sequence[str]) -> Quote:
    """The sentence of the passage that holds the most telling of the phrases, else its beginning."""
    found = [
        match for phrase in patterns if (match := trace_pattern(phrase).search(passage.page.text, passage.start, passage.end))
    ]
    if not found:
        return quote_of(passage.page, passage.text, max_chars=240)
    longest = max(found, key=lambda match: len(match[0]))
    return sentence_quote(passage, longest.start(), longest.end())


def _word_start(text: str, place: int) -> int:
    """The start of the first whole word at or after the place."""
    if place == 0:
        return 0
    space = re.compile(r"\s").search(text, place - 1)
    return space.end() if space else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place))
    return space if space > 0 else place
