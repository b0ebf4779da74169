"""The owner of a score row: by its id, else by its name; a class board's by its class."""

from __future__ import annotations

from collections.abc import Callable

from sheets_sync.model import RawCell
from sheets_sync.rules.forms import Form
from sheets_sync.school.layout import Layout, RawRow
from sheets_sync.school.roster import Roster
from sheets_sync.text.cells import BadCell, is_blank, read_choice, read_text, refuse_formula
from sheets_sync.text.vietnamese import fold

ReportBadCell = Callable[[BadCell, str, RawCell], None]
"""Takes note of what is wrong with a cell: the finding, the column's key, what the cell holds."""


class RowOwners:
    """Finds the owner of each row of one tab; `names` are the names by id, `likely` those that bad ids may mean."""

    def __init__(self, form: Form, layout: Layout, roster: Roster | None) -> None:
        self.roster = roster
        classes = () if roster else form.column("staff_id").choices
        self._classes = {fold(name): name for name in classes}
        self.names = (
            {name: name for name in classes}
            if roster is None
            else {person.staff_id: person.name for person in roster.people}
        )
        self.likely: set[str] = set()
        self.id, self._name, self._team = (
            layout.columns.get(key, 0) - 1 for key in ("staff_id", "name", "team")
        )
        self._by_name = roster is not None and (self.id < 0 or not roster.has_ids)

    def is_named(self, row: RawRow, name: str) -> bool:
        """Whether a row that has an id of ours has this very name beside it, or none."""
        return not self._by_name and (self._name < 0 or row[self._name] in (None, name))

    def is_class(self, raw: RawCell) -> bool:
        """Whether a cell names a class of the board."""
        return isinstance(raw, str) and fold(raw) in self._classes

    def find(self, row: RawRow, found: ReportBadCell) -> str:
        """The id of the row's owner, or an empty text where that is not known."""
        name = row[self._name] if self._name >= 0 else None
        if self._by_name:
            return self._find_by_name(row, name, found)
        raw = row[self.id]
        staff_id = raw if raw.__class__ is str and raw in self.names else self._find_by_id(raw, name, found)
        if name is not None and name != self.names.get(staff_id):
            self._compare_name(name, staff_id, found)
        return staff_id

    def _find_by_id(self, raw: RawCell, name: RawCell, found: ReportBadCell) -> str:
        try:
            refuse_formula(raw)
            if not is_blank(raw):
                return self._meant(raw, name)
            likely = self.roster.likely_id(name) if self.roster else None
            raise BadCell("value-missing", "id" if likely else "", likely=likely)
        except BadCell as bad:
            found(bad, "staff_id", raw)
            near = str(bad.params.get("near") or "")
        # The row still shows its likely owner: that person's month, or class's week, is not missing as well.
        likely = self.roster.likely_id(name) if self.roster else near
        self.likely |= {likely} if likely else set()
        return ""

    def _meant(self, raw: RawCell, name: RawCell) -> str:
        if self.roster is None:
            return read_choice(raw, self._classes) or ""
        return self.roster.find_id(raw, name)

    def _find_by_name(self, row: RawRow, name: RawCell, found: ReportBadCell) -> str:
        assert self.roster is not None
        try:
            if read_text(name) is None:
                raise BadCell("value-missing")
            return self.roster.find_name(name, row[self._team] if self._team >= 0 else None)
        except BadCell as bad:
            found(bad, "name", name)
            return ""

    def _compare_name(self, raw: RawCell, staff_id: str, found: ReportBadCell) -> None:
        try:
            name = read_text(raw)
        except BadCell as bad:
            found(bad, "name", raw)
            return
        if name and staff_id and fold(name) != fold(self.names[staff_id]):
            bearers = self.roster.by_name.get(fold(name), ()) if self.roster else ()
            bearer = bearers[0].staff_id if len(bearers) == 1 else None
            other = BadCell("name-mismatch", name=self.names[staff_id], staff_id=staff_id, bearer=bearer)
            found(other, "name", raw)
