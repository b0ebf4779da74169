"""What `--help` shows: a command's own options before those that every command takes, and examples at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from sheets_sync.commands.examples import EXAMPLES
from sheets_sync.commands.options import SHARED
from sheets_sync.language import N_, Translator, translator

_GAP = "    "


class _Page(click.Command):
    """The parts of a help page that commands and groups have in common."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options, then the shared ones."""
        common = {"help", "version", *(option.name for option in SHARED)}
        own = [param for param in self.get_params(ctx) if param.name not in common]
        shared = [param for param in self.get_params(ctx) if param.name in common]
        for title, params in ((N_("Tuỳ chọn"), own), (N_("Tuỳ chọn chung"), shared)):
            _definitions(
                formatter, _t()(title), filter(None, (param.get_help_record(ctx) for param in params))
            )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        t = _t()
        program, _, path = ctx.command_path.partition(" ")
        lines = [(f"{program} {words}", t(what)) for words, what in EXAMPLES.get(path, ())]
        if lines:
            with formatter.section(t(N_("Ví dụ"))):
                for words, what in lines:
                    formatter.write(f"{' ' * formatter.current_indent}{words}\n")
                    formatter.write(f"{' ' * formatter.current_indent}{_GAP}{what}\n")


class Command(_Page):
    """A command whose help ends with examples."""


class Group(_Page, click.Group):
    """A group whose help lists its commands under headings, each with its whole first sentence."""

    command_class = Command
    headings: Mapping[str, Sequence[click.Command]] = {}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first: they are what a reader of a group's help looks for."""
        self.format_commands(ctx, formatter)
        _Page.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command under its heading, in the order in which a school meets them."""
        t = _t()
        for title, commands in (self.headings or {N_("Các lệnh"): tuple(self.commands.values())}).items():
            _definitions(formatter, t(title), ((str(each.name), _first_sentence(each)) for each in commands))


def command(**settings: Any) -> Callable[[Callable[..., object]], Command]:
    """Make a command of a function, as `click.command` does."""
    return click.command(cls=Command, **settings)


def group(**settings: Any) -> Callable[[Callable[..., object]], Group]:
    """Make a group of commands of a function, as `click.group` does."""
    return click.group(cls=Group, **settings)


def _definitions(formatter: click.HelpFormatter, title: str, rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows, col_max=24)


def _first_sentence(command: click.Command) -> str:
    return (command.help or "").partition(". ")[0].removesuffix(".")


def _t() -> Translator:
    return translator(os.environ.get("LANGUAGE", "vi"))  # set for gettext before click reads the command line
