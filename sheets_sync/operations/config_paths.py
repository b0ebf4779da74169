"""Every file that a config names or that is kept beside one of these: what is written may be nothing else at once.

Compared in one place, whichever command runs: by `opened_school.read_config`, the members of a fleet and `doctor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import ConfigError, UsageError
from sheets_sync.files.file_identity import FileIdentity
from sheets_sync.files.lock import foreign_file, note_path
from sheets_sync.journal.journal import journal_path, lock_path
from sheets_sync.language import N_, Message
from sheets_sync.operations.alerts import foreign_log, log_files
from sheets_sync.settings.config import Config

_SIDE_FILES = ("-journal", "-wal", "-shm")  # SQLite's own, beside the journal
_PERIOD_AND_FORMAT = re.compile(r"( \d{4}-\S+?)?(\.(docx|gdoc|pdf|html))?$")  # of an entry of [reports.files]
_TEMPLATES = (".docx", ".html", ".toml")


class ConfigPath(NamedTuple):
    """A path of a config: the key that names it, and whether a run writes there."""

    key: str
    path: Path
    written: bool
    identity: FileIdentity

    @property
    def named(self) -> Message:
        """The path as messages name it."""
        return Message("{key} ({path})", {"key": Message(self.key), "path": self.path})


def config_paths(config: Config, config_path: Path) -> tuple[ConfigPath, ...]:
    """All paths of a config, those that are only read first."""
    read = ((key, path, False) for key, path in _read(config, config_path))
    written = ((key, path, True) for key, path in _written(config, config_path))
    return tuple(
        ConfigPath(key, path, is_written, FileIdentity.of(path))
        for key, path, is_written in chain(read, written)
    )


def _read(config: Config, config_path: Path) -> Iterator[tuple[str, Path]]:
    folder = config.folder
    yield N_("tệp cấu hình"), config_path
    if config.store.in_files:
        yield from (("[store] input", path) for path in config.input_paths)
    named = {
        "[rules] rubric": config.rules.rubric,
        "[rules] law": config.rules.law,
        "[classes] rubric": config.classes.rubric if config.classes else None,
        "[deadlines] calendar": config.deadlines.calendar,
        "[google] credentials": config.google.credentials,
        "[google] client": config.google.client,
        "[reports] templates": config.reports.templates,
    }
    yield from ((key, folder / name) for key, name in named.items() if name)
    if config.reports.templates:
        yield from (("[reports] templates", path) for path in _templates(folder / config.reports.templates))


def _templates(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.suffix in _TEMPLATES)


def _written(config: Config, config_path: Path) -> Iterator[tuple[str, Path]]:
    if config.store.in_files:
        yield "[store] output", config.output_path
    if not (config.reports.drive or config.reports.files):
        yield "[reports] output", config.reports_path
    journal, lock = journal_path(config, config_path), lock_path(config, config_path)
    beside = (journal.with_name(f"{journal.name}{each}") for each in _SIDE_FILES)
    yield from (("[journal] path", path) for path in (journal, *beside, lock, note_path(lock)))
    if config.alerts.log:
        yield from (("[alerts] log", path) for path in log_files(config.folder / config.alerts.log))


# --- what must not be -----------------------------------------------------------------------------------------


class PathConflict(NamedTuple):
    """What is wrong with a path that is written, and the key that names it."""

    key: str
    message: Message


class PathConflictError(ConfigError):
    """A config by which a run would write into a file that is not its own."""

    def __init__(self, *found: PathConflict) -> None:
        super().__init__(*(each.message for each in found))
        self.keys = frozenset(each.key for each in found)


def conflicts(config: Config, config_path: Path) -> tuple[PathConflict, ...]:
    """Every path that is written and is another path of the config, or a file that is somebody's own."""
    paths = config_paths(config, config_path)
    shared = (*_shared(paths, config_path.name), *_made_for_two(config, config_path.name))
    done = {each.key for each in shared}
    return (*shared, *(each for each in _foreign(config, config_path) if each.key not in done))


