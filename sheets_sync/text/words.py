"""How a paper writes months, days, counts and points, in either language.

Vietnamese papers put a 0 before what is below 10 and a comma before decimals; English ones do neither. What is in
a cell, and what to type into one, is shown as the sheet writes it, with a comma, in either language.
"""

from __future__ import annotations

from datetime import date

from sheets_sync.language import N_, Message, Translator
from sheets_sync.model import Month, RankedGroup
from sheets_sync.points import points_short, points_text

_BLANK = N_("ngày …… tháng …… năm ……")
_MONTHS = (
    N_("tháng 1 năm {year}"),
    N_("tháng 2 năm {year}"),
    N_("tháng 3 năm {year}"),
    N_("tháng 4 năm {year}"),
    N_("tháng 5 năm {year}"),
    N_("tháng 6 năm {year}"),
    N_("tháng 7 năm {year}"),
    N_("tháng 8 năm {year}"),
    N_("tháng 9 năm {year}"),
    N_("tháng 10 năm {year}"),
    N_("tháng 11 năm {year}"),
    N_("tháng 12 năm {year}"),
)
_DAYS = (  # a 0 before the months 1 and 2 only, as NĐ 30/2020 has it
    N_("ngày {day} tháng 01 năm {year}"),
    N_("ngày {day} tháng 02 năm {year}"),
    N_("ngày {day} tháng 3 năm {year}"),
    N_("ngày {day} tháng 4 năm {year}"),
    N_("ngày {day} tháng 5 năm {year}"),
    N_("ngày {day} tháng 6 năm {year}"),
    N_("ngày {day} tháng 7 năm {year}"),
    N_("ngày {day} tháng 8 năm {year}"),
    N_("ngày {day} tháng 9 năm {year}"),
    N_("ngày {day} tháng 10 năm {year}"),
    N_("ngày {day} tháng 11 năm {year}"),
    N_("ngày {day} tháng 12 năm {year}"),
)


def month_text(month: Month, t: Translator) -> str:
    """`tháng 10 năm 2023`, `October 2023`."""
    return t(_MONTHS[month.number - 1], year=month.year)


def date_text(day: date | None, t: Translator) -> str:
    """A date as a paper's head shows it, to be filled in by hand where there is none."""
    if day is None:
        return t(_BLANK)
    return t(_DAYS[day.month - 1], day=count_text(day.day, t), year=day.year)


def count_text(count: int, t: Translator) -> str:
    """A count: `05` in Vietnamese, `5` in English."""
    return f"{count:02}" if count and t.language == "vi" else str(count)


def decimal_text(points: int, t: Translator) -> str:
    """Hundredths with both decimals: `92,50` in Vietnamese, `92.50` in English."""
    return str(t.say(decimal(points)))


def decimal(points: int) -> Message:
    """The same for whoever has yet to choose a language."""
    return _parts(points_text(points))


def decimal_short(points: int) -> Message:
    """Without zeros at the end: `92,5` and `90` in Vietnamese, `92.5` and `90` in English."""
    return _parts(points_short(points))


def _parts(text: str) -> Message:
    whole, comma, decimals = text.partition(",")
    if not comma:
        return Message(whole)
    return Message(N_("{whole},{decimals}"), {"whole": whole, "decimals": decimals})


def dong(amount: int) -> str:
    """An amount of money as it is written here: `1.800.000`."""
    return f"{amount:,}".replace(",", ".")


def missing_weeks_text(row: RankedGroup, t: Translator) -> str:
    """A class and the weeks that it misses: `6A: thiếu tuần 3, 5.`"""
    weeks = ", ".join(str(week.number) for week in row.missing)
    return t(N_("{class}: thiếu tuần {weeks}."), **{"class": row.name, "weeks": weeks})
