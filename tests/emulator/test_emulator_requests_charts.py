"""Requests on charts."""

from __future__ import annotations

from tests.emulator.sheets_book import grid


def data(column, sheet=0):
    return {"sourceRange": {"sources": [grid(0, 5, column, column + 1, sheet)]}}


def spec(title="Điểm"):
    chart = {"chartType": "BAR", "domains": [{"domain": data(0)}], "series": [{"series": data(1)}]}
    return {"title": title, "basicChart": {**chart, "headerCount": 1}}


def position(row=1, column=3, sheet=0):
    return {"overlayPosition": {"anchorCell": {"sheetId": sheet, "rowIndex": row, "columnIndex": column}}}


def add(number=None, **more):
    chart = {"spec": spec(), "position": position(), **more}
    return {"addChart": {"chart": {**chart, **({"chartId": number} if number else {})}}}


def charts(book):
    return book.sheet("charts").get("charts", [])


def test_a_chosen_id_is_kept(book):
    [reply] = book.do(add(5))
    assert reply["addChart"]["chart"]["chartId"] == 5


def test_an_id_is_chosen(book):
    [reply] = book.do(add())
    assert reply["addChart"]["chart"]["chartId"] > 0


def test_an_id_that_is_taken(book):
    book.do(add(5))
    assert "5 already exists" in book.refused(add(5))


def test_it_lies_where_it_was_put_in_the_usual_size(book):
    book.do(add(5))
    assert charts(book)[0]["position"]["overlayPosition"] == {
        "anchorCell": {"rowIndex": 1, "columnIndex": 3},
        "widthPixels": 600,
        "heightPixels": 371,
    }


def test_tab_0_is_not_spelt_out_in_its_ranges(book):
    book.do(add(5))
    source = charts(book)[0]["spec"]["basicChart"]["domains"][0]["domain"]["sourceRange"]["sources"][0]
    assert "sheetId" not in source


def test_a_new_spec_takes_the_place_of_the_old(book):
    book.do(add(5), {"updateChartSpec": {"chartId": 5, "spec": spec("Khác")}})
    assert [chart["spec"]["title"] for chart in charts(book)] == ["Khác"]


def test_a_chart_moves_to_another_tab(book):
    move = {"objectId": 5, "newPosition": position(0, 0, 7), "fields": "*"}
    book.do(
        {"addSheet": {"properties": {"sheetId": 7, "title": "B"}}},
        add(5),
        {"updateEmbeddedObjectPosition": move},
    )
    assert (charts(book), len(book.sheet("charts", "B")["charts"])) == ([], 1)


def test_a_mask_moves_it_only_as_far_as_it_says(book):
    place = {"overlayPosition": {"offsetXPixels": 9, "widthPixels": 1}}
    fields = "overlayPosition.offsetXPixels"
    book.do(add(5), {"updateEmbeddedObjectPosition": {"objectId": 5, "newPosition": place, "fields": fields}})
    overlay = charts(book)[0]["position"]["overlayPosition"]
    assert (overlay["offsetXPixels"], overlay["widthPixels"]) == (9, 600)


def test_a_deleted_chart_is_gone(book):
    book.do(add(5), {"deleteEmbeddedObject": {"objectId": 5}})
    assert charts(book) == []


def test_an_unknown_chart(book):
    assert "No embedded object with id: 9" in book.refused({"deleteEmbeddedObject": {"objectId": 9}})


def test_an_anchor_outside_of_the_grid(book):
    assert "GridCoordinate.rowIndex[1000] is after last row in grid[999]" in book.refused(
        add(5, position=position(1000))
    )


def test_a_source_is_one_row_or_column(book):
    wide = spec()
    wide["basicChart"]["series"] = [{"series": {"sourceRange": {"sources": [grid(0, 5, 1, 3)]}}}]
    assert "must have a length of 1" in book.refused(add(5, spec=wide))


def test_a_source_on_an_unknown_tab(book):
    wrong = spec()
    wrong["basicChart"]["series"] = [{"series": data(1, 9)}]
    assert "No grid with id: 9" in book.refused(add(5, spec=wrong))


def test_a_chart_goes_with_its_tab(book):
    book.do({"addSheet": {"properties": {"sheetId": 7}}}, add(5, position=position(0, 0, 7)))
    book.do({"deleteSheet": {"sheetId": 7}}, add(5))
    assert len(charts(book)) == 1


def test_sources_follow_inserted_rows(book):
    book.do(
        add(5),
        {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 4}}},
    )
    source = charts(book)[0]["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0]
    assert source["endRowIndex"] == 7


def test_its_anchor_follows_inserted_rows(book):
    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    book.do(add(5, position=position(0, 3)), {"insertDimension": {"range": rows}})
    assert charts(book)[0]["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 2, "columnIndex": 3}


def test_columns_of_another_tab_do_not_move_it(book):
    columns = {"sheetId": 7, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}
    book.do({"addSheet": {"properties": {"sheetId": 7}}}, add(5), {"insertDimension": {"range": columns}})
    assert charts(book)[0]["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 1, "columnIndex": 3}
