"""The command group of `spbe`: commands are imported when they run, and help speaks Indonesian."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import ClassVar

import click

_SECTIONS = {"Options": "Pilihan", "Commands": "Perintah"}


class IndonesianFormatter(click.HelpFormatter):
    """Click's help with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Penggunaan: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_SECTIONS.get(heading, heading))


_help_option = click.Command.get_help_option


def _indonesian_help_option(command: click.Command, ctx: click.Context) -> click.Option | None:
    option = _help_option(command, ctx)
    if option is not None:
        option.help = "Menampilkan bantuan ini."
    return option


click.Context.formatter_class = IndonesianFormatter
click.Command.get_help_option = _indonesian_help_option  # type: ignore[method-assign, assignment]


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports their modules only when one is called or helped."""

    modules: ClassVar[dict[str, str]]
    summaries: ClassVar[dict[str, str]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        commands: Sequence[click.Command] = importlib.import_module(self.modules[cmd_name]).COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
