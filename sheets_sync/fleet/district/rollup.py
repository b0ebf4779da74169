"""The schools' Parquet files → the district's figures, by SQL over all of them at once (DuckDB).

Nothing a school has worked out is worked out again: rows are only counted, listed and put side by side. Results of another
school year, and those of a copied folder, are left out before anything is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sheets_sync.fleet.district.figures import RollUp
from sheets_sync.fleet.district.school_table import SchoolTable
from sheets_sync.fleet.kept.school_parquet import is_whole, read_school
from sheets_sync.model import SchoolYear

# Thousands of small files are read in half the time and a quarter of the memory by one thread: each of several keeps
# buffers of its own for every column of every file.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}


def roll_up(files: Mapping[str, Path], year: SchoolYear) -> RollUp:
    """The figures of these schools in a year, in the order in which they are given; a damaged file is left out."""
    whole = {key: path for key, path in files.items() if is_whole(path)}
    try:
        return _figures(whole, year)
    except duckdb.Error:  # a file that ends well is damaged before its end; to read each by itself takes long
        return _figures({key: path for key, path in whole.items() if _can_be_read(path)}, year)


def _can_be_read(path: Path) -> bool:
    try:
        read_school(path.read_bytes())
    except (OSError, ValueError):  # those of pyarrow are among them
        return False
    return True


def _figures(files: Mapping[str, Path], year: SchoolYear) -> RollUp:
    if not files:
        return RollUp()
    order = {key: place for place, key in enumerate(files)}
    with _table(files) as table:
        other_years, copied = table.drop_other_years(year), table.drop_copies(order)
        table.qualify_equal_names()
        schools = sorted(table.schools(), key=lambda school: order.get(school.key, len(order)))
        wanted = tuple(table.wanted(order))
        return RollUp(
            tuple(schools),
            tuple(each for each in wanted if each.verdict == "eligible"),
            tuple(each for each in wanted if each.verdict != "eligible"),
            table.ratings(),
            copied,
            other_years,
        )


@contextmanager
def _table(files: Mapping[str, Path]) -> Iterator[SchoolTable]:
    with duckdb.connect(config=_SETTINGS) as database:
        database.execute(
            "CREATE TABLE school AS SELECT * FROM read_parquet(?)", [[str(p) for p in files.values()]]
        )
        yield SchoolTable(database)
