"""`init --protect`: each team's leader alone types `Tổ chấm`, the principal alone `Hiệu trưởng duyệt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from sheets_sync.google.json_types import Json
from sheets_sync.language import N_, Message
from sheets_sync.model import Person
from sheets_sync.rules.forms import AT_WORK, month_form, rubric_columns
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.layout import Layout
from sheets_sync.school.roster import Roster, team_key
from sheets_sync.school.school import School, SchoolReader, is_form
from sheets_sync.settings.config import Config
from sheets_sync.setup.provision.completing import ExistingTabs
from sheets_sync.setup.provision.protection import APPROVED, HEADER, MARK, OWN, TEAM_TOTAL, protecting
from sheets_sync.stores.gsheets.grid import span
from sheets_sync.stores.gsheets.snapshot import Snapshot, Tab
from sheets_sync.text.vietnamese import fold

_LEADS_SCHOOL = ("hiệu trưởng",)
_LEADS_TEAM = ("tổ trưởng", "ttcm")
_BOARD = ("Chủ tịch", "Thư ký")


class PlannedProtection(NamedTuple):
    """One protected range as it is to be: where, what it says of itself, who may edit."""

    where: tuple[int, int, int, int]
    description: str
    editors: frozenset[str]


class Protected(NamedTuple):
    """What protects one spreadsheet: ranges by tab, those that change, what is left open; the requests."""

    title: str
    tabs: Mapping[str, int]
    changed: tuple[str, ...]
    without_email: tuple[str, ...]
    open: tuple[Message, ...]
    requests: list[Json]


def read_school(snapshots: Sequence[Snapshot], config: Config, rubric: Rubric) -> School:
    """What is typed in these spreadsheets; each is a book by its id."""
    wanted = is_form(config)
    sheets = [book.sheet(tab, book.id) for book in snapshots for tab in book.others if wanted(tab.title)]
    return SchoolReader(sheets, config, rubric).read()


def board_of(school: School, day: date) -> tuple[str, ...]:
    """The ids of those who chair the council or keep its minutes on a day."""
    return tuple(
        member.staff_id
        for member in school.council
        if member.staff_id
        and member.role in _BOARD
        and (member.start or date.min) <= day <= (member.end or date.max)
    )


@dataclass
class Posts:
    """Who leads the school, its teams and the board, with their e-mail addresses; who has none is noted."""

    roster: Roster
    board: tuple[str, ...] = ()
    without_email: dict[str, None] = field(default_factory=dict)

    @cached_property
    def principals(self) -> frozenset[str]:
        """The addresses of the principal."""
        return self._emails(self._holders(_LEADS_SCHOOL))

    @cached_property
    def leaders(self) -> Mapping[str, frozenset[str]]:
        """The addresses of each team's leader, by the team's compared form."""
        found = {team: self._emails(self._holders(_LEADS_TEAM, team)) for team in self.roster.teams}
        return {team: emails for team, emails in found.items() if emails}

    @cached_property
    def board_emails(self) -> frozenset[str]:
        """The addresses of the board."""
        known = self.roster.by_id
        return self._emails(known[staff_id] for staff_id in self.board if staff_id in known)

    @property
    def all_leaders(self) -> frozenset[str]:
        """The addresses of all leaders of teams."""
        return frozenset().union(*self.leaders.values())

    def email(self, person: Person) -> str:
        """A person's address, or nothing; then it is noted that there is none."""
        address = (person.email or "").strip().lower()
        if "@" in address:
            return address
        self.without_email[person.staff_id] = None
        return ""

    def _holders(self, posts: tuple[str, ...], team: str | None = None) -> Iterator[Person]:
        for person in self.roster.people:
            here = team is None or team_key(person.team or "") == team
            if here and person.status in (None, AT_WORK) and fold(person.position or "").startswith(posts):
                yield person

    def _emails(self, people: Iterable[Person]) -> frozenset[str]:
        return frozenset(filter(None, map(self.email, people)))


