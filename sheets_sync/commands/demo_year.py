"""demo --year: the school's year as a story on the screen, a station at a time as it is played."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.commands.options import Run
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.demo.story import StoryDay


def year(run: Run, folder: Path) -> Run:
    """Play the year in a folder and print it; returns a run for the school that was made, on its last day."""
    from sheets_sync.commands.printing import ProgressLine, print_json
    from sheets_sync.demo.story import story_of
    from sheets_sync.demo.year import play

    days: list[StoryDay] = []
    with ProgressLine(run.t, not run.quiet) as progress:
        for scene in play(folder, progress):
            days.append(story_of(scene))
            _say(run, days[-1])
    if run.as_json:
        print_json({"folder": str(folder), "stations": [each.as_json(run.t) for each in days]})
    run.say(
        "\n"
        + run.t(N_("Trường mẫu cuối năm học ở {folder}: sổ, bản tổng hợp, văn bản, nhật ký."), folder=folder)
    )
    return Run(replace(run.options, config_path=str(folder / "config.toml"), today=days[-1].day))


def _say(run: Run, day: StoryDay) -> None:
    """One station: what happened, then a paragraph for each who sees it; wrapped on a terminal only."""
    from sheets_sync.demo.readers import READERS

    t = run.t
    run.say("\n{day} · {title}", day=f"{day.day:%d/%m/%Y}", title=day.title)
    for line in day.happened:
        run.say("{line}", line=_wrapped("", str(t.say(line))))
    for reader, lines in day.seen.items():
        text = " ".join(str(t.say(line)) for line in lines)
        run.say("{line}", line=_wrapped(f"{t(READERS[reader][0])}: ", text))


def _wrapped(who: str, text: str) -> str:
    """A paragraph of the story, hanging below its beginning on a terminal."""
    if not sys.stdout.isatty():
        return f"  {who}{text}"
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 120)
    return textwrap.fill(f"{who}{text}", width, initial_indent="  ", subsequent_indent="      ")
