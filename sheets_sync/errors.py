"""What stops a run, one small tree; a wrong cell is not among them, it is a `model.Problem`.

SheetsSyncError              every error of ours: what happened, where, and what to do next
├── ConfigError              config, rubric or template cannot be used         exit 2
├── UsageError               the command was called wrongly                    exit 2
├── UnavailableError         a file or a service is not there now, try later   exit 4
│   └── GoogleError          a call to Google that failed (`google/errors.py`)
└── RefusedError             going on would lose something                     exit 5

Errors of openpyxl, XlsxWriter, the file system and so on are translated into these once, where they enter.
A message is a Vietnamese template (the gettext msgid) with its parameters, so that it is put into the
reader's language only when it is shown.
"""

from __future__ import annotations

from sheets_sync.language import Message


class SheetsSyncError(Exception):
    """Something that ends the run, with one message or several."""

    exit_code = 3

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(str(message) for message in self.messages)


class ConfigError(SheetsSyncError):
    """The config, a rubric or a template cannot be used."""

    exit_code = 2


class UsageError(SheetsSyncError):
    """The command was called with something it cannot use."""

    exit_code = 2


class UnavailableError(SheetsSyncError):
    """A file or a service cannot be reached or used now; later it may."""

    exit_code = 4


class RefusedError(SheetsSyncError):
    """Going on would lose something."""

    exit_code = 5
