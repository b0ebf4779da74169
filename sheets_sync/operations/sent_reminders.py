"""Who was sent which reminder on which day, so that nobody gets the same one twice when some could not be sent."""

from __future__ import annotations

import sqlite3

from sheets_sync.journal.journal import Journal
from sheets_sync.journal.runs import digest
from sheets_sync.operations.mail import Letter


class SentReminders:
    """The last reminder of each person; a journal that cannot be used knows of none."""

    def __init__(self, journal: Journal, day: str) -> None:
        self._journal, self._day = journal, day

    def has(self, letter: Letter) -> bool:
        """Whether this very letter went to this person on this day."""
        query = "SELECT 1 FROM reminder WHERE (staff_id, day, digest) = (?, ?, ?)"
        found = self._journal.ask(lambda journal: journal.execute(query, self._row(letter)).fetchone())
        return found is not None

    def add(self, letter: Letter) -> None:
        """Note that this letter was sent."""
        row = self._row(letter)

        def insert(journal: sqlite3.Connection) -> None:
            journal.execute("INSERT OR REPLACE INTO reminder VALUES (?, ?, ?)", row)

        self._journal.ask(insert)

    def _row(self, letter: Letter) -> tuple[str, str, str]:
        return letter.key, self._day, digest("\n".join((letter.to, letter.subject, letter.body)))
