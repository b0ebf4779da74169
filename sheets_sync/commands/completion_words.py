"""What a shell may put where a kind of document or a title is expected; whatever is heavy is imported when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def kinds_like(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """The kinds of document that begin so, the school's own among them, with what they are."""
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from sheets_sync.documents.kinds import kinds, stock_kinds
    from sheets_sync.errors import SheetsSyncError
    from sheets_sync.language import spoken
    from sheets_sync.settings.config_file import load_config

    try:
        known = kinds(load_config(Path(_config_path(context))))
    except SheetsSyncError:  # a shell that completes a word is no place for it
        known = stock_kinds()
    language = spoken().language
    return [
        CompletionItem(key, help=kind.titles.get(language) or kind.titles["vi"])
        for key, kind in known.items()
        if key.startswith(typed)
    ]


def titles_like(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """The codes of titles that begin so, with their names."""
    from click.shell_completion import CompletionItem

    from sheets_sync.rules.titles import TITLES

    return [
        CompletionItem(title.code, help=title.name)
        for title in TITLES
        if title.code.lower().startswith(typed.lower())
    ]


def _config_path(context: click.Context | None) -> str:
    while context:
        if found := context.params.get("config_path"):
            return str(found)
        context = context.parent
    return "config.toml"
