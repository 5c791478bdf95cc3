"""`spbe serve`: the web app."""

from __future__ import annotations

from dataclasses import replace

import click

from assistant.cli.shared import Context


@click.command("serve")
@click.option("--host", default=None, help="Alamat (bawaan 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Porta (bawaan 7860).")
@click.pass_obj
def serve_command(context: Context, host: str | None, port: int | None) -> None:
    """Menjalankan aplikasi web."""
    from assistant.web.app import serve

    chosen = {"host": host or context.settings.host, "port": port or context.settings.port}
    session = replace(context, settings=context.settings.model_copy(update=chosen)).session()
    serve(session, session.settings.host, session.settings.port, context.say)


COMMANDS = (serve_command,)
