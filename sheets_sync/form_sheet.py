"""One form as a worksheet to type into: header, dropdowns, hints, formats, colours that show a slip while typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sheets_sync.forms import Column, Form
from sheets_sync.language import N_, Translator
from sheets_sync.model import SchoolYear, column_letters
from sheets_sync.points import points_short
from sheets_sync.rubric import Rubric
from sheets_sync.titles import BY_CODE, PERSON_TITLES, TEAM_TITLES

PREPARED_ROWS = 200
LONGEST_LIST = 255  # characters of a list that stands in the validation itself; Excel takes no more
EARLIEST = date(1940, 1, 1)  # nobody on a roster was born before


class Formula(NamedTuple):
    """A formula and the result stored with it; in the text, {row} is its own row, {first} the first one below the
    header, {above} the one above its own."""

    text: str
    result: str | float


Entry = str | int | float | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a form tab: lines above the header, rows below it; a row of one text is a separator or note."""

    heading: tuple[str, ...] = ()
    rows: Sequence[Sequence[Entry]] = ()

    @property
    def header_row(self) -> int:
        """The header's row, counted from 1; a blank row stands between it and the lines above."""
        return len(self.heading) + 2 if self.heading else 1


class Lists(NamedTuple):
    """Where the dropdowns of ids and teams find their lists, as references into the workbook."""

    ids: str
    teams: str


class Bounds(NamedTuple):
    """The range a number may have, in hundredths."""

    low: int | None
    high: int | None

    def text(self, t: Translator) -> str:
        """The range in words."""
        low, high = (None if each is None else points_short(each) for each in self)
        if low is None:
            return t("không quá {high}", high=high) if high is not None else t("số")
        return (
            t("từ {low} đến {high}", low=low, high=high)
            if high is not None
            else t("từ {low} trở lên", low=low)
        )


class Choice(NamedTuple):
    """A dropdown: the values themselves or a reference to where they stand."""

    source: tuple[str, ...] | str


COLOURS = {
    "required": "#1F4E79",
    "optional": "#DDEBF7",
    "team": "#375623",
    "approved": "#7B2C2C",
    "missing": "#FFF2CC",
    "wrong": "#F8CBAD",
    "twice": "#FCE4D6",
    "separator": "#EDEDED",
}
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_HEADER_LOOKS = {
    "required": {"bg_color": COLOURS["required"], "font_color": "#FFFFFF"},
    "optional": {"bg_color": COLOURS["optional"], "font_color": "#1F3864"},
    "team": {"bg_color": COLOURS["team"], "font_color": "#FFFFFF"},
    "approved": {"bg_color": COLOURS["approved"], "font_color": "#FFFFFF"},
}


