"""A server with answers written beforehand, a session that asks it, and the waits that it would have slept."""

from __future__ import annotations

import pytest

from tests.google.scripted_session import Waits, new_session
from tests.scripted_server import ScriptedServer


@pytest.fixture
def server():
    found = ScriptedServer()
    yield found
    found.close()


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def session(server, waits):
    return new_session(server, waits)
