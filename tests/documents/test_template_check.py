"""Every mistake in a template is named at once: the tag's paragraph, the name that there is not, and the nearest."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync import demo
from sheets_sync.cli import cli
from sheets_sync.documents import word
from sheets_sync.documents.template_check import (
    ANY,
    TemplateMistake,
    check_lines,
    check_word,
    shape_of,
    together,
)
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.errors import SheetsSyncError

pytestmark = pytest.mark.slow  # every stock template

FIELDS = {
    "school": {"name": "Trường THCS Thử"},
    "ranking": [{"rank": 1, "name": "An", "months": [{"month": "9/2023"}]}],
    "names": ["An", "Bình"],
    "nothing": [],
}


def findings(*lines: str) -> tuple[TemplateMistake, ...]:
    shape = shape_of(FIELDS)
    assert isinstance(shape, dict)
    return check_lines(list(lines), shape)


def found(*lines: str) -> list[tuple[str, str, str | None]]:
    return [(each.paragraph, each.name, each.near) for each in findings(*lines)]


@pytest.mark.parametrize(
    "lines",
    [
        ["{{ school.name | upper }}"],
        ["{% for row in ranking %}", "{{ loop.index }} {{ row.rank }}", "{% endfor %}"],
        ["{% for row in ranking %}{% for one in row.months %}{{ one.month }}{% endfor %}{% endfor %}"],
        ["{{ names | join('; ') }} {{ ranking | map(attribute='name') | join('; ') }}"],
        ["{% for one in nothing %}{{ one.whatever }}{% endfor %}"],
        ["{{ (ranking | first).name }} {{ ranking[0].name }}"],
        ["{% set who = ranking | first %}{{ who.name }}"],
        ["{{ 'x' if ranking else school.name }}"],
    ],
)
def test_what_there_is_is_no_mistake(lines: list[str]) -> None:
    assert found(*lines) == []


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (["Tên: {{ school.nmae }}"], [("Tên: {{ school.nmae }}", "nmae", "name")]),
        (["{{ schol.name }}"], [("{{ schol.name }}", "schol", "school")]),
        (
            ["{% for row in ranking %}", "{{ row.rnak }}", "{% endfor %}"],
            [("{{ row.rnak }}", "rnak", "rank")],
        ),
        (
            ["{{ ranking | map(attribute='nam') | join }}"],
            [("{{ ranking | map(attribute='nam') | join }}", "nam", "name")],
        ),
        (["{{ school.name | uper }}"], [("{{ school.name | uper }}", "uper", "upper")]),
        (["{% if schoool %}x{% endif %}"], [("{% if schoool %}x{% endif %}", "schoool", "school")]),
        (
            ["{{ school.zzzz }}", "{{ row }}"],
            [("{{ school.zzzz }}", "zzzz", None), ("{{ row }}", "row", None)],
        ),
        (["{{ school.name.first }}"], [("{{ school.name.first }}", "first", None)]),
    ],
)
def test_every_name_that_there_is_not_is_reported_with_its_paragraph(
    lines: list[str], wrong: list[tuple[str, str, str | None]]
) -> None:
    assert found(*lines) == wrong


def test_a_loops_name_ends_with_the_loop() -> None:
    assert found("{% for row in ranking %}{% endfor %}", "{{ row.name }}") == [
        ("{{ row.name }}", "row", None)
    ]


def test_wrong_syntax_is_reported_with_its_paragraph() -> None:
    (finding,) = findings("Một", "{{ school name }}")

    assert finding.paragraph == "{{ school name }}"
    assert "sai cú pháp" in str(finding.message)


def test_shapes_know_what_any_of_the_items_has() -> None:
    assert shape_of([{"a": 1}, {"b": [2]}]) == [{"a": None, "b": [None]}]
    assert together(ANY, None) is None


def own_template(folder: Path, was: str, now: str) -> None:
    parts = parts_of((word.STOCK / "monthly.docx").read_bytes())
    text = parts["word/document.xml"].decode()
    assert was in text
    folder.mkdir(exist_ok=True)
    content = pack({**parts, "word/document.xml": text.replace(was, now).encode()})
    (folder / "monthly.docx").write_bytes(content)


@pytest.mark.parametrize("name", ["monthly.docx", "notice.docx", "minutes.docx"])
def test_a_word_files_own_tags_are_read(name: str) -> None:
    shape = dict.fromkeys(("school", "paper", "row"), ANY)

    assert check_word(parts_of((word.STOCK / name).read_bytes()), shape) != ()


# --- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def school(tmp_path: Path) -> Path:
    demo.make(tmp_path)
    config = tmp_path / demo.CONFIG
    text = config.read_text(encoding="utf-8").replace("[reports]\n", '[reports]\ntemplates = "mau"\n')
    config.write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [*words, "--config", str(folder / demo.CONFIG), "--today", "2024-04-10"])
    if isinstance(done.exception, SheetsSyncError):  # turned into exit code 2 at the edge
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_the_command_names_every_mistake_of_the_schools_templates(school: Path) -> None:
    own_template(school / "mau", "row.team_rank", "row.team_rnak")
    code, output = run(school, "templates", "check")

    assert code == 2
    assert (
        "monthly.docx (monthly), đoạn “{{ row.team_rnak }}”: không có trường “team_rnak”; có phải “team_rank”?"
        in output
    )


@pytest.mark.slow
def test_the_stock_templates_are_right(tmp_path: Path) -> None:
    demo.make(tmp_path)
    code, output = run(tmp_path, "templates", "check")

    assert (code, output.count("Dùng được")) == (
        0,
        len(list(word.STOCK.glob("*.docx")) + list(word.STOCK.glob("*.html"))),
    )


def test_a_new_template_with_its_toml_is_a_new_kind(school: Path) -> None:
    own_template(school / "mau", "II. NHẬN XÉT", "II. ĐÁNH GIÁ")
    (school / "mau" / "monthly.docx").rename(school / "mau" / "tong-ket-thang.docx")
    toml = 'title = "Tổng kết tháng"\nsign = "BC"\nperiod = ["month"]\nneeds = ["grades"]\n'
    (school / "mau" / "tong-ket-thang.toml").write_text(toml, encoding="utf-8")
    code, output = run(school, "report", "tong-ket-thang", "--month", "3")

    assert code == 0
    assert (school / "bao-cao" / "Tong-ket-thang-3-2024.docx").exists(), output


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('title = "A"\nperoid = ["month"]\n', "không có mục “peroid”; có phải là “period”?"),
        ('title = "A"\nperiod = ["moth"]\n', "không có “moth”; có phải là “month”?"),
        ('title = "A"\ndue = "32/10"\n', "“due” là “32/10”"),
        ('purpose = "x"\n', "thiếu mục “title”"),
        ('title = "A"\neach = "persn"\n', "có phải là “person”?"),
    ],
)
def test_a_wrong_toml_is_reported_with_its_line(school: Path, toml: str, message: str) -> None:
    own_template(school / "mau", "II. NHẬN XÉT", "II. ĐÁNH GIÁ")
    (school / "mau" / "monthly.toml").write_text(toml, encoding="utf-8")
    code, said = run(school, "report", "monthly")

    assert code == 2
    assert message in said


def test_the_fields_of_a_kind_stand_with_samples(school: Path) -> None:
    (school / "mau").mkdir()
    code, output = run(school, "templates", "fields", "monthly")

    assert code == 0
    assert "school.name\tTrường THCS Sông Xanh\n" in output
    assert "ranking[].rank\t1\n" in output


@pytest.mark.parametrize(
    "tag",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ school.name.__class__.__mro__ }}",
        "{{ 'x' * 100000000000 }}",
        "{% for i in range(100000000) %}x{% endfor %}",
        "{{ school.name.format.__globals__ }}",
    ],
)
def test_a_template_reaches_no_file_and_fills_no_memory(school: Path, tag: str) -> None:
    own_template(school / "mau", "II. NHẬN XÉT", tag)
    code, output = run(school, "report", "monthly")

    assert code == 2
    assert "monthly.docx" in output
    assert "root:" not in output
    assert not (school / "bao-cao").exists()
