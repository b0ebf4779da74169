"""The recipes of docs/extending.md, followed in a copy of the tree: one that leaves something out fails."""

from __future__ import annotations

import json

import pytest

from tests import recipes
from tests.awards.least_law import LEAST

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


@pytest.mark.slow
def test_a_condition_is_added_as_the_recipe_says(tmp_path):
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
