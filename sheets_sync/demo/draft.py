"""A workbook in the making: rows that can still be changed, and find their cells once nothing moves any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sheets_sync.model import column_letters
from sheets_sync.rules.forms import Form
from sheets_sync.setup.provision.content import CellContent, Content

DraftRow = list[CellContent]


@dataclass
class FormDraft:
    """One form tab: its rows are lists in the order of the form's columns."""

    form: Form
    heading: tuple[str, ...] = ()
    rows: list[DraftRow] = field(default_factory=list)

    def add(self, values: Mapping[str, CellContent]) -> DraftRow:
        """A new row at the end, from the values by column key; what is not named stays blank."""
        unknown = set(values) - {column.key for column in self.form.columns}
        if unknown:
            raise KeyError(f"{self.form.title} has no {unknown}")
        row = [values.get(column.key) for column in self.form.columns]
        self.rows.append(row)
        return row

    def number(self) -> None:
        """Fill the column STT."""
        if self.form.columns[0].key == "stt":
            records = (row for row in self.rows if len(row) == len(self.form.columns))
            for number, row in enumerate(records, start=1):
                row[0] = number

    def find(self, value: str) -> DraftRow:
        """The first row with this value in one of its cells."""
        return next(row for row in self.rows if value in row)

    def place(self, key: str) -> int:
        """The index of a column in a row."""
        return [column.key for column in self.form.columns].index(key)

    def cell(self, row: DraftRow, key: str) -> str:
        """The address of a row's cell as the sheet will show it."""
        index = next(at for at, each in enumerate(self.rows) if each is row)
        return f"{column_letters(self.place(key) + 1)}{self.content.header_row + 1 + index}"

    @property
    def content(self) -> Content:
        """The tab as it will be written."""
        return Content(self.heading, self.rows)

    def records(self) -> Iterator[DraftRow]:
        """The rows that are neither separators nor notes."""
        return (row for row in self.rows if len(row) == len(self.form.columns))


Drafts = Mapping[str, FormDraft]


def by_title(drafts: Iterable[FormDraft]) -> Drafts:
    """The tabs by their titles."""
    return {draft.form.title: draft for draft in drafts}
