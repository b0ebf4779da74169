"""Guesses → what is written into [tabs] and [columns]; an alias that would be read as two things is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.language import N_, Message
from sheets_sync.school.layout import Titles
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_writing import TomlKey, TomlValue
from sheets_sync.settings.key_types import Aliases
from sheets_sync.setup.adopt.headers import headers_of
from sheets_sync.setup.adopt.tabs import TabGuess
from sheets_sync.text.vietnamese import clean, fold


class Alias(NamedTuple):
    """Another name, as written in the sheets, of one of our tabs or columns."""

    section: str  # tabs or columns
    own: str
    other: str

    @property
    def folded(self) -> tuple[str, str]:
        """The section and the name in the form in which it is compared."""
        return self.section, fold(self.other)


class Conflict(NamedTuple):
    """A name that would be read as something else in some tab, so that it is not written."""

    section: str
    other: str
    why: Message


def aliases_of(guesses: Sequence[TabGuess], config: Config) -> tuple[tuple[Alias, ...], tuple[Conflict, ...]]:
    """The aliases that follow from these guesses, and the names that cannot be one."""
    wanted = tuple(dict.fromkeys(_wanted(guesses)))
    conflicts: list[Conflict] = []
    while found := _conflict(wanted, guesses, config):
        conflicts.append(found)
        wanted = tuple(alias for alias in wanted if alias.folded != (found.section, fold(found.other)))
    return wanted, tuple(conflicts)


def _wanted(guesses: Sequence[TabGuess]) -> list[Alias]:
    wanted: dict[tuple[str, str, str], Alias] = {}
    for guess in guesses:
        if not guess.counts or guess.form is None:
            continue
        found = (
            [Alias("tabs", guess.form.title, clean(guess.sheet.title))] if guess.confidence != "known" else []
        )
        columns = guess.match.columns if guess.match else ()
        found += [
            Alias("columns", each.column.header, each.header.text)
            for each in columns
            if each.confidence != "known"
        ]
        for alias in found:
            wanted.setdefault((*alias.folded, alias.own), alias)
    return list(wanted.values())


def with_aliases(config: Config, aliases: Sequence[Alias]) -> Config:
    """The config with these aliases beside its own."""
    tabs, columns = (_merged(getattr(config, section), section, aliases) for section in ("tabs", "columns"))
    return config._replace(tabs=tabs, columns=columns)


def values_of(config: Config, aliases: Sequence[Alias]) -> dict[TomlKey, TomlValue]:
    """What is set in the config file: every name with its former aliases and the new ones."""
    after = with_aliases(config, aliases)
    values: dict[TomlKey, TomlValue] = {}
    for section in ("tabs", "columns"):
        before: Aliases = getattr(config, section)
        now: Aliases = getattr(after, section)
        values |= {(section, own): others for own, others in now.items() if before.get(own) != others}
    return values


def _merged(before: Aliases, section: str, aliases: Sequence[Alias]) -> Aliases:
    keys = {fold(own): own for own in before}
    merged = dict(before)
    for alias in aliases:
        if alias.section == section:
            own = keys.setdefault(fold(alias.own), alias.own)
            if alias.folded[1] not in map(fold, merged.get(own, ())):
                merged[own] = (*merged.get(own, ()), alias.other)
    return merged


# --- conflicts ------------------------------------------------------------------------------------------------


def _conflict(wanted: Sequence[Alias], guesses: Sequence[TabGuess], config: Config) -> Conflict | None:
    """The first name that the config with all these aliases would read as something else than was guessed."""
    owners: dict[str, str] = {}
    for alias in wanted:
        if alias.section == "tabs" and owners.setdefault(alias.folded[1], alias.own) != alias.own:
            params = {"first": owners[alias.folded[1]], "second": alias.own}
            text = N_("là “{first}” ở một sổ mà là “{second}” ở sổ khác: đổi tên một tab")
            return Conflict("tabs", alias.other, Message(text, params))
    titles = Titles(with_aliases(config, wanted))
    names = {alias.folded for alias in wanted}
    return next((found for guess in guesses if (found := _misread(guess, titles, names))), None)


def _misread(guess: TabGuess, titles: Titles, names: set[tuple[str, str]]) -> Conflict | None:
    """A header of a tab that an alias makes another column than the one it is, or a column that is there already."""
    if guess.form is None or guess.match is None or not guess.match.header_row:
        return None
    read = titles.headers(guess.form)
    meant: Mapping[int, str] = {each.header.number: each.column.key for each in guess.match.columns}
    taken = {each.column.key: each.header.text for each in guess.match.columns}
    for header in headers_of(guess.sheet, guess.match.header_row):
        column = read.get(fold(header.text))
        key = meant.get(header.number)
        if column is None or ("columns", fold(header.text)) not in names or column.key == key:
            continue
        params = {"column": column.header, "tab": guess.sheet.title}
        if key is not None:
            own = next(each.column.header for each in guess.match.columns if each.column.key == key)
            text = N_("là “{column}” ở tab khác mà là “{own}” ở tab {tab}: đổi tên cột ở một trong hai tab")
            return Conflict("columns", header.text, Message(text, {**params, "own": own}))
        if column.key in taken:
            text = N_("là “{column}” ở tab khác, nhưng tab {tab} đã có cột ấy là “{own}”: đổi tên một cột")
            return Conflict("columns", header.text, Message(text, {**params, "own": taken[column.key]}))
    return None
