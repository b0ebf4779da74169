"""The shape of the program, as docs/architecture.md says it: packages in order, one meaning a name, sizes that can be read."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE, TESTS = ROOT / "sheets_sync", ROOT / "tests"
FORBIDDEN_CALLS = {
    "print",
    "exit",
    "quit",
    "sys.exit",
    "os._exit",
    "click.echo",
    "click.secho",
    "sys.stdout.write",
}
PRINTERS = ("sheets_sync.cli", "sheets_sync.commands", "sheets_sync.fleet.commands")
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
RIDDLES = re.compile(
    r"(?:^|_)(?:told|telling|tell|tells|asked|asks|whose|stands|stood|seen_by|night|orders|standing|standings)(?:_|$)",
    re.I,
)
"""Words that named many things once; docs/architecture.md has those that are used instead."""
HEAVY = {
    "pandas", "gspread", "docxtpl", "docx", "xlsxwriter", "rich", "matplotlib", "googleapiclient", "icalendar", "distributed",
    "pyarrow", "duckdb", "requests", "google.auth",
}  # fmt: skip


def modules_in(folder: Path) -> dict[str, Path]:
    """The modules below a folder by their dotted names."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(folder.rglob("*.py"))
    }


MODULES = modules_in(PACKAGE)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that one imports, also within functions and for the type checker alone."""
    found: list[str] = []
    for node in statements(tree_of(path)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found += (name if name in MODULES else node.module for name in names)
    return tuple(found)


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Every statement, at any depth; expressions, which are most of a tree, are not looked into."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.expr):
            yield node
            yield from statements(node)


def packages_in_order() -> list[str]:
    """The packages and single modules of the table in docs/architecture.md, from the bottom to the top."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("## The packages")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+`) \|", table, re.M)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def listed(found: Mapping[str, object]) -> str:
    return "\n".join(f"{name}: {what}" for name, what in found.items())


# --- the order ------------------------------------------------------------------------------------------------


def test_every_import_points_down():
    order = packages_in_order()

    def place(module: str) -> int:
        return order.index(module.split(".")[1]) if "." in module else -1

    ours = {name: [each for each in imports(path) if each in MODULES] for name, path in MODULES.items()}
    up = {name: [each for each in found if place(each) > place(name)] for name, found in ours.items()}
    assert not (wrong := {name: found for name, found in up.items() if found}), listed(wrong)


def test_no_modules_import_each_other_in_a_circle():
    graph = {
        name: {each for each in imports(path) if each in MODULES and each != name}
        for name, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_only_the_way_in_knows_the_fleet():
    knowing = [
        name
        for name, path in MODULES.items()
        if not name.startswith("sheets_sync.fleet") and any(".fleet" in each for each in imports(path))
    ]
    assert knowing == ["sheets_sync.cli"]


def test_a_fleet_runs_without_the_command_line():
    """Only the fleet's own commands know how options are read and lines are printed."""
    knowing = [
        name
        for name, path in MODULES.items()
        if name.startswith("sheets_sync.fleet.") and not name.startswith("sheets_sync.fleet.commands")
        if any(each.startswith("sheets_sync.commands") for each in imports(path))
    ]
    assert knowing == []


def test_only_the_commands_print_and_exit():
    calls = {
        name: {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
        for name, path in MODULES.items()
        if not name.startswith(PRINTERS)
    }
    assert not (
        wrong := {name: found & FORBIDDEN_CALLS for name, found in calls.items() if found & FORBIDDEN_CALLS}
    ), listed(wrong)


# --- sizes and names -------------------------------------------------------------------------------------------


def test_what_is_large_says_why():
    """A module of more than 350 lines, a package of more than 20 modules: its docstring has a sentence `Large because …`."""
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    large = {name for name, count in lines.items() if count > 350}
    for package in {path.parent for path in MODULES.values()} - {PACKAGE}:
        if len(list(package.glob("*.py"))) > 20:
            large.add(".".join(package.relative_to(ROOT).parts))
    silent = [
        name
        for name in sorted(large)
        if "Large because" not in (ast.get_docstring(tree_of(MODULES[name])) or "")
    ]
    assert silent == []


def test_few_modules_lie_at_the_top():
    assert len([path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]) <= 12


def test_every_package_says_what_it_is_for_and_what_it_may_import():
    packages = {
        path.parent: ast.get_docstring(tree_of(path)) or ""
        for path in MODULES.values()
        if path.name == "__init__.py"
    }
    at_the_top = {folder: text for folder, text in packages.items() if folder.parent == PACKAGE}
    assert [folder.name for folder, text in packages.items() if len(text.splitlines()) < 1] == []
    assert [folder.name for folder, text in at_the_top.items() if "Imports" not in text] == []


def test_names_say_something():
    assert [name for name in MODULES if EMPTY_NAMES.intersection(name.replace("_", ".").split("."))] == []


def public_types(tree: ast.Module) -> Iterator[str]:
    """The classes and type aliases that a module defines for others."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[:1].isupper() and not name.isupper():
                yield name


def test_one_word_has_one_meaning():
    """No two modules define a class or an alias of the same public name."""
    where = defaultdict(list)
    for name, path in MODULES.items():
        for each in public_types(tree_of(path)):
            if not each.startswith("_"):
                where[each].append(name)
    assert not (twice := {name: modules for name, modules in where.items() if len(modules) > 1}), listed(
        twice
    )


def defined_names(tree: ast.Module) -> Iterator[str]:
    """What a module names itself: functions, classes, parameters, variables, fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_names_are_the_fields_words():
    found = {
        name: sorted({each for each in defined_names(tree_of(path)) if RIDDLES.search(each)})
        for name, path in MODULES.items()
    }
    assert not (riddles := {name: names for name, names in found.items() if names}), listed(riddles)


# --- what is imported when ---------------------------------------------------------------------------------------


def imported(program: str, *names: str) -> list[str]:
    """Which of these names a program has imported at its end."""
    text = f"import sys\n{program}\nprint(*(name for name in sys.argv[1:] if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", text, *names], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_help_reads_nothing_of_a_school():
    """The commands import what they work with when they run, so that `--help` and completion answer at once."""
    unwanted = ("model", "settings.config", "journal", "commands.printing", "pipeline")
    assert imported("import sheets_sync.cli", *(f"sheets_sync.{name}" for name in unwanted)) == []


def test_check_imports_nothing_heavy():
    """In the modules that `check` needs, before it finds anything to list."""
    program = (
        "from sheets_sync import pipeline, cli\nfrom sheets_sync.commands import options, printing\n"
        "from sheets_sync.views import as_json, explain\nfrom sheets_sync.school import school\n"
        "from sheets_sync.stores import xlsx\nfrom sheets_sync.operations import opened_school"
    )
    assert imported(program, *HEAVY) == []


# --- the tests ------------------------------------------------------------------------------------------------------


def test_tests_mirror_the_packages():
    """A folder of tests is named like the package it tests, or holds what tests need."""
    inventories = {"emulator", "google_emulator", "golden", "samples", "nd30", "upgrade"}
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")} - {Path()}
    astray = [
        str(folder)
        for folder in folders
        if folder.parts[0] not in inventories and not (PACKAGE / folder).is_dir()
    ]
    assert astray == []


def test_no_test_module_imports_another():
    """What several tests share lies in a module of its own, so that each can be read and run alone."""
    found = {
        name: [
            each for each in imports(path) if each.rpartition(".")[2].startswith("test_") or ".test_" in each
        ]
        for name, path in modules_in(TESTS).items()
    }
    assert not (wrong := {name: names for name, names in found.items() if names}), listed(wrong)
