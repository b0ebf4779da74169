"""Google's quotas on Sheets: reads and writes per minute, for each user and for each project, on the world's clock."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from tests.google_emulator.wire import ApiError

if TYPE_CHECKING:
    from tests.google_emulator.discovery import Method
    from tests.google_emulator.wire import Call
    from tests.google_emulator.world import Clock

WINDOW = 60  # seconds
PROJECT_NUMBER = "415926535897"


class Quotas:
    """Counts calls in fixed windows of a minute; `on` switches the limits off."""

    def __init__(self, clock: Clock, per_user: int = 60, per_project: int = 300) -> None:
        self.clock, self.per_user, self.per_project = clock, per_user, per_project
        self.on = True
        self._window = 0
        self._used: Counter[tuple[str, ...]] = Counter()
        self._lock = threading.Lock()

    def restart(self) -> None:
        """Forget what was used so far."""
        with self._lock:
            self._used.clear()

    def take(self, call: Call, method: Method) -> None:
        """Count a call; raises Google's 429 where a limit is reached."""
        if not self.on or method.api != "sheets":
            return
        kind = "Read" if method.is_read else "Write"
        user = call.account.email if call.account else ""
        limits = {
            (kind, call.client, user): (self.per_user, "per user"),
            (kind, call.client): (self.per_project, ""),
        }
        with self._lock:
            self._refill()
            for key, (limit, whose) in limits.items():
                if self._used[key] >= limit:
                    raise exceeded(kind, limit, whose)
            self._used.update(limits.keys())

    def _refill(self) -> None:
        window = int(self.clock.now() // WINDOW)
        if window != self._window:
            self._window = window
            self._used.clear()


def exceeded(kind: str = "Read", limit: int = 60, whose: str = "per user") -> ApiError:
    """The 429 for a limit of so many calls a minute."""
    name = " ".join(filter(None, (f"{kind} requests per minute", whose)))
    metadata = {
        "consumer": f"projects/{PROJECT_NUMBER}",
        "quota_limit": "".join(word.capitalize() for word in name.split()) + ("PerProject" if whose else ""),
        "quota_limit_value": str(limit),
        "quota_location": "global",
        "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        "quota_unit": "1/min/{project}/{user}" if whose else "1/min/{project}",
        "service": "sheets.googleapis.com",
    }
    details = [
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com",
            "metadata": metadata,
        },
        {
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [
                {
                    "description": "Request a higher quota limit.",
                    "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                }
            ],
        },
    ]
    return ApiError(
        429,
        f"Quota exceeded for quota metric '{kind} requests' and limit '{name}' of service "
        f"'sheets.googleapis.com' for consumer 'project_number:{PROJECT_NUMBER}'.",
        reason="rateLimitExceeded",
        domain="usageLimits",
        details=details,
    )
