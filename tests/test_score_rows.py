"""A nation's rows graded by SQL come out as a school's do by its own pipeline."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scripts.score_rows import YEAR as YEAR_FILE
from scripts.score_rows import grade_all
from sheets_sync.errors import ConfigError
from sheets_sync.model import Month, Period, Place, Score
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.gradebook import grade_month
from tests.made_up import YEAR, made_up_results

RUBRIC = load_rubric("ha-noi-3814", Path())
KEYS = [item.key for part in RUBRIC.criteria for item in part.inputs]
MONTHS = YEAR.months[:4]


def made_up_rows(chance: Random, school: str) -> list[dict[str, object]]:
    """Rows of two schools' kinds: approved or not, with blanks, ties, a person twice in a month."""
    rows: list[dict[str, object]] = []
    for month in MONTHS:
        for number in range(40):
            marks = {
                KEYS[0]: chance.choice((1800, 1950, 2000)),
                KEYS[1]: chance.choice((6000, 6550, 7000, None)),
            }
            marks |= dict.fromkeys(KEYS[2:])
            person = {
                "school": school,
                "team": f"Tổ {number % 3}",
                "staff_id": f"CB{number:02}",
                "month": str(month),
            }
            totals = {
                "team_total": chance.choice((None, 8000)),
                "approved": chance.choice((None, 7799, 9000, 8955)),
            }
            rows.append({**person, **marks, **totals})
    return [*rows, rows[7]]


def results_of(rows: list[dict[str, object]]) -> Results:
    """The same rows as a school's own pipeline grades and ranks them."""
    place, grades = Place("Tháng", None, 2, {}), {}
    for month in MONTHS:
        scores = [
            Score(
                place,
                row["staff_id"],
                tuple(row[key] for key in KEYS),
                None,
                row["team_total"],
                row["approved"],
            )
            for row in rows
            if row["month"] == str(month)
        ]
        grades[month] = grade_month(scores, RUBRIC, {})
    people = {
        row["staff_id"]: f"{row['staff_id']} | Tên {row['staff_id']} | {row['team']} | -" for row in rows
    }
    table = "\n".join(people.values())
    return made_up_results(table, 9, rubric=RUBRIC, given=grades)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Rows of two schools, and where they were graded."""
    folder, chance = tmp_path_factory.mktemp("rows"), Random(14)
    schools = {school: made_up_rows(chance, school) for school in ("bắc", "nam")}
    whole = pa.schema(
        {name: pa.string() for name in ("school", "team", "staff_id", "month")}
        | {name: pa.int32() for name in (*KEYS, "team_total", "approved")}
    )
    for number, rows in enumerate(schools.values()):
        pq.write_table(pa.Table.from_pylist(rows, whole), folder / f"rows-{number}.parquet")
    grade_all(str(folder / "rows-*.parquet"), RUBRIC, YEAR, folder / "graded")
    return schools, folder / "graded"


def graded(folder: Path, school: str, period: Period) -> set[tuple[object, ...]]:
    file = f"{period}.parquet" if isinstance(period, Month) else YEAR_FILE
    columns = ("staff_id", "points", "rating", "rank", "team_rank")
    rows = pq.read_table(folder / file).to_pylist()
    return {tuple(row[name] for name in columns) for row in rows if row["school"] == school}


@pytest.mark.parametrize("school", ["bắc", "nam"])
@pytest.mark.parametrize("period", [*MONTHS, YEAR], ids=str)
def test_points_ratings_and_ranks_are_the_pipelines(both, school, period):
    schools, folder = both
    ranking = results_of(schools[school]).ranking(period)
    expected = {(row.staff_id, row.points, row.rating, row.rank, row.team_rank) for row in ranking.rows}

    assert graded(folder, school, period) == expected
    assert len(expected) > 30


def test_what_decided_is_kept(both):
    schools, folder = both
    kept = {
        (row["school"], row["staff_id"]): row["decided_by"]
        for row in pq.read_table(folder / f"{MONTHS[1]}.parquet").to_pylist()
    }
    for school, rows in schools.items():
        for grade in results_of(rows).grades[MONTHS[1]].values():
            assert kept[school, grade.staff_id] == grade.decided_by


def test_a_rubric_that_asks_for_more_is_refused(tmp_path):
    from dataclasses import replace

    with pytest.raises(ConfigError, match="không tính gộp được"):
        grade_all("rows.parquet", replace(RUBRIC, ranks_by_rating=True), YEAR, tmp_path)
