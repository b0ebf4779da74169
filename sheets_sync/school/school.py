"""All the staff's tabs → one school: its roster, its records, its scores (+ problems)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sheets_sync import model
from sheets_sync.model import Leave, Month, Person, Place, Problem, SchoolYear, Sheet, Where
from sheets_sync.rules import forms
from sheets_sync.rules.forms import Form
from sheets_sync.rules.problems import is_error
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.layout import Layout, Titles, find_layout
from sheets_sync.school.records import FormReader
from sheets_sync.school.roster import Roster, find_team, made_up_ids, team_key
from sheets_sync.school.scorebook import ScoreReader, Scores
from sheets_sync.settings.config import ClassesSettings, Config
from sheets_sync.text.cells import BadCell, month_of_text
from sheets_sync.text.vietnamese import fold


@dataclass(frozen=True, slots=True)
class School:
    """What the staff have typed: records by form, scores by month (and by week of a class board)."""

    roster: Roster
    leaves: tuple[model.Leave, ...] = ()
    registrations: tuple[model.Registration, ...] = ()
    team_registrations: tuple[model.TeamRegistration, ...] = ()
    initiatives: tuple[model.Initiative, ...] = ()
    achievements: tuple[model.Achievement, ...] = ()
    disciplines: tuple[model.Discipline, ...] = ()
    votes: tuple[model.Vote, ...] = ()
    entries: tuple[model.ContestEntry, ...] = ()
    held_titles: tuple[model.HeldTitle, ...] = ()
    overrides: tuple[model.Override, ...] = ()
    year_ratings: tuple[model.YearRating, ...] = ()
    council: tuple[model.CouncilMember, ...] = ()
    papers: tuple[model.Paper, ...] = ()
    movements: tuple[model.Movement, ...] = ()
    months: Mapping[Month, Scores] = field(default_factory=dict)
    weeks: Mapping[Month, Mapping[int, Scores]] = field(default_factory=dict)
    tabs: Mapping[str, tuple[Where, ...]] = field(default_factory=dict)
    """The tabs that are there, by form key."""
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tabs that have each header that is no column of ours."""

    @property
    def scores(self) -> Mapping[Month, tuple[model.Score, ...]]:
        """The score rows of every month."""
        return {month: tuple(scores.rows) for month, scores in self.months.items()}

    @property
    def month_tabs(self) -> Mapping[Month, tuple[Where, ...]]:
        """The tabs of every month."""
        return {month: tuple(scores.tabs) for month, scores in self.months.items()}

    def tab_of(self, month: Month) -> Where:
        """A month's first tab; where it is missing or cannot be read, as with overrides alone, by its usual title."""
        scores = self.months.get(month)
        return scores.tabs[0] if scores and scores.tabs else Where(forms.month_title(month.number))


