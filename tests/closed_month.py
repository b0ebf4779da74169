"""A school whose October was closed, and what follows from its cells later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sheets_sync import pipeline
from sheets_sync.model import Month
from sheets_sync.results import closing
from sheets_sync.results.closed_months import ClosedBook, book_rows
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config

TODAY = date(2023, 11, 20)
OCTOBER = Month(2023, 10)
CONFIG = made_up_config()
MARKS = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | 20                      | 60.5             |             |
TV02  | 20                      | 65               | 5           | 92.25
TT01  | 18                      | 50               |             |
"""
OVERRIDE = """
== Điều chỉnh
Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt
TV01 | 10 | {points} | thành tích | TV02 | TT01
"""


def cells(*texts, config=CONFIG):
    """What these tabs give by themselves."""
    return pipeline.from_cells(sheets("\n".join(texts)), config, TODAY)


def book_of(*texts, month=OCTOBER, config=CONFIG):
    """What stands on `Chốt tháng` once the month of these tabs is closed, as a store gives it back."""
    return book_rows(ClosedBook().closing(closing.freeze(cells(*texts, config=config), month, TODAY)))


CLOSED = book_of(ROSTER, MARKS)


def later(*texts, closed=CLOSED, config=CONFIG):
    """What follows from the tabs as they stand once the month has been closed."""
    return pipeline.compute(sheets("\n".join(texts)), config, TODAY, closed=closed)


def told(results):
    """Each difference from what was closed: its cell, kind, person, and what it held before and after."""
    return [
        (str(p.where), p.variant, p.staff_id, str(p.params.get("before", "")), str(p.params.get("after", "")))
        for p in results.problems
        if p.code == "closed-month-changed"
    ]


def ranking(results, by="staff", period=OCTOBER):
    return results.ranking(period, by)


OPEN = cells(ROSTER, MARKS)


def stricter_book():
    """October as a rubric with higher bands would have closed it."""
    bands = OPEN.rubric.bands
    stricter = replace(OPEN.rubric, bands=(*(b._replace(start=b.start + 500) for b in bands[:-1]), bands[-1]))
    rated = {
        who: grade._replace(rating=stricter.rate(grade.points)) for who, grade in OPEN.grades[OCTOBER].items()
    }
    results = replace(OPEN, rubric=stricter, grades={OCTOBER: rated})
    return book_rows(ClosedBook().closing(closing.freeze(results, OCTOBER, TODAY)))


def typed(rows, row, column, value):
    """The tab after somebody typed into it, from 1."""
    lines = [list(line) for line in rows]
    line = lines[row - 1]
    line += [None] * (column - len(line))
    line[column - 1] = value
    return tuple(tuple(line) for line in lines)
