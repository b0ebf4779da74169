"""titles, explain and rules as a board member calls them."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sheets_sync.cli import cli
from sheets_sync.errors import UsageError
from tests.places import SAMPLES
from tests.sample_schools import CONFIG


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("school")
    copyfile(SAMPLES / "clean-school" / "so-thi-dua.xlsx", folder / "so.xlsx")
    path = folder / "config.toml"
    path.write_text(CONFIG.format(workbook="so.xlsx"), encoding="utf-8")
    return path


def run(config: Path, *words: str) -> Result:
    asked = ["--config", str(config), "--lang", "vi", "--today", "2024-05-20", *words]
    return CliRunner().invoke(cli, asked, catch_exceptions=False)


def as_json(config: Path, *words: str) -> Any:
    return json.loads(run(config, *words, "--json").stdout)


def test_json_has_what_the_contract_says(config):
    rows = as_json(config, "titles")["rows"]
    assert {row["title"] for row in rows} == {
        "LDTT", "CSTDCS", "CSTDTP", "CSTDTQ", "TTLDTT", "TTLDXS", "GIAYKHEN", "KNC",
    }  # fmt: skip
    first = rows[0]
    assert {"subject", "name", "title", "registered", "verdict", "reasons"} <= set(first)
    assert {"rule", "met", "evidence", "source"} <= set(first["reasons"][0])
    assert {row["verdict"] for row in rows} <= {"eligible", "not_eligible", "over_quota", "on_hold"}


def test_every_person_and_team_has_every_title_of_theirs_once(config):
    rows = as_json(config, "titles")["rows"]
    pairs = [(row["subject"], row["title"]) for row in rows]
    assert len(pairs) == len(set(pairs)) == 62 * 6 + 6 * 3  # six titles of persons, three of teams


def test_one_title_alone(config):
    assert {row["title"] for row in as_json(config, "titles", "--title", "knc")["rows"]} == {"KNC"}


def test_a_title_that_there_is_not_names_the_nearest(config):
    with pytest.raises(UsageError, match="Có phải “CSTDCS”"):
        run(config, "titles", "--title", "CSTDCX")


def test_people_see_what_stands_in_the_way_and_its_article(config):
    lines = run(config, "titles").stdout.splitlines()
    refused = [line for line in lines if line.startswith("CSTDCS") and "Thiếu một điều kiện" in line]
    for source in (
        "Luật Thi đua, khen thưởng 2022, Điều 23 khoản 2",
        "Nghị định 98/2023/NĐ-CP, Điều 30 khoản 7",
    ):
        assert any(f"[{source}]" in line for line in refused)


def test_a_team_has_no_id_and_its_name_once(config):
    lines = [line.split("\t") for line in run(config, "titles", "--title", "TTLDTT").stdout.splitlines()]
    teams = [line for line in lines if line[0] == "TTLDTT"]
    assert teams
    assert all(subject == team == "" and name for _, subject, name, team, *_ in teams)


def test_the_signs_are_explained(config):
    for words in (("titles", "--verbose"), ("explain", "CB027")):
        assert "✓ đạt, ✗ chưa đạt, ? còn chờ xác nhận" in run(config, *words).stdout


def test_a_name_may_stand_without_quotes(config):
    name = as_json(config, "explain", "CB027")["name"]
    assert as_json(config, "explain", *name.split())["staff_id"] == "CB027"


def test_verbose_tells_every_condition(config):
    told = run(config, "titles", "--title", "CSTDCS", "--verbose").stdout
    assert "✓ đạt tiêu chuẩn Lao động tiên tiến: LĐTT: đủ điều kiện" in told
    assert "✗ hoàn thành xuất sắc nhiệm vụ hoặc có sáng kiến" in told


def test_english_is_complete_beside_it(config):
    told = run(config, "titles", "--title", "CSTDCS", "--verbose", "--lang", "en").stdout
    assert "✓ meets the standard of Lao động tiên tiến: LĐTT: eligible" in told


def test_explain_tells_a_persons_verdicts(config):
    found = as_json(config, "explain", "CB027")["titles"]
    assert [(row["title"], row["verdict"]) for row in found] == [
        ("LDTT", "eligible"),
        ("CSTDCS", "eligible"),
        ("KNC", "eligible"),
    ]


def test_what_if_prints_who_would_change_and_writes_nothing(config, tmp_path):
    (tmp_path / "thu.toml").write_text('"LDTT.rating.at_least" = "HTXS"', encoding="utf-8")
    before = sorted(config.parent.iterdir())
    changes = as_json(config, "titles", "--what-if", str(tmp_path / "thu.toml"))["changes"]
    assert {(row["title"], row["before"], row["after"]) for row in changes} >= {
        ("LDTT", "eligible", "not_eligible")
    }
    assert sorted(config.parent.iterdir()) == before


def test_a_ranking_by_another_rubric(config, tmp_path):
    stock = SAMPLES.parent.parent / "sheets_sync" / "rules" / "rubrics" / "ha-noi-3814.toml"
    stricter = stock.read_text(encoding="utf-8").replace("from = 90", "from = 95")
    (tmp_path / "chat.toml").write_text(stricter, encoding="utf-8")
    found = as_json(config, "ranking", "--month", "10", "--what-if", str(tmp_path / "chat.toml"))["changes"]
    assert {(row["before"]["rating"], row["after"]["rating"]) for row in found} == {("A", "B")}


def test_rules_show_says_what_is_asked_then_its_source_then_its_figures(config):
    told = [line.strip() for line in run(config, "rules", "show").stdout.splitlines()]
    at = told.index("• xếp loại năm: Hoàn thành tốt nhiệm vụ trở lên")
    assert told[at + 1 : at + 3] == [
        "Luật Thi đua, khen thưởng 2022, Điều 24 khoản 1 điểm a [đã đọc nguyên văn]",
        'LDTT.rating (at_least = "HTT")',
    ]


def test_rules_show_says_quotas_and_money_in_words(config):
    told = run(config, "rules", "show").stdout
    assert "CSTĐCS: nhiều nhất 15 % số LĐTT, làm tròn xuống; vượt thì chỉ nhắc" in told
    assert "lương cơ sở: 1.800.000 đồng" in told


def test_rules_show_for_machines_has_the_words_too(config):
    rules = as_json(config, "rules", "show")["rules"]
    assert {rule["title"]: rule["asks"] for rule in rules if rule["rule"] == "once"} == {
        "KNC": "chưa được tặng lần nào"
    }


@pytest.mark.parametrize(
    ("day", "law"), [("2023-12-31", "vn-2017"), ("2024-01-01", "vn-2022"), ("2016-01-01", None)]
)
def test_rules_show_on_another_day(config, day, law):
    assert as_json(config, "rules", "show", "--on", day)["law"] == law


def test_rules_check_reads_a_rule_set(config):
    stock = SAMPLES.parent.parent / "sheets_sync" / "rules" / "law" / "vn-2017.toml"
    assert as_json(config, "rules", "check", str(stock))["law"] == "vn-2017"


def test_rules_check_refuses_a_broken_rule_set_with_its_line(config, tmp_path):
    (tmp_path / "luat.toml").write_text(
        'name = "x"\nvalid_from = 2024-01-01\n[[rules]]\nrule = "x"\n', encoding="utf-8"
    )
    with pytest.raises(Exception, match=r"luat.toml, dòng 4"):
        run(config, "rules", "check", str(tmp_path / "luat.toml"))


@pytest.mark.parametrize(("day", "salary"), [("2024-06-30", "1.800.000"), ("2024-07-01", "2.340.000")])
def test_rules_show_says_how_rewards_are_made(config, day, salary):
    said = run(config, "rules", "show", "--on", day).stdout
    assert "LĐTT: thưởng 0,3 lần lương cơ sở, làm tròn lên 10.000 đồng" in said
    assert "LDTT.reward = 0.3, rewards.round_up_to = 10000" in said.replace("0.30", "0.3")
    assert f"lương cơ sở: {salary} đồng" in said


def test_rules_show_says_where_no_law_covers_the_day(config):
    assert (
        "Không có bộ luật nào cho ngày quyết định 01/07/2025"
        in run(config, "rules", "show", "--on", "2025-07-01").stdout
    )
