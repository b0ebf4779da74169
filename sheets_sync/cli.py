"""The commands; the only place, with output.py, that prints, and the only one that exits.

Whatever is heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from datetime import datetime
from typing import Any

import click

from sheets_sync import __version__
from sheets_sync.errors import RefusedError, SheetsSyncError, UnavailableError, UsageError
from sheets_sync.language import LOCALE_DIR, N_, Message, Translator, terminal_language, translator
from sheets_sync.options import Run, chosen_period, configured_language, period_options, shared_options

DATA_HAS_ERRORS, BUG, INTERRUPTED = 1, 3, 130


# --- commands -------------------------------------------------------------------------------------------------


@click.group(
    help=N_(
        "Thi đua, khen thưởng của một trường: đọc bảng tính, kiểm tra, xếp hạng, tổng hợp, viết báo cáo."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(version)s", help=N_("Cho biết phiên bản."))
@shared_options
def cli(run: Run) -> None:
    """The group itself does nothing."""


@cli.command(
    help=N_("Làm một trường mẫu trong DIR (sổ thi đua và cấu hình), rồi kiểm tra, tổng hợp và viết báo cáo.")
)
@click.argument("folder", metavar="[DIR]", default="demo")
@shared_options
def demo(run: Run, folder: str) -> None:
    """Make a demo school, then check, sync and report on it."""
    from pathlib import Path

    from sheets_sync import demo as demo_school

    demo_school.make(Path(folder))
    run.config_path, run.today = str(Path(folder) / "config.toml"), run.today or demo_school.DEMO_TODAY
    found = _checked(run)
    written = _synced(run)
    documents = _reported(run, ("monthly",), None, replace=False)
    if run.as_json:
        from sheets_sync.output import print_json

        print_json({"folder": str(folder), "check": found, "sync": written, "report": documents})
    run.say("\n" + run.t("Trường mẫu ở {folder}:", folder=folder))
    run.say("  {path}  — sổ thi đua của cán bộ, giáo viên, nhân viên", path=run.config.input_paths[0])
    run.say("  {path}  — bản tổng hợp cho Hiệu trưởng", path=run.config.output_path)
    for document in documents["documents"]:
        run.say("  {path}  — báo cáo thi đua tháng", path=document["location"])
    run.say("Thử tiếp: {command}", command=_command(run, "explain", "CB001"))


def _command(run: Run, *words: str) -> str:
    """A command as it can be pasted into a shell, for the school and the day at hand."""
    import shlex
    import shutil

    program = "sheets-sync" if shutil.which("sheets-sync") else sys.argv[0]
    return shlex.join([program, "--config", run.config_path, "--today", str(run.day), *words])


@cli.command(help=N_("Làm sổ thi đua trống cho cán bộ, giáo viên, nhân viên ở nơi mà cấu hình chỉ."))
@click.option("--split", is_flag=True, help=N_("Mỗi tổ một sổ, và một sổ riêng của Ban."))
@shared_options
def init(run: Run, split: bool) -> None:
    """Create the staff workbook from the forms."""
    from sheets_sync import provision
    from sheets_sync.output import print_json

    made = provision.init(run.config, split=split)
    if run.as_json:
        print_json({"created": [str(path) for path in made]})
    for path in made:
        run.say("Đã làm {path}.", path=path)
    if split:
        names = ", ".join(f'"{path.name}"' for path in made)
        run.say("Ghi vào config.toml, mục [store]: input = [{names}]", names=names)
    if split and not run.config.school.teams:
        run.say("Muốn mỗi tổ một sổ thì ghi tên các tổ vào [school] teams trước.")
    run.say("Điền tab Danh sách trước, rồi chia sẻ cho mọi người.")


@cli.command(help=N_("Đọc và kiểm tra; liệt kê từng điều cần sửa với ô của nó. Không ghi gì."))
@shared_options
def check(run: Run) -> int:
    """List every problem; exit 1 when there is an error."""
    from sheets_sync.output import print_json

    found = _checked(run)
    if run.as_json:
        print_json(found)
    return DATA_HAS_ERRORS if found["counts"]["error"] else 0


def _checked(run: Run) -> dict[str, Any]:
    from sheets_sync import as_json, output

    results = run.results()
    if not (run.as_json or run.quiet):
        output.print_problems(results.problems, run.t, run.verbose)
    if not results.school.roster.people:
        run.say("Danh sách chưa có ai, nên chưa kiểm tra được các tab khác.")
    if run.unread:
        run.say(
            "Các tab không đọc: {tabs}. Tab nào của trường thì đổi tên, hoặc ghi vào [tabs] trong cấu hình.",
            tabs=", ".join(run.unread),
        )
    unread = results.school.unread
    if unread:
        columns = "; ".join(f"“{header}” ({', '.join(tabs)})" for header, tabs in unread.items())
        run.say("Các cột không đọc: {columns}.", columns=columns)
    found = as_json.check_json(results.problems, run.t)
    return {**found, "unread_tabs": list(run.unread), "unread_columns": list(unread)}


@cli.command(help=N_("Cho biết sync sẽ thay đổi gì. Không ghi gì."))
@shared_options
def plan(run: Run) -> int:
    """Show what sync would change; exit 5 when it would be refused."""
    from sheets_sync import as_json, output, pipeline

    with output.Progress(run.t, not run.quiet) as progress:
        planned = pipeline.plan(run.store, run.config, run.day, progress)
    if run.as_json:
        output.print_json(
            {**as_json.plan_json(planned.plan, run.t), "counts": as_json.counts(planned.results.problems)}
        )
    elif not run.quiet:
        output.print_plan(planned.plan, run.t)
    if planned.plan.refusals and not run.as_json:
        raise RefusedError(*planned.plan.refusals)
    return RefusedError.exit_code if planned.plan.refusals else 0


@cli.command(
    help=N_("Kiểm tra, xếp hạng, ghi các tab tổng hợp một lần; chạy lại ngay sau đó thì không ghi gì.")
)
@click.option("--strict", is_flag=True, help=N_("Báo mã 1 khi dữ liệu còn lỗi."))
@shared_options
def sync(run: Run, strict: bool) -> int:
    """Publish what is valid and list what is not."""
    from sheets_sync.output import print_json

    written = _synced(run)
    if run.as_json:
        print_json(written)
    return DATA_HAS_ERRORS if strict and written["counts"]["error"] else 0


def _synced(run: Run) -> dict[str, Any]:
    from sheets_sync import as_json, output, pipeline

    store = run.store
    with output.Progress(run.t, not run.quiet) as progress:
        planned = pipeline.plan(store, run.config, run.day, progress)
        if planned.plan.refusals:
            raise RefusedError(*planned.plan.refusals)
        progress(Message(N_("Ghi bản tổng hợp")))
        pipeline.apply(planned, store)
    numbers = as_json.counts(planned.results.problems)
    written = [tab.title for tab in planned.plan.tabs if tab.action in ("create", "update")]
    if planned.plan.changed:
        run.say("Đã ghi {path}: {tabs}.", path=run.config.output_path, tabs=", ".join(written))
    else:
        run.say("Không có gì thay đổi từ lần trước; không ghi gì.")
    run.say(output.counts_line(numbers, run.t))
    run_id = f"{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    return {"changed": planned.plan.changed, "tabs_written": written, "counts": numbers, "run_id": run_id}


@cli.command(help=N_("Xếp hạng một tháng, một học kỳ hoặc cả năm."))
@period_options
@click.option(
    "--by", type=click.Choice(("staff", "team", "class")), default="staff", help=N_("Theo người, tổ hay lớp.")
)
@shared_options
def ranking(run: Run, month: str | None, term: int | None, whole_year: bool, by: str) -> None:
    """Print a ranking."""
    from sheets_sync import as_json, output

    if by == "class" and run.config.classes is None:
        raise UsageError(Message(N_("Cấu hình chưa có mục [classes], nên không có bảng xếp hạng lớp.")))
    results = run.results()
    if not results.school.roster.people:
        run.say("Danh sách chưa có ai hoặc chưa đọc được; xem sheets-sync check.")
    ranked = results.ranking(chosen_period(run, results, month, term, whole_year, by), by)
    if run.as_json:
        output.print_json(as_json.ranking_json(ranked))
    else:
        output.print_ranking(ranked, run.t)


@cli.command(help=N_("Kể mọi con số của một người: từng ô, ai quyết định, điểm, hạng, điều cần sửa."))
@click.argument("staff_id", metavar="MÃ_CB")
@shared_options
def explain(run: Run, staff_id: str) -> None:
    """Tell one person's story."""
    from sheets_sync import as_json, output
    from sheets_sync.explain import explain as tell

    story = tell(run.results(), staff_id)
    if run.as_json:
        output.print_json(as_json.story_json(story, run.t))
    else:
        output.print_story(story, run.t)


