"""What may be typed into a column: its range or list, as a note on the header and as Excel's data validation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sheets_sync.language import N_, Translator
from sheets_sync.model import SchoolYear
from sheets_sync.points import points_short
from sheets_sync.rules.forms import Column, Form, month_title
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.titles import ALL_TITLES, BY_CODE, PERSON_TITLES, TEAM_TITLES

ValidationRule = dict[str, object]
"""A data validation as XlsxWriter takes it."""

LONGEST_LIST = 255  # characters of a list within the validation itself; Excel takes no more
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_EARLIEST = date(1940, 1, 1)  # nobody on a roster was born before
_YEARS_AHEAD = 7  # leave and terms of office may end after the school year

_DESCRIPTIONS = {
    "id": N_("Mã CB như ở tab “Danh sách”."),
    "ids": N_("Một hoặc nhiều Mã CB, cách nhau bằng dấu chấm phẩy: CB001; CB002"),
    "team": N_("Tên tổ như ở tab “Danh sách”."),
    "date": N_("Ngày/tháng/năm."),
    "month": N_("Tháng của năm học: 10, Tháng 10 hoặc 10/2023."),
    "year": N_("Năm học, ví dụ 2022-2023."),
    "count": N_("Số nguyên."),
}


class Bounds(NamedTuple):
    """The range a number may have, in hundredths."""

    low: int | None
    high: int | None
    whole: bool = False

    def text(self, t: Translator) -> str:
        """The range in words."""
        low, high = (None if each is None else points_short(each) for each in (self.low, self.high))
        if low is None:
            return t("số bất kỳ") if high is None else t("không quá {high}", high=high)
        return (
            t("từ {low} trở lên", low=low) if high is None else t("từ {low} đến {high}", low=low, high=high)
        )

    def rule(self) -> ValidationRule:
        """The validation of numbers in this range."""
        low, high = (None if each is None else each / 100 for each in (self.low, self.high))
        rule: ValidationRule = {"validate": "integer" if self.whole else "decimal"}
        if low is None and high is None:
            return rule | {"criteria": ">=", "value": -1_000_000}
        if low is None or high is None:
            return rule | {"criteria": "<=" if low is None else ">=", "value": high if low is None else low}
        return rule | {"criteria": "between", "minimum": low, "maximum": high}


class Lists(NamedTuple):
    """Where the dropdowns of ids and teams find their values, as references into the workbook."""

    ids: str
    teams: str


@dataclass(frozen=True)
class Allowed:
    """What may stand in the columns of one form."""

    form: Form
    rubric: Rubric
    year: SchoolYear
    lists: Lists
    t: Translator

    def bounds(self, column: Column) -> Bounds | None:
        """The range of a number column, nothing for others."""
        item = next((item for item in self.rubric.inputs if item.key == column.key), None)
        if column.type == "mark" and item:
            return Bounds(item.low, item.high, item.whole)
        if column.type in ("mark", "number"):
            return Bounds(self.rubric.lowest, self.rubric.highest)
        return Bounds(0, None, whole=True) if column.type == "count" else None

    def choices(self, column: Column) -> tuple[str, ...]:
        """The values to choose from, nothing for columns without a fixed list."""
        if column.type == "titles":
            person, team = bool(self._keys & {"staff_id", "name"}), "team" in self._keys
            codes = ALL_TITLES if person and team else PERSON_TITLES if person else TEAM_TITLES
            return tuple(BY_CODE[code].name for code in codes)
        if column.type == "month":
            return tuple(month_title(month.number) for month in self.year.months)
        if column.type == "year":
            return tuple(str(SchoolYear(self.year.start - ago)) for ago in range(1, 8))
        return column.choices

    @property
    def _keys(self) -> set[str]:
        return {column.key for column in self.form.columns}

    def note(self, column: Column) -> str:
        """What the note on a column's header says; a star says that the column is required."""
        if column.type == "ignored":
            return ""
        what = self._what(column)
        return f"★ {self.t('Bắt buộc.')} {what}".strip() if column.required else what

    def _what(self, column: Column) -> str:
        bounds, choices = self.bounds(column), self.choices(column)
        if column.type in _DESCRIPTIONS:
            return self.t(_DESCRIPTIONS[column.type])
        if bounds:
            return self.t("Số {range}. Ô trống là chưa chấm, không phải 0.", range=bounds.text(self.t))
        return self.t("Chọn: {choices}.", choices=", ".join(choices)) if choices else ""

    def rule(self, column: Column) -> ValidationRule | None:
        """The column's validation; it warns and lets pass, because people paste, and `check` lists what is wrong."""
        rule = self._list(column) or self._date(column) or self._number(column) or self._hint(column)
        return rule and rule | {"error_type": "warning"}

    def _list(self, column: Column) -> ValidationRule | None:
        t, choices = self.t, self.choices(column)
        source: str | list[str] = list(choices) if len(",".join(choices)) <= LONGEST_LIST else []
        if column.type == "id":
            source = f"={self.lists.ids}"
        elif column.key == "team":
            source = f"={self.lists.teams}"
        if not source:
            return None
        question = t("Giá trị này không có trong danh sách thả xuống. Vẫn ghi?")
        if column.type == "titles":
            question = t(
                "Nhiều danh hiệu thì cách nhau bằng dấu chấm phẩy; ngoài ra hãy chọn trong danh sách. Vẫn ghi?"
            )
        return {"validate": "list", "source": source} | _confirms(t("Không có trong danh sách"), question)

    def _date(self, column: Column) -> ValidationRule | None:
        if column.type != "date":
            return None
        first, last = _EARLIEST, date(self.year.start + _YEARS_AHEAD, 12, 31)
        if column.this_year:
            first, last = self.year.first, self.year.last
        text = self.t("Ghi ngày/tháng/năm, ví dụ 05/09/{year}.", year=self.year.start)
        rule: ValidationRule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
        return rule | _confirms(self.t("Xem lại ngày"), text) | _hints(column, text)

    def _number(self, column: Column) -> ValidationRule | None:
        bounds = self.bounds(column)
        if bounds is None:
            return None
        span = bounds.text(self.t)
        text = (
            self.t("Ghi số nguyên {range}.", range=span)
            if bounds.whole
            else self.t("Ghi số {range}.", range=span)
        )
        return bounds.rule() | _confirms(self.t("Xem lại số"), text) | _hints(column, text)

    def _hint(self, column: Column) -> ValidationRule | None:
        if column.type != "ids":
            return None
        return {"validate": "any"} | _hints(column, self.t(_DESCRIPTIONS["ids"]))


def _confirms(title: str, message: str) -> ValidationRule:
    return {"error_title": title[:_LONGEST_TITLE], "error_message": message[:_LONGEST_MESSAGE]}


def _hints(column: Column, message: str) -> ValidationRule:
    return {"input_title": column.header[:_LONGEST_TITLE], "input_message": message[:_LONGEST_MESSAGE]}
