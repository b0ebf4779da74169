"""Month tabs (and a class board's week tabs) → scores (+ problems).

A school has hundreds of these rows a month, a district a million: what was read once is remembered by value, and only
a row that shows something new or wrong takes the longer way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.cells import BadCell, is_blank, read_choice, read_number, read_text, refuse_formula
from sheets_sync.forms import Column, Form
from sheets_sync.layout import Layout, Row, RowFilter
from sheets_sync.model import Mark, Place, Problem, RawCell, Score, Sheet, Where
from sheets_sync.points import points_short
from sheets_sync.records import value_seen
from sheets_sync.roster import Roster
from sheets_sync.rubric import Input, Rubric
from sheets_sync.vietnamese import fold

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
    """The scores of one month or week: rows, the tabs they stand in, and who is named by a row without a good id."""

    tabs: list[Where] = field(default_factory=list)
    rows: list[Score] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


class ScoreReader:
    """Reads one score tab; `find` gives the id that a cell means, `names` the name of each id."""

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
        self.names: Mapping[str, str] = _class_names(form) if roster is None else _staff_names(roster)
        inputs = {item.key: item for item in rubric.inputs}
        columns = {column.key: column for column in form.columns}
        whole = Input("total", "", rubric.lowest, rubric.highest)
        ratings = {fold(choice): choice for choice in rubric.ratings}
        self._marks = [self._reader(columns[key], _mark_reader(inputs[key])) for key in inputs]
        totals = [self._reader(columns[key], _mark_reader(whole)) for key in TOTAL_KEYS if key in columns]
        rating = self._reader(columns["rating"], lambda raw: read_choice(raw, ratings))
        self._cells = [(each.seen, each.index, each) for each in (*self._marks, *totals, rating)]
        self._id = layout.columns.get("staff_id", 0) - 1
        self._name = layout.columns.get("name", 0) - 1
        self._by_name = roster is not None and (self._id < 0 or not roster.has_ids)

    def _reader(self, column: Column, read: Callable[[RawCell], Mark]) -> _Reader:
        return _Reader(column, self.layout.columns.get(column.key, 0) - 1, read)

    def read(self, into: Scores) -> None:
        """Add the tab's rows; what is wrong with them goes to `problems`."""
        into.tabs.append(Where(self.sheet.title, book=self.sheet.book))
        passed_over = RowFilter(self.form, self.layout).passes_over
        names, first_mark = self.names, self._marks[0].index
        width = max(self.layout.columns.values())
        for number, row in enumerate(self.sheet.rows[self.layout.header_row :], self.layout.header_row + 1):
            if len(row) < width:
                row = [*row, *[None] * (width - len(row))]
            known = self._id >= 0 and row[self._id].__class__ is str and row[self._id] in names
            if not (known and row[first_mark] is not None) and passed_over(row):
                continue
            into.rows.append(self._row(number, row, into))

    # --- one row ----------------------------------------------------------------------------------------------

    def _row(self, number: int, row: Row, into: Scores) -> Score:
        place = Place(self.sheet.title, self.sheet.book, number, self.layout.columns)
        found: list[Problem] = []
        staff_id = self._whose(row, place, found, into)
        cells: list[Mark] = []
        for seen, index, reader in self._cells:
            raw = row[index] if index >= 0 else None
            value = seen.get((raw.__class__, raw), _UNREAD)
            cells.append(self._unseen(reader, raw, place, found) if value is _UNREAD else value)  # type: ignore[arg-type]
        marks = tuple(cells[: len(self._marks)])
        if None in marks:
            self._blank_marks(row, place, found)
        if found:
            self._report(found, staff_id)
            place = self._with_bad(place, found)
        own, team, approved = cells[len(marks) : -1] or (None, None, None)
        return Score(place, staff_id, marks, own, team, approved, cells[-1])  # type: ignore[arg-type]

    def _unseen(self, reader: _Reader, raw: RawCell, place: Place, found: list[Problem]) -> Mark:
        try:
            return reader.read(raw)
        except BadCell as bad:
            found.append(_problem(bad, reader.column, raw, place))
            return None

    def _report(self, found: list[Problem], staff_id: str) -> None:
        about = staff_id or None
        self.problems += [Problem(p.code, p.where, p.value, about, p.params, p.variant) for p in found]

    def _with_bad(self, place: Place, found: list[Problem]) -> Place:
        wrong = {problem.where.column for problem in found}
        bad = (key for key, at in self.layout.columns.items() if at in wrong and key != "name")
        return place._replace(bad=frozenset(bad))

    def _blank_marks(self, row: Row, place: Place, found: list[Problem]) -> None:
        """A criterion is blank while another has a mark, readable or not."""
        there = [reader.index >= 0 and not is_blank(row[reader.index]) for reader in self._marks]
        if not any(there):
            return
        for reader, filled in zip(self._marks, there, strict=True):
            if reader.index >= 0 and not filled and reader.column.required:
                found.append(_problem(BadCell("value-missing"), reader.column, None, place))

    # --- whose row it is --------------------------------------------------------------------------------------

    def _whose(self, row: Row, place: Place, found: list[Problem], into: Scores) -> str:
        raw_name = row[self._name] if self._name >= 0 else None
        try:
            if self._by_name:
                return self._find_by_name(raw_name, place, found)
            staff_id = self._find_id(row[self._id], raw_name, place, found)
        except BadCell as bad:
            key = "name" if self._by_name else "staff_id"
            found.append(
                _problem(bad, self.form.column(key), raw_name if self._by_name else row[self._id], place)
            )
            return self._claim(raw_name, into)
        if not staff_id:
            return self._claim(raw_name, into)
        if raw_name is not None and raw_name != self.names[staff_id]:
            self._compare_name(raw_name, staff_id, place, found)
        return staff_id

    def _find_id(self, raw: RawCell, raw_name: RawCell, place: Place, found: list[Problem]) -> str:
        if raw.__class__ is str and raw in self.names:
            return str(raw)
        refuse_formula(raw)
        column = self.form.column("staff_id")
        if is_blank(raw):
            likely = self.roster.likely_id(raw_name) if self.roster else None
            missing = BadCell("value-missing", "id" if likely else "", likely=likely)
            found.append(_problem(missing, column, None, place))
            return ""
        if self.roster is None:
            return read_choice(raw, {fold(name): name for name in self.names}) or ""
        return self.roster.find_id(raw, raw_name)

    def _find_by_name(self, raw_name: RawCell, place: Place, found: list[Problem]) -> str:
        assert self.roster is not None
        refuse_formula(raw_name)
        if is_blank(raw_name):
            found.append(_problem(BadCell("value-missing"), self.form.column("name"), None, place))
            return ""
        return self.roster.find_name(raw_name)

    def _claim(self, raw_name: RawCell, into: Scores) -> str:
        """A row without a good id still shows whose it likely is: that person's month is not missing as well."""
        likely = self.roster.likely_id(raw_name) if self.roster else None
        if likely:
            into.named.add(likely)
        return ""

    def _compare_name(self, raw: RawCell, staff_id: str, place: Place, found: list[Problem]) -> None:
        try:
            name = read_text(raw)
        except BadCell as bad:
            found.append(_problem(bad, self.form.column("name"), raw, place))
            return
        if name and fold(name) != fold(self.names[staff_id]):
            mismatch = BadCell("name-mismatch", name=self.names[staff_id], staff_id=staff_id)
            found.append(_problem(mismatch, self.form.column("name"), raw, place))


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


def _staff_names(roster: Roster) -> Mapping[str, str]:
    return {person.staff_id: person.name for person in roster.people}


def _class_names(form: Form) -> Mapping[str, str]:
    return {name: name for name in form.column("staff_id").choices}
