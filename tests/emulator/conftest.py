"""What the tests of the emulated Sheets API share: a spreadsheet that a person has just made."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import Book, Caller


@pytest.fixture
def person(google):
    """Somebody with storage, who calls."""
    return Caller(google, google.person_key_file)


@pytest.fixture
def book(google, person):
    """A new spreadsheet of the person's, as he sees it: one tab `Sheet1` with the id 0, in American English."""
    return Book(google, person.create(properties={"title": "Sổ"})["spreadsheetId"], person)
