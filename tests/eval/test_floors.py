"""Floors of quality: what the assistant reached stays reached. The own sets were written by people who had not read the knowledge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.ask.assistant import Asker
from assistant.evaluate import read_questions, run, scores

SETS = ("own.jsonl", "unseen.jsonl", "fresh.jsonl", "second.jsonl", "third.jsonl", "fourth.jsonl", "fifth.jsonl", "sixth.jsonl")
FLOORS = {"recall@5": 0.93, "mrr": 0.78, "answer": 0.88, "refusal": 0.85}
MOST_FALSE_REFUSALS = 0.03


def summary(asker: Asker, path: Path) -> dict[str, Any]:
    return scores([run(asker, question) for question in read_questions(path)])


def check(values: dict[str, Any]) -> None:
    short = {name: values[name] for name, floor in FLOORS.items() if values[name] < floor}
    assert short == {}, values
    assert values["false_refusals"] <= MOST_FALSE_REFUSALS


@pytest.mark.parametrize("name", SETS)
def test_own_questions(asker: Asker, name: str) -> None:
    check(summary(asker, Path(__file__).with_name(name)))


@pytest.mark.shared
def test_given_questions(asker: Asker, shared: Path) -> None:
    check(summary(asker, shared / "questions" / "dev.jsonl"))
