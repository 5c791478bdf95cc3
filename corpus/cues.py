"""Loader of the cues: words that show what a described situation is about and how far it has come."""

from __future__ import annotations

from pathlib import Path

from corpus.records import Cues
from corpus.yaml_files import Node, read_yaml


def load_cues(path: Path) -> Cues:
    """The cues; each ladder has the levels 1 to 5.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("policy", "ladders", "denials", "limits", "offices", "requests")
    ladders, offices = top.node("ladders"), top.node("offices")
    return Cues(
        policy=top.texts("policy"),
        ladders={scale: _ladder(ladders.node(scale)) for scale in ladders.values},
        denials=top.texts("denials"),
        limits=top.texts("limits"),
        requests=top.texts("requests"),
        offices={name: offices.texts(name) for name in offices.values},
    )


def _ladder(node: Node) -> tuple[tuple[str, ...], ...]:
    rungs = Node(node.file, node.key, {str(level): words for level, words in node.values.items()})
    rungs.allow("1", "2", "3", "4", "5")
    return tuple(rungs.texts(str(level)) for level in range(1, 6))
