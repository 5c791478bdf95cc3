"""Scores of a question file: retrieval, answers and refusals, over all and by type of question."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ask.assistant import Asker
from assistant.ask.records import Answer
from corpus.errors import InputError
from corpus.locators import Locator, parse_locator

CUTS = (1, 3, 5, 10)
_MISS = 10**6
_REFUSALS = ("not_found", "out_of_scope", "clarify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what a right answer needs. `gold_any`: one of `gold` is enough, else all are needed."""

    id: str
    text: str
    type: str
    gold: tuple[Locator, ...]
    gold_any: bool
    must_say: tuple[str, ...]
    must_not_say: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one question went: rank of the gold (from 1, a very large number = not found), and what failed in the answer."""

    question: Question
    answer: Answer
    rank: int
    unsaid: tuple[str, ...]
    said_wrongly: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """True when the answer says all that it must and nothing that it must not."""
        return not self.unsaid and not self.said_wrongly

    @property
    def is_refused(self) -> bool:
        """True when the answer declines."""
        return self.answer.outcome in _REFUSALS

    @property
    def is_kept_clear(self) -> bool:
        """True when the answer declines, or sets right what the question takes for granted and says all that it must."""
        return self.is_refused or (self.answer.corrected and self.is_right)


def read_questions(path: Path) -> list[Question]:
    """The questions of a JSONL file.

    Raises:
        InputError: naming the line that is wrong.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Berkas soal {path} tidak dapat dibaca ({error}).") from error
    questions = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path.name} baris {number}: bukan soal yang sah ({error}).") from error
    return questions


def _question(values: dict[str, Any]) -> Question:
    return Question(
        id=str(values["id"]),
        text=str(values["question"]),
        type=str(values.get("type", "")),
        gold=tuple(parse_locator(text) for text in values.get("gold", [])),
        gold_any=bool(values.get("gold_any", True)),
        must_say=tuple(values.get("must_say", [])),
        must_not_say=tuple(values.get("must_not_say", [])),
    )


def run(asker: Asker, question: Question) -> Result:
    """The result of asking one question."""
    answer = asker.ask(question.text)
    hits = [passage.locator for passage in answer.hits]
    ranks = [_rank(hits, gold) for gold in question.gold]
    return Result(
        question=question,
        answer=answer,
        rank=(min(ranks) if question.gold_any else max(ranks)) if ranks else _MISS,
        unsaid=tuple(pattern for pattern in question.must_say if not re.search(pattern, answer.text, re.I)),
        said_wrongly=tuple(pattern for pattern in question.must_not_say if re.search(pattern, answer.text, re.I)),
    )


def _rank(hits: Sequence[Locator], gold: Locator) -> int:
    return next((place for place, hit in enumerate(hits, 1) if counts_for(hit, gold)), _MISS)


def counts_for(hit: Locator, gold: Locator) -> bool:
    """True when a hit answers a gold locator: it is it or lies inside it; the article itself counts for its parts."""
    if hit.is_within(gold):
        return True
    article = gold.number("pasal") is not None and hit.path == gold.parts[0]
    return article and hit.document == gold.document


def scores(results: Sequence[Result]) -> dict[str, Any]:
    """Recall at the cuts, MRR, answer score, refusal score and false refusals, over all and by type."""
    with_gold = [result for result in results if result.question.gold]
    without = [result for result in results if not result.question.gold]
    summary: dict[str, Any] = {"questions": len(results), "with_gold": len(with_gold)}
    for cut in CUTS:
        summary[f"recall@{cut}"] = _share([result.rank <= cut for result in with_gold])
    summary["mrr"] = round(sum(1 / result.rank for result in with_gold if result.rank < _MISS) / max(len(with_gold), 1), 4)
    summary["answer"] = _share([result.is_right for result in results])
    summary["refusal"] = _share([result.is_kept_clear for result in without])
    summary["false_refusals"] = _share([result.is_refused for result in with_gold])
    types = sorted({result.question.type for result in results})
    summary["by_type"] = {name: _by_type([result for result in results if result.question.type == name]) for name in types}
    return summary


def _by_type(results: Sequence[Result]) -> dict[str, Any]:
    with_gold = [result.rank <= 5 for result in results if result.question.gold]
    return {"n": len(results), "recall@5": _share(with_gold), "answer": _share([result.is_right for result in results])}


def _share(flags: Sequence[bool]) -> float | None:
    return round(sum(flags) / len(flags), 4) if flags else None
