"""The rules as a whole: none is written and then left out."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import getmembers, isfunction

from sheets_sync import checks


def test_every_rule_is_applied():
    modules = [
        import_module(f"sheets_sync.checks.{each.name}") for each in pkgutil.iter_modules(checks.__path__)
    ]
    written = {
        function
        for module in modules
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and "results" in function.__annotations__
        if not name.startswith("_")
    }

    assert written == {*checks.OF_CELLS, *checks.OF_ANNOUNCED}
