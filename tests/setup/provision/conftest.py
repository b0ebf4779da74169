"""A school on the emulator for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.google_emulator.server import Emulator
from tests.setup.provision.provisioned_school import School


@pytest.fixture
def school(google: Emulator, tmp_path: Path) -> School:
    """A school without a spreadsheet yet, signed in as the service account."""
    return School(google, tmp_path)
