"""adopt: a school's existing workbook into the config."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.model import Sheet
    from sheets_sync.settings.config_writing import TomlKey, TomlValue
    from sheets_sync.setup.adopt import Adoption


@command(help=N_("Xem sổ có sẵn của trường, đoán tab nào, cột nào là gì, rồi ghi các tên ấy vào cấu hình."))
@click.argument("book", type=click.Path(), metavar="[FILE]", required=False)
@click.option("--yes", is_flag=True, help=N_("Ghi vào cấu hình mà không hỏi."))
@click.option("--dry-run", is_flag=True, help=N_("Chỉ cho xem, không ghi gì."))
@click.option("--school", metavar="NAME", help=N_("Tên trường, khi chưa có cấu hình."))
@click.option("--school-year", metavar="2023-2024", help=N_("Năm học, khi chưa có cấu hình."))
@shared_options
def adopt(
    run: Run, book: str | None, yes: bool, dry_run: bool, school: str | None, school_year: str | None
) -> None:
    """Guess which tabs and columns of an existing workbook are which, and write the aliases."""
    from pathlib import Path

    from sheets_sync.commands.printing import print_json
    from sheets_sync.operations.opened_school import OWN_TABS
    from sheets_sync.settings.config_file import load_config
    from sheets_sync.settings.config_writing import preview
    from sheets_sync.setup.adopt import first_config, look
    from sheets_sync.setup.adopt.report import adoption_json

    path = Path(run.config_path)
    new = book is not None and not path.exists()
    run, head = _point_at(run, book, new)
    sheets = run.school.store_of(lambda title: title not in OWN_TABS).read()
    if new:
        name, year = _school(run, sheets, school, school_year)
        head = {("school", "name"): name, ("school", "year"): year, **head}
        run = run.with_config(first_config.of_school(name, year, run.config.store, path))
    else:
        _compare_years(run, sheets)
    adoption = look(sheets, run.config)
    values = {**head, **adoption.values}
    lines = preview(values) if values else ""
    _show(run, adoption, lines)
    written = _wants_writing(run, bool(values), yes, dry_run) and first_config.write(path, values, new)
    found = None
    if written:
        run = run.with_config(load_config(path)._replace(store=run.config.store))
        found = _proof(run)
    if run.as_json:
        found_json = {**adoption_json(adoption, run.t), "written": written, "lines": lines, "check": found}
        print_json({**found_json, **run.google_calls()})
    elif written:
        run.google_calls()


# --- where the workbook is ------------------------------------------------------------------------------------


def _point_at(run: Run, book: str | None, new: bool) -> tuple[Run, Mapping[TomlKey, TomlValue]]:
    """A run that reads the workbook that was named, and what the config has to say for that."""
    from pathlib import Path

    from sheets_sync.setup.adopt import first_config

    if book is None:
        return run, {}
    path = Path(run.config_path)
    store = first_config.store_at(book, path.parent)
    if new:
        return run.with_config(first_config.provisional(store, path)), first_config.store_values(store)
    before, folder = run.config.store, run.config.folder
    if first_config.names_it(before, store, folder):
        return run, {}
    run = run.with_config(run.config._replace(store=before._replace(kind=store.kind, input=store.input)))
    if first_config.inputs_exist(before, folder):
        run.say(
            "Lưu ý: cấu hình đang đọc {inputs}, chưa đọc {book}. Muốn đọc sổ này thì tự sửa [store] input.",
            inputs=", ".join(before.input),
            book=book,
        )
        return run, {}
    return run, first_config.store_values(store)


def _school(
    run: Run, sheets: tuple[Sheet, ...], school: str | None, school_year: str | None
) -> tuple[str, str]:
    """The school's name and year: as given, else as the workbook says, else as somebody at the terminal says."""
    from sheets_sync.setup.adopt import title_block

    guessed = title_block.school_year(sheets)
    name = school or title_block.school_name(sheets)
    year = school_year or (str(guessed) if guessed else None)
    if (not name or not year) and not _can_ask(run):
        text = N_(
            'Sổ không nói rõ tên trường hoặc năm học. Chạy lại, thêm: --school "Trường …" --school-year 2023-2024'
        )
        raise UsageError(Message(text))
    name = name or click.prompt(run.t("Tên trường"))
    return name, year or click.prompt(run.t("Năm học (như 2023-2024)"))


def _compare_years(run: Run, sheets: tuple[Sheet, ...]) -> None:
    from sheets_sync.setup.adopt import title_block

    year = title_block.school_year(sheets)
    if year is not None and year != run.config.year:
        run.say(
            "Lưu ý: sổ có vẻ là của năm học {year}, còn cấu hình ghi {configured}.",
            year=str(year),
            configured=str(run.config.year),
        )


# --- showing and asking ---------------------------------------------------------------------------------------


def _show(run: Run, adoption: Adoption, lines: str) -> None:
    """The guess, what stays unknown, and what would be written."""
    if run.quiet or run.as_json:
        return
    from sheets_sync.commands.printing import print_table
    from sheets_sync.setup.adopt import report

    t = run.t
    print_table([t("Tab"), t("Là"), t("Mức chắc"), t("Vì sao")], report.tab_rows(adoption, t))
    columns = report.column_rows(adoption, t)
    if columns:
        headings = [t("Ở tab"), t("Cột"), t("Là"), t("Mức chắc"), t("Vì sao"), t("Ví dụ")]
        print_table(headings, columns)
    for tab, header, why in report.unknown_columns(adoption, t):
        run.say("Không đọc cột “{header}” ở tab {tab}: {why}.", header=header, tab=tab, why=why)
    for tab, column in report.missing_columns(adoption):
        run.say("Tab {tab} chưa có cột bắt buộc “{column}”.", tab=tab, column=column)
    for each in adoption.conflicts:
        run.say("Không ghi “{name}”: {why}.", name=each.other, why=each.why)
    if lines:
        run.say("\n{told}\n{lines}\n", told=t("Các dòng cho {path}:", path=run.config_path), lines=lines)


def _can_ask(run: Run) -> bool:
    return sys.stdin.isatty() and not (run.as_json or run.quiet)


def _wants_writing(run: Run, something: bool, yes: bool, dry_run: bool) -> bool:
    """Whether to write: as the options say, else as somebody at the terminal says, else no."""
    if not something:
        run.say("Cấu hình đã đủ, không có gì phải ghi thêm.")
        return False
    if dry_run:
        run.say("Chưa ghi gì (--dry-run).")
        return False
    if yes:
        return True
    if _can_ask(run):
        return click.confirm(run.t("Ghi các dòng ấy vào {path}?", path=run.config_path))
    run.say("Chưa ghi gì. Đồng ý thì chạy lại với --yes.")
    return False


def _proof(run: Run) -> dict[str, int]:
    """Read again by the config that was written, and say how many problems `check` would list."""
    from sheets_sync.commands import printing
    from sheets_sync.views import as_json

    counts = as_json.counts(run.results().problems)
    run.say(
        "Đã ghi {path}. Đọc lại sổ: {counts}",
        path=run.config_path,
        counts=printing.counts_line(counts, run.t),
    )
    return counts
