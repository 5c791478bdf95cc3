"""Loader of the words people use: abbreviations and everyday terms, and chat spellings of ordinary words."""

from __future__ import annotations

from pathlib import Path

from corpus.records import Term
from corpus.yaml_files import Node, read_yaml


def load_glossary(path: Path) -> tuple[Term, ...]:
    """The terms of the glossary. No spelling belongs to two terms.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("terms")
    seen: dict[str, str] = {}
    terms = []
    for node in top.nodes("terms"):
        term = _term(node)
        for spelling in {word.lower() for word in (term.term, *term.variants)}:
            if spelling in seen:
                raise node.fault("variants", f"memuat «{spelling}» yang sudah dipakai oleh «{seen[spelling]}»")
            seen[spelling] = term.term
        terms.append(term)
    return tuple(terms)


def _term(node: Node) -> Term:
    node.allow("term", "meaning", "expansion", "variants", "asked_as", "see")
    return Term(
        term=node.text("term"),
        meaning=node.text("meaning"),
        expansion=node.text("expansion"),
        variants=node.texts("variants"),
        asked_as=node.texts("asked_as"),
        see=node.locators("see"),
    )


def load_spellings(path: Path) -> dict[str, str]:
    """Chat spelling → standard word ("brp" → "berapa"), lower case.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("spellings")
    table: dict[str, str] = {}
    for word, variants in top.node("spellings").values.items():
        if not isinstance(variants, list):
            raise top.fault(f"spellings.{word}", "harus berupa daftar ejaan")
        for variant in variants:
            if str(variant) in table:
                raise top.fault(f"spellings.{word}", f"memuat «{variant}» yang sudah dipakai")
            table[str(variant)] = str(word)
    return table
