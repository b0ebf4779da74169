"""The sample schools: every planted mistake is found, nothing else is, and everybody stands where they should."""

from __future__ import annotations

import re

import pytest

from sheets_sync.language import translator
from sheets_sync.views.as_json import check_json, ranking_json
from tests.sample_schools import SCHOOLS, Sample


@pytest.fixture(params=SCHOOLS)
def sample(request, tmp_path):
    return Sample(request.param, tmp_path)


def keys(problems):
    """What identifies a problem in a truth: the staff id only where there is no cell."""
    return {(p["code"], p["tab"], p["cell"], None if p["cell"] else p["staff_id"]) for p in problems}


def matches(planned, found):
    row = re.fullmatch(r"\*(\d+)", planned[2] or "")
    same_row = row and found[2] and re.fullmatch(rf"[A-Z]+{row[1]}", found[2])
    return planned == found or bool(same_row and planned[:2] == found[:2])


def assert_found_as_planted(truth, problems):
    found = keys(p for p in problems if p["level"] != "info")
    must, may = keys(truth["must"]), keys(truth["may"])
    missed = [planned for planned in must if not any(matches(planned, each) for each in found)]
    false = [each for each in found if not any(matches(planned, each) for planned in must | may)]
    assert (missed, false) == ([], [])


def assert_ranked_as_true(truth, ranking):
    want = {row["staff_id"]: row for row in truth["rankings"][ranking["period"]]}
    assert {row["staff_id"]: row for row in ranking["rows"]} == want


def test_every_planted_mistake_is_found_and_nothing_else(sample):
    assert_found_as_planted(sample.truth, check_json(sample.results().problems, translator("vi"))["problems"])


def test_everybody_stands_where_they_should(sample):
    results = sample.results()
    assert [str(month) for month in results.ranked_months] == sorted(sample.truth["rankings"])
    for month in results.ranked_months:
        assert_ranked_as_true(sample.truth, ranking_json(results.ranking(month)))


def test_check_as_a_command(sample):
    code, document = sample.command("check")
    assert code == (1 if sample.truth["must"] else 0)
    assert_found_as_planted(sample.truth, document["problems"])


def test_ranking_as_a_command(sample):
    code, document = sample.command("ranking")
    assert (code, document["period"]) == (0, max(sample.truth["rankings"]))
    assert_ranked_as_true(sample.truth, document)


def test_every_problem_has_its_texts_in_both_languages(sample):
    problems = sample.results().problems
    for language in ("vi", "en"):
        for found in check_json(problems, translator(language))["problems"]:
            assert found["message"] and found["remedy"], found
            assert "{" not in found["message"] + found["remedy"], found


def test_a_clean_school_has_nothing_to_mend(tmp_path):
    code, document = Sample("clean-school", tmp_path).command("check")
    assert (code, document["counts"]["error"], document["counts"]["warning"]) == (0, 0, 0)
