"""The columns of a school's results: all that is put in comes through, and another set of them is another version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa

from sheets_sync.fleet.kept.school_parquet import SCHEMA_V2, is_whole, read_school, school_bytes
from sheets_sync.fleet.kept.school_rows import SCHEMA, school_row
from tests.made_up import made_up_results

RESULTS = made_up_results("1 | An | Toán | 80 | 90\n2 | Bình | Văn | 85 | 70", 9, 10)


def test_everything_that_a_school_says_has_a_column():
    row = school_row("a", RESULTS)

    assert read_school(school_bytes(row)) == row


def columns() -> Iterator[str]:
    """Every column, and every field of those that are lists of structs."""
    for field in SCHEMA_V2:
        inner = field.type.value_type if pa.types.is_list(field.type) else field.type
        for each in inner if pa.types.is_struct(inner) else [field]:
            kind = "list" if pa.types.is_list(each.type) else each.type
            yield f"{field.name} {each.name} {kind}"


def test_other_columns_are_another_version():
    """Whoever changes the columns raises `school_rows.SCHEMA`, so that files of before are not read by the new ones."""
    assert (SCHEMA, hashlib.sha256("\n".join(columns()).encode()).hexdigest()[:16]) == (2, "83e64e389a7f09db")


def test_a_file_cut_short_is_not_whole(tmp_path):
    path, content = tmp_path / "results.parquet", school_bytes(school_row("a", RESULTS))
    path.write_bytes(content)
    assert is_whole(path)
    path.write_bytes(content[:-10])
    assert not is_whole(path)
