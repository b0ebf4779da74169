"""A demo school to try everything on: invented people, a filled workbook with some slips in it, and a config.

In: a day. Out: a folder with a workbook and a config, played by calling what the commands call.
Imports `setup`, `documents` and what lies below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from sheets_sync.demo.draft import Drafts, FormDraft, by_title
from sheets_sync.demo.months import MONTHS, month_drafts
from sheets_sync.demo.people import SCHOOL, TEAMS, staff
from sheets_sync.demo.slips import Slip, plant
from sheets_sync.demo.tabs import other_drafts
from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message
from sheets_sync.model import SchoolYear
from sheets_sync.rules.forms import all_forms
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.setup.provision.workbook import Workbook, workbook_bytes

DEMO_TODAY = date(2024, 4, 10)
WORKBOOK, CONFIG = "so-thi-dua.xlsx", "config.toml"
_YEAR = SchoolYear(2023)
_RUBRIC = "ha-noi-3814"
_SEED = 3814

CONFIG_TEXT = f"""\
# Cấu hình của trường mẫu. Mọi khoá khác, kèm giải thích và giá trị mặc định, ở config.example.toml (sheets-sync init --example).
[school]
name = "{SCHOOL}"
year = "{_YEAR}"
upper = "UBND QUẬN LONG BIÊN"
place = "Long Biên"
sign = "THCSSX"
signer = "Nguyễn Thị Minh Nguyệt"
signer_post = "HIỆU TRƯỞNG"

[store]
kind = "xlsx"
input = "{WORKBOOK}"           # sổ của thầy cô: chương trình chỉ đọc, không bao giờ ghi vào
output = "tong-hop.xlsx"            # bảng tổng hợp: chương trình lập và ghi lại mỗi lần sync

[rules]
rubric = "{_RUBRIC}"              # thang điểm
decision_date = "2024-05-25"        # ngày quyết định khen thưởng, chọn luật đang có hiệu lực

[reports]
output = "bao-cao"                  # thư mục văn bản
addressee = "Hội đồng Thi đua - Khen thưởng quận Long Biên"
"""


def make(folder: Path) -> None:
    """Put the demo into a folder; run again it keeps the workbook there, tried out or not.

    Raises RefusedError where there is a config or workbook of somebody's own, UnavailableError where writing fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        existing = _read(folder / CONFIG)
        if existing is None:
            _put(folder / WORKBOOK, workbook())
            replace_file(folder / CONFIG, CONFIG_TEXT.encode())
        elif existing != CONFIG_TEXT.encode():
            raise RefusedError(Message(_OWN, {"path": folder / CONFIG}))
        elif not (folder / WORKBOOK).exists():
            replace_file(folder / WORKBOOK, workbook())
    except OSError as error:
        text = N_("Không ghi được vào thư mục {path}: {error}. Chọn thư mục khác.")
        raise UnavailableError(Message(text, {"path": folder, "error": error.strerror or error})) from error


_OWN = N_("{path} đã có và không phải của trường mẫu. Chọn một thư mục trống cho bản mẫu.")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _put(path: Path, data: bytes) -> None:
    """Write, unless the same is there from an interrupted run; anything else is somebody's own."""
    if (existing := _read(path)) is None:
        replace_file(path, data)
    elif existing != data:
        raise RefusedError(Message(_OWN, {"path": path}))


def workbook() -> bytes:
    """The demo's staff workbook as a file's bytes, always the same."""
    return bytes_of(_school()[0])


def bytes_of(drafts: Drafts) -> bytes:
    """A staff workbook with what these tabs hold; a form that is not among them is empty."""
    contents = {title: draft.content for title, draft in drafts.items()}
    rubric = load_rubric(_RUBRIC, Path())
    every = all_forms(rubric, _YEAR)
    return workbook_bytes(Workbook(every, rubric, _YEAR, school=SCHOOL, teams=TEAMS, contents=contents))


def slips() -> tuple[Slip, ...]:
    """Every slip in the demo's workbook, with the code and the cell under which `check` must list it."""
    return _school()[1]


@cache
def _school() -> tuple[Drafts, tuple[Slip, ...]]:
    drafts = by_title(clean_drafts())
    return drafts, plant(drafts)


def clean_drafts(months: Sequence[int] = MONTHS) -> Iterator[FormDraft]:
    """Every tab before anybody has mistyped anything, the same every time."""
    rng = Random(_SEED)
    members = staff(rng)
    yield from other_drafts(members, rng)
    yield from month_drafts(load_rubric(_RUBRIC, Path()), _YEAR, members, rng, months)
