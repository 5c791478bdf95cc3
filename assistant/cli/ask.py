"""`spbe ask` and `spbe search`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from assistant.ask.assistant import Asker
from assistant.ask.records import Answer
from assistant.cli.shared import Context, print_json, read_batch
from assistant.wire import answer_json, answer_text, hit_json
from corpus.errors import InputError
from indexer.search import Index

_BATCH = click.option("--batch", type=click.Path(path_type=Path), help='Berkas JSONL, satu {"id", "question"} tiap baris.')
_JSON = click.option("--json", "as_json", is_flag=True, help="Keluaran JSON menurut kontrak.")


@click.command("ask")
@click.argument("question", nargs=-1, metavar="PERTANYAAN")
@_JSON
@_BATCH
@click.pass_obj
def ask_command(context: Context, question: tuple[str, ...], as_json: bool, batch: Path | None) -> None:
    """Menjawab pertanyaan dengan sumber pasal atau indikatornya."""
    asked = _questions(question, batch)
    asker = context.session().asker()
    for identifier, text in asked:
        started = time.perf_counter()
        answer = _answer(asker, text, is_batch=batch is not None)
        took_ms = (time.perf_counter() - started) * 1000
        if as_json or batch is not None:
            print_json(answer_json(answer, identifier, took_ms))
        else:
            click.echo(answer_text(answer))


@click.command("search")
@click.argument("query", nargs=-1, metavar="KUERI")
@click.option("-k", "count", type=click.IntRange(1, 200), default=10, show_default=True, help="Banyaknya hasil.")
@_JSON
@_BATCH
@click.pass_obj
def search_command(context: Context, query: tuple[str, ...], count: int, as_json: bool, batch: Path | None) -> None:
    """Mencari ketentuan: menurut alamat (pasal, indikator), makna, dan kata."""
    asked = _questions(query, batch)
    session = context.session()
    asker = session.asker()
    for identifier, text in asked:
        started = time.perf_counter()
        hits = asker.hits(text, count)
        took_ms = (time.perf_counter() - started) * 1000
        if as_json or batch is not None:
            rows = [hit_json(hit.rank, hit.passage, hit.score) for hit in hits]
            print_json({"id": identifier, "hits": rows, "ms": round(took_ms, 1)})
        else:
            _print_hits(session.index, text, [(hit.rank, hit.passage.label, hit.passage.text) for hit in hits])


def _questions(words: tuple[str, ...], batch: Path | None) -> list[tuple[str | None, str]]:
    if batch is not None and words:
        raise InputError("Pilih salah satu: tulis pertanyaan, atau beri --batch BERKAS.jsonl.")
    if batch is not None:
        return list(read_batch(batch))
    if not words:
        raise InputError('Pertanyaan kosong. Contoh: spbe ask "Apa syarat level 3 indikator 21?"')
    return [(None, " ".join(words))]


def _answer(asker: Asker, text: str, is_batch: bool) -> Answer:
    try:
        return asker.ask(text)
    except InputError as error:
        if not is_batch:
            raise
        return Answer(question=text, outcome="clarify", text=str(error))


def _print_hits(index: Index, query: str, rows: list[tuple[int, str, str]]) -> None:
    for locator in index.prepare(query).mentions.locators("perpres-95-2018", "rubrik-2020"):
        if not index.exists(locator):
            click.echo(f"Catatan: {locator} tidak ada dalam pengetahuan saya.")
    if not rows:
        click.echo("Tidak ditemukan.")
    for rank, label, text in rows:
        click.echo(f"{rank:>2}. {label}\n    {text.splitlines()[0]}")


COMMANDS = (ask_command, search_command)
