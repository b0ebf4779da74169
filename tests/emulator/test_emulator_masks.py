"""Field masks: what they name, what they keep, what Google says of wrong ones."""

from __future__ import annotations

import pytest

from tests.google_emulator import masks
from tests.google_emulator.wire import ApiError


def kept(mask, value):
    return masks.parse(mask).keep(value)


@pytest.mark.parametrize("mask", ["a.b,a.c", "a/b,a/c", "a(b,c)", "a(b),a(c)", "a.b,a(c)"])
def test_spellings_of_one_mask(mask):
    assert masks.parse(mask).paths() == [("a", "b"), ("a", "c")]


def test_a_path_may_end_in_brackets_and_go_on_after_them():
    assert masks.parse("a(b.c(d,e),f),g").paths() == [
        ("a", "b", "c", "d"),
        ("a", "b", "c", "e"),
        ("a", "f"),
        ("g",),
    ]


def test_a_whole_field_beats_its_parts():
    assert masks.parse("a.b,a").paths() == [("a",)]


def test_names_in_snake_case_are_understood():
    assert masks.parse("sheets.row_groups").paths() == [("sheets", "rowGroups")]


def test_a_mask_reaches_through_lists():
    assert kept("a.b", {"a": [{"b": 1, "c": 2}, {"b": 3}], "d": 4}) == {"a": [{"b": 1}, {"b": 3}]}


def test_what_is_wanted_but_not_there_is_left_out():
    assert kept("sheets.properties.hidden", {"sheets": [{"properties": {"title": "a"}}]}) == {
        "sheets": [{"properties": {}}]
    }


def test_a_star_keeps_everything():
    assert kept("*", {"a": 1, "b": {"c": 2}}) == {"a": 1, "b": {"c": 2}}


def test_a_star_below_keeps_everything_there():
    assert kept("a.*,b", {"a": {"x": 1, "y": 2}, "c": 3}) == {"a": {"x": 1, "y": 2}}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("sheets", True), ("sheets.data.rowData", True), ("sheets.properties", False), ("x", False)],
)
def test_whether_something_at_or_under_a_path_is_wanted(path, wanted):
    assert masks.parse("sheets.data(rowData.values)").has(path) is wanted


def test_a_whole_field_wants_all_below():
    assert masks.parse("sheets").has("sheets.data.rowData")


@pytest.mark.parametrize("mask", ["a(b", "a)b", "a,,b", "a,", "(a)", "a()"])
def test_broken_masks_are_refused(mask):
    with pytest.raises(ApiError) as caught:
        masks.parse(mask)
    assert (caught.value.code, caught.value.message) == (400, "Request contains an invalid argument.")


def test_the_first_path_that_a_schema_does_not_have():
    assert (
        masks.parse("sheets(properties(titel))").unknown("sheets", "Spreadsheet") == "sheets.properties.titel"
    )


def test_below_a_map_everything_is_known():
    assert masks.parse("appProperties.job").unknown("drive", "File") is None
