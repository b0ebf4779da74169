"""A form tab → records that remember their cells (+ problems)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets_sync.model import Month, Place, Problem, RawCell, SchoolYear, Sheet
from sheets_sync.rules.forms import Column, Form
from sheets_sync.rules.problems import is_error
from sheets_sync.rules.titles import ALL_TITLES, PERSON_TITLES, TEAM_TITLES, read_titles
from sheets_sync.school.data_rows import RowFilter
from sheets_sync.school.layout import Layout, RawRow
from sheets_sync.school.roster import Roster
from sheets_sync.text import cells
from sheets_sync.text.cells import BadCell, is_blank, shown
from sheets_sync.text.vietnamese import clean, fold

SHOWN_AT_MOST = 200
_TITLES_OF = {"registrations": PERSON_TITLES, "team_registrations": TEAM_TITLES}

Read = Callable[[RawCell, RawRow], object]
"""Reads a cell, given its row too: a name beside an id suggests another."""


def value_seen(raw: RawCell) -> str | None:
    """What a cell holds, for a problem; a very long text is cut."""
    text = shown(raw)
    return text if text is None or len(text) <= SHOWN_AT_MOST else text[:SHOWN_AT_MOST] + "…"


@dataclass(frozen=True)
class FormReader:
    """Reads the rows of one tab of a form; `roster` is nothing while the roster itself is read."""

    form: Form
    sheet: Sheet
    layout: Layout
    year: SchoolYear
    roster: Roster | None
    problems: list[Problem]

    def read(self) -> Iterator[Any]:
        """The tab's records, in its order; what is wrong with them goes to `problems`."""
        passed_over = RowFilter(self.form, self.layout).passes_over
        readers = {column.key: self._reader(column) for column in self.form.columns}
        for number, row in enumerate(self.sheet.rows[self.layout.header_row :], self.layout.header_row + 1):
            if not passed_over(row):
                yield self._record(number, row, readers)

    # --- one row ----------------------------------------------------------------------------------------------

    def _record(self, number: int, row: RawRow, readers: Mapping[str, Read]) -> object:
        place = Place(self.sheet.title, self.sheet.book, number, self.layout.columns)
        values: dict[str, Any] = {}
        found: list[Problem] = []
        for column in self.form.columns:
            if column.type != "ignored":
                values[column.key] = self._cell(column, row, readers[column.key], place, found)
        self._find_subject(row, values, place, found)
        self._compare_name(row, values, place, found)
        staff_id = values.get("staff_id")
        if found:
            self.problems.extend(_about(problem, staff_id) for problem in found)
            wrong = {problem.where.column for problem in found if is_error(problem)}
            bad = frozenset(key for key, number in self.layout.columns.items() if number in wrong)
            place = place._replace(bad=bad)
        assert self.form.record is not None
        return self.form.record(place=place, **values)

    def _cell(self, column: Column, row: RawRow, read: Read, place: Place, found: list[Problem]) -> object:
        raw = self._raw(row, column.key)
        if raw is None and not column.required:
            return None
        try:
            value = read(raw, row)
        except BadCell as bad:
            found.append(self._problem(bad, column, raw, place))
            return self._read_all_the_same(bad, column)
        if value is None and self._must_be_filled(column) and is_blank(raw):
            found.append(self._missing(column, row, place))
        outside = column.this_year and value is not None and not self.year.first <= value <= self.year.last  # type: ignore[operator]
        if outside or (isinstance(value, Month) and not self.year.first <= value.first <= self.year.last):
            found.append(self._problem(self._outside_year(value), column, raw, place))
        return value

    def _read_all_the_same(self, bad: BadCell, column: Column) -> object:
        """A name on the roster that is typed with an old font, for its one slip must not make everybody's rows unknown."""
        return bad.params.get("unicode") if self.roster is None and column.key == "name" else None

    def _outside_year(self, value: object) -> BadCell:
        """With the date that was meant, where day and month changed places."""
        swapped = _swapped(value) if isinstance(value, date) else None
        if swapped and self.year.first <= swapped <= self.year.last:
            return BadCell("date-outside-year", "swapped", year=str(self.year), swapped=_written(swapped))
        return BadCell("date-outside-year", year=str(self.year))

    def _must_be_filled(self, column: Column) -> bool:
        by_name = column.key == "staff_id" and _is_staff_code(self.form) and self._by_name()
        return column.required and not column.own_rule and not by_name and column.key in self.layout.columns

    def _raw(self, row: RawRow, key: str) -> RawCell:
        number = self.layout.columns.get(key, 0)
        return row[number - 1] if 0 < number <= len(row) else None

    def _problem(self, bad: BadCell, column: Column, raw: RawCell, place: Place) -> Problem:
        where = place.at(column.key)
        return Problem(
            bad.code,
            where,
            value_seen(raw),
            params={**bad.params, "column": column.header},
            variant=bad.variant,
        )

    def _missing(self, column: Column, row: RawRow, place: Place) -> Problem:
        likely = self._likely_id(row) if column.type == "id" else None
        bad = BadCell("value-missing", "id" if likely else "", likely=likely)
        return self._problem(bad, column, None, place)

    def _likely_id(self, row: RawRow) -> str | None:
        return self.roster.likely_id(self._raw(row, "name")) if self.roster else None

    # --- whom a row is about ----------------------------------------------------------------------------------

    def _find_subject(self, row: RawRow, values: dict[str, Any], place: Place, found: list[Problem]) -> None:
        """By name where there is no `Mã CB`; and one of person and team where the form needs one."""
        if self.roster is None or "staff_id" not in values:
            return
        by_name = self._by_name()
        if by_name and "name" in values:
            self._find_by_name(row, values, place, found)
        if self.form.subject:
            self._one_subject(row, values, place, found, by_name)

    def _by_name(self) -> bool:
        without_ids = self.roster is not None and not self.roster.has_ids
        return "staff_id" not in self.layout.columns or (without_ids and _is_staff_code(self.form))

    def _find_by_name(self, row: RawRow, values: dict[str, Any], place: Place, found: list[Problem]) -> None:
        raw, column = self._raw(row, "name"), self.form.column("name")
        if is_blank(raw):
            if self.form.column("staff_id").required:
                found.append(self._problem(BadCell("value-missing"), column, None, place))
            return
        if values["name"] is None:
            return  # the name itself cannot be read, and that has been reported
        try:
            assert self.roster is not None
            values["staff_id"] = self.roster.find_name(raw, self._raw(row, "team"))
        except BadCell as bad:
            found.append(self._problem(bad, column, raw, place))

    def _one_subject(
        self, row: RawRow, values: dict[str, Any], place: Place, found: list[Problem], by_name: bool
    ) -> None:
        person = not is_blank(self._raw(row, "name" if by_name else "staff_id"))
        team = not is_blank(self._raw(row, "team"))
        if by_name and person:
            values["team"] = None
        elif person == team:
            values |= {"staff_id": None, "team": None}
            found[:] = [problem for problem in found if problem.where.column not in self._subject_columns()]
            found.append(self._subject_unclear(row, place, both=person))

    def _subject_columns(self) -> list[int | None]:
        return [self.layout.columns.get(key) for key in ("staff_id", "team")]

    def _subject_unclear(self, row: RawRow, place: Place, both: bool) -> Problem:
        likely = None if both else self._likely_id(row)
        variant = "both" if both else "likely" if likely else "neither"
        key = next(key for key in ("staff_id", "team", "name") if key in self.layout.columns)
        person = self.form.column("name" if self._by_name() else "staff_id").header
        bad = BadCell("subject-unclear", variant, likely=likely, person=person)
        return self._problem(bad, self.form.column(key), self._raw(row, key), place)

    def _compare_name(self, row: RawRow, values: dict[str, Any], place: Place, found: list[Problem]) -> None:
        if self.roster is None or not values.get("staff_id") or not values.get("name"):
            return
        person = self.roster.by_id[values["staff_id"]]
        if fold(values["name"]) != fold(person.name):
            bad = BadCell("name-mismatch", name=person.name, staff_id=person.staff_id)
            found.append(self._problem(bad, self.form.column("name"), self._raw(row, "name"), place))

    # --- the reader of each column ----------------------------------------------------------------------------

    def _reader(self, column: Column) -> Read:
        year, roster = self.year, self.roster
        choices = {fold(choice): choice for choice in column.choices}
        plain: dict[str, Callable[[RawCell], object]] = {
            "text": cells.read_text,
            "number": cells.read_number,
            "count": cells.read_count,
            "date": cells.read_date,
            "month": lambda raw: cells.read_month(raw, year),
            "year": cells.read_school_year,
            "choice": lambda raw: cells.read_choice(raw, choices),
            "titles": lambda raw: self._titles(raw),
            "team": lambda raw: self._found(raw, roster.find_team) if roster else None,
        }
        if column.type == "id":
            return self._id
        if column.type == "ids":
            return lambda raw, row: self._ids(raw)
        read = plain.get(column.type, cells.read_text)
        return lambda raw, row: read(raw)

    def _titles(self, raw: RawCell) -> tuple[str, ...] | None:
        try:
            return read_titles(raw, _TITLES_OF.get(self.form.key, ALL_TITLES))
        except BadCell as bad:
            # What was won in earlier years may be any award; only those of the law count later.
            if self.form.key == "held_titles" and bad.code == "not-in-list":
                return ()
            raise

    def _found(self, raw: RawCell, find: Callable[[RawCell], str]) -> str | None:
        cells.refuse_formula(raw)
        return None if is_blank(raw) else find(raw)

    def _id(self, raw: RawCell, row: RawRow) -> str | None:
        if self.roster is None or (self._by_name() and _is_staff_code(self.form)):
            return None
        return self._found(raw, lambda each: self._find(each, self._raw(row, "name")))

    def _ids(self, raw: RawCell) -> tuple[str, ...] | None:
        cells.refuse_formula(raw)
        if self.roster is None or is_blank(raw):
            return None
        parts: list[RawCell] = [part.strip() for part in raw.split(";")] if isinstance(raw, str) else [raw]
        found: list[str] = []
        for part in parts:
            if not is_blank(part):
                found.append(self._part(part, found))
        return tuple(dict.fromkeys(found or [self._find(raw)]))

    def _part(self, raw: RawCell, before: Sequence[str]) -> str:
        """The id that one of several means; the problem also names the row's owner by the ids that are good."""
        try:
            return self._find(raw)
        except BadCell as bad:
            facts = {"value": value_seen(raw), **({"owner": before[0]} if before else {})}
            several = self._between_commas(raw)
            if several:
                listed = "; ".join(clean(part) for part in str(raw).split(","))
                raise BadCell(bad.code, "commas", **{"owner": several[0], **facts}, ids=listed) from None
            raise BadCell(bad.code, bad.variant, **bad.params, **facts) from None

    def _between_commas(self, raw: RawCell) -> list[str]:
        """The ids that a cell names with commas between them, where it names nothing but such."""
        parts = raw.split(",") if isinstance(raw, str) else []
        try:
            return [self._find(part) for part in parts] if len(parts) > 1 else []
        except BadCell:
            return []

    def _find(self, raw: RawCell, name: RawCell = None) -> str:
        assert self.roster is not None
        return self.roster.find_id(raw, name) if self.roster.has_ids else self.roster.find_name(raw)


def _swapped(day: date) -> date | None:
    """The date with day and month in each other's place, where there is one."""
    with suppress(ValueError):
        return date(day.year, day.day, day.month)
    return None


def _written(day: date) -> str:
    """A date as people write it: 05/9/2023, 05/02/2024."""
    return f"{day:%d}/{day.month:02}/{day.year}" if day.month < 3 else f"{day:%d}/{day.month}/{day.year}"


def _is_staff_code(form: Form) -> bool:
    """Whether the form's id is in `Mã CB`, which a school without staff codes leaves out."""
    return form.column("staff_id").header == "Mã CB"


def _about(problem: Problem, staff_id: str | None) -> Problem:
    if staff_id is None or problem.staff_id:
        return problem
    return Problem(problem.code, problem.where, problem.value, staff_id, problem.params, problem.variant)
