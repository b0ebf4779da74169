"""What every test shares: hypothesis without deadlines, for a busy machine is no bug."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