@dataclass
class Looks:
    """The formats of one workbook; XlsxWriter wants each of them made once per workbook."""

    book: Any
    _made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def __call__(self, **properties: object) -> Any:
        """The format with these properties on top of the body font."""
        key = tuple(sorted({**_FONT, **properties}.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(key))
        return self._made[key]

    def bare(self, **properties: object) -> Any:
        """A format of these properties alone, for what is laid over a cell's own."""
        return self.book.add_format(properties)


class FormSheet:
    """Writes one form into a worksheet of a new workbook."""

    def __init__(
        self,
        sheet: Any,
        form: Form,
        content: Content,
        looks: Looks,
        rubric: Rubric,
        year: SchoolYear,
        lists: Lists,
        t: Translator,
    ) -> None:
        self.sheet, self.form, self.content = sheet, form, content
        self.looks, self.rubric, self.year, self.lists, self.t = looks, rubric, year, lists, t
        self.header = content.header_row
        self.first = self.header + 1
        self.last = self.header + max(PREPARED_ROWS, len(content.rows) + 20)

    def write(self, school: str) -> None:
        """The whole tab."""
        self._columns()
        self._heading()
        self._rows()
        for at, column in enumerate(self.form.columns):
            self._validate(at, column)
            self._colour(at, column)
        self._colour_rows()
        self._page(school)

    # --- what stands in it ------------------------------------------------------------------------------------

    def _columns(self) -> None:
        for at, column in enumerate(self.form.columns):
            self.sheet.set_column(at, at, column.width + 2, self.looks(**_body_look(column)))

    def _heading(self) -> None:
        for row, line in enumerate(self.content.heading):
            self.sheet.write_string(row, 0, line, self.looks(bold=True, font_size=14 if row else 12))
        self.sheet.set_row(
            self.header - 1, 48 if any(len(c.header) > c.width for c in self.form.columns) else 30
        )
        for at, column in enumerate(self.form.columns):
            look = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
            self.sheet.write_string(
                self.header - 1, at, column.header, self.looks(**look, **_HEADER_LOOKS[_who(column)])
            )
            if (note := self._note(column)) and column.type != "ignored":
                self.sheet.write_comment(
                    self.header - 1, at, note, {"x_scale": 1.6, "y_scale": 0.9, "font_size": 10}
                )

    def _note(self, column: Column) -> str:
        what = self._describe(column)
        return f"★ {self.t('Bắt buộc')}. {what}".strip() if column.required else what

    def _describe(self, column: Column) -> str:
        bounds, choice = self.bounds(column), self.choice(column)
        if bounds:
            return self.t(
                "Số {range}; được lẻ đến 0,01. Để trống là chưa chấm, không phải 0.",
                range=bounds.text(self.t),
            )
        if column.type in _DESCRIPTIONS:
            return self.t(_DESCRIPTIONS[column.type])
        if choice and isinstance(choice.source, tuple):
            return self.t("Chọn trong danh sách: {choices}.", choices=", ".join(choice.source))
        return ""

    def _rows(self) -> None:
        for row, entries in enumerate(self.content.rows, start=self.first):
            extra = _row_look(entries)
            if "bg_color" in extra:
                entries = [*entries, *[""] * (len(self.form.columns) - len(entries))]
            for at, entry in enumerate(entries):
                self._entry(row, at, entry, extra)

    def _entry(self, row: int, at: int, entry: Entry, extra: Mapping[str, object]) -> None:
        column = self.form.columns[at] if at < len(self.form.columns) else Column("", "")
        look = self.looks(
            **{**_body_look(column), **({"align": "left"} if extra and at == 0 else {}), **extra}
        )
        where = (row - 1, at)
        if isinstance(entry, Formula):
            text = entry.text.format(row=row, first=self.first, above=row - 1)
            self.sheet.write_formula(*where, text, look, entry.result)
        elif isinstance(entry, date):
            dated = self.looks(**{**_body_look(column), "num_format": "dd/mm/yyyy", **extra})
            self.sheet.write_datetime(*where, datetime(entry.year, entry.month, entry.day), dated)
        elif isinstance(entry, str):
            self.sheet.write_string(*where, entry, look) if entry else self.sheet.write_blank(
                *where, None, look
            )
        elif entry is not None:
            self.sheet.write_number(*where, float(entry), look)

    # --- what may be typed ------------------------------------------------------------------------------------

    def bounds(self, column: Column) -> Bounds | None:
        """The range of a number column."""
        item = next((item for item in self.rubric.inputs if item.key == column.key), None)
        if column.type == "mark" and item:
            return Bounds(item.low, item.high)
        if column.type in ("mark", "number"):
            return Bounds(self.rubric.lowest, self.rubric.highest)
        return None

    def choice(self, column: Column) -> Choice | None:
        """The dropdown of a column."""
        if column.type == "id":
            return Choice(f"={self.lists.ids}")
        if column.type == "team" or column.key == "team":
            return Choice(f"={self.lists.teams}")
        values = _values(column, self.form, self.year)
        return Choice(values) if values and len(",".join(values)) <= LONGEST_LIST else None

    def _validate(self, at: int, column: Column) -> None:
        rule = self._rule(column)
        if rule:
            self.sheet.data_validation(
                self.first - 1, at, self.last - 1, at, rule | {"error_type": "warning"}
            )

    def _rule(self, column: Column) -> dict[str, object]:
        t, choice = self.t, self.choice(column)
        if choice:
            source = choice.source if isinstance(choice.source, str) else list(choice.source)
            return {"validate": "list", "source": source} | _told(
                t("Không có trong danh sách"), self._ask(column)
            )
        if column.type == "date":
            first, last = (
                (self.year.first, self.year.last)
                if column.this_year
                else (EARLIEST, date(self.year.start + 7, 7, 31))
            )
            told = _told(
                t("Xem lại ngày"),
                t("Ghi ngày/tháng/năm, ví dụ 05/09/{year}.", year=self.year.start),
                hint=column.header,
            )
            return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last} | told
        if column.type == "count":
            return {"validate": "integer", "criteria": ">=", "value": 0} | _told(
                t("Xem lại số"), t("Ghi một số nguyên.")
            )
        if bounds := self.bounds(column):
            told = _told(t("Xem lại điểm"), t("Ghi số {range}.", range=bounds.text(t)), hint=column.header)
            return _decimals(bounds) | told if bounds != (None, None) else {}
        if column.type == "ids":
            return {
                "validate": "any",
                "input_message": t("Một hoặc nhiều Mã CB, cách nhau bằng dấu chấm phẩy: CB001; CB002"),
            }
        return {}

    def _ask(self, column: Column) -> str:
        if column.type == "id":
            return self.t("Mã CB này không có ở tab “Danh sách”. Vẫn ghi?")
        if column.type == "titles":
            return self.t("Chọn trong danh sách; nhiều danh hiệu thì cách nhau bằng dấu chấm phẩy. Vẫn ghi?")
        return self.t("Chọn một mục trong danh sách thả xuống. Vẫn ghi?")

    # --- what a slip looks like while it is typed -------------------------------------------------------------

    def _colour(self, at: int, column: Column) -> None:
        cell = f"{column_letters(at + 1)}{self.first}"
        if bounds := self.bounds(column):
            self._paint(at, at, _out_of_range(cell, bounds), bg_color=COLOURS["wrong"])
        if column.type == "id" and not self.form.subject:
            self._paint(
                at, at, f'=AND({cell}<>"",COUNTIF({self.lists.ids},{cell})=0)', bg_color=COLOURS["wrong"]
            )
        if column.key == "staff_id" and self.form.key in ("roster", "scores"):
            whole = f"${column_letters(at + 1)}${self.first}:${column_letters(at + 1)}${self.last}"
            self._paint(at, at, f"=COUNTIF({whole},{cell})>1", bg_color=COLOURS["twice"])
        if column.required:
            self._paint(at, at, f'=AND(TRIM({cell})="",{self._is_typed()})', bg_color=COLOURS["missing"])

    def _colour_rows(self) -> None:
        if self.form.subject:
            ids, teams = (self._letters(key) for key in ("staff_id", "team"))
            unclear = (
                f'=AND({self._is_typed()},(TRIM(${ids}{self.first})="")=(TRIM(${teams}{self.first})=""))'
            )
            for key in ("staff_id", "team"):
                at = self._place(key)
                self._paint(at, at, unclear, bg_color=COLOURS["missing"])
        end = column_letters(len(self.form.columns))
        self._paint(
            0,
            len(self.form.columns) - 1,
            f"=COUNTA($A{self.first}:${end}{self.first})>0",
            border=1,
            border_color="#A6A6A6",
        )

    def _is_typed(self) -> str:
        """Whether the row holds something of its own: not only its number, and it is no separator or total row."""
        start = 1 if self.form.columns[0].type == "ignored" else 0
        begin, end = column_letters(start + 1), column_letters(len(self.form.columns))
        filled = f"COUNTA(${begin}{self.first}:${end}{self.first})>{1 - start}"
        return f"{filled},NOT(ISTEXT($A{self.first}))" if start else filled

    def _place(self, key: str) -> int:
        return [column.key for column in self.form.columns].index(key)

    def _letters(self, key: str) -> str:
        return column_letters(self._place(key) + 1)

    def _paint(self, first: int, last: int, formula: str, **look: object) -> None:
        rule = {"type": "formula", "criteria": formula, "format": self.looks.bare(**look)}
        self.sheet.conditional_format(self.first - 1, first, self.last - 1, last, rule)

    # --- screen and paper -------------------------------------------------------------------------------------

    def _page(self, school: str) -> None:
        keys = [column.key for column in self.form.columns]
        beside = keys.index("name") + 1 if "name" in keys[:3] else 0
        self.sheet.freeze_panes(self.header, beside)
        self.sheet.set_tab_color(
            "#C00000" if self.form.private else "#2E75B6" if self.form.key == "scores" else "#9DC3E6"
        )
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.header - 1)
        escaped = [text.replace("&", "&&") for text in (school, self.form.title)]
        font = '&"Times New Roman,Regular"&11'
        self.sheet.set_header(f"&L{font}{escaped[0]}&R{font}{escaped[1]} - {self.year}")
        self.sheet.set_footer(f"&R{font}&P/&N")


