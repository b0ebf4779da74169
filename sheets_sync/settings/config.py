"""config.toml → frozen values; every mistake is reported at once, with its line and the nearest known key.

A section is a NamedTuple; the type of a field says, by READERS, how its key is read. To add a key: one field here,
one commented line in config.example.toml; for one that names a file, a line in config_paths.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import LANGUAGES, N_, Message
from sheets_sync.model import SchoolYear
from sheets_sync.rules import forms
from sheets_sync.rules.audiences import AUDIENCES, Audience
from sheets_sync.settings.config_mail import check_mail
from sheets_sync.settings.config_readers import (
    each_in,
    read_blankable,
    read_counts,
    read_date,
    read_endpoint,
    read_google_address,
    read_output_titles,
    read_school_year,
    read_texts,
    read_week_tab,
)
from sheets_sync.text.vietnamese import fold

Text = str
Blankable = str
Texts = tuple[str, ...]
Names = Mapping[str, str]
OutputTitles = Mapping[str, str]
Audiences = Mapping[str, Audience]
Aliases = Mapping[str, tuple[str, ...]]
Days = Mapping[str, date]
Free = Mapping[str, object]
EMPTY: Mapping[str, Any] = MappingProxyType({})
USUAL_OUTPUT = "tong-hop.xlsx"
StoreKind = Literal["xlsx", "google"]
Language = Literal["vi", "en"]
LogFormat = Literal["text", "json"]
Security = Literal["starttls", "tls", "none"]
WeekTab = str
Weeks = int
MonthDay = int
Count = int
Counts = tuple[int, ...]
Percent = int
Truth = bool
Endpoint = str
GoogleAddress = str


class School(NamedTuple):
    """Who the school is, and how its papers begin and end."""

    name: Text
    year: SchoolYear
    upper: Text = "UBND ……"  # dots to fill by hand: no other school's district is ever printed
    place: Text = "……"
    sign: Text = "THCS"
    board: Text = "Ban Thi đua - Khen thưởng"
    council: Text = "Hội đồng Thi đua - Khen thưởng"
    council_sign: Text = "HĐTĐKT"
    signer: Blankable = ""
    signer_post: Text = "HIỆU TRƯỞNG"
    teams: Texts = ()


class Store(NamedTuple):
    """Where the staff's workbook is and where the summary goes."""

    kind: StoreKind = "xlsx"
    input: Texts = ("so-thi-dua.xlsx",)
    output: Text | None = None
    titles: OutputTitles = EMPTY


class Rules(NamedTuple):
    """The rubric, the date that picks the law or the law's name, and the figures where the school's rule differs.

    `hardship` are the ids of those with five years of service where life is hardest, which no tab says.
    """

    rubric: Text = "ha-noi-3814"
    decision_date: date | None = None
    law: Text | None = None
    hardship: Texts = ()
    overrides: Free = EMPTY


class Classes(NamedTuple):
    """A weekly class board: its rubric, its classes, and the tabs `Tuần 1`, `Tuần 2` … with their Mondays."""

    names: Texts
    first_week: date
    rubric: Text = "lop-tuan"
    tab: WeekTab = "Tuần {week}"
    weeks: Weeks = 35
    starts: Days = EMPTY


class Deadlines(NamedTuple):
    """Dates of the year that a school may move: single ones, or a calendar of its own (`calendar_file.py`).

    `dates` and `without` go by the keys of the calendar; `alarms` are days before a date, for a phone's calendar.
    """

    registration: date | None = None
    entries_day: MonthDay = 15
    entries: Count = 3
    calendar: Text | None = None
    dates: Days = EMPTY
    without: Texts = ()
    alarms: Counts = (7, 1)


class Closing(NamedTuple):
    """On which day of the following month a month is closed by itself (nothing: only by `close`), errors or not."""

    day: MonthDay | None = None
    with_errors: Truth = False


class Safety(NamedTuple):
    """What share of its rows, in per cent, the roster or a month may not lose from one sync to the next."""

    shrink: Percent = 50


class Reports(NamedTuple):
    """Where documents go, from which templates, and to whom."""

    output: Text = "bao-cao"
    drive: Text | None = None
    templates: Text | None = None
    files: Names = EMPTY
    audiences: Audiences = EMPTY
    addressee: Text = "Hội đồng Thi đua - Khen thưởng ……"
    addressees: Aliases = EMPTY
    recipients: Texts = ("Như trên", "Các tổ chuyên môn")
    filing: Text = "VT, TĐKT"


