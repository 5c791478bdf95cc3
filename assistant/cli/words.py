"""Click's complaints in Indonesian."""

from __future__ import annotations

import click

_HELP = "Lihat «spbe --help» atau «spbe PERINTAH --help»."


def usage_sentence(error: click.UsageError) -> str:
    """One Indonesian sentence for wrong use, naming what was wrong."""
    if isinstance(error, click.NoSuchOption):
        return f"Opsi {error.option_name} tidak dikenal. {_HELP}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else "masukan"
        return f"Masukan {name} belum diisi. {_HELP}"
    if isinstance(error, click.BadParameter):
        name = error.param.name if error.param is not None else "masukan"
        return f"Nilai untuk {name} tidak dapat dipakai: {_reason(error)}. {_HELP}"
    if error.message.startswith("No such command"):
        return f"Perintah tidak dikenal: {error.message.partition(' ')[2].removeprefix('such command ').rstrip('.')}. {_HELP}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"Ada masukan berlebih: {error.message.partition('(')[2].rstrip(').')}. {_HELP}"
    if "requires" in error.message and "argument" in error.message:
        return f"Opsi itu membutuhkan nilai. {_HELP}"
    return f"Perintah tidak lengkap atau keliru. {_HELP}"


def _reason(error: click.BadParameter) -> str:
    message = error.message
    if "does not exist" in message:
        return "berkas atau folder itu tidak ada"
    if "is not a valid integer" in message or "is not in the range" in message:
        return "harus bilangan bulat yang wajar"
    if "is not one of" in message:
        return "pilihan itu tidak ada"
    return message.rstrip(".")
