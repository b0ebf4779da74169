"""A school in Google Sheets for the doctor to look at."""

from __future__ import annotations

import pytest

from tests.setup.doctor.clinic_google import GoogleClinic


@pytest.fixture
def clinic(google, tmp_path):
    return GoogleClinic(tmp_path, google)
