"""The chat tab: question in, streamed answer out, its sources beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.session import Session
from assistant.web.chat.feedback import save_feedback
from assistant.web.chat.sources import sources_html
from assistant.web.chat.turn_html import turn_html, turns_html
from assistant.web.chat.turns import Turn, growing_text, take_turn
from assistant.web.chat.welcome import ON_LOAD, example_question, welcome_html
from assistant.web.wording import ADVICE
from corpus.errors import SpbeError

CONCURRENCY = 40
_STREAM_STEPS = 7
_STREAM_PAUSE_S = 0.04
_THREADS = 4  # its own threads: long jobs of other tabs must not hold up an answer
_LIKE_ON_LOAD = """
element.addEventListener('click', function (event) {
  const button = event.target.closest('[data-like]');
  if (!button) return;
  trigger('like', {index: Number(button.dataset.turn), value: '', liked: button.dataset.like === 'ya'});
});
"""
_HIDDEN_EVENT: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The components of the tab."""

    turns: gr.State
    welcome: gr.HTML
    history: gr.HTML
    live: gr.HTML
    question: gr.Textbox
    send: gr.Button
    anew: gr.Button
    note: gr.HTML
    sources: gr.HTML


Update = Mapping[Any, Any]


def build_chat(session: Session) -> None:
    """Draws the tab into the current gradio context and wires it to the session."""
    legal_status = session.index.knowledge.rubric(session.settings.edition).legal_status
    parts = _layout(session.settings.edition, legal_status)
    _Chat(session, parts, legal_status).wire()


def _layout(edition: str, legal_status: str) -> _Parts:
    turns = gr.State(())
    with gr.Row(elem_id="tanya-jawab", equal_height=False):
        with gr.Column(elem_id="percakapan", scale=7, min_width=280):
            welcome = gr.HTML(welcome_html(), elem_id="sambutan", js_on_load=ON_LOAD)
            history = gr.HTML("", elem_id="riwayat", js_on_load=_LIKE_ON_LOAD)
            live = gr.HTML("", elem_id="terbaru", js_on_load=_LIKE_ON_LOAD)
            with gr.Column(elem_id="penulis"):
                with gr.Row(elem_id="baris-tulis", equal_height=False):
                    question = _question_box()
                    send = gr.Button("Kirim", variant="primary", elem_id="kirim", scale=0, min_width=96)
                with gr.Row(elem_id="baris-bawah", equal_height=False):
                    gr.HTML(f"<p>{escape(ADVICE)}</p>", elem_id="saran", js_on_load=None)
                    anew = gr.Button("Obrolan baru", variant="secondary", elem_id="obrolan-baru", scale=0, min_width=120)
            note = gr.HTML("", elem_id="catatan", js_on_load=None)
            gr.HTML(_legal_html(edition, legal_status), elem_id="status-hukum", js_on_load=None)
        with gr.Column(elem_id="panel-sumber", scale=5, min_width=280):
            sources = gr.HTML(sources_html(()), elem_id="sumber", js_on_load=None)
    return _Parts(
        turns=turns,
        welcome=welcome,
        history=history,
        live=live,
        question=question,
        send=send,
        anew=anew,
        note=note,
        sources=sources,
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Pertanyaan Anda",
        show_label=False,
        placeholder="Tulis pertanyaan …",
        lines=1,
        max_lines=6,
        container=False,
        elem_id="pertanyaan",
        scale=1,
        min_width=160,
    )


def _legal_html(edition: str, legal_status: str) -> str:
    return f"<p><strong>Status hukum rubrik edisi {escape(edition)}.</strong> {escape(legal_status)}</p>"


class _Chat:
    """What the tab does on each event. Holds no state of any chat: that lives in the browser session's gr.State."""

    def __init__(self, session: Session, parts: _Parts, legal_status: str) -> None:
        self._parts = parts
        self._legal_status = legal_status
        self._asker = session.asker()
        self._data_dir = session.settings.data_dir
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="tanya")
        self._threads.submit(take_turn, self._asker, example_question(0), ())  # warms up, so that nobody's question is slow

    def wire(self) -> None:
        """Binds the events."""
        parts = self._parts
        answering: dict[str, Any] = {
            "fn": self.answer,
            "inputs": [parts.question, parts.turns],
            "outputs": [parts.question, parts.welcome, parts.history, parts.live, parts.sources, parts.turns, parts.note],
            "concurrency_limit": CONCURRENCY,
            "concurrency_id": "tanya",
            **_HIDDEN_EVENT,
        }
        asked = gr.on([parts.question.submit, parts.send.click], trigger_mode="once", **answering)
        chosen = parts.welcome.select(example_chosen, None, parts.question, trigger_mode="once", **_HIDDEN_EVENT)
        tried = chosen.then(**answering)
        parts.anew.click(
            self.start_anew,
            None,
            [parts.question, parts.welcome, parts.history, parts.live, parts.sources, parts.turns, parts.note],
            cancels=[asked, tried],
            **_HIDDEN_EVENT,
        )
        for log in (parts.history, parts.live):
            log.like(self.rate, parts.turns, parts.note, **_HIDDEN_EVENT)

    async def answer(self, question: str | None, turns: tuple[Turn, ...]) -> AsyncIterator[Update]:
        """The page's changes while a question is answered: the question at once, then the answer as it grows."""
        parts, status = self._parts, self._legal_status
        asked = Turn(number=len(turns) + 1, question=question or "")
        yield {
            parts.question: "",
            parts.welcome: gr.update(visible=False),
            parts.history: turns_html(turns, status),
            parts.live: turn_html(asked, status, shown=""),
            parts.note: "",
        }
        loop = asyncio.get_running_loop()
        turn = await loop.run_in_executor(self._threads, take_turn, self._asker, asked.question, turns)
        turns = (*turns, turn)
        for shown in growing_text(turn.text, _STREAM_STEPS):
            yield {parts.live: turn_html(turn, status, shown)}
            await asyncio.sleep(_STREAM_PAUSE_S)
        yield {parts.live: turn_html(turn, status), parts.sources: sources_html(turns), parts.turns: turns}

    def start_anew(self) -> Update:
        """An empty chat."""
        parts = self._parts
        return {
            parts.question: "",
            parts.welcome: gr.update(visible=True),
            parts.history: "",
            parts.live: "",
            parts.sources: sources_html(()),
            parts.turns: (),
            parts.note: "",
        }

    def rate(self, turns: tuple[Turn, ...], event: gr.EventData) -> str:
        """The note under the chat after a thumb was pressed. The browser's word is checked: it names a turn, nothing more."""
        number, is_liked = event._data.get("index"), event._data.get("liked") is True
        turn = next((turn for turn in turns if turn.number == number), None)
        if turn is None or turn.answer is None:
            return _note("Penilaian tidak disimpan karena obrolannya sudah berakhir.")
        try:
            save_feedback(self._data_dir, turn.answer, is_liked)
        except SpbeError as error:
            return _note(str(error))
        return _note("Terima kasih. Penilaian Anda dicatat dalam folder data aplikasi dan tidak dikirim ke mana pun.")


def example_chosen(event: gr.EventData) -> str:
    """The question of the example button that was pressed."""
    number = event._data.get("index")
    return example_question(number) if isinstance(number, int) else ""


def _note(sentence: str) -> str:
    return f'<p role="status">{escape(sentence)}</p>'
