"""Loader of the other schemes: evaluations and programmes that people ask about beside SPBE and that are not ours."""

from __future__ import annotations

from pathlib import Path

from corpus.records import OtherScheme
from corpus.yaml_files import Node, read_yaml


def load_other_schemes(path: Path) -> tuple[OtherScheme, ...]:
    """The schemes in file order; each has at least one name.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("schemes")
    return tuple(_scheme(node) for node in top.nodes("schemes"))


def _scheme(node: Node) -> OtherScheme:
    node.allow("name", "keeper", "names", "ours_with")
    names = node.texts("names")
    if not names:
        raise node.fault("names", "wajib ada")
    return OtherScheme(name=node.text("name"), keeper=node.text("keeper"), names=names, ours_with=node.texts("ours_with"))
