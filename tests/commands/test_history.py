"""Earlier runs as people and programs see them: history, show, diff, replay."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing

import openpyxl
import pytest

from sheets_sync.journal.journal import Journal
from sheets_sync.journal.runs import Runs
from tests.one_month_school import (
    MARKS,
    ROUNDED,
    STOCK,
    TO_THE_DONG,
    TODAY,
    one_month_shell,
    own_law,
    write_school,
)
from tests.shell import Shell

pytestmark = pytest.mark.slow  # many runs, each in a process of its own


@pytest.fixture
def shell(tmp_path):
    return one_month_shell(tmp_path)


def sync(shell):
    return shell.json("sync", *TODAY)["run_id"]


def test_the_run_of_a_sync_is_in_the_history(shell):
    run_id = sync(shell)
    [found] = shell.json("history")["runs"]
    assert (found["run_id"], found["command"], found["outcome"]) == (run_id, "sync", "done")
    assert "Tổng hợp" in found["written"]


def test_a_diff_names_cells_and_ranks(shell):
    first = sync(shell)
    write_school(shell.folder, {**MARKS, "TV01": 68}, upside_down=True)
    second = sync(shell)
    found = shell.json("diff", first, second)
    [cell] = found["cells"]
    assert (cell["tab"], cell["cell"], cell["before"], cell["after"], cell["whose"]) == (
        "Tháng 10",
        "C4",
        "60",
        "68",
        "TV01",
    )
    moved = {
        (each["period"], each["staff_id"]): (each["rank_before"], each["rank_after"])
        for each in found["ranks"]
    }
    assert moved["2023-10", "TV01"] == (3, 2)
    told = shell.run("diff", first, "--lang", "vi").stdout
    assert "Tháng 10!C4: 60 → 68, dòng của TV01 (Nguyễn Thị An)" in told
    assert "TV01 (Nguyễn Thị An): hạng 3 → 2 (80,00 → 88,00 điểm)" in told


def test_a_diff_writes_decimals_as_people_do(shell):
    first = sync(shell)
    write_school(shell.folder, {**MARKS, "TV01": 60.5})
    sync(shell)
    assert "Tháng 10!C2: 60 → 60,5, dòng của TV01" in shell.run("diff", first, "--lang", "vi").stdout


def test_a_replay_gives_the_same_again(shell):
    run_id = sync(shell)
    write_school(shell.folder, {**MARKS, "TV01": 68})
    done = shell.run("replay", run_id, "--json")
    assert (done.returncode, json.loads(done.stdout)["equal"]) == (0, True)


def test_a_replay_tells_what_a_changed_program_computes_otherwise(shell):
    run_id = sync(shell)
    with closing(sqlite3.connect(shell.folder / "nhat-ky.sqlite")) as database:
        [(digest, body)] = database.execute(
            "SELECT digest, body FROM content JOIN part USING (digest) WHERE kind = 'input' AND name LIKE '%10%'"
        ).fetchall()
        forged = zlib.compress(zlib.decompress(body).replace(b"60", b"61"))
        database.execute("UPDATE content SET body = ? WHERE digest = ?", (forged, digest))
        database.commit()
    done = shell.run("replay", run_id, "--json")
    assert done.returncode == 1
    assert "ranking 2023-10 staff" in json.loads(done.stdout)["differs"]


# --- the law of a run -----------------------------------------------------------------------------------------


def titles_tab(shell):
    return str(_values(shell.folder / "tong-hop.xlsx")["Đề xuất danh hiệu"])


def test_a_run_made_before_the_figures_were_mended_has_the_figures_it_had(shell):
    own_law(shell, STOCK.replace(ROUNDED, TO_THE_DONG))
    before = sync(shell)
    assert "702.000" in titles_tab(shell)
    own_law(shell, STOCK)
    after = sync(shell)
    assert "710.000" in titles_tab(shell) and "702.000" not in titles_tab(shell)
    assert [shell.json("replay", each)["differs"] for each in (before, after)] == [[], []]
    assert shell.json("replay", before)["law_recorded"] is True


def test_a_replay_does_without_a_law_that_is_gone(shell):
    own_law(shell, STOCK)
    run_id = sync(shell)
    (shell.folder / "luat.toml").unlink()
    assert shell.json("replay", run_id)["equal"] is True


@pytest.mark.parametrize(
    ("rules", "recorded"),
    [
        ("", [STOCK, "vn-2022", "vn-2022.toml"]),
        ('[rules]\nlaw = "vn-2022"\ndecision_date = "2026-08-15"\n', [STOCK, "vn-2022", "vn-2022.toml"]),
        ('[rules]\ndecision_date = "2016-05-25"\n', None),
    ],
    ids=["of the day", "named", "none covers the day"],
)
def test_the_text_of_the_law_is_recorded_with_the_run(shell, rules, recorded):
    config = shell.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + rules, encoding="utf-8")
    run_id = sync(shell)
    [part] = _parts(shell, run_id)
    assert json.loads(part.body) == recorded
    assert shell.json("replay", run_id)["equal"] is True


def forget_laws(shell):
    """The journal as a former version wrote it, which did not keep the law."""
    with closing(sqlite3.connect(shell.folder / "nhat-ky.sqlite")) as database:
        database.execute("DELETE FROM part WHERE kind = 'law'")
        database.commit()


def test_without_a_recorded_law_a_replay_goes_by_that_of_today_and_says_so(shell):
    own_law(shell, STOCK.replace(ROUNDED, TO_THE_DONG))
    run_id = sync(shell)
    forget_laws(shell)
    same = shell.json("replay", run_id)
    assert (same["equal"], same["law_recorded"]) == (True, False)
    own_law(shell, STOCK)
    other = shell.json("replay", run_id)
    assert (other["differs"], other["law_recorded"]) == (["tab Đề xuất danh hiệu"], False)
    told = {lang: shell.run("replay", run_id, "--lang", lang).stdout for lang in ("vi", "en")}
    assert (
        "Nhật ký không có bộ luật đọc được của lần chạy ấy, nên tính lại theo bộ luật của hôm nay."
        in told["vi"]
    )
    assert "The journal has no readable law of that run, so that of today is used." in told["en"]


def test_a_recorded_law_that_can_no_longer_be_read_counts_as_none(shell):
    own_law(shell, STOCK)
    run_id = sync(shell)
    [part] = _parts(shell, run_id)
    unknown = part.body.replace('rule = \\"once\\"', 'rule = \\"once-in-a-life\\"')
    assert unknown != part.body
    with closing(sqlite3.connect(shell.folder / "nhat-ky.sqlite")) as database:
        body = zlib.compress(unknown.encode())
        database.execute("UPDATE content SET body = ? WHERE digest = ?", (body, part.digest))
        database.commit()
    found = shell.json("replay", run_id)
    assert (found["equal"], found["law_recorded"]) == (True, False)


def _parts(shell, run_id):
    """The law that was recorded with a run."""
    with Journal(shell.folder / "nhat-ky.sqlite") as journal:
        return Runs(journal).parts(run_id, "law")


def test_a_diff_says_that_the_law_changed(shell):
    own_law(shell, STOCK.replace(ROUNDED, TO_THE_DONG))
    before = sync(shell)
    own_law(shell, STOCK)
    after = sync(shell)
    assert shell.json("diff", before, after)["rules"] == ["law"]
    forget_laws(shell)
    assert shell.json("diff", before, after)["rules"] == []


def test_the_former_tabs_come_back_into_a_file(shell):
    run_id = sync(shell)
    before = _values(shell.folder / "tong-hop.xlsx")
    write_school(shell.folder, {**MARKS, "TV01": 68})
    sync(shell)
    assert shell.run("show", run_id, "--xlsx", "cu.xlsx").returncode == 0
    assert _values(shell.folder / "cu.xlsx") == before


def test_a_run_is_told_in_words(shell):
    run_id = sync(shell)
    first, second, *more = shell.run("show", run_id).stdout.splitlines()
    assert first.startswith(f"{run_id}: sync, lúc ") and first.endswith(", xong (mã 0).")
    assert second.startswith("Tính cho ngày 20/11/2023; phiên bản ")
    assert more[0].startswith("Đã ghi: Tổng hợp, ")
    assert [line for line in (first, second, *more) if "[]" in line or "{}" in line] == []


def test_former_tabs_never_overwrite_a_file(shell):
    run_id = sync(shell)
    before = (shell.folder / "so-thi-dua.xlsx").read_bytes()
    (shell.folder / "cu.xlsx").write_bytes(before)
    assert shell.run("show", run_id, "--xlsx", "cu.xlsx").returncode == 5
    assert (shell.folder / "cu.xlsx").read_bytes() == before


def test_an_unknown_run_is_a_wrong_call(shell):
    sync(shell)
    for command in ("show", "diff", "replay"):
        assert shell.run(command, "nothing-of-the-kind").returncode == 2


def test_a_refused_sync_is_on_record(shell):
    sync(shell)
    write_school(shell.folder, {"TV01": 60})
    assert shell.run("sync", *TODAY).returncode == 5
    last = shell.json("history")["runs"][0]
    assert last["outcome"] == "refused"
    assert last["reason"] in shell.run("history").stdout
    assert "\n" not in last["reason"] and len(last["reason"]) > 20


def test_without_a_journal_sync_works_and_history_says_why_not(shell):
    (shell.folder / "nhat-ky.sqlite").write_bytes(b"no database at all " * 99)
    assert shell.run("sync", *TODAY).returncode == 0
    assert "Nguyễn Thị An" in str(_values(shell.folder / "tong-hop.xlsx")["Xếp hạng tháng"])
    told = shell.run("history")
    assert told.returncode == 4 and "nhat-ky.sqlite" in told.stderr


def test_a_journal_that_is_lost_takes_no_closed_month_with_it(shell):
    sync(shell)
    shell.run("close", "10", *TODAY)
    before = shell.json("ranking", "--month", "10", *TODAY)
    (shell.folder / "nhat-ky.sqlite").unlink()
    write_school(shell.folder, {**MARKS, "TV01": 20})
    assert shell.run("sync", *TODAY).returncode == 0
    assert shell.json("ranking", "--month", "10", *TODAY) == before


def _values(path):
    with closing(openpyxl.load_workbook(path)) as book:
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_a_shrunken_month_needs_a_word(shell):
    write_school(shell.folder, {**MARKS, "TT02": 50})
    sync(shell)
    write_school(shell.folder, {**MARKS, "TT02": 50}, upside_down=True, only=("TV01",))
    assert shell.run("sync", *TODAY).returncode == 5
    assert shell.run("sync", *TODAY, "--allow-shrink").returncode == 0
    assert shell.run("sync", *TODAY).returncode == 0


def test_who_only_looks_leaves_no_journal(shell):
    for words in (("plan",), ("history",), ("verify", "0000-0000-0000"), ("check",), ("ranking",)):
        shell.run(*words, *TODAY)
    assert not (shell.folder / "nhat-ky.sqlite").exists()


def test_a_replay_knows_which_tabs_were_not_read(shell):
    book = openpyxl.load_workbook(shell.folder / "so-thi-dua.xlsx")
    book.create_sheet("Tháng 11 (2)")
    book.save(shell.folder / "so-thi-dua.xlsx")
    book.close()
    done = shell.run("sync", *TODAY)
    assert "tab “Tháng 11 (2)” (có phải Tháng 11 không?)" in done.stdout
    assert shell.json("replay", "last")["equal"]


def test_in_a_folder_that_was_moved_the_former_journal_is_named(tmp_path):
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    write_school(old, MARKS)
    (old / "config.toml").write_text(
        '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n', encoding="utf-8"
    )
    before = Shell(old).run("history", environment=state)
    assert (before.returncode, "từ lần sync đầu tiên" in before.stderr) == (4, True)
    Shell(old).run("sync", *TODAY, environment=state)
    old.rename(new)
    moved = Shell(new).run("history", environment=state)
    assert moved.returncode == 4
    [journal] = (tmp_path / "state" / "sheets-sync").glob("*.sqlite")
    assert journal.name in moved.stderr and "[journal] path" in moved.stderr
