"""The last gate: every marker has a citation, every quote stands in its passage, every rule statement has a source."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ask.records import Citation, Statement
from corpus.records import Passage


def verified_text(statements: Sequence[Statement]) -> tuple[str, tuple[Citation, ...]]:
    """The answer's text with markers [1], [2] ... and the citations they stand for.

    A statement that states a rule but has no source, or whose quote does not stand in its source, is left out.
    """
    citations: list[Citation] = []
    paragraphs: list[str] = []
    for statement in statements:
        if statement.kind != "advice" and not _is_borne_out(statement):
            continue
        markers = [_marker(citations, passage, quote) for passage, quote in zip(statement.sources, statement.quotes, strict=True)]
        paragraphs.append(_paragraph(statement, markers))
    return "\n\n".join(paragraphs), tuple(citations)


def stands_in(quote: str, text: str) -> bool:
    """True when the quote stands letter for letter in the text, white space and line-end hyphens folded."""
    return bool(quote.strip()) and _folded(quote) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("-\n", "").split())


def _is_borne_out(statement: Statement) -> bool:
    pairs = zip(statement.sources, statement.quotes, strict=True)
    return bool(statement.sources) and all(stands_in(quote, passage.text) for passage, quote in pairs)


def _marker(citations: list[Citation], passage: Passage, quote: str) -> int:
    for citation in citations:
        if citation.passage.key == passage.key:
            return citation.marker
    citations.append(
        Citation(
            marker=len(citations) + 1,
            locator=passage.locator,
            label=passage.label,
            quote=quote,
            source=passage.source,
            page=passage.page,
            verified=stands_in(quote, passage.text),
            passage=passage,
        )
    )
    return len(citations)


def _paragraph(statement: Statement, markers: Sequence[int]) -> str:
    marks = "".join(f" [{marker}]" for marker in dict.fromkeys(markers))
    head, border, items = statement.text.partition("\n- ")
    return f"{head}{marks}{border}{items}"
