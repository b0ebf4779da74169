"""Texts in the reader's language: the msgids are the Vietnamese texts, so a lost catalogue speaks Vietnamese."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

LANGUAGES = ("vi", "en")
DOMAIN = "sheets_sync"
# Not pathlib, which would cost `--help` a tenth of its time; cli.py and options.py do without it as well.
LOCALE_DIR = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120


def N_(text: str) -> str:  # noqa: N802  (the name that gettext's tools look for)
    """Mark a text for the catalogues without translating it yet."""
    return text


class Message(NamedTuple):
    """A text still to be put into a language: the Vietnamese template and what fills it."""

    template: str
    params: Mapping[str, object] = {}

    def __str__(self) -> str:
        return translator("vi")(self.template, **self.params)


class Translator:
    """Puts the Vietnamese msgids into one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)

    def __call__(self, template: str, **params: object) -> str:
        """The text in this language, its {names} filled; a parameter that is a Message is translated too."""
        text = self._catalogue.gettext(template) if template else ""
        if not params:
            return text
        return text.format_map({key: self.say(value) for key, value in params.items()})

    def say(self, value: object) -> object:
        """A Message in this language; anything else as it is."""
        return self(value.template, **value.params) if isinstance(value, Message) else value


@cache
def translator(language: str) -> Translator:
    """The one translator of a language."""
    return Translator(language)


def spoken() -> Translator:
    """The translator of the language that the way in has chosen (`cli._speak`), for what is said at the edge."""
    language = os.environ.get("LANGUAGE", "")
    return translator(language if language in LANGUAGES else "vi")


def terminal_language(chosen: str | None, configured: str | None) -> str:
    """The language of the terminal: the option, else what the config states, else the locale, else Vietnamese."""
    return chosen or configured or _locale_language() or "vi"


def _locale_language() -> str | None:
    """The language that the locale asks for, if it is one of ours; `C` asks for none."""
    values = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, values), "").lower()
    return locale[:2] if locale[:2] in LANGUAGES else None
