"""history, show, diff, replay: what earlier runs read, made and changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import RefusedError, UnavailableError, UsageError
from sheets_sync.language import N_, Message, Translator

if TYPE_CHECKING:
    from sheets_sync.journal.compare import RankChange
    from sheets_sync.journal.runs import RunNote, Runs
    from sheets_sync.school.differences import CellChange

DIFFERS = 1
SHOWN_JOURNALS = 3
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")


@contextmanager
def known_runs(run: Run) -> Iterator[Runs]:
    """The journal's runs; raises UnavailableError where it cannot be used."""
    from sheets_sync.journal.journal import Journal, journal_path
    from sheets_sync.journal.runs import Runs

    path = journal_path(run.config, Path(run.config_path))
    with Journal(path, create=False) as journal:
        runs = Runs(journal)
        if not runs.known and not path.exists():
            raise UnavailableError(_none_yet(path))
        if not runs.known:
            text = N_("Không dùng được nhật ký {path}, nên không biết các lần chạy trước.")
            raise UnavailableError(Message(text, {"path": path}))
        yield runs


def _none_yet(path: Path) -> Message:
    """No journal stands there; its name goes by the config's folder, so one of a folder that was moved lies beside."""
    school = path.stem.rpartition("-")[0]
    found = (each for each in path.parent.glob("*.sqlite") if each.stem.rpartition("-")[0] == school)
    latest = sorted(found, key=lambda each: each.stat().st_mtime, reverse=True)[:SHOWN_JOURNALS]
    text = (
        N_(
            "Chưa có nhật ký ở đây (thư mục vừa chuyển? nhật ký cũ ở {folder}: {others}). Muốn dùng tiếp thì ghi "
            "đường dẫn của tệp ấy vào [journal] path trong config.toml."
        )
        if school and latest
        else N_("Chưa có nhật ký ở đây, nên không có lần chạy nào để xem: {path} có từ lần sync đầu tiên.")
    )
    return Message(
        text, {"path": path, "folder": path.parent, "others": ", ".join(each.name for each in latest)}
    )


def one_run(runs: Runs, text: str) -> RunNote:
    """The run that an id, its beginning, or `last` names; raises UsageError."""
    found = runs.find(text)
    if len(found) == 1:
        return found[0]
    several = N_("“{run}” là mã của {count} lần chạy; ghi dài hơn.")
    none = N_("Không có lần chạy “{run}” trong nhật ký. Xem các mã bằng sheets-sync history.")
    raise UsageError(Message(several if found else none, {"run": text, "count": len(found)}))


@command(help=N_("Các lần chạy trước, mới nhất trước: lúc nào, lệnh gì, ghi gì, còn bao nhiêu lỗi."))
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", default=20, help=N_("Nhiều nhất chừng này lần (20).")
)
@shared_options
def history(run: Run, limit: int) -> None:
    """List earlier runs."""
    from sheets_sync.commands.printing import print_json, print_table

    with known_runs(run) as runs:
        notes = runs.latest(limit)
    if run.as_json:
        print_json({"runs": [note_json(note) for note in notes]})
        return
    t = run.t
    heads = [t("Mã"), t("Lúc"), t("Lệnh"), t("Kết quả"), t("Lỗi"), t("Đã ghi, hoặc vì sao không")]
    print_table(heads, [_line(run, note) for note in notes], codes=(0,))


def note_json(note: RunNote) -> dict[str, Any]:
    """A run as JSON."""
    plain = {**note._asdict(), "run_id": note.id}
    for name in ("number", "id"):
        del plain[name]
    return {**plain, **{name: json.loads(plain[name]) for name in ("written", "counts", "calls")}}


def _line(run: Run, note: RunNote) -> list[str]:
    from sheets_sync.journal.runs import OUTCOMES, moment

    counts = json.loads(note.counts)
    errors = str(counts["error"]) if counts else ""
    written = ", ".join(json.loads(note.written))
    done = run.t(OUTCOMES[note.outcome])
    return [note.id, moment(note), note.command, done, errors, note.reason or written]


