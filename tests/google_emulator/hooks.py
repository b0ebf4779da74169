"""Things that happen between two calls: somebody types into a cell while a program runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import NamedTuple

Action = Callable[[], object]


class _Hook(NamedTuple):
    when: str
    match: re.Pattern[str]
    action: Action


class Hooks:
    """Actions that each run once, right before or right after the next call that matches."""

    def __init__(self) -> None:
        self._waiting: list[_Hook] = []
        self._lock = threading.Lock()

    def add(self, when: str, match: str, action: Action) -> None:
        """Wait for a call in whose "METHOD path" or method id the regular expression is found."""
        with self._lock:
            self._waiting.append(_Hook(when, re.compile(match), action))

    def clear(self) -> None:
        """Wait for nothing any more."""
        with self._lock:
            self._waiting.clear()

    def due(self, when: str, names: tuple[str, ...]) -> list[Action]:
        """The actions whose call has come."""
        with self._lock:
            due = [
                hook
                for hook in self._waiting
                if hook.when == when and any(hook.match.search(name) for name in names)
            ]
            self._waiting = [hook for hook in self._waiting if hook not in due]
        return [hook.action for hook in due]
