"""Click's complaints in Indonesian."""

from __future__ import annotations

import click

_HELP = "Lihat «spbe --help» atau «spbe PERINTAH --help»."


def usage_sentence(error: click.UsageError) -> str:
    """One Indonesian sentence for wrong use, naming what was wrong."""
    if isinstance(error, click.NoSuchOption):
        return f"Opsi {error.option_name} tidak dikenal. {_HELP}"
    if isinstance(error, click.MissingParameter):
        return f"Masukan {_name(error)} belum diisi. {_HELP}"
    if isinstance(error, click.BadParameter):
        return f"Nilai untuk {_name(error)} tidak dapat dipakai: {_reason(error)}. {_HELP}"
    if error.message.startswith("No such command"):
        return f"Perintah tidak dikenal: {error.message.partition(' ')[2].removeprefix('such command ').rstrip('.')}. {_HELP}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"Ada masukan berlebih: {error.message.partition('(')[2].rstrip(').')}. {_HELP}"
    if "requires" in error.message and "argument" in error.message:
        return f"Opsi itu membutuhkan nilai. {_HELP}"
    return f"Perintah tidak lengkap atau keliru. {_HELP}"


def _name(error: click.BadParameter) -> str:
    """The option as it is typed, or the argument as the help calls it."""
    if error.param is None or error.ctx is None:
        return "masukan"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)


def _reason(error: click.BadParameter) -> str:
    message = error.message
    if "does not exist" in message:
        return "berkas atau folder itu tidak ada"
    if "is not readable" in message:
        return "berkas atau folder itu tidak boleh dibaca; periksa hak aksesnya"
    if "is a directory" in message:
        return "itu folder, bukan berkas"
    if "is not a valid integer" in message or "is not in the range" in message:
        return "harus bilangan bulat yang wajar"
    if error.param is not None and isinstance(error.param.type, click.Choice):
        return f"pilihannya {', '.join(map(str, error.param.type.choices))}"
    return message.rstrip(".")