def _shared(paths: tuple[ConfigPath, ...], file: str) -> Iterator[PathConflict]:
    blamed: set[tuple[str, str]] = set()
    for number, later in enumerate(paths):
        for earlier in paths[:number] if later.written else ():
            pair = (later.key, earlier.key)
            if later.key != earlier.key and pair not in blamed and later.identity.is_same(earlier.identity):
                blamed.add(pair)
                yield PathConflict(later.key, also(later, earlier.named, file))


def also(written: ConfigPath, other: Message, file: str) -> Message:
    """That a path which is written is something else at once."""
    text = N_(
        "{key} ghi vào {path}, mà tệp ấy cũng là {other}. Đặt tên khác cho {key} trong {file} rồi chạy lại."
    )
    return Message(text, {"key": written.key, "path": written.path, "other": other, "file": file})


def _foreign(config: Config, config_path: Path) -> Iterator[PathConflict]:
    """Files of others where the log, the lock and the note beside it would go."""
    found = foreign_log(config.folder / config.alerts.log) if config.alerts.log else None
    if found:
        yield _not_ours("[alerts] log", found, config_path.name)
    if beside := foreign_file(lock_path(config, config_path)):
        yield _not_ours("[journal] path", beside, config_path.name)


def _made_for_two(config: Config, file: str) -> Iterator[PathConflict]:
    """A file on Drive that two kinds of paper would be written into."""
    if not config.reports.files:
        return
    from sheets_sync.google.drive import (
        file_id,
    )  # requests and google-auth: only who names files there waits for them

    first: dict[str, tuple[str, str]] = {}
    for entry, written in config.reports.files.items():
        kind = _PERIOD_AND_FORMAT.sub("", entry)
        other_kind, other = first.setdefault(file_id(written), (kind, entry))
        if other_kind != kind:
            text = N_(
                "[reports.files] “{entry}” và “{other}” cùng là một tệp, nên văn bản này sẽ ghi đè văn bản kia. Ghi mã của một tệp "
                "khác cho một trong hai trong {file} rồi chạy lại."
            )
            yield PathConflict(
                "[reports.files]", Message(text, {"entry": entry, "other": other, "file": file})
            )


def _not_ours(key: str, path: Path, file: str) -> PathConflict:
    text = N_(
        "{key}: {path} đã có và không do chương trình này ghi, nên không ghi vào. Đặt tên khác cho {key} trong {file}, "
        "hoặc chuyển tệp ấy đi."
    )
    return PathConflict(key, Message(text, {"key": key, "path": path, "file": file}))


def require_apart(config: Config, config_path: Path) -> None:
    """Raise PathConflictError where something that is written is another file of the config, or somebody's own."""
    if found := conflicts(config, config_path):
        raise PathConflictError(*found)


def require_free(path: Path, option: str, config: Config, config_path: Path) -> None:
    """Raise UsageError for a file named on the command line that is one of the config's."""
    identity = FileIdentity.of(path)
    other = next(
        (each for each in config_paths(config, config_path) if each.identity.is_same(identity)), None
    )
    if other:
        text = N_("{option}: {path} cũng là {other}. Chọn tên khác.")
        raise UsageError(Message(text, {"option": option, "path": path, "other": other.named}))


def conflicts_in_fleet(config: Config, config_path: Path) -> tuple[PathConflict, ...]:
    """The conflicts of a school of a fleet, which writes in its own folder only."""
    found = _outside(config, config_path)
    away = {each.key for each in found}
    return (*found, *(each for each in conflicts(config, config_path) if each.key not in away))


def _outside(config: Config, config_path: Path) -> tuple[PathConflict, ...]:
    home = FileIdentity.of(config.folder).name
    usual = set() if config.journal.path else {"[journal] path"}  # the system's folder for such things
    text = N_(
        "{key} ghi vào {path}, ngoài thư mục của trường; trường trong một nhóm chỉ ghi trong thư mục của mình."
    )
    found = {
        each.key: PathConflict(each.key, Message(text, {"key": each.key, "path": each.path}))
        for each in reversed(config_paths(config, config_path))
        if each.written and each.key not in usual and not Path(each.identity.name).is_relative_to(home)
    }
    return tuple(found.values())
