"""The shape of the program: imports point down only, one place prints and exits, modules stay readable."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = ROOT / "sheets_sync"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From the bottom up: a module may import those of its own line and of the lines before it.
LAYERS = (
    "language errors model points tables durations call_limits",
    "text",
    "files",
    "rules",
    "settings",
    "school",
    "awards",
    "results",
    "checks",
    "google",
    "stores",
    "views",
    "pipeline",
    "journal",
    "documents",
    "operations",
    "setup",
    "demo",
    "commands",
    "fleet",
    "cli",
    "__main__",
)
PRINTERS = {"sheets_sync.cli", "sheets_sync.commands.printing", "sheets_sync.commands.printing.titles"} | {
    name for name in MODULES if ".commands" in name
}
DECLARATIONS = {
    "sheets_sync.model",
    "sheets_sync.rules.forms",
}  # one value after the other, no code to follow
HEAVY = {
    "pandas",
    "gspread",
    "docxtpl",
    "docx",
    "xlsxwriter",
    "rich",
    "matplotlib",
    "googleapiclient",
    "icalendar",
    "distributed",
    "pyarrow",
    "duckdb",
}


def layer_of(module: str) -> int | None:
    """The line a module's first part stands in; `summary_cells` counts as `summary`."""
    package, _, rest = module.partition(".")
    part = rest.partition(".")[0] if package == "sheets_sync" else ""
    places = {name: number for number, line in enumerate(LAYERS) for name in line.split()}
    prefixes = (name for name in places if part.startswith(f"{name}_"))
    return places.get(part, places.get(max(prefixes, key=len, default="")))


def imports(path: Path, everywhere: bool = True) -> Iterator[str]:
    """What a module imports; what only the type checker reads is left out, and so are functions if asked."""
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.FunctionDef) and not everywhere:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        todo.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down_only(module):
    own = layer_of(module)
    if own is None:
        assert module == "sheets_sync", f"{module} has no place in LAYERS"
        return
    up = [each for each in imports(MODULES[module], everywhere=False) if (layer_of(each) or 0) > own]
    assert up == []


@pytest.mark.parametrize("module", MODULES)
def test_only_the_commands_print_and_exit(module):
    if module in PRINTERS:
        return
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    forbidden = {
        "print",
        "exit",
        "quit",
        "sys.exit",
        "os._exit",
        "click.echo",
        "click.secho",
        "sys.stdout.write",
    }
    assert not forbidden.intersection(calls)


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_readable(module):
    if module in DECLARATIONS:
        return
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_named_after_what_they_are_about(module):
    assert not {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}.intersection(
        module.replace("_", ".").split(".")
    )


def imported(*modules: str) -> list[str]:
    """Every module that is there once these are imported."""
    program = "import sys, importlib\nfor name in sys.argv[1:]:\n    importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *modules], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_help_reads_nothing_of_a_school():
    """The commands import what they work with when they run, so that `--help` and completion answer at once."""
    unwanted = {
        "sheets_sync.model",
        "sheets_sync.settings.config",
        "sheets_sync.journal.journal",
        "sheets_sync.commands.printing",
        "sheets_sync.pipeline",
    }
    assert not unwanted.intersection(imported("sheets_sync.cli"))


def test_check_imports_nothing_heavy():
    """In the modules that `check` needs, before it finds anything to say."""
    needed = (
        "sheets_sync.pipeline",
        "sheets_sync.cli",
        "sheets_sync.commands.options",
        "sheets_sync.views.as_json",
        "sheets_sync.commands.printing",
        "sheets_sync.views.explain",
        "sheets_sync.school.school",
        "sheets_sync.stores.xlsx",
    )
    assert not HEAVY.intersection(imported(*needed))