class SchoolReader:
    """Reads a school from its sheets; `problems` fills as it reads."""

    def __init__(
        self, sheets: Sequence[Sheet], config: Config, rubric: Rubric, class_rubric: Rubric | None = None
    ) -> None:
        self.sheets, self.config, self.year = sheets, config, config.year
        self.rubric, self.class_rubric = rubric, class_rubric
        self.titles = Titles(config)
        self.problems: list[Problem] = []
        self.tabs: dict[str, tuple[Where, ...]] = {}
        self.unread: dict[str, tuple[str, ...]] = {}

    def read(self) -> School:
        """The whole school; a tab that cannot be used is left out and listed."""
        month_sheets = self._month_sheets()
        roster = self._read_roster()
        if not roster.people:
            self._find_nobody()
            return School(roster, tabs=self.tabs)  # without a roster every id would be a problem of its own
        leaves = self._records(forms.LEAVES, roster)
        by_person: dict[str, tuple[Leave, ...]] = {}
        for leave in leaves:
            if leave.staff_id:
                by_person[leave.staff_id] = (*by_person.get(leave.staff_id, ()), leave)
        roster = replace(roster, leaves=by_person)
        months = {month: self._scores(sheets, roster) for month, sheets in month_sheets.items()}
        others = {form.key: self._records(form, roster) for form in forms.FORMS[2:]}
        weeks = self._weeks()
        return School(
            roster, leaves, months=months, weeks=weeks, tabs=self.tabs, unread=self.unread, **others
        )

    # --- tabs -------------------------------------------------------------------------------------------------

    def _sheets_of(self, title: str) -> list[Sheet]:
        """The tabs of a form in all inputs; a second one of the same title in one book is listed and left out."""
        wanted = self.titles.tab(title)
        return self._one_per_book(title, [sheet for sheet in self.sheets if fold(sheet.title) in wanted])

    def _one_per_book(self, title: str, sheets: Iterable[Sheet]) -> list[Sheet]:
        found: dict[str | None, Sheet] = {}
        for sheet in sheets:
            if sheet.book in found:
                where = Where(sheet.title, book=sheet.book)
                self.problems.append(Problem("tab-duplicate", where, sheet.title, params={"tab": title}))
            else:
                found[sheet.book] = sheet
        return list(found.values())

    def _month_sheets(self) -> dict[Month, list[Sheet]]:
        found: dict[Month, list[Sheet]] = {}
        for month in self.year.months:
            is_its = month_tabs(month, self.config)
            sheets = [sheet for sheet in self.sheets if is_its(sheet.title)]
            if sheets:
                found[month] = self._one_per_book(forms.month_title(month.number), sheets)
        if not found:
            self._missing(forms.month_title(self.year.months[0].number))
        return found

    def _missing(self, title: str) -> None:
        self.problems.append(Problem("tab-missing", Where(title), params={"tab": title}))

    def _layout(self, sheet: Sheet, form: Form) -> Layout | None:
        layout, problems = find_layout(sheet, form, self.titles)
        self.problems += problems
        if layout is not None:
            self.tabs[form.key] = (*self.tabs.get(form.key, ()), Where(sheet.title, book=sheet.book))
            for header in layout.unread:
                self.unread[header] = (*self.unread.get(header, ()), sheet.title)
        return layout

    # --- their contents --------------------------------------------------------------------------------------

    def _records(self, form: Form, roster: Roster | None) -> tuple[Any, ...]:
        records: list[Any] = []
        sheets = self._sheets_of(form.title)
        if not sheets and form is forms.ROSTER:
            self._missing(form.title)
        for sheet in sheets:
            layout = self._layout(sheet, form)
            if layout is not None:
                records += FormReader(form, sheet, layout, self.year, roster, self.problems).read()
        return tuple(records)

    def _read_roster(self) -> Roster:
        rows: tuple[Person, ...] = self._records(forms.ROSTER, None)
        has_ids = any("staff_id" in person.place.columns for person in rows)
        named = [person for person in rows if person.name and (person.staff_id or not has_ids)]
        if has_ids:
            self._refuse_rosters_without_ids(rows)
        else:
            ids = made_up_ids(named)
            named = [person._replace(staff_id=staff_id) for person, staff_id in zip(named, ids, strict=True)]
        roster = Roster(self.year, tuple(self._without_twins(named)), has_ids)
        self._check_teams(roster)
        return roster

    def _find_nobody(self) -> None:
        """A roster with nobody on it is a problem at the first row under its header; one slip, one problem."""
        sheet = next(iter(self._sheets_of(forms.ROSTER.title)), None)
        layout = find_layout(sheet, forms.ROSTER, self.titles)[0] if sheet else None
        if sheet is None or layout is None or any(map(is_error, self.problems)):
            return
        place = Place(sheet.title, sheet.book, layout.header_row + 1, layout.columns)
        column = forms.ROSTER.column(place.owner_key).header
        where, params = place.at(place.owner_key), {"tab": sheet.title, "column": column}
        self.problems.append(Problem("value-missing", where, None, None, params, "nobody"))

    def _refuse_rosters_without_ids(self, people: Iterable[Person]) -> None:
        """Of several books' rosters, one leaves out the column that another has."""
        without = {p.place[:2]: None for p in people if "staff_id" not in p.place.columns}
        for tab, book in without:
            column = forms.ROSTER.column("staff_id").header
            self.problems.append(
                Problem("column-missing", Where(tab, book=book), column, None, {"column": column})
            )

    def _without_twins(self, people: Iterable[Person]) -> Iterable[Person]:
        first: dict[str, Person] = {}
        for person in people:
            twin = first.setdefault(person.staff_id, person)
            if twin is person:
                yield person
            else:
                params = {"first": twin.place.row}
                where = person.place.at("staff_id")
                self.problems.append(
                    Problem("staff-duplicate", where, person.staff_id, person.staff_id, params)
                )

    def _check_teams(self, roster: Roster) -> None:
        """Where the config lists the teams, the roster may name no other."""
        listed = {team_key(team): team for team in self.config.school.teams}
        for person in roster.people if listed else ():
            try:
                if person.team:
                    find_team(person.team, listed)
            except BadCell as bad:
                where, params = person.place.at("team"), {**bad.params, "teams": tuple(listed.values())}
                self.problems.append(
                    Problem(bad.code, where, person.team, person.staff_id, params, "not-listed")
                )

    def _scores(self, sheets: Iterable[Sheet], roster: Roster) -> Scores:
        scores, form = Scores(), forms.month_form(self.rubric)
        for sheet in sheets:
            layout = self._layout(sheet, form)
            if layout is not None:
                ScoreReader(form, sheet, layout, self.rubric, roster, self.problems).read(scores)
        return scores

    def _weeks(self) -> dict[Month, dict[int, Scores]]:
        classes, rubric = self.config.classes, self.class_rubric
        if classes is None or rubric is None:
            return {}
        form = forms.class_form(rubric, classes.names)
        found: dict[Month, dict[int, Scores]] = {}
        for week in range(1, classes.weeks + 1):
            for sheet in self._sheets_of(classes.tab.format(week=week)):
                layout = self._layout(sheet, form)
                if layout is not None:
                    scores = found.setdefault(week_month(classes, week), {}).setdefault(week, Scores())
                    ScoreReader(form, sheet, layout, rubric, None, self.problems).read(scores)
        return found


