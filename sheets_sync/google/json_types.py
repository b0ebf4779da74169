"""What Google's APIs take and give."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""One object of a request or an answer."""
