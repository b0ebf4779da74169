"""config.toml → values; every mistake is reported at once, with its line and the nearest known key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import N_, Message
from sheets_sync.model import SchoolYear
from sheets_sync.rules import forms
from sheets_sync.settings.config import KEYS, Config
from sheets_sync.settings.config_mail import check_mail
from sheets_sync.settings.key_types import KeyType
from sheets_sync.text.vietnamese import fold


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
    top = Table(report, data, (), tuple(KEYS[Config]))
    config = _section(Config, top)._replace(folder=path.resolve().parent)
    report.raise_any()
    config = _without_usual_input(config, top)
    _check_together(config, top)
    report.raise_any()
    return config


Section = TypeVar("Section", bound=tuple[Any, ...])


def _section(kind: type[Section], table: Table) -> Section:
    """A section from its table; what is wrong or missing is noted in the table's report."""
    values: dict[str, object] = {}
    for name, key in KEYS[kind].items():
        value = None
        if table.has(name):
            value = (
                key.type.read(table, name)
                if isinstance(key.type, KeyType)
                else _subsection(key.type, table, name)
            )
        elif not key.has_default:
            table.missing(name)
        if value is not None or not key.has_default:
            values[name] = value
    return kind(**values)


def _subsection(kind: type[Section], table: Table, name: str) -> Section | None:
    inner = table.table(name, tuple(KEYS[kind]))
    return _section(kind, inner) if inner else None


# --- what is well formed each by itself, and yet does not fit together ----------------------------------------


def _without_usual_input(config: Config, top: Table) -> Config:
    """A spreadsheet has no usual name as a file has: without `input` there is none until `init` makes one."""
    store = top.free_table("store")
    if config.store.in_files or (store and store.values.get("input")):
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
    if store and config.store.in_files and any(map(_is_web_address, config.store.input)):
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
