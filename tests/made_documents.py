"""A document of a kind by its key, made as `report` makes it."""

from __future__ import annotations

from sheets_sync.documents.kinds import find_kind
from sheets_sync.documents.make import Document, make, requests_for
from sheets_sync.model import Period
from sheets_sync.results.results import Results


def made_document(kind: str, results: Results, period: Period) -> Document:
    """The document of this kind, all its people in one."""
    return make(requests_for(find_kind(kind, results.config), results, period)[0])
