"""`Đề xuất danh hiệu`: title by title who may be proposed and who may not, then every condition, then the money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.awards.agenda import (
    OUTCOMES,
    Item,
    agenda,
    missing,
    one_short,
    to_confirm,
    to_confirm_of_all,
)
from sheets_sync.awards.rewards import RewardLine, Rewards, rewards
from sheets_sync.awards.year_levels import Excellent
from sheets_sync.language import N_, Message
from sheets_sync.model import Reason, Verdict, Where
from sheets_sync.points import hundredths
from sheets_sync.rules.titles import BY_CODE, Title
from sheets_sync.tables import Cell, OutputTab, Style
from sheets_sync.text.words import decimal_short, dong
from sheets_sync.views.tabs.cells import BLANK, CellRow, TabSource, head, headings, tab_title

WIDTHS = (9, 26, 20, 9, 29, 28, 16, 44, 42)
WIDTH = len(WIDTHS)
STYLES: dict[str, Style] = {
    "eligible": "rating-1",
    "over_quota": "warning",
    "on_hold": "warning",
    "not_eligible": "error",
}
_DETAILS_HEAD = 3  # a blank row, the heading of the section, that of the columns
MARKS = {True: N_("Đạt"), False: N_("Chưa đạt"), None: N_("Cần xác nhận")}


def titles_tab(draft: TabSource) -> OutputTab:
    """The council's agenda; a name leads to the conditions below, a condition to the cell that shows it."""
    page = _Page(draft)
    breaks = page.draw()
    rows = tuple(page.rows)
    return OutputTab(page.title, rows, WIDTHS, frozen_rows=3, landscape=True, page_breaks=breaks)


