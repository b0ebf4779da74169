"""One small Parquet file per school: one row, whose lists hold people, grades, verdicts, registrations, duties."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sheets_sync.fleet.kept.school_rows import SchoolRow


def _rows(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([pa.field(name, kind) for name, kind in fields.items()]))


_TEXT, _WHOLE, _TRUTH, _DAY = pa.string(), pa.int32(), pa.bool_(), pa.date32()
_COUNTS = (
    "staff",
    "at_work",
    "not_rated",
    "not_at_work",
    "errors",
    "warnings",
    "registered_people",
    "registered_teams",
    "missing_registrations",
    "need_not_register",
    "late_registrations",
)

SCHEMA_V2 = pa.schema(
    {
        "schema": _WHOLE,
        "key": _TEXT,
        "name": _TEXT,
        "year": _TEXT,
        "day": _DAY,
        "month": _TEXT,
        "ratings": pa.list_(_TEXT),
        "law": _TEXT,
        "decision_day": _DAY,
        **dict.fromkeys(_COUNTS, _WHOLE),
        "people": _rows(staff_id=_TEXT, name=_TEXT, born=_DAY, team=_TEXT, position=_TEXT, status=_TEXT),
        "grades": _rows(
            period=_TEXT,
            kind=_TEXT,
            staff_id=_TEXT,
            points=pa.int64(),
            rating=_TEXT,
            rank=_WHOLE,
            team_rank=_WHOLE,
            decided_by=_TEXT,
        ),
        "titles": _rows(
            place=_WHOLE,
            subject=_TEXT,
            name=_TEXT,
            team=_TEXT,
            is_team=_TRUTH,
            title=_TEXT,
            registered=_TRUTH,
            wanted=_TRUTH,
            verdict=_TEXT,
            provisional=_TRUTH,
            open=pa.list_(_TEXT),
            sources=pa.list_(_TEXT),
        ),
        "quotas": _rows(
            title=_TEXT, of=_TEXT, percent=_WHOLE, base=_WHOLE, most=_WHOLE, within=_WHOLE, beyond=_WHOLE
        ),
        "registrations": _rows(
            subject=_TEXT,
            name=_TEXT,
            team=_TEXT,
            is_team=_TRUTH,
            title=_TEXT,
            written=_TRUTH,
            day=_DAY,
            late=_TRUTH,
        ),
        "duties": _rows(
            key=_TEXT,
            text=_TEXT,
            paper=_TEXT,
            due=_DAY,
            state=_TEXT,
            said=_TEXT,
            done=_DAY,
            days_late=_WHOLE,
        ),
    }
)
"""The columns of version 2 (`school_rows.SCHEMA`)."""


def school_bytes(row: SchoolRow) -> bytes:
    """A school's row as a Parquet file; the same row gives the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist([row], SCHEMA_V2), sink, compression="zstd")
    written: bytes = sink.getvalue().to_pybytes()
    return written


def read_school(content: bytes) -> dict[str, Any]:
    """The row in a Parquet file."""
    row: dict[str, Any] = pq.read_table(pa.BufferReader(content)).to_pylist()[0]
    return row


def is_whole(path: Path) -> bool:
    """Whether a file is there whole: its footer, which is written last, can be read and says one row."""
    try:
        return bool(pq.read_metadata(path).num_rows == 1)
    except (OSError, ValueError):
        return False
