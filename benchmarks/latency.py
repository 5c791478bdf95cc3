"""Latency of a warm process, stage by stage in one run: `python benchmarks/latency.py [SOAL.jsonl]`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.evaluate import read_questions
from assistant.session import open_session
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def percentiles(times_ms: list[float]) -> str:
    ordered = sorted(times_ms)
    return f"p50 {statistics.median(ordered):6.1f} ms   p95 {ordered[int(len(ordered) * 0.95)]:6.1f} ms"


def timed(action: Callable[[str], object], texts: list[str]) -> list[float]:
    for text in texts[:3]:
        action(text)
    times = []
    for text in texts:
        started = time.perf_counter()
        action(text)
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "eval" / "own.jsonl"
    texts = [question.text for question in read_questions(path)]
    session = open_session(Settings(data_dir=ROOT / ".build" / "test-data"))
    index, asker = session.index, session.asker()
    stages: dict[str, Callable[[str], object]] = {
        "embed one query": lambda text: session.embedder.embed_queries([text]),
        "prepare (words, typos, mentions)": index.prepare,
        "search": lambda text: index.search(index.prepare(text), 10),
        "ask": asker.ask,
    }
    results = {name: timed(action, texts) for name, action in stages.items()}
    whole = statistics.median(results["ask"])
    for name, times in results.items():
        print(f"{name:<34} {percentiles(times)}   {statistics.median(times) / whole:5.2f} of ask")


main()
