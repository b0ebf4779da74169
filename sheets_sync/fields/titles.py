"""What the verdicts on titles give to papers: who is proposed for what, by deciding authority.

The school decides its own commendations alone; what the district, the city or the ministry decides it proposes.
"""

from __future__ import annotations

from sheets_sync.fields.asked import Asked


def authorities(asked: Asked) -> list[str]:
    """Who decides on what the school proposes, in the order of the titles."""
    return []
