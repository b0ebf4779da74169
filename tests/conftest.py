"""What every test shares: hypothesis without deadlines, for a busy machine is no bug; and an emulator of Google."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.google_emulator.server import Emulator


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many calls the matrix of faults struck, wherever its cases ran."""
    reports = terminalreporter.stats.get("passed", [])
    struck = [value for each in reports for name, value in each.user_properties if name == "calls struck"]
    if struck:
        terminalreporter.write_line(f"faults: {sum(struck)} calls struck in {len(struck)} kinds of night")


@pytest.fixture(autouse=True, scope="session")
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The journal and the lock of every run lie in a folder of the tests, also those of programs they start."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        yield


settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def _emulator() -> Iterator[Emulator]:
    from tests.google_emulator.server import Emulator  # here, since most test runs need none of it

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def google(_emulator: Emulator) -> Iterator[Emulator]:
    """Google's APIs on a port of their own: an empty world for every test, and no bug of the emulator at its end."""
    _emulator.reset()
    yield _emulator
    assert not _emulator.violations
