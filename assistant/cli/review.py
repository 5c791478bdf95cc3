"""`spbe review`: which indicators files support, how far, and what an assessor would object to."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from tqdm import tqdm

from assistant.cli.shared import Context, print_json
from assistant.evidence.batch import BatchOptions, review_paths
from assistant.evidence.combine import Combined, Combiner
from assistant.evidence.pace import Pace, Standing
from assistant.evidence.records import IndicatorMatch, Review
from assistant.evidence.reviewer import Reviewer
from assistant.evidence.wire import combined_json, review_json
from assistant.evidence.words import DOCUMENT_KINDS, STRENGTHS, left_text
from assistant.reading_settings import reading_settings
from corpus.errors import InputError
from indexer.reading.page_count import FilePages, count_pages
from indexer.reading.sources import PageCache, ReadingSettings

_MARKS = {"strong": "■", "partial": "□", "weak": "·"}
_SHOWN = 3
_NAME_CHARS = 32


@click.command("review")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="BERKAS, FOLDER, atau ZIP ...")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON menurut kontrak.")
@click.option("--resume", type=click.Path(path_type=Path, dir_okay=False), help="Berkas JSONL untuk melanjutkan yang terhenti.")
@click.option("--agency", default="", help="Nama instansi yang dinilai, misalnya «Pemerintah Kota Denpasar».")
@click.option("--password", default=None, help="Kata sandi PDF yang terkunci.")
@click.option("--year", type=click.IntRange(2015, 2100), default=None, help="Tahun penilaian, untuk menghitung umur reviu.")
@click.pass_obj
def review_command(
    context: Context,
    paths: tuple[Path, ...],
    as_json: bool,
    resume: Path | None,
    agency: str,
    password: str | None,
    year: int | None,
) -> None:
    """Menelaah berkas bukti: jenis dokumen, indikator yang didukung, tingkat yang terlihat, dan kekurangannya."""
    if not paths:
        raise InputError("Sebutkan berkas, folder, atau ZIP yang ditelaah. Contoh: spbe review bukti/ --agency «Kota Denpasar»")
    started = time.perf_counter()
    session = context.session()
    settings = session.settings
    reviewer = Reviewer(session.index.knowledge, session.embedder, settings.data_dir, settings.edition)
    today = date(year, 12, 31) if year else None
    options = BatchOptions(agency=agency, password=password, resume=resume, today=today, reading=reading_settings(settings))
    combiner = Combiner(reviewer.rubric)
    rows: list[dict[str, object]] = []
    lines: list[tuple[str, dict[int, str]]] = []
    cache = PageCache(settings.data_dir / "pages")
    with _Progress(context, paths, options.reading, cache) as progress:
        for review in review_paths(paths, reviewer, options, cache, progress.on_page):
            progress.on_file(review.file)
            if not review.duplicate_of:
                combiner.add(review.file, review.facts, review.indicators)
            if as_json:
                rows.append(review_json(review))
                continue
            lines.append((review.file, _marks(review.indicators)))
            click.echo(summary(review))
    seconds = round(time.perf_counter() - started, 2)
    combined = combiner.results()
    if as_json:
        print_json({"documents": rows, "combined": [combined_json(item) for item in combined], "seconds": seconds})
        return
    click.echo(matrix(lines))
    click.echo("\n".join(_combined_line(item) for item in combined))
    click.echo(f"{len(lines)} berkas, {seconds} detik. Usulan ini belum keputusan: tingkat ditetapkan oleh asesor.")


def summary(review: Review) -> str:
    """A few lines about one file."""
    facts = review.facts
    known = [
        DOCUMENT_KINDS[facts.document_type],
        facts.number and f"nomor {facts.number}",
        facts.date,
        facts.is_draft and "rancangan",
    ]
    head = f"\n{review.file}\n  {', '.join(str(part) for part in known if part)} · {facts.title[:100] or 'tanpa judul'}"
    if review.outcome != "read":
        head += f"\n  {review.sentence}"
    if review.duplicate_of:
        head += f"\n  Sama atau hampir sama dengan {review.duplicate_of}."
    shown = [match for match in review.indicators if match.strength != "weak"][: _SHOWN * 4] or list(review.indicators[:_SHOWN])
    proposals = [_match_lines(match, is_full=place < _SHOWN) for place, match in enumerate(shown)]
    findings = [f"  ! {finding.detail}" + (f" (hlm. {finding.page})" if finding.page else "") for finding in review.findings]
    nothing = [] if proposals else ["  Tidak mendukung indikator mana pun."]
    return "\n".join([head, *nothing, *proposals, *findings])


def matrix(lines: Sequence[tuple[str, dict[int, str]]]) -> str:
    """47 rows by files: ■ strong, □ partial, · weak."""
    heads = [f"  B{place} = {file}" for place, (file, _) in enumerate(lines, 1)]
    width = len(f"B{len(lines)}")
    titles = "    " + " ".join(f"B{place}".rjust(width) for place in range(1, len(lines) + 1))
    rows = [
        f"{number:>3} " + " ".join(marks.get(number, "").rjust(width) for _, marks in lines)
        for number in range(1, 48)
        if any(number in marks for _, marks in lines)
    ]
    empty = [str(number) for number in range(1, 48) if not any(number in marks for _, marks in lines)]
    missing = f"Indikator tanpa berkas: {', '.join(empty) or 'tidak ada'}."
    return "\n".join(["", "Indikator × berkas (■ kuat, □ sebagian, · lemah)", *heads, titles, *rows, missing])


def _marks(matches: Sequence[IndicatorMatch]) -> dict[int, str]:
    return {match.indicator: _MARKS[match.strength] for match in matches}


def _match_lines(match: IndicatorMatch, is_full: bool) -> str:
    level = f"level {match.low}" if match.low == match.high else f"level {match.low} sampai {match.high}"
    instead = f" (atau {', '.join(map(str, match.alternatives))})" if match.alternatives else ""
    text = f"  Indikator {match.indicator}{instead}: {STRENGTHS[match.strength]}, terlihat {level}"
    if is_full and match.evidence:
        first = match.evidence[0]
        pasal = f"{first.pasal}, " if first.pasal else ""
        text += f"\n    {pasal}hlm. {first.page}: «{first.text[:160]}»"
    return f"{text}\n    {match.next_step}" if is_full and match.next_step else text


def _combined_line(item: Combined) -> str:
    level = f"{item.low}" if item.low == item.high else f"{item.low}–{item.high}"
    late = "".join(f" {finding.detail}" for finding in item.findings)
    return f"Indikator {item.indicator}: level {level}, {len(item.files)} berkas. {item.next_step}{late}"


class _Progress:
    """A bar over the pages on stderr, with the remaining time and the document that is being read; silent when quiet."""

    def __init__(self, context: Context, paths: Sequence[Path], reading: ReadingSettings, cache: PageCache) -> None:
        self._is_quiet = context.is_quiet
        plan = [] if context.is_quiet else self._count(paths, reading, cache)
        self._pace = Pace(plan)
        self._lock = threading.Lock()

    def __enter__(self) -> _Progress:
        total = self._pace.standing().n_pages_all or None
        form = "Menelaah {percentage:3.0f}% |{bar:12}| {desc}" if total else "Menelaah {desc}"
        self._bar = tqdm(total=total, unit="hlm.", file=sys.stderr, leave=False, disable=self._is_quiet, bar_format=form)
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def on_page(self, file: str, done: int, total: int) -> None:
        """Notes how far the reading of a file is."""
        self._pace.on_page(file, done, total)
        self._show()

    def on_file(self, file: str) -> None:
        """Notes a finished file."""
        self._pace.finish(file)
        self._show()

    def _show(self) -> None:
        if self._is_quiet:
            return
        with self._lock:  # the threads that read must not draw into one another's line
            now = self._pace.standing()
            self._bar.total = now.n_pages_all
            self._bar.set_description_str(_standing_text(now), refresh=False)
            self._bar.update(now.n_pages_done - self._bar.n)

    def _count(self, paths: Sequence[Path], reading: ReadingSettings, cache: PageCache) -> list[FilePages]:
        with tqdm(desc="Menghitung halaman", unit=" berkas", file=sys.stderr, leave=False, delay=1) as counting:

            def on_file(n: int) -> None:
                counting.update(n - counting.n)

            return count_pages(paths, reading, cache, on_file)


def _standing_text(now: Standing) -> str:
    """What a narrow terminal can do without stands last."""
    left = f"sisa {left_text(now.left_s)}" if now.left_s is not None else "sisa waktu dihitung"
    page = f" ({now.page}/{now.n_pages})" if now.n_pages else ""
    name = Path(now.file).name
    shown = name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1]}…"
    return f"{left}, hlm. {now.n_pages_done}/{now.n_pages_all}, berkas {now.n_done}/{now.n_documents} · {shown}{page}"


COMMANDS = (review_command,)