class Google(NamedTuple):
    """Google credentials, the OAuth client that `login` uses, and another base address for all calls."""

    credentials: Text | None = None
    subject: Text | None = None
    client: Text | None = None
    endpoint: GoogleAddress | None = None


class Alerts(NamedTuple):
    """What a run says to those who are not looking: log, ping, mail; the mail's password is in the environment."""

    log: Text | None = None
    log_format: LogFormat = "text"
    ping: Endpoint | None = None
    mail_to: Texts = ()
    mail_from: Text | None = None
    smtp: Text | None = None
    smtp_security: Security = "starttls"
    smtp_user: Text | None = None


class Journal(NamedTuple):
    """Where the program keeps what it remembers between runs; the platform's state folder unless configured."""

    path: Text | None = None


class Config(NamedTuple):
    """The whole config; `folder` is where it lies, paths in it are relative to that."""

    school: School
    store: Store = Store()
    rules: Rules = Rules()
    reports: Reports = Reports()
    deadlines: Deadlines = Deadlines()
    closing: Closing = Closing()
    safety: Safety = Safety()
    classes: Classes | None = None
    google: Google = Google()
    journal: Journal = Journal()
    alerts: Alerts = Alerts()
    language: Language = "vi"
    tabs: Aliases = EMPTY
    columns: Aliases = EMPTY
    folder: Path = Path()

    @property
    def year(self) -> SchoolYear:
        """The school year."""
        return self.school.year

    @property
    def registration_deadline(self) -> date:
        """The last day of the first round of registrations: 31 October unless configured."""
        return self.deadlines.registration or date(self.year.start, 10, 31)

    @property
    def decision_date(self) -> date:
        """The day of the year-end decision: 25 May unless configured."""
        return self.rules.decision_date or date(self.year.start + 1, 5, 25)

    @property
    def output_path(self) -> Path:
        """The summary workbook of an xlsx store."""
        return self.folder / (self.store.output or USUAL_OUTPUT)

    @property
    def input_paths(self) -> tuple[Path, ...]:
        """The staff workbooks of an xlsx store."""
        return tuple(self.folder / name for name in self.store.input)

    @property
    def reports_path(self) -> Path:
        """The folder of the documents."""
        return self.folder / self.reports.output


# --- reading --------------------------------------------------------------------------------------------------


def load_config(path: Path) -> Config:
    """The config in this file; raises ConfigError with all its mistakes."""
    text = _text(path)
    report = Report(path.name, text)
    data = parse(text, report)
    report.raise_any()
    return _config(data, path, report)


def parse_config(data: Mapping[str, object], path: Path) -> Config:
    """The config of values that are parsed already; `path` is for messages and for relative paths."""
    return _config(data, path, Report(path.name))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        missing = N_(
            "Không thấy tệp cấu hình {path}. Chạy sheets-sync init --example để có tệp mẫu config.example.toml, "
            "chép thành tệp này rồi sửa; hoặc chỉ ra tệp khác bằng --config."
        )
        raise ConfigError(Message(missing, {"path": path})) from None
    except UnicodeDecodeError as error:
        text = N_(
            "Tệp cấu hình {path} không phải mã UTF-8. Mở bằng Notepad, chọn Lưu thành, mã UTF-8, rồi chạy lại."
        )
        raise ConfigError(Message(text, {"path": path})) from error
    except OSError as error:
        text = N_("Không đọc được tệp cấu hình {path}: {error}. Kiểm tra quyền đọc tệp ấy.")
        raise ConfigError(Message(text, {"path": path, "error": error.strerror or error})) from error


def _config(data: Mapping[str, object], path: Path, report: Report) -> Config:
    top = Table(report, data, (), [name for name in Config._fields if name != "folder"])
    config = _section(Config, top)._replace(folder=path.resolve().parent)
    report.raise_any()
    config = _without_usual_input(config, top)
    _check_together(config, top)
    report.raise_any()
    return config


Section = TypeVar("Section", bound=tuple[Any, ...])


