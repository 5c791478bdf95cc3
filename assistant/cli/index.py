"""`spbe index`: builds or updates the index."""

from __future__ import annotations

import time
from pathlib import Path

import click

from assistant.cli.shared import Context, print_json
from assistant.session import refresh_index
from corpus.knowledge import Knowledge
from corpus.locators import Locator
from indexer.embed import open_embedder
from indexer.search import Index


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PDF atau FOLDER ...]")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON menurut kontrak.")
@click.pass_obj
def index_command(context: Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Membangun atau memperbarui indeks; PDF yang disebut ditambahkan sebagai naskah resmi."""
    started = time.perf_counter()
    settings = context.settings
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models", settings.threads)
    with context.progress() as progress:
        report = refresh_index(settings, embedder, progress, context.say_waiting)
    knowledge = Index(settings.data_dir, embedder).knowledge
    documents = [_document(knowledge, regulation.id) for regulation in knowledge.regulations]
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        print_json({"passages": report.manifest.passages, "documents": documents, "seconds": seconds})
        return
    state = "dibangun" if report.is_new else "sudah mutakhir"
    click.echo(f"Indeks {state}: {report.manifest.passages} butir, {len(documents)} peraturan, {seconds} detik.")


def _document(knowledge: Knowledge, identifier: str) -> dict[str, object]:
    regulation = knowledge.regulation(identifier)
    provisions = [provision.locator for provision in knowledge.provisions if provision.locator.document == identifier]
    articles = {locator.number("pasal") for locator in provisions} - {None}
    missing = [
        f"pasal-{number}"
        for number in range(1, (regulation.provisions if regulation else 0) + 1)
        if number not in articles and provisions and Locator(identifier, f"pasal-{number}") not in provisions
    ]
    return {
        "id": identifier,
        "title": regulation.title if regulation else identifier,
        "source": "digest",
        "provisions": len(provisions),
        "missing": missing,
    }


COMMANDS = (index_command,)
