"""The way in and out: gathers the commands, speaks the reader's language, turns errors into exit codes.

Only this module, `commands/` and `fleet/commands/` print, and only this one ends the process.

Whatever is heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import errno
import gc
import gettext
import os
import sys

import click

from sheets_sync import __version__
from sheets_sync.commands.adopt import adopt
from sheets_sync.commands.closing import close, reopen
from sheets_sync.commands.completion import completion
from sheets_sync.commands.daily import check, plan, sync
from sheets_sync.commands.documents import report
from sheets_sync.commands.due import due
from sheets_sync.commands.google import doctor, login
from sheets_sync.commands.handover import handover
from sheets_sync.commands.help_pages import group
from sheets_sync.commands.history import diff, history, replay, show
from sheets_sync.commands.options import Run, SharedOptions, configured_language, shared_options
from sheets_sync.commands.pipe import unbreakable
from sheets_sync.commands.remind import remind
from sheets_sync.commands.results import explain, ranking
from sheets_sync.commands.rules import rules
from sheets_sync.commands.start import demo, init
from sheets_sync.commands.templates import templates
from sheets_sync.commands.titles import titles
from sheets_sync.commands.verify import verify
from sheets_sync.errors import SheetsSyncError, UnavailableError
from sheets_sync.fleet.commands import fleet
from sheets_sync.language import LOCALE_DIR, N_, Translator, terminal_language, translator
from sheets_sync.text.terminal import plain

BUG, INTERRUPTED = 3, 130
_BROKEN = BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
"""What click hides behind an exit: a connection that broke, for our own output never does (`pipe`)."""
COMPLETING = "_SHEETS_SYNC_COMPLETE"  # set by a shell that wants to complete a word


@group(
    help=N_(
        "Thi đua, khen thưởng của một trường: đọc bảng tính, kiểm tra, xếp hạng, tổng hợp, viết báo cáo."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(version)s", help=N_("Cho biết phiên bản."))
@shared_options
def cli(run: Run) -> None:
    """The group itself does nothing."""


DAILY = (demo, init, check, plan, sync, ranking, titles, explain, report, due, close, reopen, remind)
EARLIER = (verify, history, show, diff, replay)
SETTING_UP = (rules, templates, login, doctor, adopt, handover, completion)
cli.headings = {
    N_("Hằng ngày"): DAILY,
    N_("Những lần trước"): EARLIER,
    N_("Thiết lập, bàn giao"): SETTING_UP,
    N_("Nhiều trường"): (fleet,),
}
for commands in cli.headings.values():
    for command in commands:
        cli.add_command(command)


# --- the way in and out ---------------------------------------------------------------------------------------


def _argument(name: str, argv: list[str]) -> str | None:
    """The last value of an option, read before click reads the command line: the help itself needs the language."""
    found = None
    for here, following in zip(argv, [*argv[1:], ""], strict=False):
        if here == name:
            found = following
        elif here.startswith(f"{name}="):
            found = here.partition("=")[2]
    return found


def _speak(language: str) -> Translator:
    """Put click's own texts and the commands' help into a language."""
    t = translator(language)
    os.environ["LANGUAGE"] = language  # gettext, which click uses, looks here first
    gettext.bindtextdomain("click", LOCALE_DIR)
    gettext.textdomain("click")
    _translate(cli, t)
    return t


def _translate(command: click.Command, t: Translator) -> None:
    command.help = t(command.help or "")
    for param in command.params:
        if isinstance(param, click.Option):
            param.help = t(param.help or "")
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _translate(inner, t)


def main() -> None:
    """Run the program; every error ends here, as a message and an exit code."""
    argv = sys.argv[1:]
    gc.disable()  # a command lives for seconds and makes no cycles worth looking for
    sys.stdout, sys.stderr = unbreakable(sys.stdout), unbreakable(sys.stderr)
    config = _argument("--config", argv) or SharedOptions.config_path
    t = _speak(terminal_language(_argument("--lang", argv), configured_language(config)))
    if COMPLETING in os.environ:
        import sheets_sync.commands.shell_completion  # noqa: F401  (PowerShell is not among the shells that click knows)
    try:
        code = cli.main(args=argv, prog_name="sheets-sync", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as ended:
        code = ended.code if COMPLETING in os.environ else _failed(_BROKEN, t, "--json" in argv, False)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        code = _failed(error, t, "--json" in argv, "--verbose" in argv)
    sys.exit(code)


def _failed(error: Exception, t: Translator, as_json: bool, verbose: bool) -> int:
    """Say what went wrong, as JSON too where that is wanted; the exit code."""
    code, lines = _explained(error, t)
    if as_json:
        from sheets_sync.commands.printing import print_json_line  # a fleet has said other lines before it

        print_json_line({"error": {"exit_code": code, "messages": lines}})
    if code == BUG and verbose:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, click.ClickException):
        error.show()
    else:
        click.echo(plain("\n".join(lines)), err=True)
    return code


def _explained(error: Exception, t: Translator) -> tuple[int, list[str]]:
    """The exit code of an error and what to say about it."""
    if isinstance(error, SheetsSyncError):
        return error.exit_code, [str(t.say(message)) for message in error.messages]
    if isinstance(error, click.ClickException):
        return error.exit_code, [error.format_message()]
    if isinstance(error, OSError):
        text = N_("Máy không làm được việc ấy ({error}). Xem chỗ trống trên đĩa và quyền, rồi chạy lại.")
        return UnavailableError.exit_code, [t(text, error=error.strerror or error)]
    text = N_("Lỗi của chương trình ({kind}: {error}). Chạy lại với --verbose rồi gửi cho người bảo trì.")
    return BUG, [t(text, kind=type(error).__name__, error=error)]


if __name__ == "__main__":
    main()
