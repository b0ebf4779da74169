"""The recipes of docs/extending.md, followed in a copy of the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipes import copy_tree, follow

RECIPES = ("An output tab", "A stock document", "A rubric")
"""Those that no other test follows; stores/test_new_store.py and settings/test_key_types.py follow two more."""


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_leaves_nothing_out(recipe: str, tmp_path: Path) -> None:
    follow(recipe, copy_tree(tmp_path / "copy"))
