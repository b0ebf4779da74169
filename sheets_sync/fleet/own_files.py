"""Which school of a fleet would write into a file of another one, or of the district: a copied or a linked config."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sheets_sync.errors import ConfigError
from sheets_sync.files.file_identity import FileIdentity
from sheets_sync.fleet.fleet_file import Fleet
from sheets_sync.language import N_, Message
from sheets_sync.operations.config_paths import ConfigPath, also, config_paths, require_apart
from sheets_sync.settings.config import Config

FileOwner = str
_DISTRICT: FileOwner = ""


def mistakes(
    fleet: Fleet, schools: Mapping[FileOwner, tuple[Config, Path]]
) -> Mapping[FileOwner, tuple[Message, ...]]:
    """What is wrong with the schools that would write into the files of others, by school.

    Raises ConfigError where it is the district that would.
    """
    paths = {_DISTRICT: _of_district(fleet)}
    paths |= {key: config_paths(config, path) for key, (config, path) in schools.items()}
    known = _Known(paths)
    found = {
        key: tuple(also(mine, _named(owner, theirs), schools[key][1].name) for mine, owner, theirs in pairs)
        for key in schools
        if (pairs := tuple(known.of_others(key, paths[key])))
    }
    for mine, owner, theirs in known.of_others(_DISTRICT, paths[_DISTRICT]):
        raise ConfigError(also(mine, _named(owner, theirs), fleet.file))
    return found


def _of_district(fleet: Fleet) -> tuple[ConfigPath, ...]:
    require_apart(fleet.outputs, fleet.path)
    state = ConfigPath("[state] path", fleet.state_path, True, FileIdentity.of(fleet.state_path))
    keys = (fleet.folder / each.credentials for each in fleet.accounts if each.credentials)
    read = (ConfigPath("[accounts]", path, False, FileIdentity.of(path)) for path in keys)
    return (*config_paths(fleet.outputs, fleet.path), *read, state)


def _named(owner: FileOwner, path: ConfigPath) -> Message:
    if owner == _DISTRICT:
        return Message(N_("{what} của đơn vị"), {"what": path.named})
    return Message(N_("{what} của {school}"), {"what": path.named, "school": owner})


class _Known:
    """The files of everybody, by name and by the file itself, in the order of their owners."""

    def __init__(self, paths: Mapping[FileOwner, Iterable[ConfigPath]]) -> None:
        self._places: dict[object, list[tuple[FileOwner, ConfigPath]]] = defaultdict(list)
        for owner, named in paths.items():
            for each in named:
                for mark in filter(None, each.identity):
                    self._places[mark].append((owner, each))

    def of_others(
        self, owner: FileOwner, paths: Iterable[ConfigPath]
    ) -> Iterator[tuple[ConfigPath, FileOwner, ConfigPath]]:
        """The paths that are written into a file of somebody else's, each key once, and whose file that is."""
        done: set[str] = set()
        for mine in paths:
            found = self._other_at(owner, mine) if mine.written and mine.key not in done else None
            if found:
                done.add(mine.key)
                yield (mine, *found)

    def _other_at(self, owner: FileOwner, mine: ConfigPath) -> tuple[FileOwner, ConfigPath] | None:
        """Where both write, it is a mistake of the one that comes later."""
        for mark in filter(None, mine.identity):
            passed = False
            for other, theirs in self._places[mark]:
                passed = passed or other == owner
                both = theirs.written and passed
                if other != owner and not both and mine.identity.is_same(theirs.identity):
                    return other, theirs
        return None
