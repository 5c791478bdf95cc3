"""The project holds its own words: no run of 24 words as in an official text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = 24


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@pytest.fixture(scope="module")
def official_runs(shared: Path) -> dict[int, str]:
    runs: dict[int, str] = {}
    for path in sorted((shared / "official").glob("*.txt")):
        tokens = plain_words(path.read_text("utf-8", "ignore"))
        for start in range(len(tokens) - RUN + 1):
            runs.setdefault(hash(tuple(tokens[start : start + RUN])), path.name)
    return runs


@pytest.mark.shared
def test_no_official_sentence_is_copied(official_runs: dict[int, str]) -> None:
    copied = []
    for path in [*ROOT.glob("corpus/**/*.yaml"), *ROOT.glob("docs/*.md"), *ROOT.glob("prompts/*.md"), ROOT / "README.md"]:
        tokens = plain_words(path.read_text("utf-8"))
        for start in range(len(tokens) - RUN + 1):
            source = official_runs.get(hash(tuple(tokens[start : start + RUN])))
            if source:
                copied.append(f"{path.relative_to(ROOT)}: {' '.join(tokens[start : start + 8])} … ({source})")
                break
    assert copied == []
