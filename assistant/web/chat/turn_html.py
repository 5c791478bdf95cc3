"""The chat as HTML. Everything that came from outside is escaped here; nothing else makes markup from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistant.ask.records import Answer, Citation
from assistant.web.chat.answer_file import answer_file, answer_file_name
from assistant.web.chat.turns import Turn

_MAX_SHOWN_CHARS = 600
_OUTCOMES = {
    "not_found": "Tidak ditemukan",
    "out_of_scope": "Di luar lingkup",
    "clarify": "Perlu diperjelas",
}
_WAITING = '<p class="waiting" role="status"><span class="sr-only">Mencari jawaban …</span><i></i><i></i><i></i></p>'


def turns_html(turns: Sequence[Turn], legal_status: str) -> str:
    """Finished turns, oldest first."""
    return "".join(turn_html(turn, legal_status) for turn in turns)


def turn_html(turn: Turn, legal_status: str, shown: str | None = None) -> str:
    """One turn. `shown` is the part of the answer that is already there; None = the whole, with its buttons."""
    is_done = shown is None
    text = turn.text if shown is None else shown
    body = _body(turn, text) if text else _WAITING
    tools = _tools(turn, legal_status) if is_done and turn.answer is not None else ""
    state = "selesai" if is_done else "menulis"
    return (
        f'<article class="turn" id="tanya-{turn.number}" data-turn="{turn.number}" data-state="{state}">'
        f'<div class="question"><h3 class="sr-only">Pertanyaan {turn.number}</h3><p>{_question(turn.question)}</p></div>'
        f'<div class="answer{" fault" if turn.fault else ""}"><h3 class="sr-only">Jawaban {turn.number}</h3>{body}</div>{tools}'
        "</article>"
    )


def _question(question: str) -> str:
    text = question.strip()
    if not text:
        return "<em>(pertanyaan kosong)</em>"
    return escape(text if len(text) <= _MAX_SHOWN_CHARS else text[:_MAX_SHOWN_CHARS].rstrip() + " …")


def _body(turn: Turn, text: str) -> str:
    if turn.answer is None:
        return f"<p>{escape(text)}</p>"
    outcome = _OUTCOMES.get(turn.answer.outcome)
    tag = f'<p class="outcome">{outcome}</p>' if outcome else ""
    citations = {citation.marker: citation for citation in turn.answer.citations}
    return tag + "".join(_block(block, turn.number, citations) for block in re.split(r"\n{2,}", text.strip()))


def _block(block: str, number: int, citations: Mapping[int, Citation]) -> str:
    lines = block.splitlines()
    items = [line.lstrip()[2:] for line in lines if line.lstrip().startswith(("- ", "• "))]
    opening = [line for line in lines if not line.lstrip().startswith(("- ", "• "))]
    html = f"<p>{'<br>'.join(_inline(line, number, citations) for line in opening)}</p>" if opening else ""
    if items:
        html += "<ul>" + "".join(f"<li>{_inline(item, number, citations)}</li>" for item in items) + "</ul>"
    return html


def _inline(text: str, number: int, citations: Mapping[int, Citation]) -> str:
    def link(match: re.Match[str]) -> str:
        citation = citations.get(int(match[1]))
        return match[0] if citation is None else _marker(citation, number)

    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
    return re.sub(r"\s?\[(\d{1,3})\]", link, html)


def _marker(citation: Citation, number: int) -> str:
    name = escape(f"Sumber {citation.marker}: {citation.label}")
    address = f"sumber-{number}-{citation.marker}"
    return (
        f'&nbsp;<a class="marker" href="#{address}" id="rujuk-{number}-{citation.marker}" data-source="{address}" '
        f'aria-label="{name}" title="{name}">[{citation.marker}]</a>'
    )


def _tools(turn: Turn, legal_status: str) -> str:
    answer = turn.answer
    assert answer is not None
    return (
        f'<div class="tools" role="group" aria-label="Tindakan untuk jawaban {turn.number}" '
        f'data-file="{escape(answer_file(answer, legal_status))}" data-name="{escape(answer_file_name(answer))}">'
        f'{_sources_button(turn.number, answer)}<button type="button" data-action="salin">Salin jawaban</button>'
        '<button type="button" data-action="unduh">Unduh jawaban</button>'
        '<span class="thumbs" role="group" aria-label="Apakah jawaban ini membantu?">'
        f'<button type="button" data-like="ya" data-turn="{turn.number}" aria-pressed="false" aria-label="Jawaban membantu" '
        f'title="Jawaban membantu">{_THUMB}</button>'
        f'<button type="button" data-like="tidak" data-turn="{turn.number}" aria-pressed="false" '
        f'aria-label="Jawaban tidak membantu" title="Jawaban tidak membantu" class="down">{_THUMB}</button></span></div>'
    )


def _sources_button(number: int, answer: Answer) -> str:
    if not answer.citations:
        return ""
    return (
        f'<button type="button" class="to-sources" data-action="sumber" data-source="sumber-{number}-1">'
        f"{len(answer.citations)} sumber</button>"
    )


_THUMB = (
    '<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" '
    'aria-hidden="true"><path d="M7 10v10H4V10zM7 10l4-7c1.6 0 2.5 1 2.5 2.5V9h4.7c1.5 0 2.5 1.3 2.2 2.7l-1.3 6.5c-.2 1-1.1 '
    '1.8-2.2 1.8H7"/></svg>'
)
