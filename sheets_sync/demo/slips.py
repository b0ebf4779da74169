"""The slips of the demo: what people mistyped, as data, so that a test can ask whether `check` finds just these."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sheets_sync.demo.draft import DraftRow, Drafts, FormDraft
from sheets_sync.setup.provision.content import CellContent, Formula


class Slip(NamedTuple):
    """A problem that `check` must find: its code, tab, cell (or none) and, without a cell, the person."""

    code: str
    tab: str
    cell: str | None = None
    staff_id: str | None = None


class Typed(NamedTuple):
    """A wrong value in one cell of the first row that holds `row`."""

    code: str
    tab: str
    row: str
    key: str
    value: CellContent

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Type it."""
        row = draft.find(self.row)
        row[draft.place(self.key)] = self.value
        yield PlacedSlip(self.code, draft, row, self.key)


class Twice(NamedTuple):
    """A row that somebody entered a second time right below, perhaps with another `value`."""

    code: str
    tab: str
    row: str
    key: str
    both: bool = False
    value: CellContent = None

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Enter it again; the problem is at the later row, or at both."""
        row = draft.find(self.row)
        again = list(row)
        if self.value is not None:
            again[draft.place(self.key)] = self.value
        draft.rows.insert(next(at for at, each in enumerate(draft.rows) if each is row) + 1, again)
        if self.both:
            yield PlacedSlip(self.code, draft, row, self.key)
        yield PlacedSlip(self.code, draft, again, self.key)


class Swapped(NamedTuple):
    """Two people's ids, each typed in the other's row; the names beside them do not match."""

    code: str
    tab: str
    row: str
    other: str

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Swap them."""
        rows, at = (draft.find(self.row), draft.find(self.other)), draft.place("staff_id")
        rows[0][at], rows[1][at] = rows[1][at], rows[0][at]
        yield from (PlacedSlip(self.code, draft, row, "name") for row in rows)


class Left(NamedTuple):
    """A row that was forgotten: a problem without a cell, of a person, or of nobody (`about_person`)."""

    code: str
    tab: str
    row: str
    about_person: bool = True

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Leave it out."""
        row = draft.find(self.row)
        draft.rows = [each for each in draft.rows if each is not row]
        yield PlacedSlip(self.code, draft, None, "", self.row if self.about_person else None)


class Follows(NamedTuple):
    """No slip of anybody: a problem that the school's honest records give, without a cell."""

    code: str
    tab: str

    def plant(self, draft: FormDraft) -> Iterator[PlacedSlip]:
        """Leave everything as it is."""
        yield PlacedSlip(self.code, draft, None, "")


class PlacedSlip(NamedTuple):
    """A slip whose row may still move."""

    code: str
    draft: FormDraft
    row: DraftRow | None
    key: str
    staff_id: str | None = None

    def slip(self) -> Slip:
        """The slip at its final cell."""
        cell = self.draft.cell(self.row, self.key) if self.row is not None else None
        return Slip(self.code, self.draft.form.title, cell, self.staff_id)


PlannedSlip = Typed | Twice | Swapped | Left | Follows

PLANS: tuple[PlannedSlip, ...] = (
    Typed("not-a-date", "Danh sách", "CB030", "born", "30/2/1985"),
    Typed("not-in-list", "Danh sách", "CB044", "group", "Giáo viên"),
    Typed("dates-reversed", "Nghỉ dài ngày", "CB032", "end", date(2024, 2, 2)),
    Typed("out-of-range", "Tháng 9", "CB014", "discipline", 25),
    Typed("not-a-number", "Tháng 9", "CB026", "results", "bảy mươi"),
    Typed("not-a-number", "Tháng 10", "CB018", "bonus", date(2023, 5, 2)),
    Typed("staff-unknown", "Tháng 10", "CB027", "staff_id", "CB072"),
    Typed("name-mismatch", "Tháng 10", "CB033", "name", "Vương Đình Sửu"),
    Left("score-missing", "Tháng 10", "CB055"),
    Typed("formula-error", "Tháng 11", "CB043", "results", Formula("=#REF!*0.7", "#REF!")),
    Twice("score-duplicate", "Tháng 11", "CB028", "staff_id", both=True),
    Typed("out-of-range", "Tháng 12", "CB052", "approved", 865),
    Typed("not-in-list", "Tháng 12", "CB016", "rating", "Giỏi"),
    Typed("value-missing", "Tháng 1", "CB057", "discipline", None),
    Typed("not-a-number", "Tháng 1", "CB021", "team_total", "//"),
    Typed("total-mismatch", "Tháng 2", "CB025", "own_total", 99),
    Typed("rating-mismatch", "Tháng 2", "CB035", "rating", "C"),
    Swapped("name-mismatch", "Tháng 2", "CB050", "CB051"),
    Typed("not-approved", "Tháng 3", "CB029", "approved", None),
    Typed("not-approved", "Tháng 3", "CB058", "approved", None),
    Typed("registration-late", "Đăng ký", "CB019", "day", date(2023, 11, 20)),
    Typed("not-a-date", "Đăng ký", "CB039", "day", "cuối tháng 10"),
    Twice("title-ambiguous", "Đăng ký", "CB011", "titles", value="CSTĐ"),
    Twice("registration-duplicate", "Đăng ký", "CB048", "titles"),
    Left("registration-missing", "Đăng ký", "CB056"),
    Follows("quota-exceeded", "Đăng ký"),
    Typed("team-unknown", "Đăng ký tập thể", "Khoa học tự nhiên", "team", "Khoa học tự nhien"),
    Typed("decision-missing", "Sáng kiến", "SK04", "decision", None),
    Typed("staff-unknown", "Sáng kiến", "SK07", "authors", "CB222"),
    Typed("legacy-encoding", "Sáng kiến", "SK08", "name", "\u00a7æi míi ph\u00ad¬ng ph¸p d¹y häc"),
    Typed("not-a-month", "Người tốt việc tốt", "Bếp ăn nghĩa tình (10.4)", "month", "tháng mười"),
    Left("entries-short", "Người tốt việc tốt", "Bếp ăn nghĩa tình (11.3)", about_person=False),
    Typed("votes-inconsistent", "Bình xét", "CB013", "agreed", 10),
    Typed("override-invalid", "Điều chỉnh", "CB038", "approved_by", "Phạm Thị Hường"),
    Typed("subject-unclear", "Danh hiệu đã đạt", "CB010", "staff_id", None),
    Typed("date-outside-year", "Văn bản", "32/KH-THCSSX", "issued", date(2022, 10, 30)),
)


def plant(drafts: Drafts) -> tuple[Slip, ...]:
    """Make the demo's slips in the drafts; their cells are known once all are made."""
    found = [each for plan in PLANS for each in plan.plant(drafts[plan.tab])]
    for draft in drafts.values():
        draft.number()
    return tuple(each.slip() for each in found)
