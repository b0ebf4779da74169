"""A command that writes: alone, and with everything it did on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_sync.commands.options import Run
from sheets_sync.errors import ConfigError
from sheets_sync.journal.journal import lock_path
from sheets_sync.operations import recorded_run
from sheets_sync.operations.recorded_run import Record
from sheets_sync.settings.config import Config


@contextmanager
def recorded(
    run: Run, command: str, wait: float | None = None, lock_of: Callable[[Config, Path], Path] = lock_path
) -> Iterator[Record]:
    """Run the block alone and on record; a config that cannot be used is a line in the log that it names."""
    try:
        school = run.school
    except ConfigError as error:
        recorded_run.log_unusable_config(Path(run.config_path), command, error)
        raise
    with recorded_run.recorded(school, command, wait, lock_of) as record:
        yield record
