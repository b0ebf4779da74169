"""What of a spreadsheet a caller wants to see: all of it, all but the grids, or what a field mask names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.google_emulator import masks


@dataclass(frozen=True)
class Wishes:
    """What is wanted of one message; without branches in the tree all of it, `grids` says whether grid data too."""

    tree: masks.Tree
    grids: bool = True

    @staticmethod
    def of(mask: str, under: str, grids: bool) -> Wishes:
        """The wishes of a Spreadsheet that stands under a path of the reply; a mask overrides `grids`."""
        if not mask:
            return Wishes({}, grids)
        wanted = Wishes(masks.parse(mask).tree)
        if under and not wanted.has(under):
            return Wishes({"spreadsheetId": {}})
        return wanted.under(under) if under else wanted

    def has(self, path: str) -> bool:
        """Whether something at or under a path is wanted."""
        if not self.grids and path.startswith("sheets.data"):
            return False
        return masks.Mask("", self.tree).has(path)

    def under(self, path: str) -> Wishes:
        """The wishes of what stands at a path of which something is wanted."""
        tree = self.tree
        for name in path.split("."):
            if not tree:
                break
            tree = tree.get(name, tree.get("*", {}))
        return Wishes(tree)

    def keep(self, value: Any) -> Any:
        """The wanted part of a value."""
        return masks.Mask("", self.tree).keep(value)
