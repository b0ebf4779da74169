"""The demo: a whole school through the whole program, and every planted slip found at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from sheets_sync import demo, pipeline
from sheets_sync.demo.people import FALLING, JOINED, RISING_TEAM, STUDYING, TRANSFERRED
from sheets_sync.demo.slips import Slip
from sheets_sync.errors import RefusedError
from sheets_sync.model import Month
from sheets_sync.points import mean
from sheets_sync.results.results import Results
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder)
    config = load_config(folder / demo.CONFIG)
    yield pipeline.compute(XlsxStore(config, lambda _: True).read(), config, demo.DEMO_TODAY)


def test_check_finds_every_planted_slip_at_its_cell_and_nothing_else(school: Results) -> None:
    found = {
        Slip(
            each.code,
            each.where.tab,
            each.where.cell,
            None if each.where.cell else each.staff_id,
        )
        for each in school.problems
    }

    assert found == set(demo.slips())


def test_slips_are_few_and_of_many_kinds() -> None:
    slips = demo.slips()

    assert len(slips) < 40
    assert len({slip.code for slip in slips}) > 20


def test_a_fifth_to_a_quarter_have_the_best_rating_every_month(school: Results) -> None:
    shares = {}
    for month in school.ranked_months:
        ratings = Counter(grade.rating for grade in school.grades[month].values())
        shares[str(month)] = 100 * ratings["A"] // ratings.total()

    assert all(20 <= share <= 28 for share in shares.values()), shares
    assert len(shares) == 7


def test_one_team_rises_all_year(school: Results) -> None:
    means = []
    for month in school.ranked_months:
        grades = school.grades[month].values()
        team_of = school.school.roster.team_of
        means.append(mean([grade.points for grade in grades if team_of(grade.staff_id) == RISING_TEAM]))

    assert means == sorted(means)
    assert means[-1] - means[0] > 500


def test_one_person_falls_by_more_than_five_points(school: Results) -> None:
    before, after = (school.grades[Month(2024, number)][FALLING].points for number in (2, 3))

    assert before - after > 500


def test_some_points_are_tied(school: Results) -> None:
    points = [grade.points for grade in school.grades[Month(2024, 3)].values()]

    assert len(set(points)) < len(points)


@pytest.mark.parametrize(
    ("staff_id", "first", "last"),
    [(TRANSFERRED, (2023, 9), (2024, 1)), (STUDYING, (2023, 9), (2024, 1)), (JOINED, (2024, 1), (2024, 3))],
)
def test_people_are_rated_while_they_are_there(
    school: Results, staff_id: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    rated = [month for month in school.ranked_months if staff_id in school.grades[month]]

    assert (rated[0], rated[-1]) == (Month(*first), Month(*last))


def test_it_is_the_same_every_time() -> None:
    assert demo.workbook() == demo.workbook()


def test_made_again_it_keeps_what_was_tried_out_in_the_workbook(tmp_path: Path) -> None:
    demo.make(tmp_path)
    (tmp_path / demo.WORKBOOK).write_bytes(b"tried out")

    demo.make(tmp_path)

    assert (tmp_path / demo.WORKBOOK).read_bytes() == b"tried out"


@pytest.mark.parametrize("name", [demo.WORKBOOK, demo.CONFIG])
def test_a_real_school_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"a real school's")

    with pytest.raises(RefusedError):
        demo.make(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {name}


def test_the_line_of_a_team_stands_out_in_a_months_tab(tmp_path):
    demo.make(tmp_path)
    tab = openpyxl.load_workbook(tmp_path / "so-thi-dua.xlsx")["Tháng 10"]
    line = next(row for row in tab.iter_rows() if row[0].value == "Tổ Hành chính")
    below = tab[line[0].row + 1]
    assert (line[0].font.b, line[0].alignment.horizontal) == (True, "left")
    assert {cell.fill.fgColor.rgb for cell in line}.isdisjoint(cell.fill.fgColor.rgb for cell in below)
