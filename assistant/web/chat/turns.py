"""One question and its answer in a chat of one browser session."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ask.assistant import Asker
from assistant.ask.records import Answer
from corpus.errors import SpbeError

_LOG = logging.getLogger(__name__)
_DEFECT = "Maaf, terjadi kesalahan pada program saat menjawab. Coba tulis ulang pertanyaannya; bila berulang, laporkan kepada pengelola."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question with its answer, or with the sentence that says why there is none. `number` counts from 1."""

    number: int
    question: str
    answer: Answer | None = None
    fault: str = ""

    @property
    def text(self) -> str:
        """What the person reads: the answer or the fault; empty while the answer is being made."""
        return self.answer.text if self.answer is not None else self.fault


def take_turn(asker: Asker, question: str, turns: Sequence[Turn]) -> Turn:
    """The next turn of the chat; whatever goes wrong becomes a sentence in it."""
    number = len(turns) + 1
    previous = next((turn.answer for turn in reversed(turns) if turn.answer is not None), None)
    try:
        return Turn(number=number, question=question, answer=asker.ask(question, previous))
    except SpbeError as error:
        return Turn(number=number, question=question, fault=str(error))
    except Exception:  # the border to the browser: a defect of ours must not end the chat
        _LOG.exception("Asking failed")
        return Turn(number=number, question=question, fault=_DEFECT)


def growing_text(text: str, steps: int) -> Iterator[str]:
    """Ever longer beginnings of the text, at most `steps` and without the whole; bold that is cut open is closed."""
    words = re.findall(r"\S+\s*", text)
    size = max(1, -(-len(words) // (steps + 1)))
    for end in range(size, len(words), size):
        part = "".join(words[:end]).rstrip()
        yield part + "**" * (part.count("**") % 2)
