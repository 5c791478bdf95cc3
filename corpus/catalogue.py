"""Loader of the catalogue: every regulation that we name, with its status and what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from corpus.errors import CorpusError
from corpus.records import Regulation
from corpus.yaml_files import Node, read_yaml

Status = Literal["berlaku", "dicabut", "diubah", "perlu diperiksa"]
STATUSES: tuple[Status, ...] = ("berlaku", "dicabut", "diubah", "perlu diperiksa")


def load_catalogue(path: Path) -> tuple[Regulation, ...]:
    """The regulations of the catalogue in file order; ids are unique.

    Raises:
        CorpusError: naming file, key and fault.
    """
    top = read_yaml(path)
    top.allow("regulations")
    regulations = tuple(_regulation(node) for node in top.nodes("regulations"))
    ids = [regulation.id for regulation in regulations]
    for identifier in ids:
        if ids.count(identifier) > 1:
            raise CorpusError(f"{path.name}: peraturan {identifier} tercantum dua kali.")
    return regulations


def _regulation(node: Node) -> Regulation:
    node.allow(
        *("id", "title", "short_title", "issuer", "number", "year", "date", "status", "status_note", "purpose", "published"),
        *("provisions", "missing", "revokes", "revoked_by", "amended_by", "aliases", "asked_as"),
    )
    return Regulation(
        id=node.text("id"),
        title=node.text("title"),
        short_title=node.text("short_title"),
        issuer=node.text("issuer"),
        number=node.text("number"),
        year=node.integer("year", 1945, 2100),
        date=node.text("date", ""),
        status=_status(node),
        status_note=node.text("status_note", ""),
        purpose=node.text("purpose"),
        published=node.text("published", ""),
        provisions=node.integer("provisions", 0, 999),
        missing=node.texts("missing"),
        revokes=node.texts("revokes"),
        revoked_by=node.texts("revoked_by"),
        amended_by=node.texts("amended_by"),
        aliases=node.texts("aliases"),
        asked_as=node.texts("asked_as"),
    )


def _status(node: Node) -> Status:
    text = node.text("status")
    for status in STATUSES:
        if status == text:
            return status
    raise node.fault("status", f"harus salah satu dari {', '.join(STATUSES)}, bukan {text}")
