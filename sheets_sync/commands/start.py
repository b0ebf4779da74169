"""demo, init: the way in."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.daily import checked, synced
from sheets_sync.commands.documents import reported
from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import RefusedError, UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.setup.provision.protecting import Protected
    from sheets_sync.setup.provision.spreadsheets import Provisioned


@command(
    help=N_("Làm một trường mẫu trong DIR (sổ thi đua và cấu hình), rồi kiểm tra, tổng hợp và viết báo cáo.")
)
@click.argument("folder", type=click.Path(), metavar="[DIR]", required=False)
@click.option(
    "--year", is_flag=True, help=N_("Diễn lại cả năm học, từng chặng: chuyện gì xảy ra, mỗi người thấy gì.")
)
@shared_options
def demo(run: Run, folder: str | None, year: bool) -> None:
    """Make a demo school, then check, sync and report on it; or play its whole year."""
    from pathlib import Path

    from sheets_sync import demo as demo_school

    if year:
        from sheets_sync.commands import demo_year

        played = demo_year.year(run, Path(folder or "demo-nam-hoc"))
        run.say("Thử tiếp: {command}", command=_command(played, "history"))
        return
    folder = folder or "demo"
    demo_school.make(Path(folder))
    config_path, today = str(Path(folder) / "config.toml"), run.options.today or demo_school.DEMO_TODAY
    run = Run(replace(run.options, config_path=config_path, today=today))
    found = checked(run)
    written = synced(run)
    documents = reported(run, "monthly")
    if run.as_json:
        from sheets_sync.commands.printing import print_json

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


@command(
    help=N_(
        "Làm sổ thi đua cho cán bộ, giáo viên, nhân viên ở nơi mà cấu hình chỉ. Trang tính đã có thì chỉ thêm phần còn thiếu."
    )
)
@click.option("--split", is_flag=True, help=N_("Mỗi tổ một sổ, và một sổ riêng của Ban."))
@click.option("--dry-run", is_flag=True, help=N_("Chỉ cho biết sẽ thêm gì, không ghi."))
@click.option(
    "--protect",
    is_flag=True,
    help=N_("Chỉ Tổ trưởng ghi được “Tổ chấm”, Hiệu trưởng ghi “Hiệu trưởng duyệt”."),
)
@click.option("--rows", is_flag=True, help=N_("Cùng --protect: mỗi dòng tự chấm chỉ người ấy ghi được."))
@click.option(
    "--example",
    is_flag=True,
    help=N_(
        "Chỉ đặt các tệp mẫu cạnh cấu hình, giải thích mọi khoá: của một trường, và của đơn vị có nhiều trường."
    ),
)
@shared_options
def init(run: Run, split: bool, dry_run: bool, protect: bool, rows: bool, example: bool) -> None:
    """Create the staff workbook from the forms, complete it, or protect it; or write the example of a config."""
    if example:
        if split or protect or rows:
            raise UsageError(Message(N_("--example chỉ đi một mình hoặc cùng --dry-run.")))
        _write_example(run, dry_run)
        return
    on_google = run.config.store.kind == "google"
    if rows and not protect:
        raise UsageError(Message(N_("--rows chỉ đi cùng --protect.")))
    if protect and not on_google:
        text = N_(
            "--protect chỉ dùng với Google Trang tính ([store] kind = “google”); tệp Excel không biết ai là ai."
        )
        raise UsageError(Message(text))
    run.school.refuse_other_year()
    if protect:
        _protect(run, rows, dry_run)
    elif on_google:
        _init_spreadsheets(run, split, dry_run)
    else:
        _init_files(run, split, dry_run)


def _write_example(run: Run, dry_run: bool) -> None:
    from pathlib import Path

    from sheets_sync.commands.printing import print_json
    from sheets_sync.files.atomic_file import replace_file
    from sheets_sync.files.shipped import EXAMPLES, example, schemas

    folder = Path(run.config_path).parent
    texts = {folder / name: example(name) for name in EXAMPLES}
    there = next((path for path in texts if path.exists()), None)
    if there:
        raise RefusedError(Message(N_("{path} đã có, nên không ghi đè."), {"path": there}))
    shown = (*texts, folder / "schemas")
    texts |= {folder / "schemas" / name: text for name, text in schemas().items()}
    for each, text in () if dry_run else texts.items():
        each.parent.mkdir(parents=True, exist_ok=True)
        replace_file(each, text.encode())
    if run.as_json:
        print_json({"would_create" if dry_run else "created": [str(each) for each in texts]})
    for made in shown:
        run.say("Sẽ làm {path}." if dry_run else "Đã làm {path}.", path=made)
    run.say(
        "Chép {example} thành {config}, sửa tên trường và năm học, rồi chạy sheets-sync doctor.",
        example=EXAMPLES[0],
        config=run.config_path,
    )


def _init_files(run: Run, split: bool, dry_run: bool) -> None:
    from sheets_sync.commands.printing import print_json
    from sheets_sync.setup import provision

    made = provision.init(run.config, split=split, dry_run=dry_run)
    if run.as_json:
        paths = [str(path) for path in made]
        print_json({"created": [], "would_create": paths} if dry_run else {"created": paths})
    for path in made:
        run.say("Sẽ làm {path}." if dry_run else "Đã làm {path}.", path=path)
    if split:
        names = ", ".join(f'"{path.name}"' for path in made)
        run.say("Ghi vào config.toml, mục [store]: input = [{names}]", names=names)
    _say_what_next(run, split)


def _say_what_next(run: Run, split: bool) -> None:
    if split and not run.config.school.teams:
        run.say("Muốn mỗi tổ một sổ thì ghi tên các tổ vào [school] teams trước.")
    run.say("Điền tab Danh sách trước, rồi chia sẻ cho mọi người.")


# --- on Google ------------------------------------------------------------------------------------------------


def _init_spreadsheets(run: Run, split: bool, dry_run: bool) -> None:
    from pathlib import Path

    from sheets_sync.commands.printing import print_json
    from sheets_sync.setup.provision.spreadsheets import init_google

    done = init_google(run.config, run.google, Path(run.config_path), split, dry_run)
    if run.as_json:
        print_json(
            {
                "dry_run": dry_run,
                "changed": not dry_run and any(each.created or each.added.requests for each in done),
                "spreadsheets": [_as_json(run, each) for each in done],
            }
        )
    for each in done:
        _say_spreadsheet(run, each, dry_run)
    if any(each.created or each.added.tabs for each in done) and not dry_run:
        _say_what_next(run, split)
    run.say("{tally}", tally=run.google.tally.message())


def _as_json(run: Run, done: Provisioned) -> dict[str, Any]:
    added = done.added
    return {
        "title": done.title,
        "id": done.spreadsheet,
        "address": done.address,
        "created": done.created,
        "tabs": list(added.tabs),
        "columns": {tab: list(columns) for tab, columns in added.columns.items()},
        "left": [run.t.say(message) for message in added.left],
    }


def _say_spreadsheet(run: Run, done: Provisioned, dry_run: bool) -> None:
    added = done.added
    if done.created:
        run.say(
            "Sẽ tạo trang tính “{title}”." if dry_run else "Đã tạo trang tính “{title}”: {address}",
            title=done.title,
            address=done.address,
        )
        if not dry_run:
            run.say("  Mã của nó đã ghi vào {path}, [store] input.", path=run.config_path)
    else:
        run.say("Trang tính “{title}”: {address}", title=done.title, address=done.address)
    if added.tabs:
        run.say("  Sẽ thêm tab: {tabs}." if dry_run else "  Đã thêm tab: {tabs}.", tabs=", ".join(added.tabs))
    for tab, columns in added.columns.items():
        run.say(
            "  Tab {tab}: sẽ thêm cột {columns}." if dry_run else "  Tab {tab}: đã thêm cột {columns}.",
            tab=tab,
            columns=", ".join(f"“{column}”" for column in columns),
        )
    if not added.requests:
        run.say("  Đã đủ, không phải thêm gì.")
    for message in added.left:
        run.say("  {message}", message=message)


def _protect(run: Run, rows: bool, dry_run: bool) -> None:
    from sheets_sync.commands.printing import print_json
    from sheets_sync.setup.provision.spreadsheets import protect_google

    done = protect_google(run.config, run.google, run.day, rows, dry_run)
    without = list(dict.fromkeys(staff_id for each in done for staff_id in each.without_email))
    left = list(dict.fromkeys(str(run.t.say(message)) for each in done for message in each.open))
    if run.as_json:
        print_json(
            {
                "dry_run": dry_run,
                "changed": not dry_run and any(each.requests for each in done),
                "spreadsheets": [
                    {"title": each.title, "tabs": dict(each.tabs), "changed": list(each.changed)}
                    for each in done
                ],
                "without_email": without,
                "left": left,
            }
        )
    for each in done:
        _say_protected(run, each, dry_run)
    for line in left:
        run.say("{line}", line=line)
    if without:
        run.say("Chưa có Email ở tab Danh sách: {ids}.", ids=", ".join(without))
    run.say("Vùng bảo vệ không đi theo dòng: sau khi sắp xếp lại các dòng, chạy lại lệnh này.")


def _say_protected(run: Run, done: Protected, dry_run: bool) -> None:
    if not done.tabs:
        run.say("Trang tính “{title}” không có tab tháng nào.", title=done.title)
    elif done.changed:
        run.say(
            "“{title}”: sẽ bảo vệ lại các tab {tabs}."
            if dry_run
            else "“{title}”: đã bảo vệ lại các tab {tabs}.",
            title=done.title,
            tabs=", ".join(done.changed),
        )
    elif not any(done.tabs.values()):
        run.say("“{title}”: chưa bảo vệ được tab tháng nào.", title=done.title)
    else:
        run.say("“{title}”: các tab tháng đã bảo vệ đúng, không phải đổi gì.", title=done.title)
