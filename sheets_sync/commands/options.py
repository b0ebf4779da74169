"""The options of the commands: config, language, day, period; and the run that is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sheets_sync.commands.completion_words import titles_like
from sheets_sync.errors import UsageError
from sheets_sync.language import LANGUAGES, N_, Message, Translator, spoken, terminal_language, translator

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.awards.school_law import AppliedLaw
    from sheets_sync.google.session import Session
    from sheets_sync.operations.opened_school import OpenedSchool
    from sheets_sync.results.results import Results
    from sheets_sync.settings.config import Config

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True)
class SharedOptions:
    """The options that every command takes."""

    config_path: str = "config.toml"
    lang: str | None = None
    today: date | None = None
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False


class Run:
    """One command at work: its shared options, and the school that is opened when first needed."""

    def __init__(
        self,
        options: SharedOptions = SharedOptions(),
        config: Config | None = None,
        session: Session | None = None,
    ) -> None:
        """With a config the file is not read; with a session at Google none is opened."""
        self.options = options
        self.config_path, self.lang = options.config_path, options.lang
        self.as_json, self.quiet, self.verbose = options.as_json, options.quiet, options.verbose
        self.day = options.today or date.today()
        self._config, self._session = config, session
        self._school: OpenedSchool | None = None

    @property
    def school(self) -> OpenedSchool:
        """The school of the config; raises ConfigError."""
        if self._school is None:
            from pathlib import Path

            from sheets_sync.commands.printing import ProgressLine
            from sheets_sync.operations.opened_school import OpenedSchool, read_config

            self._school = OpenedSchool(
                self._config or read_config(Path(self.config_path)),
                self.config_path,
                self.day,
                session=self._session,
                notify=self.say_message,
                progress=lambda: ProgressLine(self.t, not self.quiet),
            )
        return self._school

    def with_config(self, config: Config) -> Run:
        """The same run with another config; a session at Google that is open stays open."""
        session = self._school.open_session if self._school else self._session
        return Run(self.options, config, session)

    @property
    def config(self) -> Config:
        """The config; raises ConfigError, also where a run would write into a file that is not its own."""
        return self.school.config

    @property
    def google(self) -> Session:
        """The signed-in session of every Google call of this run; raises ConfigError."""
        return self.school.google

    @property
    def t(self) -> Translator:
        """The terminal's translator."""
        return translator(terminal_language(self.lang, configured_language(self.config_path)))

    @property
    def output_name(self) -> str:
        """Where the outputs are, for people."""
        if self.config.store.in_files:
            return str(self.config.output_path)
        return self.t("trang tính {id}", id=self.config.store.output or self.config.store.input[0])

    def require_free(self, path: str | Path, option: str) -> None:
        """Raise UsageError where a file to be written, named by an option, is one that the config names."""
        from pathlib import Path

        self.school.require_free(Path(path), option)

    def google_calls(self) -> dict[str, dict[str, int]]:
        """The calls to Google, printed in a line and for JSON; nothing where there was none."""
        session = self.school.open_session
        if session is None:
            return {}
        self.say_message(session.tally.message())
        return {"google": self.school.calls()}

    def results(self, law: AppliedLaw | None = None) -> Results:
        """Everything that follows from the sheets, by the law of the config unless another is given."""
        return self.school.results(law)

    def what_if(self, file: str) -> tuple[Results, Results]:
        """What follows from the present sheets, by the config and by what a file says instead."""
        from pathlib import Path

        from sheets_sync.awards.what_if import with_overlay

        before, after = self.school.read(self.config, with_overlay(self.config, Path(file))).results
        return before, after

    def notify(self, results: Results) -> None:
        """Say what is no problem of a cell and yet bears on everything."""
        for message in results.notices:
            self.say_message(message)

    def say_message(self, message: Message) -> None:
        """A message for people, as `say` prints it."""
        self.say(message.template, **message.params)

    def say(self, template: str, **params: object) -> None:
        """A line for people; not with --quiet, and not where a program reads JSON."""
        if not (self.quiet or self.as_json):
            from sheets_sync.commands.printing import print_line

            print_line(self.t(template, **params))


def configured_language(path: str) -> str | None:
    """The language that a config states, without judging the config."""
    try:
        with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123  (see language.py)
            text = file.read()
        if "language" not in text:
            return None
        import tomllib

        language = tomllib.loads(text).get("language")
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
            self.fail(
                spoken()(N_("“{value}” không phải là ngày; ghi như 2023-11-20."), value=value), param, ctx
            )


SHARED = (
    click.Option(
        ["--config", "config_path"],
        type=click.Path(),
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
        context = click.get_current_context()
        given = {str(option.name): kwargs.pop(str(option.name)) for option in SHARED}
        context.obj = replace(
            context.obj or SharedOptions(),  # those before the command's name
            **{name: value for name, value in given.items() if value is not None},
        )
        return function(Run(context.obj), *args, **kwargs)

    with_run.__name__ = function.__name__
    with_run.__doc__ = function.__doc__
    own = getattr(function, "__click_params__", [])
    with_run.__click_params__ = [*reversed(SHARED), *own]  # type: ignore[attr-defined]
    return with_run  # type: ignore[return-value]


def period_options(function: Function) -> Function:
    """--month, --term, --year."""
    for option in (
        click.option("--year", "whole_year", is_flag=True, help=N_("Cả năm học.")),
        click.option("--term", type=click.IntRange(1, 2), metavar="1|2", help=N_("Học kỳ 1 hoặc 2.")),
        click.option("--month", metavar="MONTH", help=N_("Tháng: 10, 2023-10 hoặc “Tháng 10”.")),
    ):
        function = option(function)
    return function


shrink_option: Callable[[Function], Function] = click.option(
    "--allow-shrink",
    is_flag=True,
    help=N_("Ghi cả khi danh sách hay một tháng mất nhiều dòng so với lần trước."),
)
wait_option: Callable[[Function], Function] = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help=N_("Chờ lần chạy khác tối đa chừng này giây (mặc định 10)."),
)


title_option: Callable[[Function], Function] = click.option(
    "--title",
    metavar="CODE",
    shell_complete=titles_like,
    help=N_("Chỉ một danh hiệu: LDTT, CSTDCS, CSTDTP, CSTDTQ, TTLDTT, TTLDXS, GIAYKHEN, KNC."),
)


def title_code(text: str) -> str:
    """The code of the title that the option names, by any of its spellings."""
    from sheets_sync.rules.titles import ALL_TITLES, titles_named
    from sheets_sync.text.nearest import nearest

    found = titles_named(text, ALL_TITLES)
    if len(found) != 1:
        near = nearest(text, ALL_TITLES) or ", ".join(ALL_TITLES)
        raise UsageError(
            Message(N_("Không có danh hiệu “{text}”. Có phải “{near}”?"), {"text": text, "near": near})
        )
    return found[0]


def what_if_option(function: Function) -> Function:
    """--what-if FILE."""
    text = N_("Thử một thang điểm, một bộ luật hay vài con số khác: in ra ai thay đổi, không ghi gì.")
    return click.option("--what-if", "overlay", type=click.Path(), metavar="FILE", help=text)(function)
