"""`spbe index`: builds or updates the index, and adds, lists and removes official texts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from assistant.cli.shared import Context, print_json
from assistant.reading_settings import reading_settings
from assistant.session import added_texts, refresh_index
from corpus.errors import InputError
from corpus.knowledge import Knowledge
from corpus.locators import Locator, document_label
from indexer.build import Progress
from indexer.embed import open_embedder
from indexer.official.add import Addition, add_file, is_document_id, official_files
from indexer.official.added import OfficialStore, OfficialText
from indexer.reading.sources import PageCache
from indexer.search import Index

_CHANGES = {"added": "ditambahkan", "unchanged": "sudah ada", "replaced": "diperbarui", "refused": "tidak ditambahkan"}
_PAGES_FOLDER = "pages"


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PDF atau FOLDER ...]")
@click.option("--as", "document", default="", metavar="ID", help="Sebut sendiri dokumennya, misalnya perbup-sleman-34-2019.")
@click.option("--ocr", "redo", is_flag=True, help="Baca ulang halaman pindaian dengan OCR (lebih lama, huruf lebih tepat).")
@click.option("--remove", "removed", default="", metavar="ID", help="Hapus naskah resmi yang pernah ditambahkan.")
@click.option("--list", "is_list", is_flag=True, help="Daftar naskah resmi yang pernah ditambahkan.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON menurut kontrak.")
@click.pass_obj
def index_command(
    context: Context, paths: tuple[Path, ...], document: str, redo: bool, removed: str, is_list: bool, as_json: bool
) -> None:
    """Membangun atau memperbarui indeks; PDF yang disebut ditambahkan sebagai naskah resmi."""
    started = time.perf_counter()
    store = OfficialStore(context.settings.data_dir)
    if is_list:
        _print_list(store, as_json)
        return
    if removed and not store.remove(removed):
        raise InputError(f"Naskah resmi «{removed}» tidak ada. Lihat daftarnya dengan «spbe index --list».")
    _add(context, store, paths, document, redo)
    with context.progress() as progress:
        is_new, n_passages, knowledge = _refresh(context, progress)
    rows = _rows(knowledge, added_texts(context.settings))
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        print_json({"passages": n_passages, "documents": rows, "seconds": seconds})
        return
    state = "dibangun" if is_new else "sudah mutakhir"
    click.echo(f"Indeks {state}: {n_passages} butir, {len({row['id'] for row in rows})} peraturan, {seconds} detik.")


def _refresh(context: Context, progress: Progress | None) -> tuple[bool, int, Knowledge]:
    settings = context.settings
    embedder = open_embedder(settings.embedding_model, settings.data_dir / "models", settings.threads)
    report = refresh_index(settings, embedder, progress, context.say_waiting)
    return report.is_new, report.manifest.passages, Index(settings.data_dir, embedder).knowledge


def _add(context: Context, store: OfficialStore, paths: tuple[Path, ...], document: str, redo: bool) -> None:
    """Adds the files and says what became of each.

    Raises:
        InputError: when nothing could be added, or `--as` was used wrongly.
    """
    if document and (len(paths) != 1 or paths[0].is_dir() or not is_document_id(document)):
        raise InputError("--as membutuhkan tepat satu berkas PDF dan ID seperti perpres-95-2018 atau perbup-sleman-34-2019.")
    cache = PageCache(context.settings.data_dir / _PAGES_FOLDER)
    settings = replace(reading_settings(context.settings), redo_layers=redo)
    additions = []
    for name, path in official_files(paths):
        with context.progress() as progress:
            report = _page_counter(progress, name)
            additions.append(add_file(path, store, cache, settings, name=name, document=document, on_page=report))
        context.say(_sentence(additions[-1]))
    if additions and all(addition.outcome == "refused" for addition in additions):
        raise InputError("Tidak ada naskah yang ditambahkan. " + _reason(additions))


def _page_counter(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(f"Membaca {name}", done, total)


def _sentence(addition: Addition) -> str:
    name = f" sebagai {document_label(addition.id)} ({addition.id})" if addition.id else ""
    return " ".join((f"{addition.file}: {_CHANGES[addition.outcome]}{name}.", *addition.sentences))


def _reason(additions: list[Addition]) -> str:
    first = additions[0]
    more = f" Demikian pula {len(additions) - 1} berkas lain." if len(additions) > 1 else ""
    return f"{first.file}: {' '.join(first.sentences)}{more}"


def _print_list(store: OfficialStore, as_json: bool) -> None:
    texts = store.texts()
    if as_json:
        print_json(
            {
                "documents": [
                    {**_official_row(text), "file": text.file, "sha256": text.sha256, "added_at": text.added_at} for text in texts
                ]
            }
        )
    elif not texts:
        click.echo("Belum ada naskah resmi. Tambahkan dengan «spbe index BERKAS.pdf».")
    else:
        for text in texts:
            click.echo(f"{text.id}: {text.title} ({text.file}, ditambahkan {text.added_at[:10]})")


def _rows(knowledge: Knowledge, texts: list[OfficialText]) -> list[dict[str, Any]]:
    """A row for each digest and each official text, in the order of the catalogue, then by id."""
    official = {text.id: text for text in texts}
    rows = []
    for regulation in knowledge.regulations:
        rows.append(_digest_row(knowledge, regulation.id))
        if regulation.id in official:
            rows.append(_official_row(official.pop(regulation.id), regulation.title, regulation.provisions))
    return rows + [_official_row(text) for text in official.values()]


def _official_row(text: OfficialText, title: str = "", n_articles: int = 0) -> dict[str, Any]:
    """The row of an official text; articles after its last one that the catalogue counts (`n_articles`) are missing too."""
    last = max((int("".join(filter(str.isdigit, path))) for path in text.report.articles), default=n_articles)
    return {
        "id": text.id,
        "title": title or text.title,
        "source": "official",
        "provisions": len(text.report.articles),
        "missing": [*text.report.missing, *(f"pasal-{number}" for number in range(last + 1, n_articles + 1))],
        "repeated": list(text.report.repeated),
        "chapters": len(text.report.chapters),
    }


def _digest_row(knowledge: Knowledge, identifier: str) -> dict[str, Any]:
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
