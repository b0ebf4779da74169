"""What every command is told: config, language, day, period; and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sheets_sync.commands.completion_words import titles_like
from sheets_sync.errors import ConfigError, UnavailableError, UsageError
from sheets_sync.language import LANGUAGES, N_, Message, Translator, spoken, terminal_language, translator

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.awards.school_law import AppliedLaw
    from sheets_sync.google.session import Gate, Session
    from sheets_sync.model import Period, SchoolYear
    from sheets_sync.results.results import Results
    from sheets_sync.settings.config import Config
    from sheets_sync.stores import Store

Function = TypeVar("Function", bound=Callable[..., object])


OWN_TABS = ("Hướng dẫn", "Danh mục", "Danh mục thi đua")  # what `init` puts beside the forms


class Run:
    """What the shared options say, and what follows from them when it is first needed."""

    config_path: str = "config.toml"
    lang: str | None = None
    today: date | None = None
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    gate: Gate | None = None  # where this run shares its quota at Google with others
    unread: Sequence[str] = ()  # tabs of the staff's workbooks that are no form of ours

    @cached_property
    def config(self) -> Config:
        """The config; raises ConfigError, also where a run would write into a file that is not its own."""
        from pathlib import Path

        from sheets_sync.operations.config_paths import require_apart
        from sheets_sync.settings.config_file import load_config

        path = Path(self.config_path)
        config = load_config(path)
        require_apart(config, path)
        return config

    def require_free(self, path: str | Path, option: str) -> None:
        """Raise UsageError where a file to be written, named by an option, is one that the config names."""
        from pathlib import Path

        from sheets_sync.operations.config_paths import require_free

        require_free(Path(path), option, self.config, Path(self.config_path))

    @property
    def t(self) -> Translator:
        """The terminal's translator."""
        return translator(terminal_language(self.lang, configured_language(self.config_path)))

    @property
    def day(self) -> date:
        """Today, or the day that `--today` rehearses."""
        return self.today or date.today()

    @cached_property
    def google(self) -> Session:
        """The signed-in session of every Google call of this run; raises ConfigError."""
        from sheets_sync.google.session import Session
        from sheets_sync.google.signin import sign_in

        google = self.config.google
        return Session(sign_in(google, self.config.folder), google.endpoint, gate=self.gate)

    @property
    def store(self) -> Store:
        """The config's store, which reads the tabs of our forms."""
        from sheets_sync.school.school import is_form

        return self.store_of(is_form(self.config))

    def store_of(self, wanted: Callable[[str], bool]) -> Store:
        """The config's store, reading the tabs whose titles are wanted."""
        if not self.config.store.input:
            text = N_(
                "{path}, [store]: thiếu mục “input”; hãy ghi thêm địa chỉ của trang tính, hoặc chạy sheets-sync init"
            )
            raise ConfigError(Message(text, {"path": self.config_path}))
        from sheets_sync.stores import open_store

        return open_store(self.config, wanted, lambda: self.google)

    @property
    def output_name(self) -> str:
        """Where the outputs stand, for people."""
        if self.config.store.in_files:
            return str(self.config.output_path)
        return self.t("trang tính {id}", id=self.config.store.output or self.config.store.input[0])

    def tally(self) -> dict[str, int]:
        """What was asked of Google so far, in numbers; nothing where it was not asked."""
        return asdict(self.google.tally) if "google" in self.__dict__ else {}

    def google_calls(self) -> dict[str, dict[str, int]]:
        """What was asked of Google, told in a line and for JSON; nothing where it was not asked."""
        if "google" not in self.__dict__:
            return {}
        message = self.google.tally.message()
        self.say(message.template, **message.params)
        return {"google": asdict(self.google.tally)}

    def results(self, law: AppliedLaw | None = None) -> Results:
        """Everything that follows from the sheets, by the law of the config unless another is given."""
        return self._computed(self.config, law=law)[0]

    def what_if(self, file: str) -> tuple[Results, Results]:
        """What follows from the sheets as they are, by the config and by what a file says instead."""
        from pathlib import Path

        from sheets_sync.awards.what_if import with_overlay

        before, after = self._computed(self.config, with_overlay(self.config, Path(file)))
        return before, after

    def _computed(self, *configs: Config, law: AppliedLaw | None = None) -> list[Results]:
        from sheets_sync import pipeline
        from sheets_sync.commands.printing import ProgressLine
        from sheets_sync.results.closed_months import TITLE, read_book
        from sheets_sync.results.other_year import refuse_other_year

        store = self.store
        with ProgressLine(self.t, not self.quiet) as progress:
            sheets = store.read()
            closed = store.tab(self.config.store.titles.get(TITLE, TITLE)) or store.tab(TITLE)
            results = [
                pipeline.compute(sheets, config, self.day, progress, closed, law=law) for config in configs
            ]
        refuse_other_year(results[0], store.facts(), read_book(closed), self._year_of_marks)
        self.unread = [title for title in store.unread if title not in OWN_TABS]
        return results

    def _year_of_marks(self, results: Results) -> SchoolYear | None:
        """Under which school year an earlier run has read these marks, as the journal knows it."""
        from pathlib import Path

        from sheets_sync.journal.journal import Journal, journal_path
        from sheets_sync.journal.run_parts import year_of_marks
        from sheets_sync.journal.runs import Runs

        with Journal(journal_path(self.config, Path(self.config_path)), create=False) as journal:
            return year_of_marks(Runs(journal), results)

    def refuse_other_year(self) -> None:
        """Raise RefusedError where the data that stand are of another year than the config's, sheets or no sheets."""
        from sheets_sync.results.closed_months import ClosedBook
        from sheets_sync.results.other_year import refuse_year, year_of_outputs

        if not self.config.store.input:
            return
        refuse_year(year_of_outputs(self.store.facts(), ClosedBook()), self.config.year, self.day)
        with suppress(UnavailableError):  # where no sheets stand there is nothing to lose
            self.results()

    def notify(self, results: Results) -> None:
        """Say what is no problem of a cell and yet bears on everything."""
        for message in results.notices:
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
        run = click.get_current_context().ensure_object(Run)
        for option in SHARED:
            key = str(option.name)
            value = kwargs.pop(key)
            if value is not None:
                setattr(run, key, value)
        return function(run, *args, **kwargs)

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


def chosen_period(
    run: Run, results: Results, month: str | None, term: int | None, whole_year: bool, by: str = "staff"
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
    latest = results.latest_month(by)
    if latest is None:
        raise UsageError(Message(N_("Chưa có tháng nào đã qua mà có điểm. Chọn tháng bằng --month.")))
    return latest


def chosen_month(run: Run, text: str) -> Period:
    """The scored month of the school year that a text names."""
    from sheets_sync.text.cells import BadCell, read_month

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
