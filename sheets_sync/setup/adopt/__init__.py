"""A school's existing workbook → which tabs and columns are which, and the aliases that say so in the config.

`likeness` compares words, `evidence` the cells below them; `columns` and `tabs` guess from both, `aliases` turns
guesses into values of the config, `title_block` finds the school's name and year. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.model import Sheet
from sheets_sync.rules.forms import Form
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_writing import TomlKey, TomlValue
from sheets_sync.setup.adopt.aliases import Alias, Conflict, aliases_of, values_of, with_aliases
from sheets_sync.setup.adopt.columns import Match
from sheets_sync.setup.adopt.tabs import Guesser, TabGuess

_MOST_ROUNDS = 4


@dataclass(frozen=True)
class Adoption:
    """What the tabs of a school are taken for, and what its config has to say so."""

    tabs: tuple[TabGuess, ...]
    aliases: tuple[Alias, ...]
    conflicts: tuple[Conflict, ...]
    values: Mapping[TomlKey, TomlValue]

    @property
    def read(self) -> Iterator[tuple[TabGuess, Form, Match]]:
        """The tabs that are, or will be, read as a form."""
        return ((tab, tab.form, tab.match) for tab in self.tabs if tab.counts and tab.form and tab.match)

    @property
    def unknown(self) -> tuple[TabGuess, ...]:
        """The tabs that are none of ours as far as can be seen."""
        return tuple(tab for tab in self.tabs if not tab.counts)


def look(sheets: Sequence[Sheet], config: Config) -> Adoption:
    """Guess what the tabs and columns of these sheets are; raises ConfigError for a rubric that cannot be used.

    What one tab's values show of a header helps with tabs that are still blank, so it is looked until nothing is new.
    """
    rubric = load_rubric(config.rules.rubric, config.folder)
    class_rubric = load_rubric(config.classes.rubric, config.folder) if config.classes else None
    tabs = Guesser(config, rubric, class_rubric).tabs(sheets)
    aliases, conflicts = aliases_of(tabs, config)
    for _ in range(_MOST_ROUNDS):
        again = Guesser(with_aliases(config, aliases), rubric, class_rubric).tabs(sheets)
        tabs = tuple(_with_former(now, before) for now, before in zip(again, tabs, strict=True))
        more, conflicts = aliases_of(tabs, config)
        if more == aliases:
            break
        aliases = more
    return Adoption(tabs, aliases, conflicts, values_of(config, aliases))


def _with_former(now: TabGuess, before: TabGuess) -> TabGuess:
    """A tab as it is seen now, where it was guessed before with the reasons of that guess."""
    if not now.counts or not now.match or not before.counts or not before.match or now.form != before.form:
        return before if before.counts else now
    former = {guess.header: guess for guess in before.match.columns}
    columns = tuple(former.get(guess.header, guess) for guess in now.match.columns)
    return before._replace(match=now.match._replace(columns=columns))