_DESCRIPTIONS = {
    "id": N_("Mã CB như ở tab “Danh sách”."),
    "ids": N_("Một hoặc nhiều Mã CB, cách nhau bằng dấu chấm phẩy."),
    "team": N_("Tên tổ như ở tab “Danh sách”."),
    "date": N_("Ngày/tháng/năm."),
    "month": N_("Tháng của năm học: 10, Tháng 10 hoặc 10/2023."),
    "year": N_("Năm học, ví dụ 2022-2023."),
    "count": N_("Số nguyên."),
}


def _who(column: Column) -> str:
    if column.key in ("team_total", "approved"):
        return column.key.removesuffix("_total")
    return "required" if column.required else "optional"


def _body_look(column: Column) -> dict[str, object]:
    if column.type == "date":
        return {"num_format": "dd/mm/yyyy", "align": "center", "valign": "vcenter"}
    if column.type in ("mark", "number", "count", "ignored"):
        return {"align": "center", "valign": "vcenter"}
    look: dict[str, object] = {
        "num_format": "@",
        "valign": "vcenter",
        "text_wrap": True,
    }  # text keeps leading zeros
    return look | {"align": "center"} if column.width <= 12 else look


def _row_look(entries: Sequence[Entry]) -> dict[str, object]:
    filled = [entry for entry in entries if entry is not None and entry != ""]
    if len(filled) == 1 and isinstance(filled[0], str) and filled[0] is entries[0]:
        return {"bold": True, "bg_color": COLOURS["separator"], "text_wrap": False}
    if filled and filled[0] in ("Cộng", "Tổng cộng"):
        return {"bold": True, "top": 1, "text_wrap": False}
    return {}


