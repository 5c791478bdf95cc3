"""The sources panel: every passage that the chat's answers rest on, newest turn first, with the quote marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.ask.records import Answer, Citation
from assistant.web.chat.turns import Turn
from assistant.web.wording import source_kind, verdict

_MAX_TITLE_CHARS = 90
_MAX_HINT_CHARS = 110
_EMPTY = (
    '<p class="panel-empty">Setiap pernyataan dalam jawaban bernomor, misalnya <span class="marker-like">[1]</span>. '
    "Tekan nomornya untuk membaca ketentuan yang dikutip di sini, dengan kutipannya ditandai.</p>"
)


def sources_html(turns: Sequence[Turn]) -> str:
    """The whole panel."""
    sections = [
        _section(turn.number, turn.answer) for turn in reversed(turns) if turn.answer is not None and turn.answer.citations
    ]
    return f'<h2 id="judul-sumber" tabindex="-1">Sumber jawaban</h2>{"".join(sections) or _EMPTY}{_LEGEND if sections else ""}'


def marked_passage(text: str, quote: str) -> str:
    """The passage as HTML with the quote in <mark>; white space and line-end hyphens of the two may differ."""
    span = _span_of(text, quote)
    if span is None:
        return _lines(text)
    start, end = span
    return f"{_lines(text[:start])}<mark>{_lines(text[start:end])}</mark>{_lines(text[end:])}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", '<span class="line"></span>')


def _span_of(text: str, quote: str) -> tuple[int, int] | None:
    words = quote.replace("\u00ad", "").replace("-\n", "").split()
    if not words:
        return None
    pattern = r"\s+".join("(?:\u00ad|-\n)?".join(re.escape(char) for char in word) for word in words)
    found = re.search(pattern, text)
    return found.span() if found else None


def _section(number: int, answer: Answer) -> str:
    title = _shortened(answer.question, _MAX_TITLE_CHARS)
    items = "".join(_item(number, citation) for citation in answer.citations)
    return f'<section class="source-turn" aria-label="Sumber jawaban {number}"><h3>{escape(title)}</h3>{items}</section>'


def _item(number: int, citation: Citation) -> str:
    verified = "yes" if citation.verified else "no"
    return (
        f'<details class="source" id="sumber-{number}-{citation.marker}">'
        f'<summary><span class="number" aria-hidden="true">{citation.marker}</span><span class="source-head">'
        f'<span class="sr-only">Sumber {citation.marker}: </span><span class="label">{escape(citation.label)}</span>'
        f'<span class="hint">{escape(_shortened(citation.quote, _MAX_HINT_CHARS))}</span></span></summary>'
        f'<div class="source-body"><p class="facts"><span class="kind">{escape(source_kind(citation))}</span>'
        f'<span class="badge {verified}">{escape(verdict(citation))}</span></p>{_heading(citation)}'
        f'<p class="passage">{marked_passage(citation.passage.text, citation.quote)}</p>'
        f'<button type="button" class="back" data-action="kembali" data-marker="rujuk-{number}-{citation.marker}">'
        "Kembali ke jawaban</button></div></details>"
    )


def _heading(citation: Citation) -> str:
    heading = citation.passage.heading.removeprefix(citation.label).strip(" :\n")
    return f'<p class="heading">{escape(heading)}</p>' if heading else ""


def _shortened(text: str, limit: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


_LEGEND = (
    '<p class="legend"><strong>Intisari kami</strong> ditulis dengan kata kami sendiri, bukan bunyi resmi peraturan; untuk '
    "keperluan resmi, periksa naskahnya di JDIH.</p>"
)
