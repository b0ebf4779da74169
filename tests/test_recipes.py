"""The recipes of docs/extending.md leave nothing out: followed in a copy of the tree, they give what they promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import recipes

pytestmark = pytest.mark.slow

TWO_CHAIRS = """
import json
from sheets_sync.language import translator
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES
from tests.drawn import school_of
found, = school_of("== Hội đồng\\nMã CB | Vai trò\\nTV01 | Chủ tịch\\nTV02 | Chủ tịch").problems
english = translator("en")
print(json.dumps([found.code, problems.level(found), problems.message(found, english), english(CODES[found.code].kind)]))
"""


def test_a_problem_code_is_added_as_the_recipe_says(tmp_path: Path) -> None:
    recipes.follow("A problem code", recipes.copy_tree(tmp_path))

    (tmp_path / "two_chairs.py").write_text(TWO_CHAIRS, encoding="utf-8")
    assert json.loads(recipes.run(".venv/bin/python two_chairs.py", tmp_path)) == [
        "chair-twice",
        "error",
        "Hội đồng!B3: the council has its chair in row 2 already.",
        "Two chairs of the council",
    ]
