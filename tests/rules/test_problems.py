"""Every problem code has a drawn example; there its texts are filled in both languages, and its row says what is found.

A new code needs one `example`: the tabs with the problem in the margin, as `tests/drawn.py` reads it.
"""

from __future__ import annotations

import string
from datetime import date
from itertools import chain

import pytest

from sheets_sync.language import LANGUAGES, translator
from sheets_sync.model import Problem
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES, GROUPS
from tests.closed_month import CLOSED as OCTOBER_CLOSED
from tests.closed_month import MARKS, later, stricter_book, typed
from tests.drawn import BEFORE_ANY_DEADLINE, ROSTER, assert_as_drawn, school_of

NO_CODES = """
== Danh sách
Họ và tên     | Tổ   | Nhóm | Trạng thái
Nguyễn Thị An | Văn  | GV   | Đang làm việc
Nguyễn Thị An | Toán | GV   | Đang làm việc
Lê Thị Hoà    | Toán | GV   | Đang làm việc
Lê Thị Hoà    | Toán | GV   | Đang làm việc
Trần Văn Bình | Toán | GV   | Đang làm việc
"""

BOARD = {"names": ["6A", "6B"], "first_week": date(2023, 9, 4)}
EXAMPLES: dict[str, tuple[date, str]] = {}
"""A drawn school for each problem, `code` or `code/variant`: the day, and the tabs."""


def example(names: str, *tabs: str, today: date = BEFORE_ANY_DEADLINE) -> None:
    for name in names.split(", "):
        EXAMPLES[name] = today, "\n".join(tabs)


example("tab-missing", "== Danh sách @ x\nA\n")
example("value-missing/nobody", "== Danh sách\nMã CB | Họ và tên | Tổ | Nhóm | Trạng thái")
example("month-not-begun", "== Tháng 10\nMã CB | Ý thức kỷ luật, đạo đức\nTV01 | 20", today=date(2023, 9, 30))
example("tab-duplicate", "== Sáng kiến\n== SÁNG KIẾN")
example("column-missing", "== Hội đồng\nMã CB | Họ và tên | Ghi chú")
example("column-missing/near", "== Hội đồng\nMã CB | Họ và tên | Vai tro")
example("column-missing/header", "== Hội đồng\nMã CB | Chức danh")
example(
    "column-duplicate",
    """
    == Hội đồng
    Mã CB | Vai trò | Vai trò <- C column-duplicate
    """,
)
example(
    "value-missing, value-missing/id, value-missing/ditto, formula-error, formula-uncached, legacy-encoding, name-mismatch",
    """
    == Hội đồng
    Mã CB | Họ và tên     | Vai trò | Từ ngày
          | Vô Danh       | Thư ký  |
          | Trần Văn Bình | Thư ký  | =
    TV01  | //            | Thư ký  | #REF!
    TV01  | "TrÇn B×nh"   | Thư ký  |
    TV01  | Trần Văn Bình | Thư ký  |
    """,
)
example(
    "not-a-number, not-a-number/ditto, not-a-number/date, not-a-number/thousands, not-a-number/meant, "
    "not-a-number/serial, out-of-range/high, out-of-range/low, staff-unknown, staff-unknown/likely",
    """
    == Tháng 9
    Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm
    TV01  | x                       | //               | @2023-10-05 | "1.234"
    TV02  | 21                      | -1               |             |
    TT01  | 18 , 5                  | @1900-01-06      |             |
    XYZW  | 20                      | 60               |             |
    TV0   | 20                      | 60               |             |
    """,
)
example("not-a-number/whole, title-ambiguous, not-in-list, votes-inconsistent, votes-inconsistent/negative", """
    == Bình xét
    Mã CB | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ | Đồng ý
    TV01  | CSTĐ      | 9.5             | 9      | 9            | 10
    TV02  | Không     | 9               | 9      | 9            | -1
    """)  # fmt: skip
