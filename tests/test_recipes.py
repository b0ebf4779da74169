"""The recipes of docs/extending.md leave nothing out: followed in a copy of the tree, they give what they promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import recipes
from tests.awards.least_law import LEAST

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
LAW = f"""{LEAST}
[[rules]]
rule = "long-service"
titles = ["LDTT"]
school_years = 3
source = "Quy chế của trường"
confidence = "text"
"""
CONFIG = """
[school]
name = "Trường THCS Thử"
year = "2023-2024"
[rules]
decision_date = 2024-05-25
law = "luat.toml"
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


def test_a_condition_is_added_as_the_recipe_says(tmp_path: Path) -> None:
    copy = recipes.copy_tree(tmp_path)
    recipes.follow("A condition", copy)
    held = (
        "test_schemas",
        "test_catalogue",
        "test_architecture",
        "awards/test_law_file",
        "awards/test_requirements",
    )
    recipes.run(f".venv/bin/python -m pytest -n 0 {' '.join(f'tests/{name}.py' for name in held)}", copy)
    recipes.run(".venv/bin/mypy", copy)

    (copy / "luat.toml").write_text(LAW, encoding="utf-8")
    (copy / "config.toml").write_text(CONFIG, encoding="utf-8")
    shown = json.loads(recipes.run(".venv/bin/python -m sheets_sync rules show --json", copy))
    [rule] = [each for each in shown["rules"] if each["rule"] == "long-service"]
    assert (rule["asks"], rule["figures"]) == ("đã ở trường đủ 3 năm", {"school_years": 3})
