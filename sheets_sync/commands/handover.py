"""handover: a page for whoever takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, SharedOptions, shared_options
from sheets_sync.errors import RefusedError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.operations.handover import HandoverFacts

SHOWN_RUNS = 10


@command(
    help=N_(
        "Viết một trang bàn giao: sổ nào, tài khoản nào, việc chạy ở đâu, gì là riêng của trường, mười lần chạy gần nhất, "
        "hỏng thì làm gì."
    )
)
@click.option(
    "--output",
    type=click.Path(),
    metavar="FILE",
    default="ban-giao.md",
    help=N_("Tệp để ghi (ban-giao.md cạnh cấu hình)."),
)
@click.option(
    "--unattended",
    "folder",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=N_(
        "Chỉ ghi vào DIR dòng cron, tệp systemd và việc của Windows để chạy hằng đêm, với đường dẫn của máy này."
    ),
)
@shared_options
def handover(run: Run, output: str, folder: str | None) -> None:
    """Write the page beside the config; a file of that name that is somebody's own is refused."""
    if folder:
        _write_unattended(run, folder)
    else:
        _write_page(run, output)


def _write_page(run: Run, output: str) -> None:
    from sheets_sync.commands.printing import print_json
    from sheets_sync.files.atomic_file import replace_file
    from sheets_sync.language import translator
    from sheets_sync.operations.handover import MARK, page

    path = run.config.folder / output
    run.require_free(path, "--output")
    before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    if path.exists() and MARK not in before:
        text = N_("{path} không do chương trình này viết nên không ghi đè. Chọn tên khác bằng --output.")
        raise RefusedError(Message(text, {"path": path}))
    replace_file(path, page(_facts(run), translator(run.config.language), before).encode())
    if run.as_json:
        print_json({"path": str(path)})
    run.say("Đã viết {path}.", path=path)


def _write_unattended(run: Run, folder: str) -> None:
    """Files that start the nightly run of this school; nothing that is there is written over."""
    from pathlib import Path

    from sheets_sync.commands.printing import print_json
    from sheets_sync.files.atomic_file import replace_file
    from sheets_sync.operations.scheduler_files import files

    made = {Path(folder) / name: text for name, text in files(run.config.folder, _words(run)).items()}
    for path in made:
        run.require_free(path, "--unattended")
        if path.exists():
            raise RefusedError(Message(N_("{path} đã có, nên không ghi đè."), {"path": path}))
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    if run.as_json:
        print_json({"created": [str(path) for path in made]})
    run.say("Đã ghi {paths}. Đầu mỗi tệp nói cách đặt.", paths=", ".join(map(str, made)))


def _words(run: Run) -> tuple[str, ...]:
    """The program, and what names its config in the school's folder where that is not the usual one."""
    from pathlib import Path

    from sheets_sync.operations.scheduler_files import program

    name = Path(run.config_path).name
    return (*program(), *(() if name == SharedOptions.config_path else ("--config", name)))


def _facts(run: Run) -> HandoverFacts:
    import shlex
    from pathlib import Path

    from sheets_sync.journal.journal import Journal, journal_path
    from sheets_sync.journal.runs import Runs
    from sheets_sync.operations.handover import HandoverFacts
    from sheets_sync.operations.scheduled_job import jobs
    from sheets_sync.operations.scheduler_files import program

    config_path = Path(run.config_path)
    journal = journal_path(run.config, config_path)
    with Journal(journal) as opened:
        runs = Runs(opened).latest(SHOWN_RUNS)
    called = shlex.join(program())
    return HandoverFacts(run.config, config_path, run.day, _account(run), journal, runs, called, jobs())


def _account(run: Run) -> str | None:
    """The account of the key file, read without asking Google; nothing where there is none or it cannot be used."""
    from sheets_sync.errors import ConfigError

    if not run.config.google.credentials:
        return None
    from sheets_sync.google.signin import sign_in

    try:
        return sign_in(run.config.google, run.config.folder).account
    except ConfigError:
        return None
