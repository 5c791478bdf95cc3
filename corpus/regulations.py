"""Loader of the digests of regulations: `regulations/<document>/<part>.yaml`."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import CorpusError, LocatorError
from corpus.locators import Locator, parse_locator
from corpus.records import Provision
from corpus.yaml_files import Node, read_yaml, yaml_paths


def load_provisions(folder: Path) -> tuple[Provision, ...]:
    """Every digested provision under `folder`, in file order; locators are unique.

    Raises:
        CorpusError: naming file, key and fault.
    """
    provisions: dict[Locator, Provision] = {}
    for path in yaml_paths(folder):
        top = read_yaml(path)
        top.allow("document", "provisions")
        document = top.text("document")
        for node in top.nodes("provisions"):
            provision = _provision(document, node)
            if provision.locator in provisions:
                raise node.fault("at", f"mengulang {provision.locator}")
            provisions[provision.locator] = provision
    if not provisions:
        raise CorpusError(f"{folder.name}: tidak ada berkas intisari peraturan.")
    return tuple(provisions.values())


def _provision(document: str, node: Node) -> Provision:
    node.allow("at", "heading", "digest", "asked_as", "see")
    try:
        locator = parse_locator(f"{document}#{node.text('at')}")
    except LocatorError as error:
        raise node.fault("at", f"bukan alamat ketentuan: {node.text('at')}") from error
    return Provision(
        locator=locator,
        heading=node.text("heading"),
        digest=node.text("digest"),
        asked_as=node.texts("asked_as"),
        see=node.locators("see"),
    )
