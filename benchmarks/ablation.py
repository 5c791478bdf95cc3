"""What each stage is worth: retrieval scores with a stage taken away. `python benchmarks/ablation.py SOAL.jsonl ...`"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from assistant.ask.retrieve import FAVOURS, Favours, retrieve
from assistant.ask.understand import understand
from assistant.evaluate import Question, counts_for, read_questions
from assistant.session import Session, open_session
from assistant.settings import Settings
from indexer import build
from indexer.index_files import IndexFolder
from indexer.search import Index, Weights
from indexer.tokens import Lexicon

ROOT = Path(__file__).resolve().parents[1]
NO_FAVOURS = Favours(level=0, indicator=0, family=0, situation=0, told=0, policy=0, office=0)
MISS = 10**6


def rank(index: Index, question: Question, favours: Favours, plain: bool) -> int:
    query = index.prepare(question.text)
    hits = index.search(query, 10) if plain else retrieve(index, understand(query, "2020", index.cues), 10, favours).hits
    ranks = [
        next((place for place, hit in enumerate(hits, 1) if counts_for(hit.passage.locator, gold)), MISS)
        for gold in question.gold
    ]
    return min(ranks) if question.gold_any else max(ranks)


def row(name: str, session: Session, questions: list[Question], favours: Favours = FAVOURS, plain: bool = False) -> None:
    ranks = [rank(session.index, question, favours, plain) for question in questions]
    recalls = "  ".join(f"{sum(place <= cut for place in ranks) / len(ranks):.3f}" for cut in (1, 3, 5, 10))
    print(
        f"| {name:<34} | {recalls.replace('  ', ' | ')} | {sum(1 / place for place in ranks if place < MISS) / len(ranks):.3f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="SOAL.jsonl")
    files: list[Path] = parser.parse_args().files
    session = open_session(Settings(data_dir=ROOT / ".build" / "test-data"))
    index = session.index
    for path in files:
        questions = [question for question in read_questions(path) if question.gold]
        print(f"\n{path}: {len(questions)} questions\n\n| variant | r@1 | r@3 | r@5 | r@10 | MRR |\n|---|---|---|---|---|---|")
        full, lexicon = Weights(), index._preparer._lexicon
        for name, weights in {
            "BM25 only": replace(full, dense=0, mention=0),
            "dense only": replace(full, lexical=0, mention=0),
            "fused": replace(full, mention=0),
            "fused + addresses": full,
        }.items():
            index.weights = weights
            row(name, session, questions, plain=True)
        index.weights = full
        row("full pipeline", session, questions)
        row("full, no favours", session, questions, NO_FAVOURS)
        for name in ("family", "situation", "told", "policy", "named", "office", "indicator", "level"):
            row(f"full, no {name} favour", session, questions, replace(FAVOURS, **{name: 0.0}))
        for name, weights in {"full, no dense": replace(full, dense=0), "full, no lexical": replace(full, lexical=0)}.items():
            index.weights = weights
            row(name, session, questions)
        index.weights = full
        index._preparer._lexicon = Lexicon(lexicon.spellings, {})
        row("full, no glossary", session, questions)
        index._preparer._lexicon = lexicon
        row("full, no ways to ask indexed", without_ways_to_ask(session), questions)


def without_ways_to_ask(session: Session) -> Session:
    """A session on an index whose passages have lost the ways people ask for them."""
    with_them = build.knowledge_passages
    build.knowledge_passages = lambda knowledge: [replace(passage, asked_as=()) for passage in with_them(knowledge)]
    try:
        folder = ROOT / ".build" / "ablation-data"
        IndexFolder(folder).forget()
        build.build_index(folder, session.embedder)
        return replace(session, index=Index(folder, session.embedder))
    finally:
        build.knowledge_passages = with_them


main()
