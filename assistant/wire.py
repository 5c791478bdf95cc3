"""Answers and hits as the JSON of the outside contract."""

from __future__ import annotations

from typing import Any

from assistant.ask.records import Answer, Citation
from corpus.records import Passage


def hit_json(rank: int, passage: Passage, score: float) -> dict[str, Any]:
    """One hit: rank, locator, label, text, source, document, page, score."""
    return {
        "rank": rank,
        "locator": str(passage.locator),
        "label": passage.label,
        "text": passage.text,
        "source": passage.source,
        "document": passage.document,
        "page": passage.page or None,
        "score": round(score, 4),
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """One citation: marker, locator, label, quote, source, page, verified."""
    return {
        "marker": citation.marker,
        "locator": str(citation.locator),
        "label": citation.label,
        "quote": citation.quote,
        "source": citation.source,
        "page": citation.page or None,
        "verified": citation.verified,
    }


def answer_json(answer: Answer, identifier: str | None, took_ms: float) -> dict[str, Any]:
    """One answer as `spbe ask --json` prints it."""
    hits = zip(answer.hits, answer.scores, strict=True)
    return {
        "id": identifier,
        "question": answer.question,
        "outcome": answer.outcome,
        "corrected": answer.corrected,
        "answer": answer.text,
        "citations": [citation_json(citation) for citation in answer.citations],
        "hits": [hit_json(rank, passage, score) for rank, (passage, score) in enumerate(hits, 1)],
        "model": answer.model or None,
        "ms": round(took_ms, 1),
    }


def answer_text(answer: Answer) -> str:
    """An answer for reading in a terminal or a file: the text, then its sources."""
    lines = [answer.text.replace("**", "")]
    if answer.citations:
        lines += ["", "Sumber:"]
        lines += [f"  [{citation.marker}] {citation.label} – {citation.quote}" for citation in answer.citations]
    return "\n".join(lines)
