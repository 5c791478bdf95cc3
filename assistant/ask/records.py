"""What flows through asking: the understood question, statements, citations and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from corpus.locators import Locator
from corpus.records import Passage, Source
from indexer.query import Query

Kind = Literal["direct", "support", "advice"]
Outcome = Literal["answered", "not_found", "out_of_scope", "clarify"]


class Want(Enum):
    """What kind of answer a question asks for."""

    LEVEL = "level"
    PROOF = "proof"
    WHO = "who"
    WHEN = "when"
    DIFFERENCE = "difference"
    WHICH_INDICATOR = "which_indicator"
    CALCULATION = "calculation"
    WRITING = "writing"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question with what it wants. `query` is ready for search; `is_follow_up` when it leans on the chat's context.

    `is_statement`: it asks nothing in words; a note ("inventaris aset di excel, tiap OPD sendiri") asks by what it describes.
    """

    query: Query
    wants: frozenset[Want]
    edition: str
    is_follow_up: bool = False
    is_statement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One piece of an answer and the passages it rests on.

    `quotes` stand letter for letter in the passages at the same position; `kind` is "direct" for the answer itself, "support" for
    what else the person needs, "advice" for words of ours that state no rule (these need no source); `corrects` when it
    sets a false premise of the question right.
    """

    text: str
    kind: Kind = "support"
    sources: tuple[Passage, ...] = ()
    quotes: tuple[str, ...] = ()
    corrects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A marker of an answer resolved: where it points, what it quotes, whether the quote was found letter for letter."""

    marker: int
    locator: Locator
    label: str
    quote: str
    source: Source
    page: int
    verified: bool
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the user reads, with its citations.

    `corrected`: a false premise of the question was set right. `subject` is the indicator or provision that a follow-up may lean on.
    """

    question: str
    outcome: Outcome
    text: str
    citations: tuple[Citation, ...] = ()
    hits: tuple[Passage, ...] = ()
    scores: tuple[float, ...] = ()
    subject: Locator | None = None
    model: str = ""
    corrected: bool = False