@command(help=N_("Một lần chạy trước; --xlsx FILE ghi các tab tổng hợp của lần ấy vào một tệp mới."))
@click.argument("run_id", metavar="RUN")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help=N_("Tệp để ghi các tab vào."))
@shared_options
def show(run: Run, run_id: str, xlsx: Path | None) -> None:
    """Show an earlier run."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.journal.compare import former_tabs

    if xlsx:
        run.require_free(xlsx, "--xlsx")
    with known_runs(run) as runs:
        note = one_run(runs, run_id)
        problems = [each for part in runs.parts(note.id, "problems") for each in json.loads(part.body)]
        tabs = former_tabs(runs, note) if xlsx else []
    if xlsx:
        _write_tabs(xlsx, tabs, note)
    if run.as_json:
        print_json({**note_json(note), "problems": problems, "xlsx": str(xlsx) if xlsx else None})
        return
    for line in _run_words(run, note):
        run.say("{line}", line=line)
    for each in problems:
        run.say("{message}", message=each["message"])
    if xlsx:
        run.say("Đã ghi {path}: {tabs}.", path=xlsx, tabs=", ".join(tab.title for tab in tabs))


def _run_words(run: Run, note: RunNote) -> Iterator[str]:
    """What a run was and what became of it, in lines; that in which there is nothing to say is left out."""
    from sheets_sync.commands.printing import counts_line
    from sheets_sync.journal.runs import OUTCOMES, moment
    from sheets_sync.model import Month

    t, written, counts = run.t, json.loads(note.written), json.loads(note.counts)
    yield t(
        "{id}: {command}, lúc {moment}, {outcome} (mã {code}).",
        id=note.id,
        command=note.command,
        moment=moment(note),
        outcome=t(OUTCOMES[note.outcome]),
        code=note.code,
    )
    day = f"{date.fromisoformat(note.day):%d/%m/%Y}"
    yield t(
        "Tính cho ngày {day}; phiên bản {version}, máy {host}, tài khoản {account}.",
        **{**note._asdict(), "day": day},
    )
    if note.reason:
        yield t("Vì sao: {reason}", reason=note.reason)
    if note.closed:
        months = ", ".join(Month.of(month).shown for month in sorted(note.closed.split()))
        yield t("Tháng chốt hoặc mở lại: {months}.", months=months)
    if written:
        yield t("Đã ghi: {names}.", names=", ".join(written))
    if counts:
        yield counts_line(counts, t)


def _write_tabs(path: Path, tabs: list[Any], note: RunNote) -> None:
    from sheets_sync.files.atomic_file import replace_file
    from sheets_sync.stores.xlsx.render import render

    if path.exists():
        text = N_("{path} đã có, nên không ghi đè. Chọn tên tệp khác.")
        raise RefusedError(Message(text, {"path": path}))
    if not tabs:
        text = N_("Nhật ký không còn giữ các tab của lần chạy {run}; chỉ sync, close và reopen có tab.")
        raise UsageError(Message(text, {"run": note.id}))
    replace_file(path, render(tabs, {}, {}))


@command(help=N_("Điều gì đã đổi giữa hai lần chạy (hay từ lần ấy đến lần cuối): ô, điểm, hạng."))
@click.argument("former", metavar="RUN")
@click.argument("later", metavar="[RUN]", default="last")
@shared_options
def diff(run: Run, former: str, later: str) -> None:
    """Compare two runs."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.journal.compare import compare

    with known_runs(run) as runs:
        one, other = one_run(runs, former), one_run(runs, later)
        try:
            found = compare(runs, one, other, run.config.folder)
        except (KeyError, ValueError) as error:
            raise _no_longer(one, other) from error
    if run.as_json:
        cells = [_cell_json(each) for each in found.cells]
        ranks = [each._asdict() for each in found.ranks]
        print_json(
            {"from": one.id, "to": other.id, "cells": cells, "ranks": ranks, "rules": list(found.rules)}
        )
        return
    for cell in found.cells:
        run.say("{text}", text=cell_words(run, cell, found.names))
    for rank in found.ranks:
        run.say("{text}", text=_rank_words(run, rank))
    if found.rules:
        run.say("Quy tắc đã đổi: {rules}.", rules=", ".join(found.rules))
    if not (found.cells or found.ranks or found.rules):
        run.say("Hai lần chạy không khác gì nhau.")


