"""`spbe eval`: scores a question file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from tqdm import tqdm

from assistant.cli.shared import Context, print_json
from assistant.evaluate import Result, read_questions, run, scores
from corpus.errors import InputError


@click.command("eval")
@click.argument("path", type=click.Path(path_type=Path), metavar="SOAL.jsonl", required=False)
@click.option("--evidence", "labels", type=click.Path(path_type=Path), help="Nilai telaah bukti pada tabel label (LABELS.tsv).")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
@click.option("--failures", is_flag=True, help="Tampilkan soal yang gagal beserta jawabannya.")
@click.pass_obj
def eval_command(context: Context, path: Path | None, labels: Path | None, as_json: bool, failures: bool) -> None:
    """Menilai mutu jawaban pada sebuah berkas soal, atau mutu telaah bukti pada sebuah tabel label."""
    if labels is not None:
        _evaluate_evidence(context, labels, as_json)
        return
    if path is None:
        raise InputError("Sebutkan berkas soal (SOAL.jsonl) atau --evidence LABELS.tsv.")
    questions = read_questions(path)
    asker = context.session().asker()
    bar = tqdm(questions, desc="Menjawab", file=sys.stderr, leave=False, delay=2, disable=context.is_quiet)
    results = [run(asker, question) for question in bar]
    summary = scores(results)
    if as_json:
        print_json(summary)
        return
    for name, value in summary.items():
        if name != "by_type":
            click.echo(f"{name:<16} {value}")
    for name, values in summary["by_type"].items():
        click.echo(f"  {name:<24} n={values['n']:<3} recall@5={values['recall@5']} jawaban={values['answer']}")
    if failures:
        _print_failures(results)


def _evaluate_evidence(context: Context, labels: Path, as_json: bool) -> None:
    from assistant.evaluate_evidence import evidence_scores

    session = context.session()
    with context.progress() as progress:
        summary = evidence_scores(labels, session, lambda done, total, _: progress("Menelaah", done, total) if progress else None)
    if as_json:
        print_json(summary)
        return
    for part, values in summary.items():
        click.echo(f"{part}: {values['n']} berkas")
        for name, value in values.items():
            if isinstance(value, dict):
                click.echo(f"  {name:<24} {value['right']}/{value['of']}")
            elif name != "failures":
                click.echo(f"  {name:<24} {value}")
        for failure in values["failures"]:
            click.echo(f"    {failure['file']}: {failure['measure']}, harapan {failure['wanted']}, hasil {failure['found']}")


def _print_failures(results: list[Result]) -> None:
    for result in results:
        has_gold = bool(result.question.gold)
        if result.is_right and (result.rank <= 5 if has_gold else result.is_kept_clear):
            continue
        click.echo(f"\n{result.question.id} [{result.question.type}] {result.question.text}")
        click.echo(
            f"  harapan: {', '.join(map(str, result.question.gold)) or 'menolak'}; peringkat {result.rank}; {result.answer.outcome}"
        )
        click.echo(f"  belum terucap: {list(result.unsaid)}; terlarang: {list(result.said_wrongly)}")
        click.echo(f"  {result.answer.text[:400]}")


COMMANDS = (eval_command,)
