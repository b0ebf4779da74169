"""Every slip in a rubric file is reported with its line and what to do; the slips are edits of one good file."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import ConfigError
from sheets_sync.rules.rubric_file import STOCK_FOLDER, load_rubric, read_rubric, stock_rubrics

GOOD = dedent("""\
    name = "Thử"
    source = "Quy chế"
    total = 100
    [[criteria]]
    key = "conduct"
    name = "Nề nếp"
    min = 0
    max = 30
    [[criteria]]
    key = "work"
    name = "Công việc"
    start = 70
    min = 0
    [[criteria.counts]]
    key = "late"
    header = "Đi muộn"
    each = -0.5
    [[facts]]
    key = "violation"
    header = "Vi phạm"
    choices = ["Nhẹ", "Nặng"]
    [[ratings]]
    name = "A"
    from = 90
    floors = { conduct = 25 }
    [[ratings]]
    name = "B"
    from = 70
    conditions = [{ part = ["work"], of = ["conduct"], at_most = 400 }]
    [[ratings]]
    name = "C"
    [[caps]]
    name = "Vi phạm nặng"
    inputs = ["violation"]
    is = ["Nặng"]
    over = "term"
    no_better_than = "C"
    [quota]
    rating = "A"
    percent = 30
    [ranking]
    tie_breakers = ["work"]
    [year]
    terms = ["1/3", "2/3"]
    """)


def mistakes(text: str) -> list[str]:
    """What is said about a file, `thu.toml, dòng 3: …` as `3: …`."""
    with pytest.raises(ConfigError) as caught:
        read_rubric(text, "thu", "thu.toml")
    return [str(message).removeprefix("thu.toml, dòng ") for message in caught.value.messages]


def edited(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_the_good_file_is_good() -> None:
    assert read_rubric(GOOD, "thu", "thu.toml").ratings == ("A", "B", "C")


BANDS = [
    ("from = 70", "from = 70\nto = 89.98", "29: từ 89,99 đến dưới 90 chưa thuộc xếp loại nào"),
    ("from = 70", "from = 70\nbelow = 89.99", "29: từ 89,99 đến dưới 90 chưa thuộc xếp loại nào"),
    ("from = 70", "from = 70\nto = 90", "29: “B” và “A” chồng lên nhau: “A” đã từ 90"),
    ("from = 70", "from = 90", "28: “B” phải từ số điểm thấp hơn “A” (90)"),
    ("from = 70", "from = 95", "28: “B” phải từ số điểm thấp hơn “A” (90)"),
    ("from = 70", "from = 70\nto = 60", "29: xếp loại “B” không có điểm nào"),
    ("from = 70", "from = 70\nto = 89.99\nbelow = 90", "30: chỉ ghi một trong hai"),
    ("from = 90", "from = 101", "24: không ai đạt được “A”: từ 101 nhưng cao nhất chỉ có 100 điểm"),
    ("from = 90", "from = 90\nto = 99", "25: “A” phải đến điểm cao nhất có thể đạt là 100"),
    ("from = 90", "from = 90\nto = 101", "25: “A” phải đến điểm cao nhất có thể đạt là 100"),
    ('name = "C"\n[', 'name = "C"\nfrom = 10\n[', "32: dưới 10 chưa thuộc xếp loại nào (có thể thấp đến 0)"),
    ("from = 70", "from = 0", "30: không ai bị xếp “C”: thấp nhất đã là 0 điểm"),
    ("from = 70\n", "", "26: xếp loại “B” từ bao nhiêu điểm?"),
    ('name = "B"', 'name = "a"', "27: xếp loại “a” đã có ở trên"),
]

SUMS = [
    ("total = 100", "total = 110", "3: “total” là 110 nhưng các tiêu chí cộng lại cao nhất là 100"),
    ('"1/3", "2/3"', '"1/3", "1/2"', "44: hệ số hai học kỳ cộng lại là 5/6, phải bằng 1"),
    ('"1/3", "2/3"', "0.3, 0.6", "44: hệ số hai học kỳ cộng lại là 9/10, phải bằng 1"),
    ('"1/3", "2/3"', '"1/3"', "44: “terms” là hệ số của hai học kỳ"),
    ('"1/3", "2/3"', '"một", "hai"', "44: hệ số ghi là phân số trong ngoặc kép"),
    ('"1/3", "2/3"', '"0/3", "3/3"', "44: hệ số phải lớn hơn 0"),
    ("max = 30", "max = 30\nweight = 0.5", "10: đã ghi “weight” thì tiêu chí nào cũng phải ghi"),
    ("max = 30", "max = -1", "8: “max” phải lớn hơn “min”"),
    ("max = 30", "max = 30\nblank = 31", "9: “blank” phải nằm trong khoảng từ min đến max"),
    ("start = 70\nmin = 0", "start = 70\nmin = 71", "13: “max” phải lớn hơn “min”"),
    ("start = 70", "start = 70\nmax = 60", "12: “start” phải nằm trong khoảng từ min đến max"),
    ("each = -0.5", "each = 0.5", "9: thiếu mục “max”"),
]

NAMES = [
    ("conduct = 25", "conducts = 25", "25: không có “conducts”; có phải là “conduct”?"),
    ("conduct = 25", "conduct = 31", "25: không ai đạt được “A”: đòi 31 điểm, tiêu chí này cao nhất 30"),
    ('part = ["work"]', 'part = ["wrk"]', "29: không có “wrk”; có phải là “work”?"),
    ('rating = "A"', 'rating = "Z"', "39: không có “Z”; có thể dùng: “A”, “B”, “C”"),
    ('tie_breakers = ["work"]', 'tie_breakers = ["works"]', "42: không có “works”; có phải là “work”?"),
    (
        'inputs = ["violation"]',
        'inputs = ["violations"]',
        "34: không có “violations”; có phải là “violation”?",
    ),
    ('inputs = ["violation"]', 'inputs = ["late"]', "34: “late”: cột chọn danh sách thì dùng “is”"),
    ('is = ["Nặng"]', 'is = ["Nặg"]', "35: không có “Nặg”; có phải là “Nặng”?"),
    ('is = ["Nặng"]', "", "32: hãy ghi đúng một trong ba"),
    ('over = "term"', 'over = "week"', "36: thang điểm chấm theo tháng, không có tuần"),
    ('no_better_than = "C"', 'no_better_than = "A"', "37: “A” là loại cao nhất"),
    ('name = "C"\n[', 'name = "C"\nfloors = { work = 5 }\n[', "32: loại cuối nhận tất cả phần còn lại"),
    ('key = "late"', 'key = "conduct"', "15: “conduct” đã dùng rồi"),
    ('key = "work"', 'key = "conduct"', "10: “conduct” đã dùng rồi"),
    ('key = "late"', 'key = "Đi muộn"', "15: “key” chỉ gồm chữ thường không dấu"),
    ('header = "Đi muộn"', 'header = "NỀ  nếp"', "16: tab đã có cột “NỀ  nếp”"),
    ('header = "Đi muộn"', 'header = "Tổ chấm"', "16: tab đã có cột “Tổ chấm”"),
    ('name = "Nề nếp"', 'name = "Ghi chú"', "6: tab đã có cột “Ghi chú”"),
    ('["Nhẹ", "Nặng"]', '["Nhẹ", "nhẹ", "Nặng"]', "21: “nhẹ” để trống hoặc đã có trong danh sách"),
]

VALUES = [
    ("max = 30", "maxx = 30", "8: không có mục “maxx”; có phải là “max”?"),
    ("max = 30", "max = 30\nzzz = 1", "9: không có mục “zzz”; các mục dùng được: key, name"),
    ("percent = 30", "percent = 30\nratings = 1", "41: “ratings” phải ghi ở đầu tệp"),
    ("max = 30", "", "4: thiếu mục “max”; hãy ghi thêm"),
    ('source = "Quy chế"', "", "thu.toml: thiếu mục “source”"),
    ('name = "Thử"', 'name = " "', "1: “name” phải là chữ trong ngoặc kép"),
    ('name = "Thử"', "name = 3", "1: “name” phải là chữ trong ngoặc kép"),
    ("max = 30", 'max = "30"', "8: “max” phải là số, không có ngoặc kép"),
    ("max = 30", "max = true", "8: “max” phải là số"),
    ("max = 30", "max = 30.001", "8: “max” chỉ được có hai chữ số thập phân"),
    ("max = 30", "max = inf", "8: “max” phải là một số thường"),
    ("max = 30", "max = 1e400", "8: “max” phải là một số thường"),
    ("max = 30", "max = 30\nwhole = 1", "9: “whole” phải là true hoặc false"),
    ("max = 30", "max = 30\nstart = 1", "9: “start” không dùng được ở đây"),
    ("percent = 30", "percent = 130", "40: “percent” phải là số nguyên từ 0 đến 100"),
    ("percent = 30", "percent = 30.5", "40: “percent” phải là số nguyên từ 0 đến 100"),
    ('choices = ["Nhẹ", "Nặng"]', 'choices = "Nhẹ"', "21: “choices” phải là danh sách chữ"),
    ("[quota]", "[[quota]]", "38: “quota” phải là một bảng: [quota]"),
    ("[[facts]]", "[facts]", "18: “facts” phải là danh sách bảng: [[facts]]"),
    ("total = 100", 'total = 100\nsubject = "stuff"', "4: không có “stuff”; có phải là “staff”?"),
    ("total = 100", 'total = 100\nevery = "week"', "4: chấm từng người thì theo tháng"),
    ("[year]", '[month]\nweeks = "sum"\n[year]', '43: [month] chỉ dùng khi every = "week"'),
]

SYNTAX = [
    ("from = 70", "from = 69,75", "28: số lẻ trong tệp viết bằng dấu chấm"),
    ("conduct = 25", "conduct = 24,5", "25: số lẻ trong tệp viết bằng dấu chấm"),
    ("max = 30", "max = 30\nmax = 20", "9: mục này đã ghi ở trên"),
    ('name = "Thử"', 'name = "Thử', "1: không đọc được ("),
    ("[quota]", "[quota", "38: không đọc được ("),
    ("total = 100", "total = ", "3: không đọc được ("),
]


@pytest.mark.parametrize(("old", "new", "said"), [*BANDS, *SUMS, *NAMES, *VALUES, *SYNTAX])
def test_a_slip_is_reported_with_its_line(old: str, new: str, said: str) -> None:
    found = mistakes(edited(old, new))
    assert [one for one in found if one.startswith(said)], found


@pytest.mark.parametrize(("old", "new", "said"), [*BANDS[:2], *SUMS, VALUES[0], *VALUES[5:9]])
def test_one_slip_is_one_mistake(old: str, new: str, said: str) -> None:
    assert len(mistakes(edited(old, new))) == 1


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace("max = 30", 'max = "30"').replace('rating = "A"', 'rating = "Z"')
    text = text.replace("from = 70", "form = 70")
    assert [line.split(":")[0] for line in mistakes(text)] == ["8", "26", "28", "39"]


@pytest.mark.parametrize(("gaps", "rating"), [("down", "B"), ("up", "A")])
def test_a_gap_is_closed_as_the_file_says(gaps: str, rating: str) -> None:
    text = f'gaps = "{gaps}"\n' + edited("from = 70", "from = 70\nto = 85").replace("floors", "# floors")
    rubric = read_rubric(text, "thu", "thu.toml")
    assert rubric.rate(8501) == rating
    assert (rubric.rate(8500), rubric.rate(9000)) == ("B", "A")


def test_bands_that_meet_to_the_hundredth_have_no_gap() -> None:
    assert read_rubric(edited("from = 70", "from = 70\nto = 89.99"), "thu", "thu.toml")
    assert read_rubric(edited("from = 70", "from = 70\nbelow = 90"), "thu", "thu.toml")


def test_weighted_criteria_must_add_up() -> None:
    text = GOOD.replace("max = 30", "max = 30\nweight = 0.5").replace(
        "start = 70", "weight = 0.4\nstart = 70"
    )
    assert mistakes(text) == ["13: hệ số các tiêu chí cộng lại là 9/10, phải bằng 1"]


WEEKLY = dedent("""\
    name = "Lớp"
    source = "Liên đội"
    subject = "class"
    every = "week"
    criteria = [{ key = "order", name = "Nề nếp", min = 0, max = 10 }]
    ratings = [
        { name = "Tốt", from = 9 },
        { name = "Khá" },
    ]
    """)


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("", "thu.toml: thiếu bảng [month]"),
        ("[month]\n", "10: thiếu mục “weeks”"),
        ('[month]\nweeks = "all"', "11: không có “all”"),
        ('[month]\nweeks = "mean"\nthresholds = "same"', "12: “thresholds” chỉ dùng khi weeks"),
        ('[month]\nweeks = "sum"\n[year]\nterms = ["1/2", "1/2"]', "12: điểm tháng là tổng các tuần"),
    ],
)
def test_a_weekly_rubric_says_what_a_month_is(month: str, said: str) -> None:
    assert [line for line in mistakes(WEEKLY + month) if line.startswith(said)]


def test_a_week_is_not_rated_and_nothing_can_cap_its_rating() -> None:
    cap = """
    [[facts]]
    key = "fights"
    header = "Đánh nhau"
    [[caps]]
    name = "Đánh nhau"
    inputs = ["fights"]
    more_than = 0
    no_better_than = "Khá"
    over = "week"
    """
    assert [
        line.partition(": ")[2] for line in mistakes(WEEKLY + '[month]\nweeks = "mean"\n' + dedent(cap))
    ] == ["tuần không được xếp loại; hãy chọn month, term hoặc year"]


OF_MONTHS = WEEKLY.replace("from = 9", "from = 38") + '[month]\nweeks = "sum"\n'


def test_thresholds_of_a_sum_of_weeks_may_be_higher_than_a_week_can_be() -> None:
    rubric = read_rubric(OF_MONTHS + 'thresholds = "same"', "thu", "thu.toml")
    assert rubric.bands[0].start == 3800


def test_thresholds_of_a_week_may_not_be_higher_than_it_can_be() -> None:
    assert any("không ai đạt được" in line for line in mistakes(OF_MONTHS))


@pytest.mark.parametrize(
    "text", ["", "name = 1", "criteria = 3\nratings = []", "[[ratings]]\n[[criteria]]", "\x00"]
)
def test_a_file_with_next_to_nothing_is_refused_kindly(text: str) -> None:
    assert mistakes(text)


LINES = GOOD.splitlines()


@given(
    st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=6, unique=True),
    st.sampled_from(["", "x = 1", "= 1"]),
)
def test_no_damage_to_a_file_is_a_crash(places: list[int], line: str) -> None:
    damaged = [line if at in places else kept for at, kept in enumerate(LINES)]
    try:
        read_rubric("\n".join(damaged), "thu", "thu.toml")
    except ConfigError as error:
        assert all(str(message) for message in error.messages)


# --- where rubrics come from --------------------------------------------------------------------------------


def test_all_stock_rubrics_load() -> None:
    assert {"25-diem", "ha-noi-3814", "lop-tuan"} <= set(stock_rubrics())
    for name in stock_rubrics():
        assert load_rubric(name, Path()).key == name


def test_what_the_stock_file_offers_in_comments_works() -> None:
    text = (STOCK_FOLDER / "ha-noi-3814.toml").read_text(encoding="utf-8")
    offered = read_rubric(text.replace("#:", ""), "thu", "thu.toml")
    assert [cap.limit for cap in offered.caps] == [1300, 0]
    assert [item.key for item in offered.facts] == ["days_away", "violation"]
    assert (offered.ranks_by_rating, offered.tie_breakers) == (True, ("results",))


def test_a_school_keeps_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "thang-diem.toml").write_text("\ufeff" + GOOD, encoding="utf-8")
    assert load_rubric("thang-diem.toml", tmp_path).key == "thang-diem"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hanoi-3814", "không có thang điểm “hanoi-3814”; có phải là “ha-noi-3814”?"),
        ("xyz", f"không có thang điểm “xyz”; có sẵn: {', '.join(stock_rubrics())}"),
        ("khong-co.toml", "không đọc được tệp thang điểm"),
        ("old.toml", "tệp thang điểm"),
    ],
)
def test_a_rubric_that_is_not_there_is_reported(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes("name = 'Thử'".encode("utf-16"))
    with pytest.raises(ConfigError, match=said):
        load_rubric(name, tmp_path)


def test_reading_a_rubric_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from sheets_sync.rules.rubric_file import load_rubric;"
        "load_rubric('ha-noi-3814', Path());"
        "print([name for name in ('pandas', 'pydantic', 'rapidfuzz', 'gspread') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
