"""Every problem code, one row each: `CODES`. docs/extending.md says how to add one."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.rules.problem_codes.cells import CELL_CODES
from sheets_sync.rules.problem_codes.months import MONTH_CODES
from sheets_sync.rules.problem_codes.people import PEOPLE_CODES
from sheets_sync.rules.problem_codes.problem_code import Level, ProblemCode, ProblemTexts
from sheets_sync.rules.problem_codes.rows import ROW_CODES
from sheets_sync.rules.problem_codes.tabs import TAB_CODES
from sheets_sync.rules.problem_codes.titles import TITLE_CODES

__all__ = ["CODES", "GROUPS", "Level", "ProblemCode", "ProblemTexts"]

GROUPS = (TAB_CODES, CELL_CODES, PEOPLE_CODES, MONTH_CODES, TITLE_CODES, ROW_CODES)
CODES: Mapping[str, ProblemCode] = {code: row for group in GROUPS for code, row in group.items()}
