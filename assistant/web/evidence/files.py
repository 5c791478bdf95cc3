"""A finished review as files for the person: JSON by the outside contract, and Markdown to read and pass on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from assistant.evidence.combine import Combined
from assistant.evidence.records import IndicatorMatch, Quote, Review
from assistant.evidence.wire import combined_json, review_json
from assistant.evidence.words import STRENGTHS
from assistant.web.evidence.words import ADVICE, NO_SUPPORT, OUTCOMES, badge_text, fact_rows, page_text, range_text
from corpus.records import Rubric


def json_file(reviews: Sequence[Review], combined: Sequence[Combined]) -> str:
    """Documents and combined indicators as JSON."""
    values = {
        "documents": [review_json(review) for review in reviews],
        "combined": [combined_json(item) for item in combined],
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def markdown_file(reviews: Sequence[Review], combined: Sequence[Combined], rubric: Rubric, agency: str) -> str:
    """The whole review to read: first by indicator, then by file."""
    lines = [
        f"# Telaah bukti{': ' + agency if agency else ''}",
        f"Rubrik edisi {rubric.edition}. {len(reviews)} berkas. {ADVICE}",
    ]
    lines += ["## Menurut indikator", *(_combined(item, rubric) for item in combined)]
    missing = sorted({each.number for each in rubric.indicators} - {item.indicator for item in combined})
    lines.append(f"Belum ada bukti untuk indikator: {', '.join(map(str, missing)) or 'tidak ada'}.")
    lines += ["## Menurut berkas"]
    for review in reviews:
        lines.extend(_document(review, rubric))
    return "\n\n".join(lines) + "\n"


def _combined(item: Combined, rubric: Rubric) -> str:
    name = rubric.indicator(item.indicator).short_name
    rows = [f"**Indikator {item.indicator}. {name}**: {STRENGTHS[item.strength]}, {range_text(item.low, item.high)}."]
    rows += [f"- Berkas: {', '.join(item.files)}"]
    rows += [f"- Langkah pertama: {item.next_step}"] if item.next_step else []
    rows += [f"- Catatan: {finding.detail}" for finding in item.findings]
    return "\n".join([rows[0], "", *rows[1:]])


def _document(review: Review, rubric: Rubric) -> Iterator[str]:
    yield f"### {review.file}"
    if review.outcome != "read":
        yield f"{OUTCOMES[review.outcome].capitalize()}. {review.sentence}"
    elif review.sentence:
        yield review.sentence
    if review.duplicate_of:
        yield f"Sama atau hampir sama dengan {review.duplicate_of}."
    is_read = review.outcome in ("read", "partly_read")
    if is_read:
        yield "\n".join(f"- {name}: {value}" for name, value in fact_rows(review))
    if review.findings:
        found = (f"- {each.detail}" + (f" (halaman {each.page})" if each.page else "") for each in review.findings)
        yield "\n".join(["Temuan:", "", *found])
    if is_read and not review.indicators:
        yield NO_SUPPORT
    for match in review.indicators:
        yield from _match(match, rubric)


def _match(match: IndicatorMatch, rubric: Rubric) -> Iterator[str]:
    name = rubric.indicator(match.indicator).short_name
    yield f"#### Indikator {match.indicator}. {name}: {STRENGTHS[match.strength]}, {range_text(match.low, match.high)}"
    for quote in match.evidence:
        yield _quote(quote)
    states = [f"- Level {each.level}, {'terlihat' if each.state == 'met' else 'belum'}: {each.text}" for each in match.elements]
    if states:
        yield "\n".join(states)
    if match.next_step:
        yield f"Langkah pertama: {match.next_step}"


def _quote(quote: Quote) -> str:
    words = "\n".join(f"> {line}" for line in quote.text.splitlines())
    return f"{words}\n>\n> ({page_text(quote)}; {badge_text(quote)})"
