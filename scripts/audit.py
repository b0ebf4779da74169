"""Are there known holes in the packages of requirements.lock? Where pip-audit cannot reach its data, that is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
COMMAND = (
    sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip",
    "--format", "json", "--progress-spinner", "off", "--timeout", "10",
)  # fmt: skip


def main() -> int:
    """1 when a package has a known hole; 0 else, with a word when nobody could look."""
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=300)
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
        print(f"audit: skipped, pip-audit could not reach its data ({type(error).__name__})")
        return 0
    looked_at = [package for package in packages if "vulns" in package]
    if not looked_at:
        print("audit: skipped, pip-audit could not reach its data")
        return 0
    holes = [(package["name"], hole["id"]) for package in looked_at for hole in package["vulns"]]
    for name, hole in holes:
        print(f"audit: {name}: {hole}")
    print(f"audit: {len(looked_at)} of {len(packages)} packages looked at, {len(holes)} known holes")
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
