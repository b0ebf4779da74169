"""Requests on groups of rows and columns."""

from __future__ import annotations

import pytest


def lines(start, end, dimension="ROWS"):
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def add(start, end, dimension="ROWS"):
    return {"addDimensionGroup": {"range": lines(start, end, dimension)}}


def delete(start, end, dimension="ROWS"):
    return {"deleteDimensionGroup": {"range": lines(start, end, dimension)}}


def fold(start, end, depth, collapsed=True):
    group = {"range": lines(start, end), "depth": depth, "collapsed": collapsed}
    return {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}}


def groups(book, name="rowGroups"):
    """Start, end and depth of each group."""
    shown = book.sheet(name).get(name, [])
    places = [(each["range"].get("startIndex", 0), each["range"]["endIndex"]) for each in shown]
    return [(*place, each["depth"]) for place, each in zip(places, shown, strict=True)]


def test_a_group_is_told_and_shown_without_the_id_of_the_first_tab(book):
    shown = {"range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}, "depth": 1}
    assert book.do(add(0, 2, "COLUMNS")) == [{"addDimensionGroup": {"dimensionGroups": [shown]}}]
    assert book.sheet("columnGroups")["columnGroups"] == [shown]
    grid = book.sheet("properties.gridProperties")["properties"]["gridProperties"]
    assert grid["columnGroupControlAfter"]


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        ([add(1, 3), add(5, 6)], [(1, 3, 1), (5, 6, 1)]),
        ([add(1, 3), add(3, 6)], [(1, 6, 1)]),
        ([add(0, 9), add(2, 4)], [(0, 9, 1), (2, 4, 2)]),
        ([add(1, 9), delete(3, 5)], [(1, 3, 1), (5, 9, 1)]),
        ([add(0, 9), add(2, 4), delete(0, 9)], [(2, 4, 1)]),
    ],
)
def test_groups_join_nest_and_come_apart(book, requests, expected):
    book.do(*requests)
    assert groups(book) == expected


def test_the_last_group_that_goes_leaves_an_empty_reply(book):
    assert book.do(add(0, 2), delete(0, 2))[1] == {"deleteDimensionGroup": {}}


def test_a_group_that_is_not_there_cannot_go(book):
    assert "doesn't exist" in book.refused(delete(0, 2))


def test_folding_a_group_hides_its_rows(book):
    book.do(add(1, 3), fold(1, 3, 1))
    rows = book.get("sheets.data.rowMetadata.hiddenByUser", ranges="Sheet1!A1:A4")["sheets"][0]["data"][0]
    assert [row.get("hiddenByUser", False) for row in rows["rowMetadata"]] == [False, True, True, False]


def test_groups_follow_their_rows(book):
    insert = {"insertDimension": {"range": lines(0, 2)}}
    gone = {"deleteDimension": {"range": lines(5, 6)}}
    book.do(add(1, 3), add(5, 6), insert, gone)
    assert groups(book) == [(3, 5, 1), (6, 7, 1)]


def test_at_most_eight_deep(book):
    book.do(*[add(0, 2)] * 8)
    assert "8 levels" in book.refused(add(0, 2))