def week_month(classes: ClassesSettings, week: int) -> Month:
    """The month a school week belongs to: that of its Monday."""
    monday = week_monday(classes, week)
    return Month(monday.year, monday.month)


def week_monday(classes: ClassesSettings, week: int) -> date:
    """When a school week begins; one that the config moves moves those after it."""
    monday = classes.first_week
    for number in range(1, week + 1):
        following = monday if number == 1 else monday + timedelta(days=7)
        monday = classes.starts.get(classes.tab.format(week=number), following)
    return monday


def is_form(config: Config) -> Callable[[str], bool]:
    """Recognises the titles of form tabs, which need not be read at all."""
    titles = Titles(config)
    year = config.year
    known = {title for form in forms.FORMS for title in titles.tab(form.title)}
    known |= {title for month in year.months for title in titles.tab(forms.month_title(month.number))}
    if config.classes:
        classes = config.classes
        known |= {
            title
            for week in range(1, classes.weeks + 1)
            for title in titles.tab(classes.tab.format(week=week))
        }
    return lambda title: fold(title) in known or named_month(title, year) in year.months


def month_tabs(month: Month, config: Config) -> Callable[[str], bool]:
    """Recognises the titles of a month's tabs."""
    known = Titles(config).tab(forms.month_title(month.number))
    return lambda title: fold(title) in known or named_month(title, config.year) == month


def named_month(title: str, year: SchoolYear) -> Month | None:
    """The month that a tab's title names, `Tháng 10/2023` too."""
    folded = fold(title)
    try:
        return month_of_text(folded, year) if folded.startswith("tháng ") else None
    except BadCell:
        return None
