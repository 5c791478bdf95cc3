"""Which words of the opening look like the paper's title, and which form its labelled fields show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.evidence.loose import loose, loose_source
from assistant.evidence.opening import Line
from corpus.document_kinds import DocumentKinds, DocumentType, FormFields

SUBJECT = re.compile(r"^\W{0,3}(?:hal|perihal)[^\w:;=]*[:;=]\s*(.{3,200}?)(?=\s+(?:kepada|yth)\b|$)", re.IGNORECASE)
_ITEM = re.compile(r"^\W{0,3}(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s")
_LINES_OF_TITLES = 90  # the place of a title counts less the later it stands
_MIN_TITLE = 0.3
_ITEM_FACTOR = 0.5  # what is numbered is a part of the paper, or named by it
_BESIDE_START = 0.4
_FIELD, _FIELD_FACTOR = re.compile(r"\s*:\s*\S"), 0.4  # "Prosedur: hubungi ..." is a part of the paper
_BLOCK_LINES = 3
_FIELDS_WEIGHT, _FIELD_MORE, _FIELDS_MOST = 0.85, 0.05, 1.1
_PROMINENT_LINES = 12
_IN_CAPITALS: tuple[DocumentType, ...] = ("decree", "circular")  # in other letters they are cited
_BOOK, _BOOK_SHARE = "buku ", 0.8
_LABEL_START = 8  # a label stands at the start of its line, after a number or the dirt of a scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A line that names the kind. `score` is about 1 for a plain title; `is_prominent` = in capitals, from the line's start, early."""

    kind: DocumentType
    line: Line
    cue: str
    score: float
    is_prominent: bool = False


def best_title(lines: Sequence[Line], kinds: DocumentKinds) -> Title | None:
    """The kind with the best title and fields together, on its title where it has one."""
    titles = {title.kind: title for title in sorted(_titles(lines, kinds), key=lambda title: title.score)}
    formed = {title.kind: title for title in map(_FieldSearch(lines), kinds.fields) if title is not None}
    best: Title | None = None
    best_score = _MIN_TITLE
    for kind in (*titles, *(kind for kind in formed if kind not in titles)):
        known = [found[kind] for found in (titles, formed) if kind in found]
        score = sum(title.score for title in known)
        if score > best_score:
            best, best_score = known[0], score
    return _book(titles.values(), best) or best


def _book(titles: Iterable[Title], best: Title | None) -> Title | None:
    """The book in which what its title names was put together, printed about as large as that ("BUKU SAKU / Standar Operasional")."""
    if best is None or best.cue.lower().startswith(_BOOK):
        return None
    books = (title for title in titles if title.cue.lower().startswith(_BOOK) and title.is_prominent)
    return next((book for book in books if book.score >= _BOOK_SHARE * best.score), None)


def title_block(lines: Sequence[Line], first: Line) -> str:
    """The title's line and the few that follow on its page, on one line."""
    block = [
        line.text for line in lines if 0 <= line.index - first.index < _BLOCK_LINES and line.page.number == first.page.number
    ]
    return " ".join(" ".join(block).split())


def _titles(lines: Sequence[Line], kinds: DocumentKinds) -> Iterator[Title]:
    for line, after in pairwise((*lines, None)):
        if line is None:
            continue
        subject = SUBJECT.match(line.text)
        text = subject[1] if subject else _joined(line, after)
        for kind, phrases in kinds.titles:
            match = loose(*phrases).search(text)
            if (
                match is not None
                and match.start() < len(line.text)
                and (kind not in _IN_CAPITALS or subject or match[0].isupper())
            ):
                score = _score(line, match, is_subject=subject is not None)
                is_first = match[0].isupper() and match.start() <= 4 and line.index < _PROMINENT_LINES
                cue = " ".join(match[0].split())
                yield Title(kind=kind, line=line, cue=cue, score=score, is_prominent=is_first)


def _joined(line: Line, after: Line | None) -> str:
    """The line, with the next when both are in capitals: long titles run on."""
    if after is None or not (line.is_capital and after.is_capital) or after.page.number != line.page.number:
        return line.text
    return f"{line.text}\n{after.text}"


def _score(line: Line, match: re.Match[str], is_subject: bool) -> float:
    """How much the phrase looks like the document's title: early, at the start of a short line or one in capitals."""
    place = 1.0 - line.index / _LINES_OF_TITLES
    is_first = match.start() <= 4
    ends_here = len(match.string) - match.end() <= 3
    shape = 1.0 if line.is_capital or (is_first and (ends_here or match[0].isupper())) else 0.75 if line.n_words <= 12 else 0.4
    start = 1.0 if is_first or is_subject else _BESIDE_START
    is_field = is_first and not match[0].isupper() and " " not in match[0] and _FIELD.match(match.string, match.end())
    start *= _FIELD_FACTOR if is_field else 1.0
    length = 1.0 + 0.12 * (len(match[0].split()) - 1)
    return place * shape * start * length * (_ITEM_FACTOR if _ITEM.match(line.text) else 1.0)


class _FieldSearch:
    """Looks for the fields of a form in lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __call__(self, fields: FormFields) -> Title | None:
        core = self._found(fields.core)
        found = {**self._found(fields.labels), **core}
        if len(core) < 2 or len(found) < fields.needed:
            return None
        first = min(core.values(), key=lambda line: line.index)
        score = min(_FIELDS_WEIGHT + _FIELD_MORE * (len(found) - fields.needed), _FIELDS_MOST)
        return Title(kind=fields.kind, line=first, cue="", score=score)

    def _found(self, labels: Sequence[str]) -> dict[str, Line]:
        found: dict[str, Line] = {}
        for line in self._lines:
            for match in loose(*labels).finditer(line.text):
                if _is_label(match):
                    found.setdefault("".join(filter(str.isalpha, match[0].lower())), line)
        return found


_AFTER_LABEL = re.compile(r"\s*[:;=]|\s+[-–—]\s")


def _is_label(match: re.Match[str]) -> bool:
    """True for a heading or the name of a field: in capitals, before a colon, or alone at the start of its line."""
    words = match[0]
    if _AFTER_LABEL.match(match.string, match.end()):
        return True
    is_first = match.start() <= _LABEL_START
    is_alone = len(match.string) - match.end() <= 3
    return (words.isupper() and (is_first or " " in words)) or (is_first and is_alone and words[:1].isupper())


def starts_with(text: str, phrases: Sequence[str]) -> re.Match[str] | None:
    """The phrase with which the text starts."""
    source = "|".join(map(loose_source, sorted(phrases, key=len, reverse=True)))
    return re.match(rf"\W{{0,3}}(?:{source})(?![A-Za-z0-9])", text, re.IGNORECASE)
