"""Kinds of document: when each is due, which line of the register is its own, what a TOML may say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from sheets_sync.documents.kinds import DocumentKind, kinds, read_kind, stock_kinds
from sheets_sync.documents.paper_register import line_of, twins
from sheets_sync.documents.word import STOCK as STOCK_FOLDER
from sheets_sync.errors import ConfigError
from sheets_sync.model import Month, Paper, Period, Place
from tests.made_up import YEAR, made_up_config

STOCK = stock_kinds()
NOWHERE = Place("Văn bản", None, 2, {})
NOTICE = DocumentKind("notice", {"vi": "Thông báo kết quả thi đua", "en": "Notice of results"}, {})


def line(kind: str | None, period: str | None = None, number: str = "1", issued: date | None = None) -> Paper:
    return Paper(NOWHERE, kind, period, number, issued, None, None, None)


# --- when they are due ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "period", "day"),
    [
        ("31/10", YEAR, date(2023, 10, 31)),
        ("15/1", YEAR, date(2024, 1, 15)),
        ("31/2", YEAR, date(2024, 2, 29)),
        ("5/+1", Month(2023, 10), date(2023, 11, 5)),
        ("5/+1", Month(2023, 12), date(2024, 1, 5)),
        ("15/+0", Month(2024, 2), date(2024, 2, 15)),
        ("20/+0", YEAR.term(1), date(2024, 1, 20)),
        ("year-dossier", YEAR, date(2024, 5, 31)),
        ("", YEAR, None),
    ],
)
def test_the_last_day_follows_from_the_period(due: str, period: Period, day: date | None) -> None:
    assert NOTICE._replace(due=due).due_day(period, made_up_config()) == day


def test_the_schools_own_days_go_before_those_of_the_kind() -> None:
    config = made_up_config(deadlines={"registration": "2023-10-20", "entries_day": 12})

    assert STOCK["registration"].due_day(YEAR, config) == date(2023, 10, 20)
    assert STOCK["contest"].due_day(Month(2023, 11), config) == date(2023, 11, 12)


def test_every_stock_kind_has_a_day_but_movements() -> None:
    config, months = made_up_config(), {"month": Month(2023, 10), "term": YEAR.term(1), "year": YEAR}

    assert [key for key, kind in STOCK.items() if not kind.due_day(months[kind.periods[0]], config)] == [
        "movement"
    ]


# --- their lines in the register --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period", "wanted"),
    [
        ("notice", "10", Month(2023, 10)),
        ("Thông báo kết quả  thi đua", "Tháng 10", Month(2023, 10)),
        ("Notice of results", "HK1", YEAR.term(1)),
        ("notice", "1", YEAR.term(1)),
        ("notice", "Cả năm", YEAR),
        ("notice", None, YEAR),
    ],
)
def test_a_line_is_known_by_key_or_title_and_period(text: str, period: str | None, wanted: Period) -> None:
    assert line_of(NOTICE, wanted, [line(text, period)], YEAR) is not None


@pytest.mark.parametrize(
    ("text", "period", "wanted"),
    [
        ("notice", "9", Month(2023, 10)),
        ("notice", None, Month(2023, 10)),
        ("Thông báo", "10", Month(2023, 10)),  # of whatever it may be
        ("minutes", "10", Month(2023, 10)),
        (None, "10", Month(2023, 10)),
        ("notice", "2022-2023", YEAR),
        ("notice", "không rõ", YEAR),
    ],
)
def test_other_lines_are_not_its_own(text: str | None, period: str | None, wanted: Period) -> None:
    assert line_of(NOTICE, wanted, [line(text, period)], YEAR) is None


def test_of_several_subjects_a_line_names_its_own() -> None:
    kind = STOCK["movement"]
    lines = [line("movement"), line("movement: An toàn  giao thông", number="8")]
    found = line_of(kind, YEAR, lines, YEAR, "An toàn giao thông", only=False)

    assert found is lines[1]
    assert line_of(kind, YEAR, lines, YEAR, "Đền ơn đáp nghĩa", only=False) is None
    assert line_of(kind, YEAR, lines[:1], YEAR, "Đền ơn đáp nghĩa", only=True) is lines[0]


@pytest.mark.parametrize(
    ("number", "issued", "twin"),
    [
        ("05/KH-THCS", date(2024, 3, 1), True),
        ("5", date(2024, 12, 31), True),
        ("05/BC-THCS", date(2023, 12, 31), False),  # numbers begin anew on 1 January
        ("05/BB-HĐTĐKT", date(2024, 3, 1), False),  # the council counts by itself
        ("06/BC-THCS", date(2024, 3, 1), False),
        ("05/BC-THCS", None, False),
    ],
)
def test_a_number_is_of_one_series_and_calendar_year(number: str, issued: date | None, twin: bool) -> None:
    ours, other = line("monthly", "1", "05/BC-THCS", date(2024, 2, 5)), line("x", None, number, issued)

    assert list(twins(ours, [ours, other], "HĐTĐKT")) == ([other] if twin else [])


# --- the TOML ---------------------------------------------------------------------------------------------------


def test_what_a_toml_does_not_say_has_a_default(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('title = "Giấy mời"\n', encoding="utf-8")
    kind = read_kind("x", tmp_path / "x.toml")

    assert (kind.title("en"), kind.periods, kind.series, kind.sign) == ("Giấy mời", ("year",), "school", "")


def test_a_toml_alone_changes_a_stock_kind(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text('title = "Kế hoạch của trường"\nsign = "KH"\n', encoding="utf-8")
    config = made_up_config(reports={"templates": str(tmp_path)})

    assert kinds(config)["plan"].title("vi") == "Kế hoạch của trường"
    assert set(kinds(config)) == set(STOCK)


def test_a_copied_pair_needs_a_title_of_its_own_in_each_language(tmp_path: Path) -> None:
    copied = tmp_path / "thong-diep.toml"
    copyfile(STOCK_FOLDER / "monthly.docx", tmp_path / "thong-diep.docx")
    copyfile(STOCK_FOLDER / "monthly.toml", copied)
    config = made_up_config(reports={"templates": str(tmp_path)})
    taken = r"thong-diep\.toml: “{}” là tên của loại “monthly” rồi; .* ở mục {}$"
    with pytest.raises(ConfigError, match=taken.format("Báo cáo thi đua tháng", "title")):
        kinds(config)
    renamed = copied.read_text(encoding="utf-8").replace("Báo cáo thi đua tháng", "Thông điệp")
    copied.write_text(renamed, encoding="utf-8")
    with pytest.raises(ConfigError, match=taken.format("Monthly emulation report", r"\[en\] title")):
        kinds(config)


def test_a_file_that_word_keeps_while_a_template_is_open_is_no_kind(tmp_path: Path) -> None:
    (tmp_path / "~$plan.docx").write_bytes(b"")

    assert set(kinds(made_up_config(reports={"templates": str(tmp_path)}))) == set(STOCK)
