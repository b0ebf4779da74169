"""due: the year's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.results.due import Agenda


@command(help=N_("Lịch việc của năm học: việc nào đã xong, còn mấy ngày, trễ mấy ngày; ô nào cho biết."))
@click.option(
    "--ics",
    type=click.Path(),
    metavar="FILE",
    help=N_("Ghi thêm tệp lịch để mở trên điện thoại; mở lại không thành việc trùng."),
)
@shared_options
def due(run: Run, ics: str | None) -> None:
    """Print the calendar; write it for a phone."""
    from pathlib import Path

    from sheets_sync.commands import printing
    from sheets_sync.results.deadlines import task_text, undated
    from sheets_sync.results.due import agenda as make
    from sheets_sync.views import as_json

    if ics:
        run.require_free(ics, "--ics")
    agenda = make(run.results())
    if ics:
        _write(run, Path(ics), agenda)  # first, so that a refusal is the only thing said
    if run.as_json:
        printing.print_json(as_json.due_json(agenda, run.day, run.t) | ({"ics": ics} if ics else {}))
    elif not run.quiet:
        tasks = [f"{run.t.say(task_text(task, run.config))} ({task.key})" for task in undated(run.config)]
        printing.print_agenda(agenda, tasks, run.t)
    if ics:
        run.say("Đã ghi {path}: mở tệp ấy trên điện thoại để thêm các việc vào lịch.", path=ics)


def _write(run: Run, path: Path, agenda: Agenda) -> None:
    """Write the file; raises RefusedError where the file is not such a calendar, UnavailableError where writing fails."""
    from sheets_sync.files.atomic_file import replace_file
    from sheets_sync.results.ics import calendar_bytes, is_ours

    try:
        present = path.read_bytes()
    except FileNotFoundError:
        present = None
    except OSError as error:
        text = N_("Không ghi được {path}: {error}. Chọn tên khác hoặc thư mục khác.")
        raise UnavailableError(Message(text, {"path": path, "error": error.strerror or error})) from error
    if present and not is_ours(present):
        text = N_(
            "{path} đã có và không phải là lịch do chương trình này ghi, nên không ghi đè. Chọn tên khác."
        )
        raise RefusedError(Message(text, {"path": path}))
    replace_file(path, calendar_bytes(agenda, run.config, run.day))
