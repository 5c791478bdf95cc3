"""The one thing that a language model may do: say a verified answer more smoothly, with nothing added and nothing lost."""

from __future__ import annotations

import logging
import re
from typing import Protocol

from corpus.errors import ModelError

_MARKER = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST_SHARE = 1.3
_log = logging.getLogger(__name__)


class Rephraser(Protocol):
    """A model that rephrases."""

    @property
    def name(self) -> str:
        """What the answer reports as its model."""

    def rephrase(self, question: str, answer: str) -> str:
        """The answer in other words. Raises: ModelError when the model does not answer."""


def rephrased(rephraser: Rephraser, question: str, answer: str) -> tuple[str, str]:
    """(text, model): the model's wording when it kept to the rules, else the verified answer and ""."""
    try:
        text = rephraser.rephrase(question, answer)
    except ModelError as error:
        _log.warning("%s", error)
        return answer, ""
    return (text, rephraser.name) if keeps_to(answer, text) else (answer, "")


def keeps_to(answer: str, text: str) -> bool:
    """True when the text has the same markers, no number that the answer lacks, loses none, and is not much longer."""
    same_markers = set(_MARKER.findall(answer)) == set(_MARKER.findall(text))
    same_numbers = set(_NUMBER.findall(answer)) == set(_NUMBER.findall(text))
    return bool(text.strip()) and same_markers and same_numbers and len(text) <= _LONGEST_SHARE * len(answer)