example(
    "not-a-date, not-a-date/number, not-a-date/no-such-day, date-outside-year, not-in-list/near, dates-reversed, leave-overlap",
    """
    == Nghỉ dài ngày
    Mã CB | Loại nghỉ | Từ ngày     | Đến ngày
    TV01  | Óm        | mai         | 5
    TV02  | Ốm        | 31/9/2023   |
    TT01  | Ốm        | @2023-10-05 | @2023-10-04
    006   | Ốm        | @2023-10-05 | @2023-10-09
    006   | Ốm        | @2023-10-09 |
    == Đăng ký
    Ngày đăng ký | Mã CB | Danh hiệu | Đợt
    @2022-10-05  | TV01  | LĐTT      | Đầu năm
    """,
)
example(
    "date-outside-year/swapped, staff-unknown/commas",
    """
    == Đăng ký
    Ngày đăng ký | Mã CB | Danh hiệu | Đợt
    @2023-05-09  | TV01  | LĐTT      | Đầu năm
    == Sáng kiến
    Mã SK | Tên sáng kiến | Tác giả    | Kết quả
    SK1   | a             | TV01, TV02 | Chờ xét
    """,
)
example(
    "score-duplicate/other-name",
    """
    == Tháng 9
    Mã CB | Họ và tên     | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
    TV01  | Nguyễn Thị An | 20                      | 60
    TV01  | Trần Văn Bình | 20                      | 60
    """,
)
example("not-a-month", "== Người tốt việc tốt\nTháng | Tên bài | Tác giả\nx | a | TV01")
example("not-a-date/school-year", "== Danh hiệu đã đạt\nMã CB | Năm học | Danh hiệu\nTV01 | 2022 | LĐTT")
example(
    "staff-duplicate, staff-unknown/several",
    ROSTER + "TV01 | Lê Ba | Văn | GV | Đang làm việc\n06 | Lê Tư | Văn | GV | Đang làm việc",
    "== Hội đồng\nMã CB | Vai trò\n6 | Thư ký",
)
example(
    "name-ambiguous, name-ambiguous/one-team, staff-unknown/name, staff-unknown/name-likely, staff-unknown/team",
    NO_CODES,
    """
    == Hội đồng
    Họ và tên     | Tổ   | Vai trò
    Nguyễn Thị An |      | Thư ký
    Lê Thị Hòa    |      | Thư ký
    Vô Danh       |      | Thư ký
    Trần Văn Bính |      | Thư ký
    Trần Văn Bình | Văn  | Thư ký
    """,
)
example(
    "team-unknown, team-unknown/likely, registration-late, registration-duplicate",
    """
    == Đăng ký tập thể
    Ngày đăng ký | Tổ   | Danh hiệu | Đợt
    @2023-10-05  | Xyz  | TTLĐTT    | Đầu năm
    @2023-10-05  | Toam | TTLĐTT    | Đầu năm
    @2023-11-05  | Toán | TTLĐTT    | Đầu năm
    @2023-11-05  | Toán | TTLĐTT    | Bổ sung
    """,
)
example(
    "team-unknown/not-listed",
    ROSTER.replace("TV02  | Trần Văn Bình    | Văn ", "TV02  | Trần Văn Bình    | Lạ "),
)
example(
    "score-missing/class",
    """
    == Tuần 1
    Lớp | Điểm thưởng | Điểm trừ
    6A  | 10          | 2
    """,
    today=date(2023, 9, 11),
)
example(
    "score-duplicate, score-missing, total-mismatch, rating-mismatch, not-approved, quota-exceeded, "
    "registration-missing, entries-short",
    """
    == Tháng 9
    Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Tự chấm | Hiệu trưởng duyệt | Xếp loại
    TV01  | 20                      | 70               | 80      |                   | B
    TV02  | 20                      | 70               |         |                   |
    TV02  | 20                      | 70               |         |                   |
    == Đăng ký
    Ngày đăng ký | Mã CB | Danh hiệu | Đợt
    == Người tốt việc tốt
    Tháng | Tên bài | Tác giả
    """,
    today=date(2024, 6, 1),
)
example(
    "decision-missing, row-duplicate",
    """
    == Sáng kiến
    Mã SK | Tên sáng kiến | Tác giả | Kết quả   | Số quyết định | Ngày quyết định
    SK1   | a             | TV01    | Công nhận | <- E decision-missing
    SK1   | b             | TV01    | Chờ xét   | <- A row-duplicate
    """,
)
example(
    "override-invalid/reason, override-invalid/names, override-invalid/same",
    """
    == Điều chỉnh
    Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt
    TV01  | 9     | 90   |       | An            | Bình
    TV02  | 9     | 90   | x     |               | Bình
    TT01  | 9     | 90   | x     | An            | An
    """,
)
example(
    "quota-exceeded/title",
    """
    == Đăng ký
    Ngày đăng ký | Mã CB | Danh hiệu | Đợt
    @2023-10-05  | TV01  | CSTĐCS    | Đầu năm
    == Sáng kiến
    Mã SK | Tên sáng kiến | Tác giả | Kết quả   | Số quyết định | Ngày quyết định
    SK01  | Một           | TV01    | Công nhận | 1/QĐ          | @2024-03-01
    == Đánh giá năm
    Mã CB | Mức
    TV01  | HTT
    """,
)
example(
    "subject-unclear/both, subject-unclear/neither, subject-unclear/likely",
    """
    == Đánh giá năm
    Mã CB | Họ và tên     | Tổ  | Mức  | Ngày
    TV01  |               | Văn | HTXS |
          |               |     | HTXS | @2024-05-25
          | Trần Văn Bình |     | HTXS |
    """,
)