def _no_longer(*notes: RunNote) -> UsageError:
    text = N_("Nhật ký không còn giữ đủ những gì lần chạy {run} đã đọc.")
    return UsageError(Message(text, {"run": ", ".join(dict.fromkeys(note.id for note in notes))}))


def _cell_json(change: CellChange) -> dict[str, Any]:
    where = change.where
    return {
        "book": where.book,
        "tab": where.tab,
        "cell": where.cell,
        "column": change.column,
        "whose": change.owner,
        "before": change.before,
        "after": change.after,
    }


def cell_words(run: Run, change: CellChange, names: Mapping[str, str]) -> str:
    """A changed cell in a line: `Tháng 10!F12: 65 → 70,5, dòng của CB014 (Mai Thị Nhã)`."""
    blank = run.t("(trống)")
    before, after = (_with_comma(each) if each else blank for each in (change.before, change.after))
    name = names.get(change.owner)
    words = {"before": before, "after": after, "whose": f"{change.owner} ({name})" if name else change.owner}
    text = (
        N_("{where}: {before} → {after}, dòng của {whose}")
        if change.owner
        else N_("{where}: {before} → {after}")
    )
    return run.t(text, where=change.where, **words)


def _rank_words(run: Run, change: RankChange) -> str:
    return run.t(
        N_("{period}, {staff_id} ({name}): hạng {before} → {after} ({points_before} → {points_after} điểm)"),
        period=change.period,
        staff_id=change.staff_id,
        name=change.name,
        before=change.rank_before or "–",
        after=change.rank_after or "–",
        points_before=_points(change.points_before, run.t),
        points_after=_points(change.points_after, run.t),
    )


def _points(text: str | None, t: Translator) -> str:
    from sheets_sync.points import hundredths
    from sheets_sync.text.words import decimal_text

    return decimal_text(hundredths(text), t) if text else "–"


def _with_comma(text: str) -> str:
    """A decimal number as people write it; anything else as it is."""
    return text.replace(".", ",") if _DECIMAL.fullmatch(text) else text


@command(help=N_("Tính lại một lần chạy trước từ những gì lần ấy đã đọc, rồi so kết quả; khác thì mã 1."))
@click.argument("run_id", metavar="RUN")
@shared_options
def replay(run: Run, run_id: str) -> int:
    """Compute an earlier run again."""
    from sheets_sync import __version__
    from sheets_sync.commands.printing import print_json
    from sheets_sync.journal import compare as comparing

    with known_runs(run) as runs:
        note = one_run(runs, run_id)
        try:
            differs, law_recorded = comparing.replay(runs, note, run.config.folder)
        except (KeyError, ValueError) as error:
            raise _no_longer(note) from error
    versions = {"version_then": note.version, "version_now": __version__}
    if run.as_json:
        known = {"equal": not differs, "differs": list(differs), "law_recorded": law_recorded}
        print_json({"run_id": note.id, **known, **versions})
    if not law_recorded:
        run.say("Nhật ký không có bộ luật đọc được của lần chạy ấy, nên tính lại theo bộ luật của hôm nay.")
    if differs:
        run.say("Tính lại lần chạy {run} thì khác ở: {what}.", run=note.id, what=", ".join(differs))
    else:
        run.say("Tính lại lần chạy {run} ({day}) ra đúng kết quả ấy.", run=note.id, day=note.day)
    return DIFFERS if differs else 0
