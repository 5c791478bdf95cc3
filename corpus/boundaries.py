"""Loader of the boundaries: what we do not answer, told by examples, and what we say instead."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from corpus.records import Boundary
from corpus.yaml_files import Node, read_yaml

BoundaryOutcome = Literal["out_of_scope", "not_found", "refuse"]
OUTCOMES: tuple[BoundaryOutcome, ...] = ("out_of_scope", "not_found", "refuse")


def load_boundaries(path: Path) -> tuple[Boundary, ...]:
    """The boundaries in file order; each has examples.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("boundaries")
    return tuple(_boundary(node) for node in top.nodes("boundaries"))


def _boundary(node: Node) -> Boundary:
    node.allow("id", "outcome", "reply", "asks_for", "asked_as")
    examples = node.texts("asked_as")
    if not examples:
        raise node.fault("asked_as", "wajib ada")
    return Boundary(
        id=node.text("id"),
        outcome=_outcome(node),
        reply=node.text("reply"),
        asks_for=node.texts("asks_for"),
        asked_as=examples,
    )


def _outcome(node: Node) -> BoundaryOutcome:
    text = node.text("outcome")
    for outcome in OUTCOMES:
        if outcome == text:
            return outcome
    raise node.fault("outcome", f"harus salah satu dari {', '.join(OUTCOMES)}, bukan {text}")
