"""Month tabs (and a class board's week tabs) → scores (+ problems).

A school has hundreds of these rows a month, a district a million: what was read once is remembered by value, and only
a row that shows something new or wrong takes the longer way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.model import Mark, Place, Problem, RawCell, Score, Sheet, Where
from sheets_sync.points import points_short
from sheets_sync.rules.forms import Column, Form
from sheets_sync.rules.rubric import Input, Rubric
from sheets_sync.school.data_rows import RowFilter
from sheets_sync.school.layout import Layout, RawRow
from sheets_sync.school.records import value_seen
from sheets_sync.school.roster import Roster
from sheets_sync.school.row_owners import RowOwners
from sheets_sync.text.cells import BadCell, is_blank, read_choice, read_number, read_text
from sheets_sync.text.vietnamese import fold

_UNREAD: Final = object()
TOTAL_KEYS = ("own_total", "team_total", "approved")


class _Reader:
    """Reads the cells of one column; `seen` holds the good values by what the cell held."""

    def __init__(self, column: Column, index: int, read: Callable[[RawCell], Mark]) -> None:
        self.column, self.index = column, index
        self._read = read
        # 1, 1.0 and True are equal, and do not mean the same: the type is part of the key.
        self.seen: dict[tuple[type, RawCell], Mark] = {}

    def read(self, raw: RawCell) -> Mark:
        """What the cell gives; raises BadCell, and then remembers nothing."""
        value = self.seen[raw.__class__, raw] = self._read(raw)
        return value


@dataclass
class Scores:
    """The scores of one month or week: rows, the tabs they are in, and who is named by a row without a good id.

    `bearers` are the people named in rows that have the id of another, `columns` the keys of the columns that
    each of the tabs has.
    """

    tabs: list[Where] = field(default_factory=list)
    rows: list[Score] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    bearers: dict[Where, str] = field(default_factory=dict)
    columns: list[frozenset[str]] = field(default_factory=list)


def has_mark(score: Score, scored: Collection[str]) -> bool:
    """Whether a criterion or a deciding total is filled, readable or not; `scored` are the rubric's."""
    if score.approved is not None or score.team_total is not None:
        return True
    if any(mark is not None for mark in score.marks[: len(scored)]):
        return True
    bad = score.place.bad
    return "approved" in bad or "team_total" in bad or not bad.isdisjoint(scored)


def is_filled(score: Score) -> bool:
    """Whether a row holds a mark or a total, readable or not."""
    cells = (*score.marks, score.own_total, score.team_total, score.approved)
    return any(cell is not None for cell in cells) or bool(score.place.bad)