CLOSED = "closed-month-changed"
example(f"{CLOSED}, {CLOSED}/row-gone, {CLOSED}/row-new", MARKS.replace("60.5 ", "70").replace("TT01", "006"))
example(f"{CLOSED}/tab-gone", "== Tháng 9\nMã CB | Kết quả nhiệm vụ | Ý thức kỷ luật, đạo đức")
example(f"{CLOSED}/by-hand, {CLOSED}/rubric", MARKS)
example(f"{CLOSED}/by-hand-lost", MARKS.replace("60.5 ", "70"))


def closed_changes(name: str, tabs: str) -> list[Problem]:
    """The problems of a school that closed October, and then became what is drawn."""
    closed = typed(OCTOBER_CLOSED, 6, 4, 1) if "by-hand" in name else OCTOBER_CLOSED
    if name.endswith("rubric"):
        closed = stricter_book()
    return [each for each in later(ROSTER, tabs, closed=closed).problems if name_of(each) == name]


def name_of(problem: Problem) -> str:
    return f"{problem.code}/{problem.variant}".rstrip("/")


def names_of(code: str) -> list[str]:
    """The names of a code's examples."""
    return [name for name in EXAMPLES if name.partition("/")[0] == code]


def found(name: str) -> list[Problem]:
    """The problems of this code and variant in its example."""
    today, tabs = EXAMPLES[name]
    school = {"name": "x", "year": "2023-2024"}
    if name == "team-unknown/not-listed":
        school |= {"teams": ["Văn", "Toán", "Văn thư"]}  # type: ignore[dict-item]
    if name.startswith(CLOSED):
        return closed_changes(name, tabs)
    if name == "tab-missing":
        return [each for each in missing_tabs() if name_of(each) == name]
    return [
        each
        for each in school_of(tabs, today=today, school=school, classes=BOARD).problems
        if name_of(each) == name
    ]


def missing_tabs() -> tuple[Problem, ...]:
    from sheets_sync.pipeline import compute
    from tests.made_up import made_up_config

    return compute((), made_up_config(), BEFORE_ANY_DEADLINE).problems


@pytest.mark.parametrize("code", CODES)
def test_each_variant_of_a_problem_has_an_example_that_gives_it(code: str) -> None:
    names = {f"{code}/{variant}".rstrip("/") for variant in CODES[code].texts}
    assert {name for name in names if name in EXAMPLES and found(name)} == names


@pytest.mark.parametrize("code", CODES)
def test_a_problem_points_where_its_code_says(code: str) -> None:
    cells = [problem.where.cell for name in names_of(code) for problem in found(name)]
    assert any(cells) == (CODES[code].points_to == "cell")


@pytest.mark.parametrize("name", [name for name, (_, tabs) in EXAMPLES.items() if "<-" in tabs])
def test_an_example_gives_what_is_in_its_margin(name: str) -> None:
    today, tabs = EXAMPLES[name]
    assert_as_drawn(tabs, today=today, classes=BOARD)


def test_whatever_the_examples_give_has_texts() -> None:
    given = {
        (problem.code, problem.variant)
        for today, tabs in EXAMPLES.values()
        for problem in school_of(tabs, today=today, classes=BOARD).problems
    }
    assert [name for name in given if name[1] not in CODES[name[0]].texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_message_and_remedy_are_filled_and_short(name: str, language: str) -> None:
    t = translator(language)
    for problem in found(name):
        for text in (problems.message(problem, t), problems.remedy(problem, t)):
            assert 5 < len(text) < 330
            assert not any(leftover in text for leftover in ("{", "}", "None", "()", "“”"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_uses_no_other_params(language: str) -> None:
    t = translator(language)
    for code in CODES.values():
        for text in chain.from_iterable(code.texts.values()):
            assert params(t(text)) <= params(text)


def params(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


PROMISED = """
error: tab-missing column-missing column-duplicate value-missing not-a-number not-a-date not-a-month not-in-list out-of-range formula-error legacy-encoding staff-unknown staff-duplicate name-ambiguous team-unknown score-duplicate registration-duplicate title-ambiguous votes-inconsistent dates-reversed leave-overlap override-invalid tab-duplicate row-duplicate subject-unclear formula-uncached closed-month-changed month-not-begun
warning: name-mismatch score-missing total-mismatch rating-mismatch quota-exceeded registration-missing registration-late decision-missing date-outside-year entries-short
info: not-approved
"""
"""What other programs rely on: levels that do not change. A new code need not be here."""


def test_the_levels_are_those_that_were_promised() -> None:
    lines = (line.partition(": ") for line in PROMISED.strip().splitlines())
    promised = {code: level for level, _, codes in lines for code in codes.split()}
    assert {code: CODES[code].level for code in promised} == promised


def test_no_code_is_in_two_groups() -> None:
    assert sum(map(len, GROUPS)) == len(CODES)


def test_a_very_long_value_is_cut() -> None:
    results = school_of(f"== Hội đồng\nMã CB | Vai trò\nTV01 | {'x' * 50_000}")
    assert len(problems.message(results.problems[0], translator("vi"))) < 200
    assert len(results.problems[0].value or "") < 300
