"""config.toml → frozen values; every mistake is reported at once, with the key and the nearest known one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sheets_sync.errors import ConfigError
from sheets_sync.language import Message, N_
from sheets_sync.model import SchoolYear
from sheets_sync.nearest import nearest


def _school_year(text: object) -> SchoolYear:
    first, _, second = str(text).replace("–", "-").partition("-")
    if not (first.strip().isdigit() and second.strip().isdigit() and int(second) == int(first) + 1):
        raise ValueError("school-year")
    return SchoolYear(int(first))


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


Text = Annotated[str, AfterValidator(_not_blank)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several)]


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
    teams: tuple[Text, ...] = ()


class Store(_Section):
    """Where the staff's workbook is and where the summary goes."""

    kind: Literal["xlsx", "google"] = "xlsx"
    input: Texts = ("so-thi-dua.xlsx",)
    output: str | None = None
    titles: Mapping[str, Text] = Field(default_factory=dict)


class Rules(_Section):
    """The rubric, and the date that picks the law."""

    rubric: Text = "ha-noi-3814"
    decision_date: date | None = None
    law: str | None = None


class Classes(_Section):
    """A weekly class board: its rubric, its classes, and the tabs `Tuần 1`, `Tuần 2` … with their Mondays."""

    rubric: Text = "lop-tuan"
    names: tuple[Text, ...] = Field(min_length=1)
    tab: Text = "Tuần {week}"
    first_week: date
    weeks: int = Field(default=35, ge=1, le=53)
    starts: Mapping[str, date] = Field(default_factory=dict)


class Deadlines(_Section):
    """Dates of the year that a school may move."""

    registration: date | None = None
    entries_day: int = Field(default=15, ge=1, le=28)
    entries: int = Field(default=3, ge=0)


class Reports(_Section):
    """Where documents go, from which templates, and to whom."""

    output: str = "bao-cao"
    drive: str | None = None
    templates: str | None = None
    addressee: Text = "Hội đồng Thi đua - Khen thưởng quận Long Biên"
    recipients: Texts = ("Như trên", "Các tổ chuyên môn")
    filing: Text = "VT, TĐKT"


class Google(_Section):
    """Google credentials and endpoint."""

    credentials: str | None = None
    subject: str | None = None
    endpoint: str | None = None


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
    folder: Path = Field(default=Path("."), exclude=True)

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
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(
            Message(
                N_("Không thấy tệp cấu hình {path}. Chép config.example.toml thành tệp này rồi sửa, hoặc chỉ ra tệp khác bằng --config."),
                {"path": path},
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            Message(N_("Không đọc được tệp cấu hình {path}: {error}. Lưu lại tệp với mã UTF-8."), {"path": path, "error": error})
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            Message(N_("{path} không đúng cú pháp TOML: {error}. Sửa dòng ấy rồi chạy lại."), {"path": path, "error": error})
        ) from error
    return parse_config(data, path)


def parse_config(data: dict[str, Any], path: Path) -> Config:
    """The config of this parsed TOML; `path` is for messages and for relative paths."""
    try:
        return Config.model_validate({**data, "folder": path.resolve().parent})
    except ValidationError as error:
        raise ConfigError(*_messages(error, path)) from None


def _messages(error: ValidationError, path: Path) -> Iterator[Message]:
    for mistake in error.errors():
        *parents, name = [str(part) for part in mistake["loc"] if part != "function-after[_not_blank(), str]"]
        params: dict[str, object] = {
            "path": path.name,
            "key": ".".join([*parents, name]),
            "value": mistake["input"],
            "why": mistake["msg"],
        }
        if mistake["type"] == "extra_forbidden":
            near = nearest(name, _known_keys(parents))
            params["near"] = near
            yield Message(
                N_("{path}: không có khoá “{key}”. Có phải “{near}”?") if near else N_("{path}: không có khoá “{key}”. Bỏ dòng ấy đi."),
                params,
            )
        elif mistake["type"] == "missing":
            yield Message(N_("{path}: thiếu “{key}”. Xem config.example.toml."), params)
        elif "school-year" in mistake["msg"]:
            yield Message(N_("{path}: “{key}” phải là một năm học như \"2023-2024\", không phải “{value}”."), params)
        elif "blank" in mistake["msg"]:
            yield Message(N_("{path}: “{key}” đang để trống. Ghi giá trị, hoặc bỏ dòng ấy đi."), params)
        else:
            yield Message(N_("{path}: “{key}” không dùng được giá trị “{value}” ({why}). Xem config.example.toml."), params)


def _known_keys(parents: list[str]) -> list[str]:
    model: type[BaseModel] = Config
    for part in parents:
        annotation = model.model_fields[part].annotation
        if annotation == Classes | None:
            annotation = Classes
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return []
        model = annotation
    return [name for name in model.model_fields if name != "folder"]
