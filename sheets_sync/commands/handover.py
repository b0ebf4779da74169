"""handover: a page for whoever takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.errors import RefusedError
from sheets_sync.help_pages import command
from sheets_sync.language import N_, Message
from sheets_sync.options import Run, shared_options

if TYPE_CHECKING:
    from sheets_sync.handover import Facts

SHOWN_RUNS = 10


@command(
    help=N_(
        "Viết một trang bàn giao: sổ nào, tài khoản nào, việc chạy ở đâu, gì là riêng của trường, mười lần chạy gần nhất, "
        "hỏng thì làm gì."
    )
)
@click.option(
    "--output", metavar="FILE", default="ban-giao.md", help=N_("Tệp để ghi (ban-giao.md cạnh cấu hình).")
)
@shared_options
def handover(run: Run, output: str) -> None:
    """Write the page beside the config; a file of that name that is somebody's own is refused."""
    from sheets_sync.handover import MARK, page
    from sheets_sync.language import translator
    from sheets_sync.output import print_json
    from sheets_sync.stores.atomic_file import replace_file

    path = run.config.folder / output
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace"):
        text = N_("{path} không do chương trình này viết nên không ghi đè. Chọn tên khác bằng --output.")
        raise RefusedError(Message(text, {"path": path}))
    replace_file(path, page(_facts(run), translator(run.config.language)).encode())
    if run.as_json:
        print_json({"path": str(path)})
    run.say("Đã viết {path}.", path=path)


def _facts(run: Run) -> Facts:
    from pathlib import Path

    from sheets_sync.handover import Facts
    from sheets_sync.journal import Journal, journal_path
    from sheets_sync.journal_runs import Runs

    config_path = Path(run.config_path)
    journal = journal_path(run.config, config_path)
    with Journal(journal) as opened:
        runs = Runs(opened).latest(SHOWN_RUNS)
    return Facts(run.config, config_path, run.day, _account(run), journal, runs)


def _account(run: Run) -> str | None:
    """The account of the key file, read without asking Google; nothing where there is none or it cannot be used."""
    from sheets_sync.errors import ConfigError

    if not run.config.google.credentials:
        return None
    from sheets_sync.google_signin import sign_in

    try:
        return sign_in(run.config.google, run.config.folder).account
    except ConfigError:
        return None
