"""demo, init: the way in."""

from __future__ import annotations

import sys

import click

from sheets_sync.commands.documents import reported
from sheets_sync.commands.nightly import checked, synced
from sheets_sync.language import N_
from sheets_sync.options import Run, shared_options


@click.command(
    help=N_("Làm một trường mẫu trong DIR (sổ thi đua và cấu hình), rồi kiểm tra, tổng hợp và viết báo cáo.")
)
@click.argument("folder", metavar="[DIR]", default="demo")
@shared_options
def demo(run: Run, folder: str) -> None:
    """Make a demo school, then check, sync and report on it."""
    from pathlib import Path

    from sheets_sync import demo as demo_school

    demo_school.make(Path(folder))
    run.config_path, run.today = str(Path(folder) / "config.toml"), run.today or demo_school.DEMO_TODAY
    found = checked(run)
    written = synced(run)
    documents = reported(run, ("monthly",), None, replace=False)
    if run.as_json:
        from sheets_sync.output import print_json

        print_json({"folder": str(folder), "check": found, "sync": written, "report": documents})
    run.say("\n" + run.t("Trường mẫu ở {folder}:", folder=folder))
    run.say("  {path}  — sổ thi đua của cán bộ, giáo viên, nhân viên", path=run.config.input_paths[0])
    run.say("  {path}  — bản tổng hợp cho Hiệu trưởng", path=run.config.output_path)
    for document in documents["documents"]:
        run.say("  {path}  — báo cáo thi đua tháng", path=document["location"])
    run.say("Thử tiếp: {command}", command=_command(run, "explain", "CB001"))


def _command(run: Run, *words: str) -> str:
    """A command as it can be pasted into a shell, for the school and the day at hand."""
    import shlex
    import shutil

    program = "sheets-sync" if shutil.which("sheets-sync") else sys.argv[0]
    return shlex.join([program, "--config", run.config_path, "--today", str(run.day), *words])


@click.command(help=N_("Làm sổ thi đua trống cho cán bộ, giáo viên, nhân viên ở nơi mà cấu hình chỉ."))
@click.option("--split", is_flag=True, help=N_("Mỗi tổ một sổ, và một sổ riêng của Ban."))
@shared_options
def init(run: Run, split: bool) -> None:
    """Create the staff workbook from the forms."""
    from sheets_sync import provision
    from sheets_sync.output import print_json

    made = provision.init(run.config, split=split)
    if run.as_json:
        print_json({"created": [str(path) for path in made]})
    for path in made:
        run.say("Đã làm {path}.", path=path)
    if split:
        names = ", ".join(f'"{path.name}"' for path in made)
        run.say("Ghi vào config.toml, mục [store]: input = [{names}]", names=names)
    if split and not run.config.school.teams:
        run.say("Muốn mỗi tổ một sổ thì ghi tên các tổ vào [school] teams trước.")
    run.say("Điền tab Danh sách trước, rồi chia sẻ cho mọi người.")
