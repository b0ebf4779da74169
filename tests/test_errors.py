"""The errors that end a run: one tree, each with its exit code, drawn as it is."""

from __future__ import annotations

import re

import pytest

from sheets_sync import errors
from sheets_sync.errors import ConfigError, RefusedError, SheetsSyncError, UnavailableError, UsageError
from sheets_sync.language import Message

CODES = {ConfigError: 2, UsageError: 2, UnavailableError: 4, RefusedError: 5}


@pytest.mark.parametrize(("kind", "code"), CODES.items())
def test_exit_codes(kind, code):
    assert (kind.exit_code, issubclass(kind, SheetsSyncError)) == (code, True)


def test_the_drawing_shows_every_error_with_its_code():
    drawn = dict(re.findall(r"── (\w+).*exit (\d)", errors.__doc__ or ""))
    assert drawn == {kind.__name__: str(code) for kind, code in CODES.items()}
    assert set(SheetsSyncError.__subclasses__()) == set(CODES)


def test_an_error_reads_as_its_messages():
    error = ConfigError(Message("không có {x}", {"x": "a"}), Message("không có {x}", {"x": "b"}))
    assert str(error) == "không có a\nkhông có b"
