import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from sheets_sync.errors import UnavailableError
from sheets_sync.files.atomic_file import replace_file

OLD, NEW = b"old" * 1000, b"new" * 500_000


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "tong-hop.xlsx"
    path.write_bytes(OLD)
    return path


def files_beside(path):
    return [each.name for each in path.parent.iterdir()]


def run(script, path, **options):
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True, **options
    )


def test_makes_a_file_and_its_folder(tmp_path):
    replace_file(tmp_path / "ra" / "a.xlsx", NEW)
    assert (tmp_path / "ra" / "a.xlsx").read_bytes() == NEW


def test_takes_the_old_ones_place(path):
    replace_file(path, NEW)
    assert (path.read_bytes(), files_beside(path)) == (NEW, [path.name])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no mode")
def test_keeps_who_may_read_it(path):
    path.chmod(0o640)
    replace_file(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_writes_through_a_link(path, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    replace_file(link, NEW)
    assert link.is_symlink() and path.read_bytes() == NEW


def test_removes_what_a_killed_run_left(path):
    path.with_name(".tong-hop.xlsx.0badcafe.tmp").write_bytes(b"half")
    replace_file(path, NEW)
    assert files_beside(path) == [path.name]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from sheets_sync.errors import UnavailableError
from sheets_sync.files.atomic_file import replace_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    replace_file(Path(sys.argv[1]), b"new" * 500_000)
except UnavailableError as error:
    print(error.exit_code)
"""


@pytest.mark.skipif(os.name == "nt", reason="no resource limits")
def test_a_full_disk_leaves_the_old_file_whole(path):
    said, _ = run(FULL_DISK, path).communicate(timeout=60)
    assert (said.strip(), path.read_bytes(), files_beside(path)) == ("4", OLD, [path.name])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(path):
    path.parent.chmod(0o500)
    try:
        with pytest.raises(UnavailableError):
            replace_file(path, NEW)
    finally:
        path.parent.chmod(0o700)


def test_something_in_the_way_is_reported_with_its_path(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(UnavailableError, match=r"a\.xlsx"):
        replace_file(tmp_path / "a.xlsx", NEW)


KILLED = """
import sys
from pathlib import Path
from sheets_sync.files.atomic_file import replace_file
print("ready", flush=True)
while True:
    replace_file(Path(sys.argv[1]), b"new" * 500_000)
    replace_file(Path(sys.argv[1]), b"old" * 1000)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("delay", [0.0, 0.001, 0.002, 0.004, 0.007, 0.011, 0.016, 0.022, 0.03, 0.05])
def test_a_killed_process_leaves_one_whole_file(path, delay):
    process = run(KILLED, path)
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert path.read_bytes() in (OLD, NEW)
