"""The register of papers, tab `Văn bản`: which of its lines is a document's, and numbers that stand twice.

A number belongs to one series of one calendar year (NĐ 30/2020, Điều 15): the school's and the council's are apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.cells import BadCell, month_of_text
from sheets_sync.kinds import Kind
from sheets_sync.model import Month, Paper, Period, SchoolYear, Term
from sheets_sync.vietnamese import fold

_TERM = re.compile(r"(?:học kỳ|học kì|hk|kỳ|kì)?\s*(1|2|i|ii)(?:\s+năm học)?(?:\s*\d{4}\s*[-–]\s*\d{4})?")
_TERM_CODE = re.compile(r"(\d{4})\s*[-–]\s*\d{4}\s*/\s*([12])")
_YEAR = re.compile(r"(?:năm học|nh|cả năm)?\s*(\d{4})\s*[-–]\s*\d{4}|cả năm")


def line_of(
    kind: Kind,
    period: Period,
    papers: Iterable[Paper],
    year: SchoolYear,
    subject: str = "",
    only: bool = True,
) -> Paper | None:
    """A document's line in the register; of several the last, they are numbered as they go out.

    A line is of the kind that it names by key or title, in any language. Where a kind has one paper for each subject,
    the line names it after a colon, `movement: An toàn giao thông`; if there is `only` one, it need not.
    """
    lines = [
        paper
        for paper in papers
        if _names(paper.kind or "", kind, subject, only) and _is_of(paper.period or "", period, year)
    ]
    return lines[-1] if lines else None


def _names(text: str, kind: Kind, subject: str, only: bool) -> bool:
    names = {fold(name) for name in (kind.key, *kind.titles.values())}
    whole, (head, _, tail) = fold(text), text.partition(":")
    if subject and fold(head) in names and fold(tail) == fold(subject):
        return True
    return whole in names and (only or not subject)


def _is_of(text: str, period: Period, year: SchoolYear) -> bool:
    text = fold(text)
    if isinstance(period, SchoolYear):
        found = _YEAR.fullmatch(text)
        return not text or bool(found and (found[1] is None or int(found[1]) == period.start))
    if isinstance(period, Term):
        if code := _TERM_CODE.fullmatch(text):
            return (int(code[1]), int(code[2])) == (period.school_year.start, period.number)
        found = _TERM.fullmatch(text)
        return bool(found) and found[1] in (str(period.number), "i" * period.number)  # type: ignore[index]
    return _month(text, year) == period


def _month(text: str, year: SchoolYear) -> Month | None:
    try:
        return month_of_text(text, year)
    except BadCell:
        return None


def number_and_sign(paper: Paper | None) -> tuple[str, str]:
    """The number as typed and, if the register has it, the sign behind the stroke: `05/BC-THCS`."""
    number, _, sign = ((paper and paper.number) or "").partition("/")
    return number.strip(), sign.strip()


def twins(paper: Paper, papers: Sequence[Paper], council_sign: str) -> Iterator[Paper]:
    """Other lines that bear this paper's number in its series and calendar year, the same kind of sign left aside."""
    wanted = _place_in_series(paper, council_sign)
    for other in papers:
        if other is not paper and wanted and _place_in_series(other, council_sign) == wanted:
            yield other


def _place_in_series(paper: Paper, council_sign: str) -> tuple[int, bool, int] | None:
    number, sign = number_and_sign(paper)
    if not number.isdecimal() or paper.issued is None:
        return None
    return int(number), fold(sign).endswith(fold(council_sign)), paper.issued.year
