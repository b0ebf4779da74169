"""Requests on filters, named ranges and banding."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write


def set_filter(area, **more):
    return {"setBasicFilter": {"filter": {"range": area, **more}}}


class TestBasicFilter:
    def test_it_stands_on_its_range(self, book):
        book.do(set_filter(grid(0, 5, 0, 2)))
        assert book.sheet("basicFilter")["basicFilter"]["range"]["endRowIndex"] == 5

    def test_a_second_one_takes_its_place(self, book):
        book.do(set_filter(grid(0, 5, 0, 2)), set_filter(grid(0, 9, 0, 2)))
        assert book.sheet("basicFilter")["basicFilter"]["range"]["endRowIndex"] == 9

    def test_cleared_it_is_gone(self, book):
        book.do(set_filter(grid(0, 5, 0, 2)), {"clearBasicFilter": {"sheetId": 0}})
        assert "basicFilter" not in book.sheet("basicFilter")

    def test_criteria_show_both_ways(self, book):
        book.do(set_filter(grid(0, 5, 0, 2), criteria={"1": {"hiddenValues": ["x"]}}))
        shown = book.sheet("basicFilter")["basicFilter"]
        assert shown["filterSpecs"] == [{"columnIndex": 1, "filterCriteria": {"hiddenValues": ["x"]}}]

    def test_not_over_upright_merges(self, book):
        book.do({"mergeCells": {"range": grid(1, 3, 0, 1)}})
        assert "containing vertical merges" in book.refused(set_filter(grid(0, 5, 0, 2)))

    def test_no_upright_merges_inside(self, book):
        book.do(set_filter(grid(0, 5, 0, 2)))
        assert "inside a filter" in book.refused({"mergeCells": {"range": grid(1, 3, 0, 1)}})


class TestFilterViews:
    def add(self, **view):
        return {"addFilterView": {"filter": {"range": grid(0, 5, 0, 2), **view}}}

    def views(self, book):
        return book.sheet("filterViews").get("filterViews", [])

    def test_it_gets_an_id_and_a_title(self, book):
        [reply] = book.do(self.add())
        view = reply["addFilterView"]["filter"]
        assert view["filterViewId"] > 0 and view["title"] == "Filter 1"

    def test_a_mask_changes_its_title(self, book):
        change = {"filter": {"filterViewId": 5, "title": "Tổ 1"}, "fields": "title"}
        book.do(self.add(filterViewId=5), {"updateFilterView": change})
        assert [view["title"] for view in self.views(book)] == ["Tổ 1"]

    def test_a_copy_and_a_deletion(self, book):
        book.do(
            self.add(filterViewId=5, title="A"),
            {"duplicateFilterView": {"filterId": 5}},
            {"deleteFilterView": {"filterId": 5}},
        )
        assert [view["title"] for view in self.views(book)] == ["Copy of A"]


class TestNamedRanges:
    def add(self, name="Diem", **more):
        return {"addNamedRange": {"namedRange": {"name": name, "range": grid(0, 2, 0, 1), **more}}}

    def test_it_gets_an_id(self, book):
        [reply] = book.do(self.add())
        assert reply["addNamedRange"]["namedRange"]["namedRangeId"]

    def test_its_name_reads_as_a_range(self, book):
        book.do(write(["a"], ["b"], ["c"]), self.add())
        assert book.texts("Diem") == [["a"], ["b"]]

    def test_a_name_that_is_taken(self, book):
        book.do(self.add())
        assert "already exists" in book.refused(self.add("DIEM"))

    @pytest.mark.parametrize("name", ["", "A1", "two words", "1st", "R1C1", "true"])
    def test_names_that_are_none(self, book, name):
        assert "not a valid name" in book.refused(self.add(name))

    def test_a_mask_changes_its_range(self, book):
        change = {"namedRange": {"namedRangeId": "n1", "range": grid(4, 6, 0, 1)}, "fields": "range"}
        book.do(self.add(namedRangeId="n1"), {"updateNamedRange": change})
        [named] = book.get("namedRanges")["namedRanges"]
        assert (named["name"], named["range"]["startRowIndex"]) == ("Diem", 4)

    def test_deleted_it_is_gone(self, book):
        book.do(self.add(namedRangeId="n1"), {"deleteNamedRange": {"namedRangeId": "n1"}})
        assert "namedRanges" not in book.get()


BANDS = {"firstBandColor": {"red": 1}, "secondBandColor": {"green": 1}}


class TestBanding:
    def add(self, **more):
        return {"addBanding": {"bandedRange": {"range": grid(0, 5, 0, 2), "rowProperties": BANDS, **more}}}

    def test_colours_have_twins(self, book):
        [reply] = book.do(self.add())
        shown = reply["addBanding"]["bandedRange"]["rowProperties"]
        assert shown["firstBandColorStyle"] == {"rgbColor": {"red": 1}}

    def test_two_do_not_overlap(self, book):
        book.do(self.add())
        assert "already has alternating background colors" in book.refused(self.add())

    def test_it_needs_colours(self, book):
        assert "rowProperties or columnProperties" in book.refused(self.add(rowProperties={}))

    def test_a_change_and_a_deletion(self, book):
        change = {"bandedRange": {"bandedRangeId": 5, "range": grid(0, 9, 0, 2)}, "fields": "range"}
        book.do(self.add(bandedRangeId=5), {"updateBanding": change})
        assert book.sheet("bandedRanges")["bandedRanges"][0]["range"]["endRowIndex"] == 9
        book.do({"deleteBanding": {"bandedRangeId": 5}})
        assert "bandedRanges" not in book.sheet("bandedRanges")
