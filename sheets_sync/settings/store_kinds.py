"""The kinds of store that `[store] kind` may name: one line for each; the code of a kind is a module below `stores`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class StoreKind(NamedTuple):
    """A kind of store: `module` has `open_store` and is imported when a store is opened.

    `in_files` says that `[store] input` and `output` are files on this machine, which nothing else may write to.
    """

    module: str
    in_files: bool


STORE_KINDS: Mapping[str, StoreKind] = {
    "xlsx": StoreKind("sheets_sync.stores.xlsx", in_files=True),
    "google": StoreKind("sheets_sync.stores.gsheets", in_files=False),
}
