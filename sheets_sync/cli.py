"""The commands; the only place, with output.py, that prints, and the only one that exits.

Whatever is heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sheets_sync import __version__
from sheets_sync.errors import RefusedError, SheetsSyncError, UsageError
from sheets_sync.language import LANGUAGES, LOCALE_DIR, N_, Message, Translator, terminal_language, translator

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.model import Period
    from sheets_sync.results import Results
    from sheets_sync.stores.xlsx import XlsxStore

DATA_HAS_ERRORS, BUG, INTERRUPTED = 1, 3, 130
Function = TypeVar("Function", bound=Callable[..., object])


@dataclass
class Run:
    """What the shared options say, and what follows from them when it is first needed."""

    config_path: Path = Path("config.toml")
    lang: str | None = None
    today: date | None = None
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False

    @cached_property
    def config(self) -> Config:
        """The config; raises ConfigError."""
        from sheets_sync.config import load_config

        return load_config(self.config_path)

    @property
    def t(self) -> Translator:
        """The terminal's translator."""
        return translator(terminal_language(self.lang, _configured_language(self.config_path)))

    @property
    def day(self) -> date:
        """Today, or the day that `--today` rehearses."""
        return self.today or date.today()

    @property
    def store(self) -> XlsxStore:
        """The config's store."""
        from sheets_sync.school import is_form
        from sheets_sync.stores.xlsx import XlsxStore

        if self.config.store.kind == "google":
            raise UsageError(Message(N_('Bản này chưa nối với Google. Đặt [store] kind = "xlsx".')))
        return XlsxStore(self.config, is_form(self.config))

    def results(self) -> Results:
        """Everything that follows from the sheets."""
        from sheets_sync import pipeline
        from sheets_sync.output import Progress

        with Progress(self.t, not self.quiet) as progress:
            return pipeline.compute(self.store.read(), self.config, self.day, progress)

    def say(self, template: str, **params: object) -> None:
        """A line for people; not with --quiet, and not where a program reads JSON."""
        if not (self.quiet or self.as_json):
            click.echo(self.t(template, **params))


def _configured_language(path: Path) -> str | None:
    """The language that a config states, without judging the config."""
    if not path.is_file():
        return None
    import tomllib

    try:
        language = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("language")
    except (OSError, ValueError):
        return None
    return language if language in LANGUAGES else None


# --- options --------------------------------------------------------------------------------------------------


