"""rules: rubrics and law."""

from __future__ import annotations

import click

from sheets_sync.language import N_
from sheets_sync.options import Run, shared_options


@click.group(help=N_("Thang điểm và luật."))
@shared_options
def rules(run: Run) -> None:
    """The group itself does nothing."""


@rules.command("check", help=N_("Kiểm tra một tệp thang điểm, hoặc thang điểm mà cấu hình chọn."))
@click.argument("file", metavar="[FILE]", required=False)
@shared_options
def rules_check(run: Run, file: str | None) -> None:
    """Lint a rubric file, or the config's rubric."""
    from pathlib import Path

    from sheets_sync.output import print_json
    from sheets_sync.rubric_file import load_rubric

    named, folder = (file, Path()) if file else (run.config.rules.rubric, run.config.folder)
    rubric = load_rubric(named, folder)
    if run.as_json:
        print_json({"rubric": rubric.key, "name": rubric.name, "ratings": list(rubric.ratings)})
    columns = ", ".join(item.header for item in rubric.inputs)
    run.say("Dùng được: {name}.", name=rubric.name)
    run.say("Các cột: {columns}. Các loại: {ratings}.", columns=columns, ratings=", ".join(rubric.ratings))
