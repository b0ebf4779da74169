"""The register of papers, tab `Văn bản`: which of its lines is a document's, and numbers used twice.

A number belongs to one series of one calendar year (NĐ 30/2020, Điều 15): the school's and the council's are apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.documents.kinds import DocumentKind
from sheets_sync.model import Paper, Period, SchoolYear, Term
from sheets_sync.rules.paper_kinds import read_kind
from sheets_sync.text.cells import BadCell
from sheets_sync.text.periods import read_period
from sheets_sync.text.vietnamese import fold

_FORMS = frozenset(
    map(
        fold,
        (
            "Báo cáo thành tích",
            "Biên bản",
            "Hướng dẫn",
            "Kế hoạch",
            "Phong trào",
            "Quyết định",
            "Thông báo",
            "Tờ trình",
        ),
    )
)
"""What a line may say of many papers: alone it gives none of them its number."""


def line_of(
    kind: DocumentKind,
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
        if _names(paper.kind or "", kind, subject, only) and _is_of(paper, period, year)
    ]
    return lines[-1] if lines else None


def _names(text: str, kind: DocumentKind, subject: str, only: bool) -> bool:
    head, _, tail = text.partition(":")
    if subject and tail and fold(tail) == fold(subject):
        return _means(head, kind) or fold(head) in _FORMS
    return _means(text, kind) and (only or not subject)


def _means(text: str, kind: DocumentKind) -> bool:
    """Whether a line is of this kind: it has its key or title, or one of its usual names that no other kind could bear."""
    names = {fold(name) for name in (kind.key, *kind.titles.values())}
    return fold(text) in names or (fold(text) not in _FORMS and read_kind(text) == kind.key)


def _is_of(paper: Paper, period: Period, year: SchoolYear) -> bool:
    if "period" in paper.place.bad:
        return False
    try:
        found = read_period(paper.period, year, "term" if isinstance(period, Term) else "month")
    except BadCell:
        return False
    return found == period or (found is None and isinstance(period, SchoolYear))


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
