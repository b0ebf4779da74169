"""Where documents go: a Protocol, and one module for each place."""

from __future__ import annotations

import hashlib
from typing import NamedTuple, Protocol

from sheets_sync.documents.make import Document


class Published(NamedTuple):
    """A published document: its name, where it is, and whether that changed anything.

    `left` are former new ones that are still beside it; whoever compared them deletes them, the program never does.
    `kept` is the file that it was put beside, since a person has edited that one.
    """

    kind: str
    period: str
    format: str
    name: str
    location: str
    changed: bool
    left: tuple[str, ...] = ()
    kept: str = ""


def alike_mark(document: Document) -> str:
    """What a paper's name gets where another paper bears the same name: always the same for the same paper."""
    about = f"{document.kind}\n{document.period}\n{document.subject}"
    return hashlib.sha256(about.encode()).hexdigest()[:6]


class Publisher(Protocol):
    """A place that holds documents.

    A document that is there unchanged is not written again; one that a person has edited since is never
    overwritten unless `replace` says so: the new one goes beside it under a name of its own.
    """

    def publish(self, document: Document, replace: bool = False) -> Published:
        """Put the document there; raises UnavailableError when the place cannot take it now."""
        ...

    def issued(self, document: Document) -> bytes | None:
        """The Word file there from the last time, a person's edits in it; nothing for a new one."""
        ...
