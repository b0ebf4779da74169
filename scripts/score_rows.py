"""A benchmark: score rows of any number of schools in Parquet → points, ratings and ranks, by SQL.

The same rules as `gradebook` and `ranking`, for more rows than Python objects should be made of; a test holds the two
together. Points are hundredths. A row has `school`, `team`, `staff_id`, `month` (`2023-10`), the rubric's inputs by
their keys, `team_total` and `approved`; a graded one has `points`, `decided_by`, `rating`, `rank`, `team_rank`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, SchoolYear
from sheets_sync.rules.rubric import Input, Rubric

YEAR = "year.parquet"


def grade_all(
    rows: str, rubric: Rubric, year: SchoolYear, out: Path, memory: str = "2GB", threads: int | None = None
) -> None:
    """Grade and rank the rows of these Parquet files (a path or a pattern) into one file per month and one of the year.

    A month at a time, so that memory holds a ninth of it at most. Raises ConfigError for a rubric that asks for more
    than sums, thresholds and plain means.
    """
    _require_plain(rubric)
    out.mkdir(parents=True, exist_ok=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "preserve_insertion_order": False,
    }
    if threads:
        settings["threads"] = threads
    with duckdb.connect(config=settings) as database:
        made = list(_months(database, rows, rubric, year.months, out))
        if made:
            source = ", ".join(_quoted(str(path)) for path in made)
            database.execute(
                f"COPY ({_year_query(rubric, source)}) TO {_quoted(str(out / YEAR))} (FORMAT parquet)"
            )


def _months(
    database: duckdb.DuckDBPyConnection, rows: str, rubric: Rubric, months: Sequence[Month], out: Path
) -> Iterator[Path]:
    """The graded months that have rows."""
    found = database.execute("SELECT DISTINCT month FROM read_parquet(?)", [rows]).fetchall()
    present = {str(row[0]) for row in found}
    for month in months:
        if str(month) in present:
            path = out / f"{month}.parquet"
            query = _month_query(rubric, _quoted(rows), str(month))
            database.execute(f"COPY ({query}) TO {_quoted(str(path))} (FORMAT parquet)")
            yield path


def _require_plain(rubric: Rubric) -> None:
    simple = all(part.start is None and part.weight == 1 for part in rubric.criteria)
    simple = simple and all(item.each == 100 and not item.choices for item in _inputs(rubric))
    by_points = not any(band.floors or band.ratios for band in rubric.bands) and not rubric.caps
    means = (
        rubric.year_weights is None and rubric.every == "month" and not rubric.adds_weeks and not rubric.base
    )
    if not (simple and by_points and means) or rubric.tie_breakers or rubric.ranks_by_rating:
        text = N_(
            "Thang điểm “{name}” không chỉ cộng điểm và so ngưỡng, nên không tính gộp được; dùng fleet sync từng trường."
        )
        raise ConfigError(Message(text, {"name": rubric.name}))


def _inputs(rubric: Rubric) -> list[Input]:
    return [item for part in rubric.criteria for item in part.inputs]


# --- SQL --------------------------------------------------------------------------------------------------------


def _month_query(rubric: Rubric, source: str, month: str) -> str:
    """One month: the principal's total, else the team's, else the sum; who has two rows has none."""
    return f"""
        WITH scored AS (
            SELECT school, team, staff_id, month, coalesce(approved, team_total, {_sum(rubric)})::INTEGER AS points,
                CASE WHEN approved IS NOT NULL THEN 'approved' WHEN team_total IS NOT NULL THEN 'team' ELSE 'self' END
                    AS decided_by
            FROM read_parquet({source}) WHERE month = {_quoted(month)}
            QUALIFY count(*) OVER (PARTITION BY school, staff_id) = 1
        )
        SELECT *, {_rating(rubric)} AS rating, {_RANKS} FROM scored WHERE points IS NOT NULL
    """


def _year_query(rubric: Rubric, source: str) -> str:
    """The mean of the rated months, half up to a hundredth; of who changed teams the last team counts."""
    return f"""
        WITH summed AS (
            SELECT school, arg_max(team, month) AS team, staff_id, sum(points) AS total, count(*) AS months
            FROM read_parquet([{source}]) GROUP BY school, staff_id
        ), scored AS (
            SELECT school, team, staff_id, ((2 * total + months) // (2 * months))::INTEGER AS points, months FROM summed
        )
        SELECT *, {_rating(rubric)} AS rating, {_RANKS} FROM scored
    """


_RANKS = """
    rank() OVER (PARTITION BY school ORDER BY points DESC) AS rank,
    rank() OVER (PARTITION BY school, team ORDER BY points DESC) AS team_rank
"""


def _sum(rubric: Rubric) -> str:
    """The sum of the marks; nothing where one that must be there is blank, or all are."""
    inputs = _inputs(rubric)
    names = [_name(item.key) for item in inputs]
    counted = [
        name if item.blank is None else f"coalesce({name}, {item.blank})"
        for name, item in zip(names, inputs, strict=True)
    ]
    return f"CASE WHEN coalesce({', '.join(names)}) IS NOT NULL THEN {' + '.join(counted)} END"


def _rating(rubric: Rubric) -> str:
    *bands, last = rubric.bands
    cases = " ".join(f"WHEN points >= {band.start} THEN {_quoted(band.name)}" for band in bands)
    return f"CASE {cases} ELSE {_quoted(last.name)} END"


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def _name(text: str) -> str:
    escaped = text.replace('"', '""')
    return f'"{escaped}"'
