"""The school's year as its plan lays it down (III. Calendar): what is due when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sheets_sync.config import Config
from sheets_sync.language import N_, Message
from sheets_sync.model import Month


@dataclass(frozen=True, slots=True)
class Deadline:
    """A piece of work and the last day for it; `key` stays the same whatever the language."""

    key: str
    due: date
    text: Message

    def days_left(self, today: date) -> int:
        """Days from today to the last day; below zero when it has passed."""
        return (self.due - today).days


def calendar(config: Config) -> tuple[Deadline, ...]:
    """Every deadline of the school year, the earliest first."""
    return tuple(sorted((*_entries(config), *_once_a_year(config)), key=lambda each: (each.due, each.key)))


def upcoming(config: Config, today: date) -> tuple[Deadline, ...]:
    """What is due today or later, the next first."""
    return tuple(each for each in calendar(config) if each.due >= today)


def _entries(config: Config) -> Iterator[Deadline]:
    for month in config.year.months:
        text = Message(
            N_("Nộp {count} bài dự thi “Người tốt, việc tốt” tháng {month}"),
            {"count": f"{config.deadlines.entries:02}", "month": f"{month.number}/{month.year}"},
        )
        yield Deadline(f"entries-{month}", date(month.year, month.number, config.deadlines.entries_day), text)


def _once_a_year(config: Config) -> Iterator[Deadline]:
    year = config.year
    text = N_("Nộp đăng ký danh hiệu thi đua, hình thức khen thưởng năm học {year}")
    yield Deadline("registrations", config.registration_deadline, Message(text, {"year": str(year)}))
    yield Deadline("staff-conference", year.month(10).last, Message(N_("Hội nghị CB-CNVC")))
    ceremony = Message(N_("Kỷ niệm Ngày Nhà giáo Việt Nam 20/11, lễ tuyên dương điển hình tiên tiến"))
    yield Deadline("ceremony", date(year.start, 11, 20), ceremony)
    closing = Message(N_("Tổng kết các phong trào thi đua năm {year}"), {"year": year.start})
    yield Deadline("movements-closing", year.month(12).last, closing)
    yield from _medal(year.month(2), year.month(3))
    dossier = Message(
        N_("Hoàn thiện hồ sơ thi đua, khen thưởng năm học {year}, nộp Phòng Nội vụ"), {"year": str(year)}
    )
    yield Deadline("year-dossier", year.month(5).last, dossier)


def _medal(proposal: Month, dossier: Month) -> Iterator[Deadline]:
    text = N_("Đề nghị xét tặng Kỷ niệm chương “Vì sự nghiệp giáo dục” năm {year}")
    yield Deadline("medal-proposal", proposal.last, Message(text, {"year": proposal.year}))
    text = N_("Nộp hồ sơ Kỷ niệm chương “Vì sự nghiệp giáo dục” lên Hội đồng TĐKT quận")
    yield Deadline("medal-dossier", dossier.last, Message(text))