def _section(kind: type[Section], table: Table) -> Section:
    """A section from its table; what is wrong or missing is noted in the table's report."""
    defaults: Mapping[str, object] = kind._field_defaults  # type: ignore[attr-defined]
    values: dict[str, object] = {}
    for name, annotation in kind.__annotations__.items():
        type_name = str(annotation.__forward_arg__).removesuffix(" | None")
        if type_name not in READERS:
            continue  # the folder is no key of the file
        value = None
        if table.has(name):
            value = READERS[type_name](table, name)
        elif name not in defaults:
            table.missing(name)
        if value is not None or name not in defaults:
            values[name] = value
    return kind(**values)


def _subsection(kind: type[Section]) -> Callable[[Table, str], Section | None]:
    def read(table: Table, key: str) -> Section | None:
        inner = table.table(key, kind._fields)  # type: ignore[attr-defined]
        return _section(kind, inner) if inner else None

    return read


_SECTIONS = (School, Store, Rules, Reports, Deadlines, Closing, Safety, Classes, Google, Journal, Alerts)
READERS: Mapping[str, Callable[[Table, str], object]] = {
    "Text": Table.text,
    "Blankable": read_blankable,
    "Texts": read_texts,
    "Names": each_in(Table.text),
    "OutputTitles": read_output_titles,
    "Audiences": each_in(lambda table, key: table.one_of(key, AUDIENCES)),
    "Aliases": each_in(read_texts),
    "Days": each_in(read_date),
    "Free": lambda table, key: dict(inner.values) if (inner := table.free_table(key)) else {},
    "date": read_date,
    "SchoolYear": read_school_year,
    "StoreKind": lambda table, key: table.one_of(key, get_args(StoreKind)),
    "Language": lambda table, key: table.one_of(key, LANGUAGES),
    "LogFormat": lambda table, key: table.one_of(key, get_args(LogFormat)),
    "Security": lambda table, key: table.one_of(key, get_args(Security)),
    "WeekTab": read_week_tab,
    "Weeks": lambda table, key: table.whole(key, 1, 53),
    "MonthDay": lambda table, key: table.whole(key, 1, 28),
    "Endpoint": read_endpoint,
    "GoogleAddress": read_google_address,
    "Truth": Table.truth,
    "Percent": lambda table, key: table.whole(key, 1, 100),
    "Count": lambda table, key: table.whole(key, 0, 1000),
    "Counts": read_counts,
    **{kind.__name__: _subsection(kind) for kind in _SECTIONS},
}


# --- what is well formed each by itself, and yet does not fit together ----------------------------------------


def _without_usual_input(config: Config, top: Table) -> Config:
    """A spreadsheet has no usual name as a file has: without `input` there is none until `init` makes one."""
    store = top.free_table("store")
    if config.store.kind != "google" or (store and store.values.get("input")):
        return config
    return config._replace(store=config.store._replace(input=()))


def _check_together(config: Config, top: Table) -> None:
    known = {fold(title): title for title in _form_titles(config)}
    tabs = top.free_table("tabs")
    for title in config.tabs:
        if tabs and fold(title) not in known:
            tabs.unknown_name(title, title, known.values())
    check_mail(config.alerts, top.free_table("alerts"))
    store = top.free_table("store")
    if store and config.store.kind == "xlsx" and any(map(_is_web_address, config.store.input)):
        store.wrong("input", N_("“input” là một địa chỉ web, vậy hãy ghi thêm kind = “google” vào [store]"))
    deadlines = top.free_table("deadlines")
    if deadlines:
        _check_in_year(deadlines, {"registration": config.registration_deadline}, config.year)
        if dates := deadlines.free_table("dates"):
            _check_in_year(dates, config.deadlines.dates, config.year)


def _is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _check_in_year(table: Table, days: Mapping[str, date], year: SchoolYear) -> None:
    for key, day in days.items():
        if not year.first <= day <= year.last:
            said = N_("“{key}” là {value}, ngoài năm học {year}; hãy sửa lại ngày hoặc năm học")
            table.wrong(key, said, key=key, value=f"{day:%d/%m/%Y}", year=str(year))


def _form_titles(config: Config) -> Sequence[str]:
    titles = [form.title for form in forms.FORMS]
    titles += [forms.month_title(month.number) for month in config.year.months]
    if config.classes:
        titles += [config.classes.tab.format(week=each) for each in range(1, config.classes.weeks + 1)]
    return titles
