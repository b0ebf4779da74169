"""Completion of commands and options by the shell: click's own for bash, zsh and fish, and ours for PowerShell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

VARIABLE = "_SHEETS_SYNC_COMPLETE"
"""The environment variable by which a shell asks the program for completions."""

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = $commandAst.CommandElements | ForEach-Object { $_.ToString() }
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_WORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            $typed = if ($value -match "\\s") { "'" + $value.Replace("'", "''") + "'" } else { $value }
            [System.Management.Automation.CompletionResult]::new($typed, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell passes the words of the line and the one that is being typed."""

    name: ClassVar[str] = "powershell"
    source_template: ClassVar[str] = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is being typed, and that one."""
        words = os.environ.get("COMP_WORDS", "").split("\n")[1:]
        typed = os.environ.get("COMP_WORD", "")
        if typed and words and words[-1] == typed:
            words.pop()
        return [word for word in words if word], typed

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """The words that fit; where a file is wanted, the files, which other shells find themselves."""
        found = super().get_completions(args, incomplete)
        return [each for item in found for each in (_paths(item) if item.type in ("file", "dir") else [item])]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """A line: the value, a tab, and what it means."""
        return f"{item.value}\t{item.help}" if item.help else str(item.value)


def _paths(item: CompletionItem[str]) -> list[CompletionItem[str]]:
    """The files and folders whose path begins with what is typed."""
    typed = str(item.value)
    folder, name = (
        (Path(typed), "") if typed.endswith(("/", "\\")) else (Path(typed).parent, Path(typed).name)
    )
    try:
        there = sorted(folder.iterdir())
    except OSError:
        return []
    wanted = [path for path in there if path.name.lower().startswith(name.lower())]
    return [CompletionItem(str(path)) for path in wanted if item.type == "file" or path.is_dir()]


add_completion_class(PowerShellComplete)


def script(command: click.Command, program: str, shell: str) -> str:
    """What a shell has to run so that it completes this program's words."""
    kind = get_completion_class(shell)
    assert kind, f"no completion for {shell}"
    return kind(command, {}, program, VARIABLE).source()
