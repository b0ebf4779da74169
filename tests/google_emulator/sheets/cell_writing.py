"""Laying CellData over cells under an update mask, with what Google refuses or adds by itself."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from tests.google_emulator.sheets import looks, rules
from tests.google_emulator.sheets.field_updates import FieldPath, overlay, paths
from tests.google_emulator.sheets.state import LONGEST_CELL, Cell
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_ATTRIBUTES = {
    "userEnteredValue": "entered",
    "userEnteredFormat": "format",
    "note": "note",
    "dataValidation": "validation",
    "textFormatRuns": "runs",
    "chipRuns": "chips",
}
_READ_ONLY = {"effectiveValue", "effectiveFormat", "formattedValue", "hyperlink"}
_NOT_EMULATED = {"pivotTable", "dataSourceTable", "dataSourceFormula"}


class CellWriter:
    """Writes CellData into cells for one request; equal formats are worked out once and shared."""

    def __init__(self, fields: str) -> None:
        named = paths(fields, "CellData")
        self._inner: dict[str, list[FieldPath]] = {}  # of fields that are named in part
        for path in named:
            self._inner.setdefault(path[0], []).append(path[1:])
        # They may be named where they are not given: pygsheets names `hyperlink` with every format.
        self._unwritable = _READ_ONLY & set(self._inner) if fields.strip() != "*" else set()
        self._steps = [
            (Cell._fields.index(attribute), field, self._step(field))
            for field, attribute in _ATTRIBUTES.items()
            if field in self._inner
        ]
        self._erases_runs = "userEnteredValue" in self._inner and "textFormatRuns" not in self._inner
        self._formats: dict[Any, tuple[Any, Json | None]] = {}
        self._texts: dict[int, tuple[Any, str]] = {}

    def _step(self, field: str) -> Callable[[Any, Any], Any]:
        """How a field's old value and the given one make the new value."""
        if field == "userEnteredFormat":
            return self._format
        check = _CHECKS[field]
        if () in self._inner[field]:
            return lambda _, given: check(given) if given else None
        return lambda old, given: _laid_over(old, given, self._inner[field], check)

    def wipes(self, data: Json) -> bool:
        """Whether this CellData says nothing of any field that is named, and so only clears."""
        return not any(data.get(field) for _, field, _ in self._steps)

    def write(self, old: Cell, data: Json) -> Cell:
        """The cell after this CellData was laid over it."""
        if not _NOT_EMULATED.isdisjoint(data):
            raise ApiError(400, f"The emulator does not do CellData.{min(_NOT_EMULATED & set(data))}.")
        if not self._unwritable.isdisjoint(data):
            raise ApiError(400, f"Field is read-only: {min(self._unwritable & set(data))}")
        values = list(old)
        for at, field, step in self._steps:
            values[at] = step(values[at], data.get(field))
        cell = Cell._make(values)
        if cell.runs and self._erases_runs:
            cell = cell._replace(runs=None, chips=None)
        if cell.runs and "stringValue" not in (cell.entered or {}):
            raise ApiError(400, "TextFormatRuns can only be set on cells with a string value.")
        return cell

    def _format(self, old: Json | None, given: Json | None) -> Json | None:
        whole = () in self._inner["userEnteredFormat"]
        key = (None if whole else id(old), self._text(given))
        if key not in self._formats:
            self._formats[key] = (old, self._new_format(None if whole else old, given))  # `old` keeps its id
        return self._formats[key][1]

    def _text(self, given: Json | None) -> str:
        """A format as text; one that is repeated over a range is written out once."""
        held = self._texts.get(id(given))
        if held is None or held[0] is not given:
            held = self._texts[id(given)] = (given, repr(given))
        return held[1]

    def _new_format(self, old: Json | None, given: Json | None) -> Json | None:
        wanted = looks.normal(given or {})
        if "type" not in wanted.get("numberFormat", {"type": ""}):
            raise ApiError(400, "The number format must have a type.")
        inner = self._inner["userEnteredFormat"]
        named = [(name,) for name in wanted] if () in inner else inner
        merged = copy.deepcopy(old) or {}
        overlay(merged, wanted, named)
        linked = {("textFormat", "link"), ("textFormat", "link", "uri"), ("textFormat",)} & set(named)
        if linked and wanted.get("textFormat", {}).get("link"):
            _look_like_a_link(merged["textFormat"], wanted["textFormat"])
        return _without_empty(merged) or None


def _laid_over(old: Json | None, given: Json | None, named: Iterable[FieldPath], check: Any) -> Any:
    merged = copy.deepcopy(old) or {}
    overlay(merged, given or {}, named)
    return check(merged) if merged else None


def _look_like_a_link(text: Json, given: Json) -> None:
    if "foregroundColor" not in given:
        text |= looks.normal({"foregroundColorStyle": {"themeColor": "LINK"}})
    if "underline" not in given:
        text["underline"] = True


def _without_empty(json: Json) -> Json:
    """The same without messages that hold nothing, save colours, of which an empty one is black."""
    return {
        key: value for key, value in json.items() if value not in ({}, None) or key.lower().endswith("color")
    }


def value(given: Json) -> Json | None:
    """An ExtendedValue as it is kept; an empty text is none."""
    if len(given) > 1:
        raise ApiError(400, "Only one kind of value may be set in a cell.")
    if "errorValue" in given:
        raise ApiError(400, "Error values cannot be written.")
    if "formulaValue" in given and not given["formulaValue"].startswith("="):
        raise ApiError(400, "Formula values must begin with an equals sign.")
    text = given.get("stringValue", given.get("formulaValue"))
    if text is not None and len(text) > LONGEST_CELL:
        raise ApiError(
            400, f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell."
        )
    return None if text == "" else given


def _note(given: str) -> str | None:
    if len(given) > LONGEST_CELL:
        raise ApiError(400, f"Your note contains more than the maximum of {LONGEST_CELL} characters.")
    return given or None


def _runs(given: list[Json]) -> list[Json]:
    starts = [run.get("startIndex", 0) for run in given]
    if starts != sorted(set(starts)):
        raise ApiError(400, "TextFormatRuns must be in order and not overlap.")
    return [looks.normal({key: item for key, item in run.items() if item != 0}) for run in given]


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "userEnteredValue": value,
    "note": _note,
    "dataValidation": rules.validation,
    "textFormatRuns": _runs,
    "chipRuns": list,
}
