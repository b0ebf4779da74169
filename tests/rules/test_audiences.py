"""Who sees what: no column that an audience may not see reaches it, in a ranking, a terminal or a document."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument

from sheets_sync import pipeline
from sheets_sync.documents.fields import fields_for, names_for
from sheets_sync.documents.fields.request import DocumentRequest, figures_of
from sheets_sync.documents.kinds import find_kind
from sheets_sync.documents.word_file import parts_of
from sheets_sync.errors import ConfigError
from sheets_sync.model import Month
from sheets_sync.rules.audiences import AUDIENCES, COLUMNS, SECTIONS, columns_seen, ranking_seen, sees
from sheets_sync.views import as_json
from tests.drawn import ROSTER, sheets
from tests.made_documents import made_document
from tests.made_up import made_up_config
from tests.one_month_school import MARKS, TODAY, one_month_shell, write_school

OCTOBER = Month(2023, 10)
DRAWN = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Ghi chú
TV01  | 20                      | 70               | 3.25        | con ốm
TV02  | 20                      | 41.75            |             |
TT01  | x                       | 50               |             |
"""


@pytest.fixture
def shell(tmp_path):
    return one_month_shell(tmp_path)


def results_of(folder=Path(), **sections):
    config = made_up_config(**sections)._replace(folder=folder)
    return pipeline.compute(sheets(ROSTER + DRAWN), config, date(2023, 11, 20))


@pytest.fixture(scope="module")
def results():
    return results_of()


def asked(results):
    return DocumentRequest(
        find_kind("monthly", results.config), results, OCTOBER, figures_of(results, OCTOBER)
    )


def test_what_no_rule_names_only_the_board_sees():
    assert [sees(audience, None) for audience in AUDIENCES] == [False, False, True]


@pytest.mark.parametrize(
    ("audience", "columns"),
    [
        ("public", {"name", "team", "rating"}),
        ("staff", {"name", "team", "rating", "rank", "team_rank", "points"}),
        ("board", {"name", "team", "rating", "rank", "team_rank", "points", "staff_id", "decided_by"}),
    ],
)
def test_the_columns_of_people(results, audience, columns):
    rows = ranking_seen(as_json.ranking_json(results.ranking(OCTOBER)), audience, "A")["rows"]
    assert {name for row in rows for name in row} == columns
    assert set(columns_seen(audience)) >= columns


def test_the_public_sees_only_who_has_the_best_rating(results):
    seen = ranking_seen(as_json.ranking_json(results.ranking(OCTOBER)), "public", "A")
    assert seen["rows"] == [{"name": "Nguyễn Thị An", "team": "Văn", "rating": "A"}]
    assert seen["not_rated"] == []


def test_teams_are_no_persons(results):
    rows = ranking_seen(as_json.ranking_json(results.ranking(OCTOBER, "team")), "public", "A")["rows"]
    assert rows == [{"rank": 1, "team": "Văn", "points": "77.50", "rating": "B", "rated": 2}]


def test_every_field_of_a_document_has_its_rule(results):
    """A new one that nobody has thought about is the board's, and this says so."""
    assert names_for(asked(results)).keys() <= SECTIONS.keys()


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_no_forbidden_field_is_there_to_be_used(results, audience):
    seen = fields_for(asked(results), audience=audience)
    assert not [name for name in seen if not sees(audience, SECTIONS[name])]
    assert not [name for row in seen["ranking"] for name in row if not sees(audience, COLUMNS.get(name))]


def test_the_board_sees_every_field(results):
    assert fields_for(asked(results)).keys() == names_for(asked(results)).keys()


# --- documents ----------------------------------------------------------------------------------------------------

FORBIDDEN = ("Bình", "Hoà", "Ánh", "93,25", "61,75", "con ốm", "TV01", "TV02", "3,25", "41,75")


def template(folder, *lines):
    (folder / "mau").mkdir()
    word = WordDocument()
    for line in lines:
        word.add_paragraph(line)
    word.save(folder / "mau" / "monthly.docx")


def public(folder):
    return results_of(folder, reports={"templates": "mau", "audiences": {"monthly": "public"}})


def test_no_forbidden_value_reaches_a_public_document(tmp_path):
    template(
        tmp_path,
        "{{ school.name }} {{ month.text }}",
        "{%p for row in ranking %}",
        "{{ row.name }} {{ row.team }} {{ row.rating }}",
        "{%p endfor %}",
        "{%p for row in teams %}",
        "{{ row.name }} {{ row.points }}",
        "{%p endfor %}",
    )
    content = made_document("monthly", public(tmp_path), OCTOBER).content
    text = re.sub(
        "<[^>]*>", " ", " ".join(part.decode("utf-8", "replace") for part in parts_of(content).values())
    )
    assert "Nguyễn Thị An Văn A" in " ".join(text.split())
    assert [value for value in FORBIDDEN if value in text] == []


@pytest.mark.parametrize(
    "used",
    [
        "{% for row in ranking %}{{ row.points }}{% endfor %}",
        "{% for row in ranking %}{{ row.rank }}{% endfor %}",
        "{{ missing }}",
        "{{ left_out }}",
        "{{ comments }}",
        "{{ counts.missing }}",
    ],
)
def test_a_public_template_that_uses_more_is_refused(tmp_path, used):
    template(tmp_path, used)
    with pytest.raises(ConfigError):
        made_document("monthly", public(tmp_path), OCTOBER)


def test_the_stock_report_is_for_the_board_and_says_so_when_it_is_given_to_all(tmp_path):
    results = results_of(tmp_path, reports={"audiences": {"monthly": "public"}})
    with pytest.raises(ConfigError):
        made_document("monthly", results, OCTOBER)


def test_an_audience_that_there_is_not_is_a_mistake_of_the_config():
    with pytest.raises(ConfigError, match="everybody"):
        made_up_config(reports={"audiences": {"monthly": "everybody"}})


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
def test_the_command_shows_an_audience_no_more_than_it_may_see(shell, as_json):
    write_school(shell.folder, {**MARKS, "TT01": 70})
    done = shell.run("ranking", "--month", "10", "--audience", "public", *as_json, *TODAY)
    assert "Lê Thị Hoà" in done.stdout
    assert not [value for value in ("TT01", "TV01", "90", "Bình") if value in done.stdout]
