"""The school's own names for columns, in `[columns]`, against the columns that there are."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.rules.forms import all_forms, class_form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.settings.config import Config
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import fold


def require_known(config: Config, rubric: Rubric, class_rubric: Rubric | None) -> None:
    """Raise ConfigError for names given to columns that do not exist: they would change nothing, silently."""
    known = {fold(header): header for header in _headers(config, rubric, class_rubric)}
    unknown = [_unknown(name, list(known.values())) for name in config.columns if fold(name) not in known]
    if unknown:
        raise ConfigError(*unknown)


def _headers(config: Config, rubric: Rubric, class_rubric: Rubric | None) -> Iterator[str]:
    for form in all_forms(rubric, config.year):
        yield from (column.header for column in form.columns)
    if config.classes and class_rubric:
        yield from (column.header for column in class_form(class_rubric, config.classes.names).columns)


def _unknown(name: str, known: list[str]) -> Message:
    near = nearest(name, known)
    if near:
        text = N_("[columns] trong cấu hình: không có cột “{name}”; có phải là “{near}”? Sửa tên ấy.")
        return Message(text, {"name": name, "near": near})
    text = N_("[columns] trong cấu hình: không có cột “{name}”. Ghi tên cột gốc, hoặc xoá dòng ấy.")
    return Message(text, {"name": name})