@cli.command(help=N_("Viết báo cáo và đặt vào thư mục báo cáo; tệp ai đó đã sửa thì không bị ghi đè."))
@click.argument("kinds", metavar="[KIND]...", nargs=-1)
@period_options
@click.option("--format", "formats", default="docx", metavar="docx", help=N_("Định dạng."))
@click.option("--list", "only_list", is_flag=True, help=N_("Chỉ liệt kê các loại báo cáo."))
@click.option("--replace", is_flag=True, help=N_("Ghi đè cả tệp đã có người sửa."))
@shared_options
def report(
    run: Run,
    kinds: tuple[str, ...],
    month: str | None,
    term: int | None,
    whole_year: bool,
    formats: str,
    only_list: bool,
    replace: bool,
) -> None:
    """Generate documents."""
    from sheets_sync.documents import KINDS
    from sheets_sync.nearest import nearest
    from sheets_sync.output import print_json

    if only_list:
        print_json({"kinds": list(KINDS)}) if run.as_json else click.echo("\n".join(KINDS))
        return
    for kind in kinds:
        if kind not in KINDS:
            near = nearest(kind, KINDS) or KINDS[0]
            raise UsageError(
                Message(N_("Không có loại báo cáo “{kind}”. Có phải “{near}”?"), {"kind": kind, "near": near})
            )
    if formats != "docx":
        raise UsageError(
            Message(N_("Bản này chỉ viết được docx, chưa viết được “{formats}”."), {"formats": formats})
        )
    if term or whole_year:
        raise UsageError(Message(N_("Báo cáo monthly là của một tháng: chọn bằng --month.")))
    documents = _reported(run, kinds or KINDS, month, replace)
    if run.as_json:
        print_json(documents)