def _values(column: Column, form: Form, year: SchoolYear) -> tuple[str, ...]:
    if column.type == "titles":
        codes = TEAM_TITLES if form.key == "team_registrations" else PERSON_TITLES
        both = (
            (*PERSON_TITLES, *(code for code in TEAM_TITLES if code not in PERSON_TITLES))
            if form.subject
            else codes
        )
        return tuple(BY_CODE[code].name for code in both)
    if column.type == "month":
        return tuple(f"Tháng {month.number}" for month in year.months)
    if column.type == "year":
        return tuple(str(SchoolYear(year.start - ago)) for ago in range(1, 8))
    return column.choices


def _told(title: str, message: str, hint: str = "") -> dict[str, object]:
    """What the sheet says to a value it doubts, and, under the heading `hint`, beforehand; Excel limits both."""
    told: dict[str, object] = {"error_title": title[:32], "error_message": message[:255]}
    return told | ({"input_title": hint[:32], "input_message": message[:255]} if hint else {})


def _decimals(bounds: Bounds) -> dict[str, object]:
    low, high = (None if each is None else each / 100 for each in bounds)
    if low is None or high is None:
        return {
            "validate": "decimal",
            "criteria": "<=" if low is None else ">=",
            "value": high if low is None else low,
        }
    return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}


def _out_of_range(cell: str, bounds: Bounds) -> str:
    tests = [
        f"{cell}{sign}{limit / 100:g}" for sign, limit in zip("<>", bounds, strict=True) if limit is not None
    ]
    no_number = f'AND(ISERROR(VALUE({cell})),ISERROR(VALUE(SUBSTITUTE({cell},",","."))),TRIM({cell})<>"-",TRIM({cell})<>"")'
    outside = f"OR({','.join(tests)})" if tests else "FALSE"
    return f"=IF(ISNUMBER({cell}),{outside},{no_number})"
