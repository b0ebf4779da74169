"""completion: what a shell needs to complete words."""

from __future__ import annotations

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.language import N_

SHELLS = ("bash", "zsh", "fish", "powershell")


@command(
    help=N_(
        "In ra lệnh để shell tự điền tên lệnh, tuỳ chọn. Bash: sheets-sync completion bash >> ~/.bashrc; "
        "PowerShell: sheets-sync completion powershell >> $PROFILE"
    )
)
@click.argument("shell", type=click.Choice(SHELLS))
@shared_options
def completion(run: Run, shell: str) -> None:
    """Print the completion script of a shell."""
    from sheets_sync.commands.shell_completion import script

    root = click.get_current_context().find_root()
    click.echo(script(root.command, "sheets-sync", shell))
