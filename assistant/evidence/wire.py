"""Reviews as the JSON of the outside contract."""

from __future__ import annotations

from typing import Any

from assistant.evidence.combine import Combined
from assistant.evidence.records import ElementState, Finding, IndicatorMatch, Quote, Review


def review_json(review: Review) -> dict[str, Any]:
    """One document."""
    facts = review.facts
    return {
        "file": review.file,
        "sha256": review.sha256,
        "pages": review.pages,
        "outcome": review.outcome,
        "sentence": review.sentence,
        "document_type": facts.document_type,
        "number": facts.number,
        "date": facts.date,
        "issued": facts.issued.isoformat() if facts.issued else None,
        "year": facts.year,
        "period": facts.period,
        "title": facts.title,
        "agency": facts.agency,
        "is_draft": facts.is_draft,
        "is_signed": facts.is_signed,
        "duplicate_of": review.duplicate_of or None,
        "facts": {name: quote_json(quote) for name, quote in facts.quotes},
        "findings": [finding_json(finding) for finding in review.findings],
        "indicators": [match_json(match) for match in review.indicators],
    }


def match_json(match: IndicatorMatch) -> dict[str, Any]:
    """One proposed indicator."""
    return {
        "indicator": match.indicator,
        "score": round(match.score, 4),
        "strength": match.strength,
        "alternatives": list(match.alternatives),
        "proposed_level": {"low": match.low, "high": match.high},
        "evidence": [quote_json(quote) for quote in match.evidence],
        "met": [_element_json(state) for state in match.elements if state.state == "met"],
        "unmet": [_element_json(state) for state in match.elements if state.state != "met"],
        "next_step": match.next_step,
    }


def combined_json(combined: Combined) -> dict[str, Any]:
    """One indicator over all files."""
    return {
        "indicator": combined.indicator,
        "strength": combined.strength,
        "proposed_level": {"low": combined.low, "high": combined.high},
        "files": list(combined.files),
        "next_step": combined.next_step,
        "findings": [finding_json(finding) for finding in combined.findings],
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote: page, words, whether they stand there, how the page's text was obtained, and its article in a regulation."""
    return {
        "page": quote.page,
        "quote": quote.text,
        "verified": quote.verified,
        "text_source": quote.text_source,
        "pasal": quote.pasal,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding; page null = the file as a whole."""
    return {"kind": finding.kind, "page": finding.page or None, "detail": finding.detail}


def _element_json(state: ElementState) -> dict[str, Any]:
    row: dict[str, Any] = {"level": state.level, "element": state.element, "text": state.text}
    if state.quote is not None:
        return row | quote_json(state.quote)
    return row | {"state": state.state}