class ScoreReader:
    """Reads one score tab."""

    def __init__(
        self,
        form: Form,
        sheet: Sheet,
        layout: Layout,
        rubric: Rubric,
        roster: Roster | None,
        problems: list[Problem],
    ) -> None:
        self.form, self.sheet, self.layout = form, sheet, layout
        self.rubric, self.roster, self.problems = rubric, roster, problems
        self.owners = RowOwners(form, layout, roster)
        inputs = {item.key: item for item in rubric.inputs}
        columns = {column.key: column for column in form.columns}
        whole = Input("total", "", rubric.lowest, rubric.highest)
        ratings = {fold(choice): choice for choice in rubric.ratings}
        self._marks = [self._reader(columns[key], _mark_reader(inputs[key])) for key in inputs]
        totals = [self._reader(columns[key], _mark_reader(whole)) for key in TOTAL_KEYS if key in columns]
        rating = self._reader(columns["rating"], lambda raw: read_choice(raw, ratings))
        self._cells = [(each.seen, each.index, each) for each in (*self._marks, *totals, rating)]
        self._needed = [at for at, each in enumerate(self._marks) if each.column.required]
        self._note = layout.columns.get("note", 0) - 1
        self._bearers: dict[Where, str] = {}
        self._criteria = self._marks[: len(self._marks) - len(rubric.facts)]

    def _reader(self, column: Column, read: Callable[[RawCell], Mark]) -> _Reader:
        return _Reader(column, self.layout.columns.get(column.key, 0) - 1, read)

    def read(self, into: Scores) -> None:
        """Add the tab's rows; what is wrong with them goes to `problems`."""
        into.tabs.append(Where(self.sheet.title, book=self.sheet.book))
        into.columns.append(frozenset(self.layout.columns))
        passed_over = RowFilter(self.form, self.layout).passes_over
        names, first_mark = self.owners.names, self._marks[0].index
        id_index = self.owners.id
        width = max(self.layout.columns.values())
        for number, row in enumerate(self.sheet.rows[self.layout.header_row :], self.layout.header_row + 1):
            if len(row) < width:
                row = [*row, *[None] * (width - len(row))]
            raw_id = row[id_index] if id_index >= 0 else None
            name = names.get(raw_id) if raw_id.__class__ is str else None
            has_mark = first_mark >= 0 and row[first_mark] is not None
            if (has_mark and name is not None) or not passed_over(row) or self.owners.is_class(raw_id):
                into.rows.append(self._row(number, row, name))
        into.named |= self.owners.likely
        into.bearers |= self._bearers

    # --- one row ----------------------------------------------------------------------------------------------

    def _row(self, number: int, row: RawRow, name: str | None) -> Score:
        """A row as a score; `name` is the owner's where the id is just as the roster has it."""
        place = Place(self.sheet.title, self.sheet.book, number, self.layout.columns)
        found: list[Problem] = []
        if name is not None and self.owners.is_named(row, name):
            staff_id = str(row[self.owners.id])
        else:
            staff_id = self.owners.find(
                row, lambda bad, key, raw: found.append(_problem(bad, self.form.column(key), raw, place))
            )
        cells: list[Mark] = []
        for seen, index, reader in self._cells:
            raw = row[index] if index >= 0 else None
            value = seen.get((raw.__class__, raw), _UNREAD)
            cells.append(self._unseen(reader, raw, place, found) if value is _UNREAD else value)  # type: ignore[arg-type]
        marks = tuple(cells[: len(self._marks)])
        if None in marks and any(marks[at] is None for at in self._needed):
            self._blank_marks(row, place, found)
        if self._note >= 0 and row[self._note] is not None:
            self._check_note(row[self._note], place, found)
        if found:
            self._report(found, staff_id)
            bearer = next((str(p.params["bearer"]) for p in found if p.params.get("bearer")), None)
            if bearer:
                self._bearers[place.row_itself] = bearer
            place = self._with_bad(place, found)
        own, team, approved = cells[len(marks) : -1] or (None, None, None)
        return Score(place, staff_id, marks, own, team, approved, cells[-1])  # type: ignore[arg-type]

    def _unseen(self, reader: _Reader, raw: RawCell, place: Place, found: list[Problem]) -> Mark:
        try:
            return reader.read(raw)
        except BadCell as bad:
            found.append(_problem(bad, reader.column, raw, place))
            return None

    def _check_note(self, raw: RawCell, place: Place, found: list[Problem]) -> None:
        try:
            read_text(raw)
        except BadCell as bad:
            found.append(_problem(bad, self.form.column("note"), raw, place))

    def _report(self, found: list[Problem], staff_id: str) -> None:
        about = staff_id or None
        self.problems += [Problem(p.code, p.where, p.value, about, p.params, p.variant) for p in found]

    def _with_bad(self, place: Place, found: list[Problem]) -> Place:
        wrong = {problem.where.column for problem in found}
        bad = (key for key, at in self.layout.columns.items() if at in wrong and key != "name")
        return place._replace(bad=frozenset(bad))

    def _blank_marks(self, row: RawRow, place: Place, found: list[Problem]) -> None:
        """A criterion is blank while another has a mark, readable or not."""
        there = [reader for reader in self._criteria if reader.index >= 0]
        blank = [reader for reader in there if is_blank(row[reader.index])]
        for reader in blank if len(blank) < len(there) else ():
            if reader.column.required:
                found.append(_problem(BadCell("value-missing"), reader.column, None, place))


def _problem(bad: BadCell, column: Column, raw: RawCell, place: Place) -> Problem:
    params = {**bad.params, "column": column.header}
    return Problem(bad.code, place.at(column.key), value_seen(raw), params=params, variant=bad.variant)


def _mark_reader(item: Input) -> Callable[[RawCell], Mark]:
    if item.choices:
        choices = {fold(choice): choice for choice in item.choices}
        return lambda raw: read_choice(raw, choices)
    return lambda raw: _in_range(read_number(raw), item)


def _in_range(mark: int | None, item: Input) -> int | None:
    if mark is None:
        return None
    low, high = item.low, item.high
    if (low is not None and mark < low) or (high is not None and mark > high):
        limits = {"low": points_short(low or 0), "high": "∞" if high is None else points_short(high)}
        raise BadCell("out-of-range", "low" if low is not None and mark < low else "high", **limits)
    if item.whole and mark % 100:
        raise BadCell("not-a-number", "whole")
    return mark