@dataclass
class Protecting:
    """The month tabs of one spreadsheet and who may type where in them."""

    snapshot: Snapshot
    config: Config
    rubric: Rubric
    school: School
    posts: Posts
    account: str
    rows: bool = False
    notes: dict[tuple[str, tuple[tuple[str, object], ...]], None] = field(default_factory=dict)

    def plan(self) -> Protected:
        """The protected ranges that are wanted, and the requests where those that stand differ."""
        requests: list[Json] = []
        counts, changed = {}, []
        always = self._always
        for tab, layout in self._months():
            wanted = sorted(self._wanted(tab, layout))
            counts[tab.title] = len(wanted)
            if not _same(wanted, _ours(tab), always):
                changed.append(tab.title)
                requests += _replaced(tab, wanted)
        left_open = tuple(self._left_open())
        without = tuple(self.posts.without_email)
        return Protected(self.snapshot.title, counts, tuple(changed), without, left_open, requests)

    def _months(self) -> Iterator[tuple[Tab, Layout]]:
        existing, form = ExistingTabs(self.snapshot, self.config), month_form(self.rubric)
        for month in self.config.year.months:
            tab = existing.tab(form._replace(title=f"Tháng {month.number}"))
            layout = existing.layout(tab, form) if tab else None
            if tab and layout:
                yield tab, layout
            elif tab:
                self._say(N_("Tab “{tab}” chưa thấy dòng tiêu đề, nên chưa bảo vệ."), tab=tab.title)

    @property
    def _always(self) -> frozenset[str]:
        """Who may edit all of our ranges: ourselves, and the owner, whom Google adds unasked."""
        every = [each for tab in self.snapshot.tabs for each in _ours(tab, headers=True)]
        return frozenset.intersection(*(each.editors for each in every)) if every else frozenset()

    # --- what is wanted ---------------------------------------------------------------------------------------

    def _wanted(self, tab: Tab, layout: Layout) -> Iterator[PlannedProtection]:
        last = int(tab.data["properties"]["gridProperties"]["rowCount"])
        below = range(layout.header_row, last)  # from 0
        if not below:
            return
        yield from self._approved(tab, layout, below)
        owners = self._owners(tab)
        if "team_total" not in layout.columns:
            self._say(N_("Tab “{tab}” không có cột “{column}”."), tab=tab.title, column="Tổ chấm")
        else:
            yield from self._team_totals(layout.columns["team_total"] - 1, below, owners)
        if self.rows:
            yield from self._own_rows(layout, owners)

    def _approved(self, tab: Tab, layout: Layout, below: range) -> Iterator[PlannedProtection]:
        if "approved" not in layout.columns:
            self._say(N_("Tab “{tab}” không có cột “{column}”."), tab=tab.title, column="Hiệu trưởng duyệt")
        elif self.posts.principals:
            at = layout.columns["approved"] - 1
            yield self._protect((below.start, below.stop, at, at + 1), APPROVED, self.posts.principals)

    def _team_totals(self, at: int, below: range, owners: Mapping[int, str]) -> Iterator[PlannedProtection]:
        """Neighbouring rows of one team in one range; in blank rows any leader may begin."""
        leaders = self.posts.leaders
        for team, group in groupby(below, key=lambda row: self._team(owners.get(row))):
            rows = [*group]
            editors = self.posts.all_leaders if team is None else leaders.get(team, frozenset())
            name = "dòng trống" if team is None else self.school.roster.teams.get(team, "")
            if editors:
                where = (rows[0], rows[-1] + 1, at, at + 1)
                yield self._protect(where, f"{TEAM_TOTAL} · {name}", editors)

    def _team(self, staff_id: str | None) -> str | None:
        return team_key(self.school.roster.team_of(staff_id)) if staff_id else None

    def _own_rows(self, layout: Layout, owners: Mapping[int, str]) -> Iterator[PlannedProtection]:
        """The marks that people give themselves, each row for its person, and for the board to mend."""
        keys = [column.key for column in rubric_columns(self.rubric)] + ["own_total"]
        places = sorted(layout.columns[key] - 1 for key in keys if key in layout.columns)
        runs = _runs(places)
        for row, staff_id in owners.items():
            if email := self.posts.email(self.school.roster.by_id[staff_id]):
                for left, right in runs:
                    where = (row, row + 1, left, right)
                    yield self._protect(where, f"{OWN} · {staff_id}", self.posts.board_emails | {email})

    def _owners(self, tab: Tab) -> dict[int, str]:
        """Whose the rows of a tab are, by row from 0."""
        known = self.school.roster.by_id
        return {
            score.place.row - 1: score.staff_id
            for scores in self.school.months.values()
            for score in scores.rows
            if (score.place.tab, score.place.book) == (tab.title, self.snapshot.id)
            and score.staff_id in known
        }

    def _protect(
        self, where: tuple[int, int, int, int], description: str, who: frozenset[str]
    ) -> PlannedProtection:
        return PlannedProtection(where, description, who | {self.account.lower()} - {""})

    # --- what cannot be done ----------------------------------------------------------------------------------

    def _left_open(self) -> Iterator[Message]:
        if not self.posts.principals:
            text = N_(
                "Tab “Danh sách” chưa có ai giữ Chức vụ “Hiệu trưởng” mà có Email, nên cột “Hiệu trưởng duyệt” chưa bảo vệ."
            )
            yield Message(text)
        for team, name in self.school.roster.teams.items():
            if team not in self.posts.leaders:
                text = N_(
                    "Tổ {team}: chưa có ai giữ Chức vụ “Tổ trưởng” mà có Email, nên “Tổ chấm” của tổ ấy chưa bảo vệ."
                )
                yield Message(text, {"team": name})
        for text, params in self.notes:
            yield Message(text, dict(params))

    def _say(self, text: str, **params: object) -> None:
        self.notes[text, tuple(params.items())] = None


# --- what is there --------------------------------------------------------------------------------------------


def _ours(tab: Tab, headers: bool = False) -> list[PlannedProtection]:
    """The protected ranges of a tab that bear our description; those of headers only if wanted."""
    return sorted(
        PlannedProtection(_bounds(each["range"]), each["description"], _users(each))
        for each in _marked(tab, headers)
    )


def _marked(tab: Tab, headers: bool = False) -> Iterator[Json]:
    for each in tab.data.get("protectedRanges", ()):
        description = str(each.get("description", ""))
        if description.startswith(MARK) and "range" in each and (headers or description != HEADER):
            yield each


def _bounds(where: Json) -> tuple[int, int, int, int]:
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    top, bottom, left, right = (int(where.get(name, 0)) for name in names)
    return top, bottom, left, right


def _users(protected: Json) -> frozenset[str]:
    return frozenset(user.lower() for user in protected.get("editors", {}).get("users", ()))


def _same(
    wanted: Sequence[PlannedProtection], current: Sequence[PlannedProtection], always: frozenset[str]
) -> bool:
    return [each._replace(editors=each.editors | always) for each in wanted] == list(current)


def _replaced(tab: Tab, wanted: Sequence[PlannedProtection]) -> Iterator[Json]:
    for each in _marked(tab):
        yield {"deleteProtectedRange": {"protectedRangeId": each["protectedRangeId"]}}
    for one in wanted:
        yield protecting(span(tab.id, *one.where), one.description, one.editors)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as half open runs."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs
