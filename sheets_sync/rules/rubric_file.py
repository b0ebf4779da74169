"""Reading a rubric from TOML; the language is shown, commented, by the stock files in `rules/rubrics`.

A file that could be understood in two ways is refused, with every mistake and its line; what is read here is
judged by `rubric_checks.py`.

Large because every key of a rubric is read and judged here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, alike, parse
from sheets_sync.language import N_, Message
from sheets_sync.rules import rubric_checks
from sheets_sync.rules.rubric import LAW_LEVELS, Band, Cap, Criterion, Input, RatingQuota, Ratio, Rubric
from sheets_sync.text.nearest import nearest

STOCK_FOLDER = Path(__file__).parent / "rubrics"
SUFFIX = ".toml"

TOP_KEYS = (
    "name", "source", "subject", "every", "total", "base", "gaps",
    "criteria", "facts", "ratings", "caps", "quota", "ranking", "month", "year",
)  # fmt: skip
CRITERION_KEYS = (
    "key",
    "name",
    "header",
    "min",
    "max",
    "blank",
    "whole",
    "grades",
    "start",
    "counts",
    "weight",
)
COUNT_KEYS = ("key", "header", "each", "max", "blank", "whole")
FACT_KEYS = ("key", "header", "max", "whole", "choices")
RATING_KEYS = ("name", "from", "to", "below", "floors", "conditions", "level")
CONDITION_KEYS = ("part", "of", "at_most")
CAP_KEYS = ("name", "inputs", "more_than", "at_least", "is", "no_better_than", "over")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SHARE = re.compile(r"(\d{1,6})\s*/\s*([1-9]\d{0,5})")


def stock_rubrics() -> tuple[str, ...]:
    """The names of the rubrics that come with the program."""
    return tuple(sorted(path.stem for path in STOCK_FOLDER.glob(f"*{SUFFIX}")))


def load_rubric(name_or_path: str, folder: Path) -> Rubric:
    """A stock rubric by its name, or a file relative to the folder; a ConfigError lists all its mistakes."""
    return read_rubric(*rubric_source(name_or_path, folder))


def rubric_source(name_or_path: str, folder: Path) -> tuple[str, str, str]:
    """What `read_rubric` reads a rubric from: its text, its name, its file; raises ConfigError."""
    if name_or_path in stock_rubrics():
        path = STOCK_FOLDER / f"{name_or_path}{SUFFIX}"
    else:
        path = folder / name_or_path
    if path.suffix != SUFFIX and not path.is_file():
        raise ConfigError(_unknown_rubric(name_or_path))
    return _text(path), path.stem, path.name


def read_rubric(text: str, key: str, file: str) -> Rubric:
    """The rubric a text describes; a ConfigError lists all mistakes, each with the file and the line."""
    report = Report(file, text)
    values = parse(text, report)
    report.raise_any()
    rubric = _Reader(report, values).rubric(key)
    report.raise_any()
    return replace(rubric, digest=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        said = N_("không đọc được tệp thang điểm {file}; hãy xem lại [rules] rubric trong config.toml")
        raise ConfigError(Message(said, {"file": str(path)})) from error
    except UnicodeDecodeError as error:
        said = N_("tệp thang điểm {file} không phải UTF-8; hãy lưu lại với bảng mã UTF-8")
        raise ConfigError(Message(said, {"file": str(path)})) from error


def _unknown_rubric(name: str) -> Message:
    meant = nearest(name, stock_rubrics())
    if meant:
        said = N_("không có thang điểm “{name}”; có phải là “{meant}”?")
        return Message(said, {"name": name, "meant": meant})
    said = N_(
        "không có thang điểm “{name}”; có sẵn: {stock}; thang điểm riêng thì ghi tên tệp, như thang-diem.toml"
    )
    return Message(said, {"name": name, "stock": ", ".join(stock_rubrics())})


class _Reader:
    """Turns the values of one file into a rubric; a wrong value is noted and read as zero or nothing."""

    def __init__(self, report: Report, values: dict[str, object]) -> None:
        self.report = report
        report.top_keys = TOP_KEYS
        self.top = Table(report, values, (), TOP_KEYS)
        self.checks = rubric_checks.Checks(report, self.top)
        self.weighted: list[bool] = []  # per criterion, whether its weight is written
        self.range_known = bool(values.get("criteria"))  # else nothing is said about who reaches what

    def rubric(self, key: str) -> Rubric:
        """The whole rubric."""
        top = self.top
        every = top.one_of("every", ("month", "week")) or "month"
        draft = self.columns(key, every)
        written = [self.rating(table) for table in top.tables("ratings", RATING_KEYS, needed=True)]
        bands = self.checks.bands(written, top.one_of("gaps", ("down", "up")))
        total = top.number("total")
        if self.range_known:
            self.checks.total(total, draft)
            self.checks.reach(written, draft, self.sums_on_same_bands(every))
        highs = {part.key: part.high if self.range_known else 10**12 for part in draft.criteria}
        self.checks.floors(written, highs)
        ratings = tuple(band.name for band in bands)
        return replace(
            draft,
            bands=bands,
            caps=tuple(self.cap(table, draft, ratings) for table in top.tables("caps", CAP_KEYS)),
            quota=self.quota(ratings),
            **self.ranking(draft.criteria),
            **self.periods(every),
        )

    def columns(self, key: str, every: str) -> Rubric:
        """The rubric without its ratings: what is scored, and in which columns."""
        top = self.top
        subject = top.one_of("subject", ("staff", "class")) or "staff"
        draft = Rubric(
            key,
            top.text("name", needed=True) or key,
            top.text("source", needed=True) or "",
            cast(Any, subject),
            cast(Any, every),
            criteria=tuple(
                self.criterion(table) for table in top.tables("criteria", CRITERION_KEYS, needed=True)
            ),
            base=top.number("base") or 0,
            facts=tuple(self.fact(table) for table in top.tables("facts", FACT_KEYS)),
        )
        self.checks.subject(subject, every)
        self.checks.inputs(draft)
        self.range_known &= len({part.key for part in draft.criteria}) == len(draft.criteria)
        self.range_known &= self.checks.weights(draft, self.weighted)
        return draft

    # --- criteria and facts -------------------------------------------------------------------------------

    def criterion(self, table: Table) -> Criterion:
        """One `[[criteria]]`: plain, by grades or counted."""
        key, name = self.key(table), table.text("name", needed=True) or ""
        header = table.text("header") or name
        self.weighted.append(table.has("weight"))
        weight = self.share(table, "weight", table.values["weight"]) if table.has("weight") else None
        if table.has("grades"):
            low, high, inputs, start = self.graded(table, key, header)
        elif table.has("counts"):
            low, high, inputs, start = self.counted(table)
        else:
            low, high, inputs, start = self.plain(table, key, header)
        return Criterion(key, name, low, high, inputs, start, Fraction(1) if weight is None else weight)

    def plain(self, table: Table, key: str, header: str) -> tuple[int, int, tuple[Input, ...], None]:
        """Points typed as they are, from `min` to `max`."""
        self.refuse(table, ("start",))
        low, high = self.range(table, table.number("min", needed=True), table.number("max", needed=True))
        blank = table.number("blank")
        if blank is not None and not low <= blank <= high:
            table.wrong("blank", N_("“blank” phải nằm trong khoảng từ min đến max"))
        item = Input(key, header, low, high, (), blank is not None, table.truth("whole") or False, blank)
        return low, high, (item,), None

    def graded(self, table: Table, key: str, header: str) -> tuple[int, int, tuple[Input, ...], None]:
        """A grade to choose, each with its points."""
        self.refuse(table, ("min", "max", "start", "counts", "whole"))
        grades = table.free_table("grades")
        worths = {name: grades.number(name) or 0 for name in grades.values} if grades else {}
        if grades and not worths:
            table.wrong("grades", N_('“grades” chưa có mức nào; hãy ghi, ví dụ: "Tốt" = 10'))
        self.distinct(table, "grades", tuple(worths))
        blank = table.number("blank")
        values = tuple(worths.values())
        item = Input(key, header, None, None, tuple(worths), blank is not None, False, blank, worths=values)
        return min(values, default=0), max(values, default=0), (item,), None

    def counted(self, table: Table) -> tuple[int, int, tuple[Input, ...], int]:
        """Points to start with, and so many more or less for each time or day in the counted columns."""
        self.refuse(table, ("header", "blank", "whole"))
        inputs = tuple(self.count(item) for item in table.tables("counts", COUNT_KEYS))
        start = table.number("start") or 0
        low, high = table.number("min"), table.number("max")
        if low is None and all(item.each >= 0 for item in inputs):
            low = start
        if high is None and all(item.each <= 0 for item in inputs):
            high = start
        if low is None and not table.has("min"):
            said = N_("thiếu mục “min”: trừ nhiều đến mấy thì tiêu chí cũng không dưới bao nhiêu điểm?")
            self.report.add(table.path, Message(said))
        if high is None and not table.has("max"):
            said = N_("thiếu mục “max”: cộng nhiều đến mấy thì tiêu chí cũng không quá bao nhiêu điểm?")
            self.report.add(table.path, Message(said))
        sound = low is not None and high is not None and low < high
        low, high = self.range(table, low, high)
        if sound and not low <= start <= high:
            table.wrong("start", N_("“start” phải nằm trong khoảng từ min đến max"))
            self.range_known = False
        return low, high, inputs, start

    def count(self, table: Table) -> Input:
        """One counted column of a criterion."""
        key, header = self.key(table), table.text("header", needed=True) or ""
        each, most = table.number("each", needed=True), table.number("max")
        blank = table.number("blank")
        if blank is not None and blank < 0:
            table.wrong("blank", N_("“blank” không thể nhỏ hơn 0"))
        whole = table.truth("whole") or False
        return Input(key, header, 0, most, (), blank is not None, whole, blank, each or 0)

    def fact(self, table: Table) -> Input:
        """A column that is recorded but gives no points; a blank means that nothing is known."""
        key, header = self.key(table), table.text("header", needed=True) or ""
        choices = table.texts("choices")
        self.distinct(table, "choices", choices)
        if choices:
            self.refuse(table, ("max", "whole"))
        low = None if choices else 0
        return Input(key, header, low, table.number("max"), choices, True, table.truth("whole") or False)

    def key(self, table: Table) -> str:
        """The table's `key`: a short name for programs."""
        key = table.text("key", needed=True) or ""
        if key and not _KEY.fullmatch(key):
            table.wrong("key", N_("“key” chỉ gồm chữ thường không dấu, chữ số và _, ví dụ: discipline"))
        return key

    def distinct(self, table: Table, key: str, choices: Sequence[str]) -> None:
        """Choices differ in more than capitals and spaces, for that is how they are compared."""
        seen = {""}
        for choice in choices:
            if alike(choice) in seen:
                table.wrong(key, N_("“{choice}” để trống hoặc đã có trong danh sách"), choice=choice)
            seen.add(alike(choice))

    def range(self, table: Table, low: int | None, high: int | None) -> tuple[int, int]:
        """A range as it was written; one that is empty is noted."""
        if low is not None and high is not None and low >= high:
            table.wrong("max" if table.has("max") else "min", N_("“max” phải lớn hơn “min”"))
        self.range_known &= low is not None and high is not None and low < high
        return low or 0, high or 0

    def refuse(self, table: Table, keys: Sequence[str]) -> None:
        """Note keys that do not go with this kind of table."""
        for key in keys:
            if table.has(key):
                table.wrong(key, N_("“{key}” không dùng được ở đây; hãy bỏ đi"), key=key)

    # --- ratings, caps, quota -----------------------------------------------------------------------------

    def rating(self, table: Table) -> rubric_checks.WrittenBand:
        """One `[[ratings]]` as it is written."""
        floors = table.free_table("floors")
        wanted = {key: floors.number(key) for key in floors.values} if floors else {}
        band = Band(
            table.text("name", needed=True) or "",
            0,
            tuple((key, floor) for key, floor in wanted.items() if floor is not None),
            tuple(self.ratio(item) for item in table.tables("conditions", CONDITION_KEYS)),
            table.one_of("level", LAW_LEVELS),
        )
        to = table.number("to")
        top = table.number("below") if to is None else to + 1
        return rubric_checks.WrittenBand(table, band, table.number("from"), top)

    def ratio(self, table: Table) -> Ratio:
        """One condition: the points of `part` are at most so many per cent of those `of` others."""
        part, whole = table.texts("part", needed=True), table.texts("of", needed=True)
        return Ratio(part, whole, table.whole("at_most", 0, 10_000, needed=True) or 0)

    def cap(self, table: Table, draft: Rubric, ratings: Sequence[str]) -> Cap:
        """One `[[caps]]`: a fact, the period it is counted over, and the best rating it allows."""
        over = table.one_of("over", ("week", "month", "term", "year"), needed=True) or "term"
        rating = table.one_of("no_better_than", ratings, needed=True) or ""
        inputs, values = table.texts("inputs", needed=True), table.texts("is")
        name = table.text("name", needed=True) or ""
        cap = Cap(name, inputs, self.limit(table), rating, cast(Any, over), values)
        self.checks.cap(table, cap, draft, ratings)
        return cap

    def limit(self, table: Table) -> int:
        """The amount (hundredths) that a cap lets pass."""
        least = table.number("at_least")
        if least is not None:
            return least - 1
        return table.number("more_than") or 0

    def quota(self, ratings: Sequence[str]) -> RatingQuota | None:
        """The `[quota]`, if the rubric has one."""
        table = self.top.table("quota", ("rating", "percent"))
        if table is None:
            return None
        rating = table.one_of("rating", ratings, needed=True) or ""
        return RatingQuota(rating, table.whole("percent", 0, 100, needed=True) or 0)

    # --- ranking and periods ------------------------------------------------------------------------------

    def ranking(self, criteria: Sequence[Criterion]) -> dict[str, Any]:
        """How equal points are ranked."""
        table = self.top.table("ranking", ("rating_first", "tie_breakers"))
        if table is None:
            return {}
        breakers = table.texts("tie_breakers")
        for name in breakers:
            if name not in [part.key for part in criteria]:
                table.unknown_name("tie_breakers", name, [part.key for part in criteria])
        return {"ranks_by_rating": table.truth("rating_first") or False, "tie_breakers": breakers}

    def periods(self, every: str) -> dict[str, Any]:
        """How weeks become a month, and months a year."""
        month, year = (
            self.top.table("month", ("weeks", "thresholds")),
            self.top.table("year", ("terms", "one_term")),
        )
        said: dict[str, Any] = {}
        if month is not None:
            if every != "week":
                self.top.wrong("month", N_('[month] chỉ dùng khi every = "week"; hãy bỏ đi'))
            said["adds_weeks"] = month.one_of("weeks", ("sum", "mean"), needed=True) == "sum"
            if month.has("thresholds") and not said["adds_weeks"]:
                month.wrong("thresholds", N_('“thresholds” chỉ dùng khi weeks = "sum"; hãy bỏ đi'))
            said["bands_per_week"] = month.one_of("thresholds", ("per-week", "same")) != "same"
        elif every == "week":
            text = N_(
                'thiếu bảng [month]: điểm tháng là tổng (weeks = "sum") hay trung bình ("mean") các tuần?'
            )
            self.report.add((), Message(text))
        if year is not None:
            said["year_weights"] = self.terms(year)
            said["one_term_is_year"] = year.one_of("one_term", ("counts", "not-rated")) != "not-rated"
            if said.get("adds_weeks"):
                self.top.wrong("year", N_("điểm tháng là tổng các tuần thì năm cũng là tổng; hãy bỏ [year]"))
        return said

    def sums_on_same_bands(self, every: str) -> bool:
        """Whether the ratings are those of a sum of weeks, which may be any number of times a week's points."""
        month = self.top.values.get("month")
        month = month if every == "week" and isinstance(month, dict) else {}
        return month.get("weeks") == "sum" and month.get("thresholds") == "same"

    def terms(self, table: Table) -> tuple[Fraction, Fraction] | None:
        """The weights of both terms, which add up to 1."""
        value = table.values.get("terms")
        if not isinstance(value, list) or len(value) != 2:
            table.wrong("terms", N_('“terms” là hệ số của hai học kỳ, ví dụ: ["1/3", "2/3"]'))
            return None
        first, second = (self.share(table, "terms", item) for item in value)
        if first is None or second is None:
            return None
        if first + second != 1:
            table.wrong(
                "terms", N_("hệ số hai học kỳ cộng lại là {sum}, phải bằng 1"), sum=str(first + second)
            )
        return first, second

    def share(self, table: Table, key: str, value: object) -> Fraction | None:
        """A fraction between 0 and 1: `"1/3"` or 0.4."""
        written = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
        number = Fraction(int(written[1]), int(written[2])) if written else None
        if number is None and not isinstance(value, str):
            hundredths = table.as_number(key, value)
            number = None if hundredths is None else Fraction(hundredths, 100)
        elif number is None:
            table.wrong(key, N_('hệ số ghi là phân số trong ngoặc kép, ví dụ "1/3", hoặc là số, ví dụ 0.4'))
        if number is not None and not 0 < number <= 1:
            table.wrong(key, N_("hệ số phải lớn hơn 0 và không quá 1"))
            return None
        return number
