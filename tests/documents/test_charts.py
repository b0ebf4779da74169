"""Charts of documents: readable without colour, the same bytes every time, and only where there is something to compare."""

from __future__ import annotations

import io

import pytest

from sheets_sync.documents import charts
from sheets_sync.documents.charts import Picture, PlotSeries
from sheets_sync.documents.fields.pictures import pictures
from sheets_sync.documents.fields.request import DocumentRequest, figures_of
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.documents.word_file import parts_of
from sheets_sync.model import Period
from sheets_sync.results.results import Results
from tests.golden_papers import demo_school
from tests.made_documents import made_document
from tests.made_up import YEAR, made_up_results

pytestmark = pytest.mark.slow  # draws

TWO = (PlotSeries("Loại A", [3, 1]), PlotSeries("Loại B", [2, 0]))


def drawn(kind: str) -> Picture:
    if kind == "stacked":
        return charts.stacked(["9/2023", "10/2023"], TWO, "x")
    if kind == "beside":
        return charts.side_by_side(["LĐTT", "CSTĐCS"], TWO, "x")
    return charts.ranked(["Toán - Tin", "Ngữ văn"], [9250, 8975], "x")


KINDS = ("stacked", "beside", "ranked")


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_the_same_every_time(kind: str) -> None:
    assert drawn(kind) == drawn(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_no_colour(kind: str) -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(drawn(kind).content)).convert("RGB")
    colours = image.getcolors(1 << 20) or []

    assert colours
    assert all(red == green == blue for _, (red, green, blue) in colours)
    assert image.width > 800  # enough dots for print


def test_series_differ_by_more_than_their_grey() -> None:
    looks = [charts._look(number) for number in range(4)]

    assert len({look["hatch"] for look in looks}) == len({look["facecolor"] for look in looks}) == 4


def request(results: Results, period: Period) -> DocumentRequest:
    return DocumentRequest(stock_kinds()["year"], results, period, figures_of(results, period))


def test_one_month_and_one_team_are_nothing_to_compare() -> None:
    found = pictures(request(made_up_results("1 | An | Toán | 90", 10), YEAR))

    assert found == {"months": None, "teams": None, "titles": None}


def test_the_demo_has_all_three_with_what_they_show_in_words() -> None:
    found = pictures(request(demo_school(), demo_school().config.year))

    assert [str(each) for each in found.values()] == [
        "[Biểu đồ: số người từng loại qua các tháng, năm học 2023-2024]",
        "[Biểu đồ: điểm trung bình các tổ, năm học 2023-2024]",
        "[Biểu đồ: danh hiệu năm học 2023-2024 so với năm học 2022-2023]",
    ]


@pytest.mark.parametrize(("kind", "count"), [("term", 2), ("year", 3)])
def test_they_stand_in_the_reports_of_term_and_year(kind: str, count: int) -> None:
    school = demo_school()
    period = school.config.year if kind == "year" else school.config.year.term(1)
    parts = parts_of(made_document(kind, school, period).content)

    assert sum(name.startswith("word/media/") for name in parts) == count
    assert parts["word/document.xml"].count(b"<w:drawing>") == count


def test_without_anything_to_compare_no_caption_is_left() -> None:
    content = made_document("term", made_up_results("1 | An | Toán | 90", 10), YEAR.term(1)).content

    assert "Biểu đồ" not in parts_of(content)["word/document.xml"].decode()