class _Page:
    """The tab as it grows."""

    def __init__(self, draft: TabSource) -> None:
        self.draft, self.t = draft, draft.t
        self.results = draft.results
        self.title = tab_title(draft.config, "Đề xuất danh hiệu")
        self.items = agenda(self.results.review, self.results.verdicts)
        self.money = rewards(self.results.review, self.results.verdicts)
        self.rows: list[CellRow] = head(draft, self.title, self._note(), WIDTH)

    def draw(self) -> tuple[int, ...]:
        """The lists, then from a new page on every condition, to which the names in the lists lead."""
        money = [(), *self._rewards(self.money)] if self.money and self.money.lines else []
        pointer = 1 if money else 0
        above = len(self.rows) + pointer + len(self._lists(0)) + len(money)
        if self.money and money:
            self.rows.append((self._total(self.money, above - len(money) + 2),))
        self.rows += [*self._lists(above + _DETAILS_HEAD + 1), *money]
        if not self.items:
            return ()
        self.rows += [(), *self._details()]
        return (above + 1,)

    def _lists(self, first_detail: int) -> list[CellRow]:
        rows: list[CellRow] = []
        for item in self.items:
            rows += [(), *self._section(item, first_detail)]
            first_detail += sum(len(verdict.reasons) + 1 for verdict in item.verdicts)
        return [*rows, *self._excellent()]

    # --- the compact lists ------------------------------------------------------------------------------------

    def _note(self) -> str:
        law, day = self.results.law, f"{self.draft.config.decision_date:%d/%m/%Y}"
        if law is None:
            return " ".join(str(self.t.say(message)) for message in self.results.notices)
        text = N_(
            "Ngày quyết định {day}: theo {law}. Bấm vào tên để xem từng điều kiện. “Cần xác nhận” là việc của Hội đồng."
        )
        return self.t(text, day=day, law=law.name)

    def _section(self, item: Item, first_detail: int) -> Iterator[CellRow]:
        t = self.t
        yield (Cell(self._heading(item), "section", span=WIDTH),)
        names = [
            t(N_("Mã CB")),
            t(N_("Họ và tên, tập thể")),
            t(N_("Tổ")),
            t(N_("Đăng ký")),
            t(N_("Kết luận")),
        ]
        yield (
            *headings(names),
            Cell(t(N_("Còn vướng")), "heading", span=2),
            Cell(t(N_("Theo dữ liệu")), "heading"),
            Cell(t(N_("Căn cứ")), "heading"),
        )
        of_all = to_confirm_of_all(item)
        row = first_detail
        for verdict in item.verdicts:
            yield self._compact(verdict, of_all, row)
            row += len(verdict.reasons) + 1
        if of_all:
            text = N_("Với {everybody}, Hội đồng còn xác nhận: {what}.")
            said = t(text, everybody=self._everybody(item), what=self._said(of_all, "; "))
            yield (Cell(said, "note", span=WIDTH),)

    def _everybody(self, item: Item) -> str:
        """Whom a list speaks of: people, teams, or both."""
        teams = [verdict.subject == verdict.name for verdict in item.verdicts]
        if all(teams):
            return self.t(N_("mọi tổ"))
        return self.t(N_("mọi người, mọi tổ") if any(teams) else N_("mọi người"))

    def _heading(self, item: Item) -> str:
        t = self.t
        counted = [
            f"{t(OUTCOMES[each]).lower()} {item.counts[each]}" for each in OUTCOMES if item.counts.get(each)
        ]
        parts = [BY_CODE[item.title].name, ", ".join(counted)]
        if item.share:
            share = item.share
            text = N_("{percent} % của {base} {of}: nhiều nhất {most}")
            of = BY_CODE[share.quota.of].short
            parts.append(t(text, percent=share.quota.percent, base=share.base, of=of, most=share.most))
        if item.left_aside:
            parts.append(t(_left_aside(BY_CODE[item.title]), count=item.left_aside))
        return " · ".join(parts)

    def _compact(self, verdict: Verdict, of_all: Sequence[Message], detail_row: int) -> CellRow:
        is_team = verdict.subject == verdict.name
        reasons = missing(verdict) or [each for each in to_confirm(verdict) if each.requirement not in of_all]
        open_ = one_short(verdict) or (verdict.verdict == "eligible" and reasons)
        style: Style = "warning" if open_ else STYLES[verdict.verdict]
        return (
            Cell(None if is_team else verdict.subject, "center"),
            Cell(verdict.name, "link", Where(self.title, detail_row, 2)),
            Cell(verdict.team, "wrap"),
            Cell(self.t(N_("có")) if verdict.registered else self.t(N_("không")), "center"),
            Cell(self._outcome(verdict), style),
            Cell(self._said(reason.requirement for reason in reasons), "wrap", span=2),
            Cell(self._said(reason.evidence for reason in reasons), "wrap"),
            Cell("; ".join(dict.fromkeys(reason.source for reason in reasons)), "wrap"),
        )

    def _outcome(self, verdict: Verdict) -> str:
        said = self.t(OUTCOMES[verdict.verdict])
        if one_short(verdict):
            said = self.t(N_("Thiếu một điều kiện"))
        return self.t(N_("{said} (tạm tính)"), said=said) if verdict.provisional else said

    def _said(self, messages: Iterable[Message], between: str = "\n") -> str:
        return between.join(str(self.t.say(message)) for message in messages)

    # --- every condition --------------------------------------------------------------------------------------

    def _details(self) -> Iterator[CellRow]:
        t = self.t
        yield (Cell(t(N_("Từng điều kiện")), "section", span=WIDTH),)
        names = [
            t(N_("Mã CB")),
            t(N_("Họ và tên, tập thể")),
            t(N_("Danh hiệu")),
            t(N_("Ô")),
            t(N_("Kết quả")),
        ]
        yield (*headings([*names, t(N_("Điều kiện")), ""]), *headings([t(N_("Dẫn chứng")), t(N_("Căn cứ"))]))
        for item in self.items:
            for verdict in item.verdicts:
                yield self._verdict_row(verdict)
                yield from (self._reason_row(verdict, reason) for reason in verdict.reasons)

    def _verdict_row(self, verdict: Verdict) -> CellRow:
        is_team = verdict.subject == verdict.name
        return (
            Cell(None if is_team else verdict.subject, "center"),
            Cell(verdict.name),
            Cell(BY_CODE[verdict.title].short),
            Cell(None, "center"),
            Cell(self._outcome(verdict), STYLES[verdict.verdict]),
            *(Cell(None, "wrap") for _ in range(4)),
        )

    def _reason_row(self, verdict: Verdict, reason: Reason) -> CellRow:
        style: Style = "error" if reason.met is False else "warning" if reason.met is None else "good"
        where = reason.cells[0] if reason.cells else None
        return (
            BLANK,
            BLANK,
            BLANK,
            Cell(where.cell if where else None, "link" if where else "center", where),
            Cell(self.t(MARKS[reason.met]), style),
            Cell(str(self.t.say(reason.requirement)), "wrap", span=2),
            Cell(str(self.t.say(reason.evidence)), "wrap"),
            Cell(reason.source, "wrap"),
        )

    # --- the cap on the best rating, and money ---------------------------------------------------------------------

    def _excellent(self) -> Iterator[CellRow]:
        groups = self.results.review.excellent
        over = [group for group in groups if group.holders > group.most or group.beyond]
        if over:
            yield ()
        for group in over:
            yield (Cell(self._over_the_cap(group, len(groups) == 1), "note", span=WIDTH),)

    def _over_the_cap(self, group: Excellent, only: bool) -> str:
        """That more of a group have the best level than may, and the ids of those not yet decided."""
        name = self.t(N_("Nhóm {group}"), group=group.group)
        if not group.group:
            name = self.t(N_("Toàn trường") if only else N_("Nhóm chưa ghi tên"))
        text = N_(
            "{whose} có {holders} người ở mức Hoàn thành xuất sắc nhiệm vụ, trong khi tỉ lệ cho nhiều nhất {most} người. "
            "Các mức này đã ghi ở tab “Đánh giá năm”: Hội đồng xem lại."
        )
        if group.beyond:
            text = N_(
                "{whose} có {holders} người ở mức Hoàn thành xuất sắc nhiệm vụ, trong khi tỉ lệ cho nhiều nhất {most} người. "
                "Xếp theo điểm thì vượt tỉ lệ, chờ Hội đồng quyết định: {ids}."
            )
        ids = ", ".join(group.beyond)
        return self.t(text, whose=name, holders=group.holders, most=group.most, ids=ids)

    def _total(self, money: Rewards, row: int) -> Cell:
        """The sum, leading to how it comes about, for the lists between are long."""
        text = self.t(
            N_("Tiền thưởng nhiều nhất {total} đồng: xem từ dòng {row}"), total=dong(money.total), row=row
        )
        return Cell(text, "link", Where(self.title, row, 1), WIDTH)

    def _rewards(self, money: Rewards) -> Iterator[CellRow]:
        t = self.t
        yield (Cell(t(N_("Tiền thưởng kèm theo danh hiệu")), "section", span=WIDTH),)
        names = [t(N_("Đủ điều kiện")), t(N_("Danh hiệu")), t(N_("Hệ số")), t(N_("Được chi"))]
        names += [t(N_("Mức (đồng)")), t(N_("Cộng (đồng)"))]
        yield (
            *headings(names),
            Cell(t(N_("Ghi chú")), "heading", span=2),
            Cell(t(N_("Căn cứ")), "heading"),
        )
        for line in money.lines:
            coefficient = str(t.say(decimal_short(hundredths(line.coefficient))))
            yield (
                Cell(line.holders, "integer"),
                Cell(BY_CODE[line.title].name),
                Cell(coefficient, "center"),
                Cell(line.paid, "integer"),
                Cell(dong(line.each), "center"),
                Cell(dong(line.total), "center"),
                Cell(self._why_fewer(line), "wrap", span=2),
                Cell(line.source, "wrap"),
            )
        yield (*(Cell(None),) * 4, Cell(t(N_("Cộng")), "heading"), Cell(dong(money.total), "heading"))
        yield (Cell(self._salary_note(money), "note", span=WIDTH),)
        if money.unpriced:
            titles = ", ".join(f"{BY_CODE[title].name} ({count})" for title, count in money.unpriced.items())
            text = t(N_("Chưa tính, vì bộ luật này không ghi mức thưởng kèm theo: {titles}."), titles=titles)
            yield (Cell(text, "note", span=WIDTH),)

    def _why_fewer(self, line: RewardLine) -> str | None:
        """Why fewer are paid than may have the title."""
        t, granted = self.t, line.holders if line.most is None else line.most
        parts = []
        if line.most is not None:
            text = N_("{holders} người, tỉ lệ cho nhiều nhất {most}: số tiền tính cho {most}")
            parts.append(t(text, holders=line.holders, most=line.most))
        if line.paid < granted:
            text = (
                N_("{count} người được chi ở danh hiệu cao hơn")
                if BY_CODE[line.title].persons
                else N_("{count} tổ được chi ở danh hiệu cao hơn")
            )
            parts.append(t(text, count=granted - line.paid))
        return "; ".join(parts) or None

    def _salary_note(self, money: Rewards) -> str:
        t, salary = self.t, money.salary
        note = t(
            N_("Lương cơ sở {amount} đồng từ {day} ({source})."),
            amount=dong(salary.amount),
            day=f"{salary.since:%d/%m/%Y}",
            source=salary.source,
        )
        if salary.confidence == "unsure":
            note += " " + t(N_("Đối chiếu trước khi chi."))
        if money.highest_only:
            note += " " + t(
                N_(
                    "Các danh hiệu tính cho cùng một thời gian thì chi mức cao nhất, khác thời gian thì chi từng mức."
                )
            )
        if money.unit > 1:
            note += " " + t(N_("Mỗi mức làm tròn lên {unit} đồng."), unit=dong(money.unit))
        return note


def _left_aside(title: Title) -> str:
    """What is said of those who are not on a title's list."""
    if not title.teams:
        return N_("còn {count} người không đăng ký và chưa đủ")
    if not title.persons:
        return N_("còn {count} tổ không đăng ký và chưa đủ")
    return N_("còn {count} người, tổ không đăng ký và chưa đủ")
