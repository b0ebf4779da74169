"""The schools of a fleet: the configs that its patterns name, each with the account that serves it.

A config that cannot be used is a school too, named with its mistakes: it must not stop the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import ConfigError
from sheets_sync.fleet.accounts import budget_of, served, signed_in
from sheets_sync.fleet.fleet_file import Account, CallQuota, Fleet
from sheets_sync.fleet.own_files import mistakes
from sheets_sync.google.drive import file_id
from sheets_sync.language import N_, Message
from sheets_sync.operations.config_paths import conflicts_in_fleet
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config
from sheets_sync.text.vietnamese import fold


class Member(NamedTuple):
    """A school: its key among the others, its config file, and the config or why there is none.

    `account` is the budget that its calls to Google count against; blank where it makes none. `school` is the name in its
    config. A school with the workbook of another one has that one's key as its `twin`; `other_year` is that of a config
    that is not of the fleet's school year.
    """

    key: str
    path: Path
    config: Config | None = None
    mistakes: tuple[Message, ...] = ()
    account: str = ""
    quota: CallQuota = CallQuota()
    school: str = ""
    twin: str = ""
    other_year: str = ""

    @property
    def name(self) -> str:
        """What people call the school."""
        return self.school or self.key

    @property
    def called(self) -> str:
        """Its name with its key, which no other school has."""
        return f"{self.school} ({self.key})" if self.school else self.key

    @property
    def spreadsheets(self) -> tuple[str, ...]:
        """The ids of all spreadsheets that its results are made of, or written to."""
        store = self.config.store if self.config else None
        if store is None or store.kind != "google":
            return ()
        named = [*store.input, *([store.output] if store.output else [])]
        return tuple(dict.fromkeys(file_id(text) for text in named))


def members(fleet: Fleet) -> tuple[Member, ...]:
    """Every school of the fleet, in the order of its patterns; raises ConfigError where they name none."""
    paths = fleet.files(fleet.configs)
    if not paths:
        text = N_("Không có tệp cấu hình nào khớp với {patterns}. Xem lại [schools] configs trong {file}.")
        patterns = ", ".join(f"“{pattern}”" for pattern in fleet.configs)
        raise ConfigError(Message(text, {"patterns": patterns, "file": "fleet.toml"}))
    keys, accounts = _keys(paths, fleet.folder), served(fleet, paths)
    found = [_member(key, path, fleet, accounts.get(path)) for key, path in zip(keys, paths, strict=True)]
    wrong = mistakes(fleet, {each.key: (each.config, each.path) for each in found if each.config})
    return tuple(
        Member(each.key, each.path, mistakes=wrong[each.key], school=each.school)
        if each.config and each.key in wrong
        else each
        for each in _apart(found, fleet.outputs)
    )


def quotas_of(schools: Iterable[Member]) -> Mapping[str, CallQuota]:
    """The quota of each account: the lowest that any of its schools is given."""
    found: dict[str, CallQuota] = {}
    for school in schools:
        if school.account:
            found[school.account] = found.get(school.account, school.quota).lower(school.quota)
    return found


def matching(found: Iterable[Member], pattern: str | None) -> tuple[Member, ...]:
    """Those whose key or name matches a pattern such as `truong-0*` or `*Ái Mộ*`."""
    if pattern is None:
        return tuple(found)
    wanted = fold(pattern)
    return tuple(
        each
        for each in found
        if any(fnmatch(fold(text), wanted) for text in (each.key, each.name, str(each.path)))
    )


def _keys(paths: Sequence[Path], folder: Path) -> list[str]:
    """A short name for each config: its folder's, or its path where two folders are called alike."""
    short = [path.parent.name if path.stem == "config" else path.stem for path in paths]
    times = Counter(fold(name) for name in short)
    return [
        name if times[fold(name)] == 1 else inside(path, folder).with_suffix("").as_posix()
        for name, path in zip(short, paths, strict=True)
    ]


def inside(path: Path, folder: Path) -> Path:
    """A path as seen from a folder that holds it, else as it is."""
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _member(key: str, path: Path, fleet: Fleet, account: Account | None) -> Member:
    try:
        config = load_config(path)
    except ConfigError as error:
        return Member(key, path, mistakes=error.messages)
    if config.year != fleet.outputs.year:
        text = N_("Năm học của trường là {own}, của đơn vị là {year}; sửa “year” ở một trong hai.")
        mistake = Message(text, {"own": config.year, "year": fleet.outputs.year})
        return Member(key, path, mistakes=(mistake,), school=config.school.name, other_year=str(config.year))
    if wrong := conflicts_in_fleet(config, path):
        return Member(key, path, mistakes=tuple(each.message for each in wrong), school=config.school.name)
    try:
        config = signed_in(config, account, fleet)
    except ConfigError as error:
        return Member(key, path, mistakes=error.messages, school=config.school.name)
    quota = account.quota if account else fleet.quota
    return Member(key, path, config, (), budget_of(config), quota, config.school.name)


def _apart(found: Iterable[Member], outputs: Config) -> Iterator[Member]:
    """Each school, but one with a workbook of another one or of the district is a mistake: a copied config.

    A workbook belongs to the school in whose folder it lies, else to the first one with it.
    """
    schools, taken = list(found), dict[str, Member | None]({_output(outputs): None})
    sharing: dict[str, Member] = {}
    for school in sorted(schools, key=lambda school: not _is_at_home(school)):
        books = _books(school.config) if school.config else ()
        shared = [taken[book] for book in books if book in taken]
        if shared:
            sharing[school.key] = _sharing(school, shared[0])
        else:
            taken |= dict.fromkeys(books, school)
    return (sharing.get(school.key, school) for school in schools)


def _is_at_home(school: Member) -> bool:
    """Whether all workbooks of a school lie beside its config."""
    books = _books(school.config) if school.config and school.config.store.kind == "xlsx" else ()
    return bool(books) and all(Path(book).is_relative_to(school.path.parent) for book in books)


def _sharing(school: Member, other: Member | None) -> Member:
    """A school that cannot be run beside another one, or beside the district's own tabs (`other`: None)."""
    text = N_(
        "Trường này dùng chung sổ với {other} nên chỉ tính một lần, ở {other}; sửa [store] trong tệp cấu hình của trường."
    )
    called: object = other.called if other else ""
    if other is None:
        text = N_("Trường này ghi vào cùng một chỗ với {other}; sửa [store] trong tệp cấu hình của trường.")
        called = Message(N_("bảng tổng hợp của đơn vị"))
    mistake = Message(text, {"other": called})
    return Member(
        school.key, school.path, mistakes=(mistake,), school=school.school, twin=other.key if other else ""
    )


def _books(config: Config) -> tuple[str, ...]:
    """The workbooks or spreadsheets that a school is read from, and the one that its output tabs are in."""
    if config.store.kind == "google":
        inputs = [file_id(each) for each in config.store.input if each]
    else:
        inputs = [str(path.resolve()) for path in config.input_paths]
    return tuple(dict.fromkeys([*inputs, _output(config)]))


def _output(config: Config) -> str:
    """Where the output tabs of a config are."""
    named = [config.store.output, *config.store.input] if config.store.kind == "google" else []
    return next((file_id(each) for each in named if each), str(config.output_path.resolve()))
