"""config.toml → frozen values; every mistake is reported at once, with the key and the nearest known one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sheets_sync import forms, toml_lines
from sheets_sync.config_mistakes import missing, mistakes, outside_year, syntax_mistake, unknown_keys
from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.model import SchoolYear

Lines = Mapping[toml_lines.Path, int]
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def _school_year(text: object) -> SchoolYear:
    first, _, second = (part.strip() for part in str(text).replace("–", "-").partition("-"))
    if not (first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1):
        raise ValueError("school-year")
    if not _FIRST_YEAR <= int(first) <= _LAST_YEAR:
        raise ValueError("school-year")
    return SchoolYear(int(first))


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


def _no_number(value: object) -> object:
    if isinstance(value, int | float):  # pydantic would take it for seconds since 1970
        raise ValueError("date")
    return value


def _numbered(tab: str) -> str:
    try:
        numbered = tab.format(week=1) != tab.format(week=2)
    except (KeyError, IndexError, ValueError):
        numbered = False
    if not numbered:
        raise ValueError("week")
    return tab


Text = Annotated[str, AfterValidator(_not_blank)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]
Day = Annotated[date, BeforeValidator(_no_number)]
Whole = Annotated[int, Field(strict=True)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class School(_Section):
    """Who the school is, and how its papers begin and end."""

    name: Text
    year: Annotated[SchoolYear, BeforeValidator(_school_year)]
    upper: Text = "UBND QUẬN LONG BIÊN"
    place: Text = "Long Biên"
    sign: Text = "THCS"
    board: Text = "Ban Thi đua - Khen thưởng"
    signer: str = ""
    signer_post: Text = "HIỆU TRƯỞNG"
    teams: Texts = ()


class Store(_Section):
    """Where the staff's workbook is and where the summary goes."""

    kind: Literal["xlsx", "google"] = "xlsx"
    input: Texts = ("so-thi-dua.xlsx",)
    output: Text | None = None
    titles: Mapping[str, Text] = Field(default_factory=dict)


class Rules(_Section):
    """The rubric, the date that picks the law or the law's name, and the figures where the school's rule differs."""

    rubric: Text = "ha-noi-3814"
    decision_date: Day | None = None
    law: Text | None = None
    overrides: Mapping[str, Any] = Field(default_factory=dict)


class Classes(_Section):
    """A weekly class board: its rubric, its classes, and the tabs `Tuần 1`, `Tuần 2` … with their Mondays."""

    rubric: Text = "lop-tuan"
    names: Texts = Field(min_length=1)
    tab: Annotated[Text, AfterValidator(_numbered)] = "Tuần {week}"
    first_week: Day
    weeks: Whole = Field(default=35, ge=1, le=53)
    starts: Mapping[str, Day] = Field(default_factory=dict)


class Deadlines(_Section):
    """Dates of the year that a school may move."""

    registration: Day | None = None
    entries_day: Whole = Field(default=15, ge=1, le=28)
    entries: Whole = Field(default=3, ge=0)


class Reports(_Section):
    """Where documents go, from which templates, and to whom."""

    output: Text = "bao-cao"
    drive: Text | None = None
    templates: Text | None = None
    addressee: Text = "Hội đồng Thi đua - Khen thưởng quận Long Biên"
    recipients: Texts = ("Như trên", "Các tổ chuyên môn")
    filing: Text = "VT, TĐKT"


class Google(_Section):
    """Google credentials and endpoint."""

    credentials: Text | None = None
    subject: Text | None = None
    endpoint: Text | None = None


_FOLDER = "(folder)"  # no key of the file: the program sets it


class Config(_Section):
    """The whole config; `folder` is where it lies, paths in it are relative to that."""

    school: School
    store: Store = Field(default_factory=Store)
    rules: Rules = Field(default_factory=Rules)
    reports: Reports = Field(default_factory=Reports)
    deadlines: Deadlines = Field(default_factory=Deadlines)
    classes: Classes | None = None
    google: Google = Field(default_factory=Google)
    language: Literal["vi", "en"] = "vi"
    tabs: Mapping[str, Texts] = Field(default_factory=dict)
    columns: Mapping[str, Texts] = Field(default_factory=dict)
    folder: Path = Field(default=Path(), exclude=True, validation_alias=_FOLDER)

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
        return self.folder / (self.store.output or "tong-hop.xlsx")

    @property
    def input_paths(self) -> tuple[Path, ...]:
        """The staff workbooks of an xlsx store."""
        return tuple(self.folder / name for name in self.store.input)

    @property
    def reports_path(self) -> Path:
        """The folder of the documents."""
        return self.folder / self.reports.output


def load_config(path: Path) -> Config:
    """The config in this file; raises ConfigError with all its mistakes."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(syntax_mistake(error, path.name)) from error
    return parse_config(data, path, toml_lines.find_lines(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        missing = N_(
            "Không thấy tệp cấu hình {path}. Chép config.example.toml thành tệp này rồi sửa, "
            "hoặc chỉ ra tệp khác bằng --config."
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


def parse_config(data: Mapping[str, Any], path: Path, lines: Lines | None = None) -> Config:
    """The config of this parsed TOML; `path` and the `lines` of keys are for messages and for relative paths."""
    lines = lines or {}
    try:
        config = Config.model_validate({**data, _FOLDER: path.resolve().parent})
    except ValidationError as error:
        raise ConfigError(*mistakes(error.errors(), Config, path.name, lines)) from None
    found = tuple(_contradictions(config, path.name, lines))
    if found:
        raise ConfigError(*found)
    return config


def _contradictions(config: Config, file: str, lines: Lines) -> Iterator[Message]:
    """What is well formed each by itself, and yet does not fit together."""
    yield from unknown_keys("tabs", config.tabs, _form_titles(config), file, lines)
    if config.store.kind == "google" and "input" not in config.store.model_fields_set:
        yield missing("store.input", file)
    deadline = config.registration_deadline
    if not config.year.first <= deadline <= config.year.last:
        key = ("deadlines", "registration")
        yield outside_year(key, f"{deadline:%d/%m/%Y}", config.year, file, lines)


def _form_titles(config: Config) -> list[str]:
    titles = [form.title for form in forms.FORMS]
    titles += [forms.month_title(month.number) for month in config.year.months]
    if config.classes:
        weeks = range(1, config.classes.weeks + 1)
        titles += [config.classes.tab.format(week=week) for week in weeks]
    return titles