class Day(click.ParamType[date]):
    """A date such as 2023-11-20."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails for anything else."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            t = translator(os.environ.get("LANGUAGE", "vi"))
            self.fail(t("“{value}” không phải là ngày; ghi như 2023-11-20.", value=value), param, ctx)


_SHARED = (
    click.Option(
        ["--config", "config_path"],
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=N_("Tệp cấu hình (mặc định: config.toml)."),
    ),
    click.Option(["--lang"], type=click.Choice(LANGUAGES), help=N_("Ngôn ngữ trên màn hình.")),
    click.Option(["--today"], type=Day(), metavar="YYYY-MM-DD", help=N_("Coi ngày này là hôm nay.")),
    click.Option(["--json", "as_json"], is_flag=True, default=None, help=N_("In một tài liệu JSON.")),
    click.Option(["--quiet"], is_flag=True, default=None, help=N_("Chỉ báo lỗi.")),
    click.Option(["--verbose"], is_flag=True, default=None, help=N_("Nói nhiều hơn.")),
)


def shared_options(function: Function) -> Function:
    """The options that every command takes, before or after its name; the nearer one wins."""

    def with_run(*args: Any, **kwargs: Any) -> object:
        run = click.get_current_context().ensure_object(Run)
        for option in _SHARED:
            key = str(option.name)
            value = kwargs.pop(key)
            if value is not None:
                setattr(run, key, value)
        return function(run, *args, **kwargs)

    with_run.__name__ = function.__name__
    with_run.__doc__ = function.__doc__
    own = getattr(function, "__click_params__", [])
    with_run.__click_params__ = [*reversed(_SHARED), *own]  # type: ignore[attr-defined]
    return with_run  # type: ignore[return-value]


def period_options(function: Function) -> Function:
    """--month, --term, --year."""
    for option in (
        click.option("--year", "whole_year", is_flag=True, help=N_("Cả năm học.")),
        click.option("--term", type=click.IntRange(1, 2), help=N_("Học kỳ 1 hoặc 2.")),
        click.option("--month", metavar="MONTH", help=N_("Tháng: 10, 2023-10 hoặc “Tháng 10”.")),
    ):
        function = option(function)
    return function


def chosen_period(
    run: Run, results: Results, month: str | None, term: int | None, whole_year: bool
) -> Period:
    """The period that the options name, else the last month that is over and has a ranked row."""
    if (month is not None) + (term is not None) + whole_year > 1:
        raise UsageError(Message(N_("Chỉ chọn một trong --month, --term, --year.")))
    year = run.config.year
    if whole_year:
        return year
    if term is not None:
        return year.term(term)
    if month is not None:
        return chosen_month(run, month)
    if results.latest_month is None:
        raise UsageError(Message(N_("Chưa có tháng nào đã qua mà có điểm. Chọn tháng bằng --month.")))
    return results.latest_month


def chosen_month(run: Run, text: str) -> Period:
    """The scored month of the school year that a text names."""
    from sheets_sync.cells import BadCell, read_month

    year = run.config.year
    try:
        month = read_month(text, year)
    except BadCell:
        month = None
    if month not in year.months:
        raise UsageError(
            Message(
                N_("“{text}” không phải là một tháng chấm điểm của năm học {year} (tháng 9 đến tháng 5)."),
                {"text": text, "year": str(year)},
            )
        )
    return month


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
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(path_type=Path))
@shared_options
def demo(run: Run, folder: Path) -> None:
    """Make a demo school, then check, sync and report on it."""
    from sheets_sync import demo as demo_school

    demo_school.make(folder)
    run.config_path, run.today = folder / "config.toml", run.today or demo_school.DEMO_TODAY
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
    run.say("Thử tiếp: sheets-sync --config {config} explain CB001", config=run.config_path)


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
        run.say("Đã làm {path}. Điền tab Danh sách trước, rồi chia sẻ cho mọi người.", path=path)


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
    from sheets_sync import output

    results = run.results()
    if not (run.as_json or run.quiet):
        output.print_problems(results.problems, run.t, run.verbose)
    return output.check_json(results.problems, run.t)


@cli.command(help=N_("Cho biết sync sẽ thay đổi gì. Không ghi gì."))
@shared_options
def plan(run: Run) -> int:
    """Show what sync would change; exit 5 when it would be refused."""
    from sheets_sync import output, pipeline

    with output.Progress(run.t, not run.quiet) as progress:
        planned = pipeline.plan(run.store, run.config, run.day, progress)
    if run.as_json:
        output.print_json(
            {**output.plan_json(planned.plan, run.t), "counts": output.counts(planned.results.problems)}
        )
    elif not run.quiet:
        output.print_plan(planned.plan, run.t)
    if planned.plan.refusals:
        raise RefusedError(*planned.plan.refusals)
    return 0


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
    from sheets_sync import output, pipeline

    store = run.store
    with output.Progress(run.t, not run.quiet) as progress:
        planned = pipeline.plan(store, run.config, run.day, progress)
        if planned.plan.refusals:
            raise RefusedError(*planned.plan.refusals)
        progress(Message(N_("Ghi bản tổng hợp")))
        pipeline.apply(planned, store)
    numbers = output.counts(planned.results.problems)
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
    from sheets_sync import output

    if by == "class" and run.config.classes is None:
        raise UsageError(Message(N_("Cấu hình chưa có mục [classes], nên không có bảng xếp hạng lớp.")))
    results = run.results()
    ranked = results.ranking(chosen_period(run, results, month, term, whole_year), by)
    if run.as_json:
        output.print_json(output.ranking_json(ranked))
    else:
        output.print_ranking(ranked, run.t)


@cli.command(help=N_("Kể mọi con số của một người: từng ô, ai quyết định, điểm, hạng, điều cần sửa."))
@click.argument("staff_id", metavar="MÃ_CB")
@shared_options
def explain(run: Run, staff_id: str) -> None:
    """Tell one person's story."""
    from sheets_sync import output
    from sheets_sync.explain import explain as tell

    story = tell(run.results(), staff_id)
    if run.as_json:
        output.print_json(output.story_json(story, run.t))
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
        made.append(
            {"kind": kind, "period": str(period), "format": document.format, "name": published.name}
            | {"location": str(published.location), "changed": published.changed}
        )
    return {"documents": made}


# --- the way in and out ---------------------------------------------------------------------------------------


def _argument(name: str, argv: list[str]) -> str | None:
    """The value of an option, read before click reads the command line: the help itself needs the language."""
    for here, following in zip(argv, [*argv[1:], ""], strict=True):
        if here == name:
            return following
        if here.startswith(f"{name}="):
            return here.partition("=")[2]
    return None


def _speak(language: str) -> Translator:
    """Put click's own texts and the commands' help into a language."""
    t = translator(language)
    os.environ["LANGUAGE"] = language  # gettext, which click asks, looks here first
    gettext.bindtextdomain("click", LOCALE_DIR)
    gettext.textdomain("click")
    for command in (cli, *cli.commands.values()):
        command.help = t(command.help or "")
        for param in command.params:
            if isinstance(param, click.Option):
                param.help = t(param.help or "")
    return t


def main() -> None:
    """Run the program; every error ends here, as a message and an exit code."""
    argv = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    config = Path(_argument("--config", argv) or "config.toml")
    t = _speak(terminal_language(_argument("--lang", argv), _configured_language(config)))
    try:
        code = cli.main(args=argv, prog_name="sheets-sync", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except SheetsSyncError as error:
        code = _failed(error, t, "--json" in argv)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        code = _bug(error, t, "--verbose" in argv)
    sys.exit(code)


def _failed(error: SheetsSyncError, t: Translator, as_json: bool) -> int:
    lines = [str(t.say(message)) for message in error.messages]
    if as_json:
        from sheets_sync.output import print_json

        print_json({"error": {"exit_code": error.exit_code, "messages": lines}})
    for line in lines:
        click.echo(line, err=True)
    return error.exit_code


def _bug(error: Exception, t: Translator, verbose: bool) -> int:
    if verbose:
        import traceback

        traceback.print_exception(error)
    kind = type(error).__name__
    click.echo(
        t(
            "Lỗi của chương trình ({kind}: {error}). Chạy lại với --verbose rồi gửi cho người bảo trì.",
            kind=kind,
            error=error,
        ),
        err=True,
    )
    return BUG


if __name__ == "__main__":
    main()
