"""Schools drawn as text, with the problems that they should give in the margin.

    == Tháng 10                                  <- score-missing TV02
    Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
    TV01  | 25                      | "62,5 "    <- B out-of-range, C …

`==` begins a tab (`== Tháng 10 @ to-van.xlsx` in a book); the line below it is the tab's row 1, an empty line is a
blank row, the margin begins at `<-`. Cells: 8 and 8.5 are numbers, @2023-10-05 is a date (@2023-10-05T07:30 and @07:30 too), TRUE a truth
value, #REF! an error, = a formula without a result; "…" is text exactly as JSON reads it; all else is text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from sheets_sync import pipeline
from sheets_sync.model import CellError, RawCell, Sheet, Uncached
from sheets_sync.results.results import Results
from tests.made_up import made_up_config

BEFORE_ANY_DEADLINE = date(2023, 9, 1)

ROSTER = """
== Danh sách
Mã CB | Họ và tên        | Tổ      | Nhóm | Trạng thái
TV01  | Nguyễn Thị An    | Văn     | GV   | Đang làm việc
TV02  | Trần Văn Bình    | Văn     | GV   | Đang làm việc
TT01  | Lê Thị Hoà       | Toán    | GV   | Đang làm việc
006   | Phạm Ngọc Ánh    | Văn thư | NV   | Đang làm việc
"""
MONTH = """
== Tháng 9
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng
"""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(e[0-9]+)?")
_ERROR = re.compile(r"#[A-Z0/]+[!?]?")
_MARGIN = "<-"


def school_of(*texts: str, today: date = BEFORE_ANY_DEADLINE, **sections: object) -> Results:
    """What follows from these tabs; ROSTER and an empty MONTH stand in where none is drawn."""
    drawn = "\n".join(texts)
    if "== Danh sách" not in drawn:
        drawn = ROSTER + drawn
    if "== Tháng" not in drawn:
        drawn += MONTH
    return pipeline.compute(sheets(drawn), made_up_config(**sections), today)


def assert_as_drawn(*texts: str, today: date = BEFORE_ANY_DEADLINE, **sections: object) -> Results:
    """Fail unless exactly the problems in the margins are found; what was computed comes back."""
    results = school_of(*texts, today=today, **sections)
    found, drawn = problems(results), sorted(expected("\n".join(texts)))
    if found != drawn:
        told = "\n".join(
            f"{p.where} {p.code}{p.variant and '/'}{p.variant} {p.value!r}" for p in results.problems
        )
        missed, false = Counter(drawn) - Counter(found), Counter(found) - Counter(drawn)
        raise AssertionError(f"not found: {list(missed)}, not drawn: {list(false)}, of all:\n{told}")
    return results


def problems(results: Results) -> list[str]:
    """`Tháng 10!B3 out-of-range` for each problem; without a cell, whom it is about: `Tháng 10 score-missing TV02`."""
    return sorted(
        f"{p.where} {p.code}" + (f" {p.staff_id}" if p.staff_id and not p.where.cell else "")
        for p in results.problems
    )


def sheets(text: str) -> tuple[Sheet, ...]:
    """The drawn tabs."""
    return tuple(
        Sheet(title, [[cell(part) for part in line.split("|")] if line else [] for line, _ in rows], book)
        for title, book, rows in _tabs(text)
    )


def expected(text: str) -> Iterator[str]:
    """The problems in the margins, as `problems` tells them."""
    for title, book, rows in _tabs(text, with_heading=True):
        tab = f"{book}: {title}" if book else title
        for number, (_, margin) in enumerate(rows):
            for note in filter(None, (part.strip() for part in margin.split(","))):
                column, _, code = note.partition(" ")
                yield f"{tab}!{column}{number} {code}" if number else f"{tab} {note}"


def cell(text: str) -> RawCell:
    """A drawn cell."""
    text = text.strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return str(json.loads(text))
    if text.startswith("@"):
        return _moment(text[1:])
    if text.startswith("="):
        return Uncached(text)
    if _ERROR.fullmatch(text):
        return CellError(text)
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text or "e" in text else int(text)
    return text or None


def _moment(text: str) -> date | datetime | time:
    if "-" not in text:
        return time.fromisoformat(text)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


Rows = list[tuple[str, str]]


def _tabs(text: str, with_heading: bool = False) -> Iterator[tuple[str, str | None, Rows]]:
    """Title, book, and the lines with their margins; the heading line itself is row 0 where it is asked for."""
    for part in re.split(r"^ *== ", text, flags=re.MULTILINE)[1:]:
        lines = [line.partition(_MARGIN)[::2] for line in part.rstrip().split("\n")]
        title, _, book = lines[0][0].partition(" @ ")
        yield title.strip(), book.strip() or None, [(a.strip(), b) for a, b in lines[not with_heading :]]
