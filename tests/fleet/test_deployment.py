"""What a district starts and copies: the compose file and the example of fleet.toml."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import dask
import distributed  # noqa: F401  (brings its settings into dask.config)
import pytest
import yaml
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.fleet.fleet_file import Account, CallQuota, District, Engine, Fleet, load_fleet
from tests.places import ROOT

COMPOSE = ROOT / "compose.yaml"
EXAMPLE = ROOT / "fleet.example.toml"
SERVICES = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]


def test_the_compose_file_is_as_the_compose_specification_wants_it():
    linter = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(COMPOSE),
    ]
    done = subprocess.run(linter, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_of_the_cluster_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == []


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_the_options_of_scheduler_and_worker_are_dasks(name):
    program = f"distributed.cli.dask_{name}"
    shown = subprocess.run(
        [sys.executable, "-m", program, "--help"], capture_output=True, text=True, check=True
    )
    words = [*SERVICES[name]["entrypoint"], *SERVICES[name].get("command", [])]
    options = [word for word in words if word.startswith("--")]

    assert options
    assert [option for option in options if option.removeprefix("--no-") not in shown.stdout] == []


def test_the_settings_of_the_scheduler_are_dasks():
    for name in SERVICES["scheduler"]["environment"]:
        key = name.removeprefix("DASK_").replace("__", ".").replace("_", "-").lower()
        assert dask.config.get(key, None) is not None, key


def test_the_nightly_command_exists_with_its_options():
    words = SERVICES["fleet"]["command"]
    shown = CliRunner().invoke(cli, [*words[:2], "--help"])

    assert shown.exit_code == 0
    assert all(word in shown.output for word in words if word.startswith("--"))


def test_the_example_shows_every_default(tmp_path):
    path = tmp_path / "fleet.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    fleet = load_fleet(path)

    assert fleet.quota == CallQuota()
    assert fleet.engine == Engine()
    assert fleet.accounts == ()
    assert (fleet.fresh_daily, fleet.state) == (
        Fleet._field_defaults["fresh_daily"],
        Fleet._field_defaults["state"],
    )
    usual = District("", "")
    assert fleet.district[2:] == usual[2:]


def test_the_example_names_every_key_and_its_comments_are_valid(tmp_path):
    text = re.sub(r"(?m)^#(?=[\w\"\[])", "", EXAMPLE.read_text(encoding="utf-8"))
    values = tomllib.loads(text)

    assert set(values["engine"]) == set(Engine._fields)
    assert set(values["quota"]) == set(CallQuota._fields)
    assert set(values["district"]) == set(District._fields)
    assert set(values["accounts"]["phia-bac"]) == {*Account._fields[1:3], *CallQuota._fields}
    path = tmp_path / "fleet.toml"
    path.write_text(text, encoding="utf-8")
    [account] = load_fleet(path).accounts
    assert account.credentials == "khoa-phia-bac.json"
