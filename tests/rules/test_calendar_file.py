"""The calendar as data: what a school may write, and every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.rules.calendar_file import Task, load_calendar, read_calendar

FEAST = """
[[task]]
key = "spring-feast"
text = "Gặp mặt đầu xuân {calendar_year}"
month = 2
day = 20
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as error:
        read_calendar(text, "lich.toml")
    return [str(message) for message in error.value.messages]


def keys(text: str) -> list[str]:
    return [task.key for task in read_calendar(text, "lich.toml")]


def test_every_stock_task_names_its_place_in_the_plan():
    assert [
        task.key
        for task in load_calendar(None, Path())
        if not (task.source or "").startswith("Kế hoạch, mục")
    ] == []


def test_what_the_plan_leaves_open_has_no_date():
    undated = [
        task.key
        for task in load_calendar(None, Path())
        if not (task.month or task.every_month or task.setting)
    ]
    assert undated == ["year-plan", "term-summary", "year-summary"]


def test_a_schools_file_is_the_whole_calendar():
    assert read_calendar(FEAST, "lich.toml") == (
        Task("spring-feast", "Gặp mặt đầu xuân {calendar_year}", month=2, day=20),
    )


def test_or_it_extends_the_stock_one_and_replaces_by_key():
    changed = 'extends = true\n[[task]]\nkey = "ceremony"\ntext = "Lễ tuyên dương"\nmonth = 11\nday = 17\n'
    tasks = {task.key: task for task in read_calendar(changed + FEAST, "lich.toml")}
    assert (tasks["ceremony"].day, "spring-feast" in tasks, "contest" in tasks) == (17, True, True)


def test_a_file_beside_the_config(tmp_path: Path):
    (tmp_path / "lich.toml").write_text("\ufeff" + FEAST, encoding="utf-8")
    assert [task.key for task in load_calendar("lich.toml", tmp_path)] == ["spring-feast"]


@pytest.mark.parametrize(("content", "said"), [(None, "không đọc được"), (b"\xff\xfe", "không phải UTF-8")])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str):
    if content is not None:
        (tmp_path / "lich.toml").write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        load_calendar("lich.toml", tmp_path)


def test_all_mistakes_at_once_each_with_its_line():
    text = """extend = true
[[task]]
key = "Lễ 20/11"
text = "Lễ {name}"
month = 2
monthly = true
day = 30
paper = "registraton"
period = "quý 1"
proof = "paper"
"""
    assert mistakes(text) == [
        "lich.toml, dòng 1: không có mục “extend”; có phải là “extends”?",
        "lich.toml, dòng 3: “Lễ 20/11” phải gồm chữ thường không dấu, số và gạch nối: year-dossier",
        "lich.toml, dòng 4: trong dấu ngoặc nhọn chỉ dùng được: {calendar_year}, {count}, {month}, {year}",
        "lich.toml, dòng 6: chỉ ghi một trong hai: “monthly” hoặc “month”",
        "lich.toml, dòng 7: tháng 2 không có ngày 30",
        "lich.toml, dòng 8: không có “registraton”; có phải là “registration”?",
        "lich.toml, dòng 9: “quý 1” không phải là một kỳ; ghi như 10, HK1 hoặc Cả năm",
        "lich.toml, dòng 9: việc hằng tháng có kỳ là tháng ấy; hãy bỏ “period”",
        "lich.toml, dòng 10: “proof” là “paper” thì phải ghi “paper” là loại văn bản nào",
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("day = 5", "“day” phải đi cùng “month”"),
        ("next_month = true\nmonth = 3", "“next_month” phải đi cùng “monthly = true”"),
        ("monthly = true\nfrom_month = 3", "hãy bỏ “from_month”"),
        ('month = 3\nproof = "entries"', "hạn phải là hằng tháng"),
        ('month = "ba"', "số nguyên từ 1 đến 12"),
        ('setting = "entries"', "có phải là “entries_day”"),
        ('text = "a"', "đã ghi ở trên"),
    ],
)
def test_what_does_not_go_together(lines: str, said: str):
    assert said in mistakes(f'[[task]]\nkey = "a"\ntext = "A {{year}}"\n{lines}\n')[0]


@pytest.mark.parametrize("text", ["A {", "A {year", "A {0}", "A {year:>99}", "A {year!r}", "A {}"])
def test_braces_that_nothing_fills(text: str):
    [message] = mistakes(f'[[task]]\nkey = "a"\ntext = "{text}"\nmonth = 3\n')
    assert "trong dấu ngoặc nhọn" in message


def test_a_key_is_used_once():
    [message] = mistakes(FEAST + FEAST)
    assert message == "lich.toml, dòng 9: “spring-feast” đã ghi ở một việc phía trên; hãy đặt tên khác"


def test_an_empty_file_is_no_calendar():
    assert mistakes("") == ["lich.toml: thiếu mục “task”; hãy ghi thêm"]
