"""`spbe`: global options, exit codes, and errors as one sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

import click

from assistant.cli.group import LazyGroup
from assistant.cli.shared import Context
from assistant.cli.words import usage_sentence
from assistant.settings import load_settings
from corpus.errors import SpbeError

EXIT_DEFECT, EXIT_BAD_INPUT = 1, 2
_COMMANDS = {
    "ask": ("ask", "Menjawab pertanyaan dengan sumber pasal atau indikatornya."),
    "search": ("ask", "Mencari ketentuan menurut alamat, makna, dan kata."),
    "index": ("index", "Membangun indeks; menambahkan naskah resmi (PDF)."),
    "review": ("review", "Menelaah berkas bukti: jenis, indikator, level, dan cacatnya."),
    "indeks": ("indeks", "Menghitung indeks SPBE, simulasi, dan jalur termurah."),
    "assess": ("assess", "Mengelola instansi, penilaian, dan level."),
    "draft": ("draft", "Menyusun dan memeriksa draf penjelasan."),
    "report": ("report", "Membuat laporan DOCX, buku kerja XLSX, dan daftar tindak lanjut."),
    "eval": ("evaluate", "Menilai mutu dengan berkas soal atau label bukti."),
    "serve": ("serve", "Menjalankan aplikasi web."),
}


class Spbe(LazyGroup):
    """All commands with where they live and what they do."""

    modules: ClassVar = {name: f"assistant.cli.{module}" for name, (module, _) in _COMMANDS.items()}
    summaries: ClassVar = {name: summary for name, (_, summary) in _COMMANDS.items()}


@click.group(cls=Spbe, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data-dir", type=click.Path(path_type=Path), default=None, help="Folder data (bawaan: folder data pengguna).")
@click.option("--edition", default=None, help="Edisi rubrik (bawaan: 2020).")
@click.option("--quiet", is_flag=True, help="Tanpa keterangan kemajuan.")
@click.pass_context
def cli(context: click.Context, data_dir: Path | None, edition: str | None, quiet: bool) -> None:
    """Asisten SPBE: jawaban bersumber, telaah bukti, dan penilaian SPBE. Bekerja tanpa internet."""
    context.obj = Context(settings=load_settings(data_dir=data_dir, edition=edition), is_quiet=quiet)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit code: 0 done, 2 bad input, 1 a defect of ours."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    try:
        result = cli.main(args=arguments, prog_name="spbe", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        _complain(usage_sentence(error))
        return EXIT_BAD_INPUT
    except click.Abort:
        _complain("Dihentikan.")
        return EXIT_BAD_INPUT
    except SpbeError as error:
        _complain(str(error))
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        return 0
    except Exception as error:  # the last border: a defect of ours is named, never shown as a traceback
        if os.environ.get("SPBE_DEBUG"):
            raise
        _complain(f"Maaf, ada kesalahan pada program ({type(error).__name__}: {error}). Laporkan kepada pengelola aplikasi.")
        return EXIT_DEFECT


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def run() -> None:
    """Entry point of the console script."""
    sys.exit(main())
