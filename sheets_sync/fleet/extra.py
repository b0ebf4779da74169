"""The packages of the extra `[fleet]`, imported only where many schools are run; a clear word where they are missing."""

from __future__ import annotations

from importlib.util import find_spec

from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

PACKAGES = ("distributed", "pyarrow", "duckdb")


def require_extra() -> None:
    """Raise UsageError where a package of the extra is not installed."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        text = N_("Chạy nhiều trường cần thêm các gói {missing}. Cài bằng: pip install 'sheets-sync[fleet]'")
        raise UsageError(Message(text, {"missing": ", ".join(missing)}))
