"""What the added official texts say, beside our digests: the passage that fits a statement best, quoted word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ask.records import Statement, Understood
from assistant.ask.verify import stands_in
from corpus.locators import label
from corpus.records import Passage
from indexer.search import Index
from indexer.tokens import content_words, words

_BORDER = re.compile(r"(?<=[.;:])\s+(?=[A-Z(\"“]|[a-z]\.|\d+\.)|\n(?=\W{0,2}(?:\(\d+\)|[a-z]\.|\d{1,2}\.)\s)")
_SOFT_END = re.compile(r"[,;:]\s")
_MAX_WORDS, _LONG_SENTENCE = 60, 90
_FEW_SHARED, _SHARED = 4, 0.3
_WORD_COST, _LEAD_COST = 0.02, 2.0
_OPENING = 0.15  # the first words of a provision say whom it is about


def with_official(index: Index, understood: Understood, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each that rests on a digest with the official text as a further source where one was added.

    After the direct answer the official words are shown as well.
    """
    found: list[Statement] = []
    for statement in statements:
        pairs = list(_official_sources(index, understood, statement))
        found.append(_joined(statement, pairs))
        if statement.kind == "direct":
            found += [_shown(passage, quote) for passage, quote in pairs]
    return found


def official_statement(passage: Passage, understood: Understood, *, is_direct: bool) -> Statement:
    """What an official passage says on the question, where no digest says it."""
    found = official_quote([passage], set(understood.query.tokens), is_exact=True)
    quote = found[1] if found else passage.text.splitlines()[0]
    text = f"{label(passage.locator)} (naskah resmi, hlm. {passage.page}): “{shown_quote(quote)}”"
    return Statement(text=text, kind="direct" if is_direct else "support", sources=(passage,), quotes=(quote,))


def official_quote(passages: Sequence[Passage], wanted: set[str], *, is_exact: bool) -> tuple[Passage, str] | None:
    """The passage and the words of it, about 60 at most, that share most with the wanted words; None when too little fits.

    `is_exact`: the passages stand at the very address, so that any of their words may be quoted.
    """
    best: tuple[float, Passage, str] | None = None
    for passage in passages:
        for is_opening, quote in _windows(passage.text):
            shared = len(wanted & set(content_words(words(quote))))
            if not is_exact and (shared < _FEW_SHARED or shared < _SHARED * len(wanted)):
                continue
            score = shared + (_OPENING * len(wanted) if is_opening else 0.0) - _WORD_COST * len(quote.split())
            score -= _LEAD_COST if quote.endswith(":") else 0.0
            if best is None or score > best[0]:
                best = (score, passage, quote)
    if best is None or not stands_in(best[2], best[1].text):
        return None
    return best[1], best[2]


def shown_quote(quote: str) -> str:
    """A quote for reading: on one line, hyphens at line ends closed up."""
    return " ".join(re.sub(r"-\s*\n\s*", "-", quote).split())


def _official_sources(index: Index, understood: Understood, statement: Statement) -> Iterator[tuple[Passage, str]]:
    for passage in dict.fromkeys(statement.sources):
        if passage.source != "digest":
            continue
        officials = index.official(passage.locator)
        is_exact = any(official.locator.is_within(passage.locator) for official in officials)
        wanted = {*content_words(words(f"{statement.text} {passage.text.splitlines()[0]}")), *understood.query.tokens}
        found = official_quote(officials, wanted, is_exact=is_exact)
        if found is not None:
            yield found


def _joined(statement: Statement, pairs: Sequence[tuple[Passage, str]]) -> Statement:
    return replace(
        statement,
        sources=(*statement.sources, *(passage for passage, _ in pairs)),
        quotes=(*statement.quotes, *(quote for _, quote in pairs)),
    )


def _shown(passage: Passage, quote: str) -> Statement:
    text = f"Bunyi naskah resmi, {label(passage.locator)} (hlm. {passage.page}): “{shown_quote(quote)}”"
    return Statement(text=text, kind="support", sources=(passage,), quotes=(quote,))


def _windows(text: str) -> Iterator[tuple[bool, str]]:
    """(is at the beginning, words) of every run of whole sentences or items of a text with about 60 words at most."""
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    for number, start in enumerate(borders[:-1]):
        for place, end in enumerate(borders[number + 1 :]):
            if place and len(text[start:end].split()) > _MAX_WORDS:
                break
            yield number == 0, _unbroken(_cut(text[start:end].strip()))


def _cut(text: str) -> str:
    """The text, or when it is one very long sentence its part up to the last comma within 60 words."""
    if len(text.split()) <= _LONG_SENTENCE:
        return text
    head = re.match(rf"(?:\S+\s+){{{_MAX_WORDS}}}", text)
    part = head[0] if head else text
    ends = [match.start() + 1 for match in _SOFT_END.finditer(part)]
    return part[: ends[-1]].strip() if ends else part.strip()


def _unbroken(text: str) -> str:
    """The text on one line, but for line ends after a hyphen, which a quote may have either way."""
    return re.sub(r"(?<!-)\s*\n\s*", " ", text)