def _reported(run: Run, kinds: tuple[str, ...], month: str | None, replace: bool) -> dict[str, Any]:
    from sheets_sync import documents
    from sheets_sync.model import Month
    from sheets_sync.publishers.folder import FolderPublisher

    results = run.results()
    period = chosen_period(run, results, month, None, False)
    assert isinstance(period, Month)
    publisher = FolderPublisher(run.config.reports_path)
    made = []
    for kind in kinds:
        document = documents.build(kind, results, period)
        published = publisher.publish(document, replace=replace)
        run.say("Đã viết {path}." if published.changed else "{path} không thay đổi.", path=published.location)
        if published.name != document.name:
            run.say("{name} đã có người sửa nên được giữ nguyên (--replace để ghi đè).", name=document.name)
        made.append(
            {"kind": kind, "period": str(period), "format": document.format, "name": published.name}
            | {"location": str(published.location), "changed": published.changed}
        )
    return {"documents": made}


@cli.group(help=N_("Thang điểm và luật."))
@shared_options
def rules(run: Run) -> None:
    """The group itself does nothing."""


@rules.command("check", help=N_("Kiểm tra một tệp thang điểm, hoặc thang điểm mà cấu hình chọn."))
@click.argument("file", metavar="[FILE]", required=False)
@shared_options
def rules_check(run: Run, file: str | None) -> None:
    """Lint a rubric file, or the config's rubric."""
    from pathlib import Path

    from sheets_sync.output import print_json
    from sheets_sync.rubric_file import load_rubric

    named, folder = (file, Path()) if file else (run.config.rules.rubric, run.config.folder)
    rubric = load_rubric(named, folder)
    if run.as_json:
        print_json({"rubric": rubric.key, "name": rubric.name, "ratings": list(rubric.ratings)})
    columns = ", ".join(item.header for item in rubric.inputs)
    run.say("Dùng được: {name}.", name=rubric.name)
    run.say("Các cột: {columns}. Các loại: {ratings}.", columns=columns, ratings=", ".join(rubric.ratings))


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
    os.environ["LANGUAGE"] = language  # gettext, which click asks, looks here first
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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    config = _argument("--config", argv) or Run.config_path
    t = _speak(terminal_language(_argument("--lang", argv), configured_language(config)))
    try:
        code = cli.main(args=argv, prog_name="sheets-sync", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the reader of a pipe has seen enough; click exits when it notices
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        code = _failed(error, t, "--json" in argv, "--verbose" in argv)
    sys.exit(code)


def _failed(error: Exception, t: Translator, as_json: bool, verbose: bool) -> int:
    """Say what went wrong, as JSON too where that was asked for; the exit code."""
    code, lines = _explained(error, t)
    if as_json:
        from sheets_sync.output import print_json

        print_json({"error": {"exit_code": code, "messages": lines}})
    if code == BUG and verbose:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, click.ClickException):
        error.show()
    else:
        click.echo("\n".join(lines), err=True)
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
