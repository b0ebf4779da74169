"""The wheel carries all that the program needs, and works in an empty environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.places import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def test_the_dockerfile_is_as_its_linter_wants_it() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if not hadolint:
        pytest.skip("hadolint has no wheel for this machine")
    done = subprocess.run([hadolint, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False)

    assert done.stdout == ""


@pytest.mark.slow
def test_the_image_takes_in_what_the_wheel_is_built_of(tmp_path: Path) -> None:
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for name in let_in:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path)], check=True)

    assert list(tmp_path.glob("*.whl"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_what_is_handed_out_carries_templates_rules_and_catalogues(kind: str, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = tmp_path.iterdir()
    if kind == "wheel":
        names = set(zipfile.ZipFile(built).namelist())
    else:
        with tarfile.open(built) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}

    folder = "sheets_sync/templates" if kind == "wheel" else "templates"
    assert names >= {f"{folder}/monthly.docx", f"{folder}/monthly.en.docx", f"{folder}/monthly.toml"}
    assert names >= {f"sheets_sync/rules/{each}" for each in RULES}
    assert "sheets_sync/locale/en/LC_MESSAGES/sheets_sync.mo" in names
    samples, unattended = ("sheets_sync/samples/",) * 2 if kind == "wheel" else ("", "scripts/")
    schemas = "sheets_sync/samples/" if kind == "wheel" else "docs/"
    assert names >= {
        f"{samples}config.example.toml",
        f"{samples}fleet.example.toml",
        f"{unattended}unattended/crontab",
    }
    assert names >= {
        f"{schemas}schemas/{each}.schema.json" for each in ("config", "law", "rubric", "template")
    }


RULES = ("rubrics/ha-noi-3814.toml", "law/vn-2022.toml", "calendar.toml")


def works(program: Path, folder: Path) -> None:
    """A fresh installation does the whole job: reads, writes the summary, writes a document."""
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    done = subprocess.run(
        [program, "demo", "school"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert version.stdout.strip() == VERSION
    assert done.returncode == 0, done.stderr
    assert (folder / "school" / "tong-hop.xlsx").exists()
    assert list((folder / "school" / "bao-cao").glob("*.docx"))


VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SUFFIX = ".exe" if sys.platform == "win32" else ""


@pytest.mark.slow
def test_the_wheel_does_the_whole_job_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    bin_folder = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([bin_folder / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)

    works(bin_folder / f"sheets-sync{SUFFIX}", tmp_path)


@pytest.mark.slow
def test_pipx_installs_the_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
    }
    command = [sys.executable, "-m", "pipx", "install", "--python", sys.executable, str(wheel)]
    subprocess.run(command, env=environment, check=True, capture_output=True)

    works(tmp_path / "bin" / f"sheets-sync{SUFFIX}", tmp_path)


@pytest.mark.slow
def test_uv_installs_the_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "UV_TOOL_DIR": str(tmp_path / "tools"),
        "UV_TOOL_BIN_DIR": str(tmp_path / "bin"),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    command = [sys.executable, "-m", "uv", "tool", "install", "--python", sys.executable, str(wheel)]
    subprocess.run(command, env=environment, check=True, capture_output=True)

    works(tmp_path / "bin" / f"sheets-sync{SUFFIX}", tmp_path)


def test_the_lock_has_what_every_extra_needs_in_a_version_that_will_do():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for wanted in project["optional-dependencies"].values() for each in wanted]
    needed = [Requirement(each) for each in (*project["dependencies"], *extras)]
    entries = re.split(
        r"^(?=[a-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    locked = {entry.partition("==")[0]: entry for entry in entries if "==" in entry}
    versions = {name: re.split(r"[ ;\\\n]", entry.partition("==")[2])[0] for name, entry in locked.items()}
    lacking = [
        str(each)
        for each in needed
        if each.name != "sheets-sync" and not each.specifier.contains(versions.get(each.name, "0"))
    ]
    assert lacking == [], "run scripts/lock"
    assert all("--hash=sha256:" in entry for entry in locked.values())
    assert "file://" not in "".join(entries)
