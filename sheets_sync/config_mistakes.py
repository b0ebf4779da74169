"""What pydantic finds wrong in a config, said to a teacher: file and line, the key, what it should be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sheets_sync.language import N_, Message
from sheets_sync.nearest import nearest
from sheets_sync.toml_lines import Path as KeyPath
from sheets_sync.vietnamese import fold

_UNKNOWN = N_("{where}: không có khoá “{key}”. Bỏ dòng ấy đi.")
_UNKNOWN_NEAR = N_("{where}: không có khoá “{key}”. Có phải “{near}”?")
_MISSING = N_("{where}: thiếu “{key}”. Xem config.example.toml.")
_BLANK = N_("{where}: “{key}” đang để trống. Ghi giá trị, hoặc bỏ dòng ấy đi.")
_YEAR = N_('{where}: “{key}” phải là một năm học như "2023-2024", không phải “{value}”.')
_WRONG = N_("{where}: “{key}” không dùng được giá trị “{value}”. {wanted}")

_DATE = N_('Ghi ngày dạng năm-tháng-ngày trong ngoặc kép, ví dụ "2024-05-25".')
_TEXT = N_("Ghi chữ trong ngoặc kép.")
_LIST = N_('Ghi một danh sách, ví dụ ["một", "hai"].')
_NUMBER = N_("Ghi một số nguyên, không có ngoặc kép.")
_TABLE = N_("Đây là một mục [{key}] với các dòng riêng. Xem config.example.toml.")
_WEEK = N_('Phải có {{week}} ở chỗ của số tuần, ví dụ "Tuần {{week}}".')
_WANTED = {
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_type": _DATE,
    "string_type": _TEXT,
    "tuple_type": _LIST,
    "too_short": _LIST,
    "int_type": _NUMBER,
    "model_type": _TABLE,
    "dict_type": _TABLE,
    "mapping_type": _TABLE,
    "literal_error": N_("Ghi một trong: {expected}."),
    "greater_than_equal": N_("Ghi số từ {ge} trở lên."),
    "less_than_equal": N_("Ghi số không quá {le}."),
}
_OURS = {"date": _DATE, "week": _WEEK}  # what our own validators raise


def mistakes(
    errors: Sequence[ErrorDetails], model: type[BaseModel], file: str, lines: Mapping[KeyPath, int]
) -> Iterator[Message]:
    """One message for each mistake, in the order of the file's lines."""
    for error in sorted(errors, key=lambda each: _line(each["loc"], lines) or 0):
        yield _message(error, model, _where(file, _line(error["loc"], lines)))


def syntax_mistake(error: tomllib.TOMLDecodeError, file: str) -> Message:
    """What is no TOML at all; the reason is tomllib's own, in English."""
    at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if at is None:
        text = N_("{file}: không đúng cú pháp TOML ({error}). Xem cuối tệp có thiếu dấu ngoặc không.")
        return Message(text, {"file": file, "error": error})
    text = N_(
        "{file}, dòng {line}, cột {column}: không đúng cú pháp TOML ({error}). Xem dấu ngoặc kép, dấu “=”."
    )
    params = {"line": at[1], "column": at[2], "error": str(error)[: at.start()]}
    return Message(text, {"file": file, **params})


def unknown_keys(
    section: str, keys: Iterable[str], known: Sequence[str], file: str, lines: Mapping[KeyPath, int]
) -> Iterator[Message]:
    """A message for each key of a section that names none of these."""
    folded = {fold(each) for each in known}
    for key in keys:
        if fold(key) not in folded:
            where = _where(file, lines.get((section, key)))
            yield _unknown(f"{section}.{key}", nearest(key, known), where)


def missing(key: str, file: str) -> Message:
    """A key that this config cannot do without."""
    return Message(_MISSING, {"where": file, "key": key})


def outside_year(
    key: KeyPath, value: object, year: object, file: str, lines: Mapping[KeyPath, int]
) -> Message:
    """A date that lies in another school year than the config's."""
    text = N_("{where}: “{key}” là {value}, ngoài năm học {year}. Sửa lại ngày hoặc năm học.")
    where = _where(file, lines.get(key))
    return Message(text, {"where": where, "key": _dotted(key), "value": value, "year": year})


def _message(error: ErrorDetails, model: type[BaseModel], where: object) -> Message:
    kind, reason = error["type"], str(error.get("ctx", {}).get("error", ""))
    params: dict[str, object] = {"where": where, "key": _dotted(error["loc"]), "value": error["input"]}
    if kind == "extra_forbidden":
        *parents, name = (str(part) for part in error["loc"])
        return _unknown(_dotted(error["loc"]), nearest(name, _known_keys(model, parents)), where)
    if kind == "missing":
        return Message(_MISSING, params)
    if reason == "blank":
        return Message(_BLANK, params)
    if reason == "school-year":
        return Message(_YEAR, params)
    wanted = _OURS.get(reason) or _WANTED.get(kind)
    expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", '"')
    told = {**error.get("ctx", {}), **params, "expected": expected}
    said = Message(wanted, told) if wanted else error["msg"]
    return Message(_WRONG, {**params, "wanted": said})


def _unknown(key: str, near: str | None, where: object) -> Message:
    return Message(_UNKNOWN_NEAR if near else _UNKNOWN, {"where": where, "key": key, "near": near})


def _where(file: str, line: int | None) -> object:
    return Message(N_("{file}, dòng {line}"), {"file": file, "line": line}) if line else file


def _line(key: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    """The line of the key, or of the nearest thing around it that has one."""
    shorter = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[each] for each in shorter if each in lines), None)


def _dotted(key: KeyPath) -> str:
    return ".".join(map(str, key))


def _known_keys(model: type[BaseModel], parents: Sequence[str]) -> list[str]:
    for part in parents:
        inner = _section(model.model_fields[part].annotation)
        if inner is None:
            return []
        model = inner
    return [name for name, field in model.model_fields.items() if field.validation_alias is None]


def _section(annotation: Any) -> type[BaseModel] | None:
    """The section a key holds, also where it may be left out (`Classes | None`)."""
    kinds = (annotation, *get_args(annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
