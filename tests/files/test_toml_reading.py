import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, alike, parse


def read(text: str, known: tuple[str, ...] = ("a", "b")) -> tuple[Report, Table]:
    report = Report("thu.toml", text)
    return report, Table(report, parse(text, report), (), known)


def lines_of(report: Report) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        report.raise_any()
    return [str(message) for message in caught.value.messages]


def test_a_decimal_stays_exact() -> None:
    report, table = read("a = 0.25\nb = -22.750")
    assert (table.number("a"), table.number("b")) == (25, -2275)
    report.raise_any()


def test_a_third_decimal_is_a_mistake_however_small() -> None:
    report, table = read("a = 1.00000000000000000000000000000000000001")
    assert table.number("a") is None
    assert lines_of(report) == ["thu.toml, dòng 1: “a” chỉ được có hai chữ số thập phân"]


def test_what_is_not_written_is_none_and_only_reported_when_needed() -> None:
    report, table = read("")
    assert (table.text("a"), table.number("b"), table.texts("a"), table.truth("b")) == (None, None, (), None)
    report.raise_any()
    table.text("a", needed=True)
    assert lines_of(report) == ["thu.toml: thiếu mục “a”; hãy ghi thêm"]


def test_a_key_without_a_known_line_is_reported_by_its_name() -> None:
    report = Report("thu.toml", "a = 1")
    Table(report, {"c": {}}, ("year",), ("a",))
    assert lines_of(report) == ["thu.toml, mục year.c: không có mục “c”; các mục dùng được: a"]


def test_tables_that_nest_too_deep_are_reported() -> None:
    report, _ = read("a = " + "[" * 100_000)
    assert len(lines_of(report)) == 1


def test_words_are_alike_whatever_their_case_spaces_and_unicode_form() -> None:
    assert alike(" Nề\u00a0 NẾP ") == alike("ne\u0302\u0300 nê\u0301p")


@pytest.mark.parametrize("text", ["a = “x”", "“a” = 1", 'b = ["x", “y”]'])
def test_curly_quotes_are_reported(text: str) -> None:
    report, _ = read(text)
    assert lines_of(report) == ['thu.toml, dòng 1: dấu ngoặc kép cong của Word; hãy gõ lại bằng dấu " thẳng']


def test_curly_quotes_within_straight_ones_are_a_text() -> None:
    report, table = read('a = "Phong trào “Hai tốt”"')
    assert table.text("a") == "Phong trào “Hai tốt”"
    report.raise_any()
