"""How many calls a Google account may still make this minute: a ledger of what was let through.

A call counts from the moment it is let through until a minute after it is over. When it reached Google lies between
the two, so in no stretch of 60 seconds, wherever Google's minutes begin, can more than the limit arrive there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sheets_sync.google.session import CallKind


COUNTED: tuple[CallKind, ...] = ("reads", "writes")
"""The kinds of call that Google gives a quota for."""
WINDOW = 60.0
"""Seconds after which Google forgets a call."""
LOST = 240.0
"""Seconds after which a call whose end nobody reported must be over: Google itself gives up after 180."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 64.0
"""How long everybody waits when Google turns a call away without saying for how long; doubled each time."""


class Budget:
    """The ledger of one account and kind of call; times are seconds of one steady clock."""

    def __init__(self, limit: int, earlier: Iterable[float] = ()) -> None:
        self.limit = limit
        self.granted = self.turned_away = 0
        self._over: deque[float] = deque(sorted(earlier))
        self._open: dict[int, tuple[float, str]] = {}
        self._closed_until = 0.0
        self._pause, self._refused = FIRST_PAUSE, float("-inf")

    def wait(self, now: float) -> float:
        """How many seconds until the next call may go, as far as is known; 0 when it may go now."""
        self._forget(now)
        pause = max(0.0, self._closed_until - now)
        if len(self._over) + len(self._open) < self.limit:
            return pause
        first = (
            self._over[0] + WINDOW if self._over else min(since for since, _ in self._open.values()) + LOST
        )
        return max(pause, first - now, 0.001)

    def take(self, now: float, by: str = "") -> int:
        """Let a call through; its number, by which it is ended."""
        self.granted += 1
        self._open[self.granted] = (now, by)
        return self.granted

    def end(self, number: int, now: float) -> None:
        """The call is over; reported twice it counts once."""
        if self._open.pop(number, None):
            self._over.append(now)

    def end_all(self, by: str, now: float) -> None:
        """Who made these calls is gone."""
        for number in [number for number, (_, maker) in self._open.items() if maker == by]:
            self.end(number, now)

    def busy(self, now: float, retry_after: float | None = None) -> None:
        """Google turned a call away: nobody calls for as long as it demands, else for longer each time.

        Several calls that were on their way together are one refusal.
        """
        self.turned_away += 1
        if now < self._closed_until:
            return
        self._pause = FIRST_PAUSE if now - self._refused > WINDOW else min(self._pause * 2, LONGEST_PAUSE)
        self._closed_until = now + (self._pause if retry_after is None else retry_after)
        self._refused = now

    def recent(self, now: float) -> list[float]:
        """When the calls were over that still count; those under way count as over now."""
        self._forget(now)
        return [*self._over, *[now] * len(self._open)]

    def _forget(self, now: float) -> None:
        for number in [number for number, (since, _) in self._open.items() if since + LOST <= now]:
            del self._open[number]
        while self._over and self._over[0] + WINDOW <= now:
            self._over.popleft()
