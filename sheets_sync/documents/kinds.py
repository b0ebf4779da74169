"""The kinds of document: each a Word template with a small TOML beside it that says what it is for and when it is due.

To add a kind: put `<kind>.docx` and `<kind>.toml` beside the stock ones, or into the school's own folder of templates.
In that folder a TOML alone changes what the stock one says, and a template alone how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, cast

from sheets_sync.documents.word import STOCK, own_folder
from sheets_sync.errors import ConfigError, UsageError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import LANGUAGES, N_, Message
from sheets_sync.model import Month, Period, SchoolYear, Term
from sheets_sync.results.deadlines import calendar
from sheets_sync.settings.config import Config
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import fold

PeriodName = Literal["month", "term", "year"]
SubjectKind = Literal["person", "team", "movement", "authority"]
PERIODS: Mapping[PeriodName, type] = {"month": Month, "term": Term, "year": SchoolYear}
EACH = ("person", "team", "movement", "authority")
WHOM = ("everybody", "proposed")
USUAL = "reports.addressee"  # in `addressees`: the config's usual one
NEEDS = (
    "grades", "registrations", "entries", "initiatives", "recognised", "council", "votes", "verdicts", "movements",
    "achievements", "commended",
)  # fmt: skip
SERIES = ("school", "council")

KEYS = ("title", "purpose", "sign", "series", "period", "each", "whom", "addressees", "due", "lead", "needs")
TEXTS = ("title", "purpose")
_DAY = re.compile(r"(\d{1,2})/(?:(\d{1,2})|\+([0-3]))")
_WEEKS_AHEAD = 14  # days


class DocumentKind(NamedTuple):
    """A kind of document; `titles` and `purposes` by language, `periods` with the usual one first.

    `each` makes one for each person, team, movement or deciding authority; `whom` says for which people and teams: those
    proposed for a title that needs a report, or everybody. `due` is a day of a calendar month (`31/10`),
    of the period's last month or of one after it (`15/+0`, `5/+1`), or the key of a deadline of the year's calendar;
    `lead` is how many days before that it is worth making. A kind without `sign` has no number.
    """

    key: str
    titles: Mapping[str, str]
    purposes: Mapping[str, str]
    sign: str = ""
    series: str = "school"
    periods: tuple[PeriodName, ...] = ("year",)
    each: SubjectKind | None = None
    whom: str = "everybody"
    addressees: tuple[str, ...] = ()
    due: str = ""
    lead: int = _WEEKS_AHEAD
    needs: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        """What it is called in a language."""
        return self.titles.get(language) or self.titles["vi"]

    def purpose(self, language: str) -> str:
        """What it is for."""
        return self.purposes.get(language) or self.purposes.get("vi", "")

    def takes(self, period: Period) -> bool:
        """Whether it may be about such a period."""
        return any(isinstance(period, PERIODS[name]) for name in self.periods)

    @property
    def together(self) -> bool:
        """Whether all of its people or teams may be in one file, each on a page of their own."""
        return self.each in ("person", "team")

    def due_day(self, period: Period, config: Config) -> date | None:
        """The last day for it: the calendar's where it has one for such papers, else the kind's own, or nothing."""
        for each in calendar(config):
            if each.key == self.due or (each.task.paper == self.key and period in each.periods):
                return each.due
        found = _DAY.fullmatch(self.due)
        if found is None:
            return None
        last = period if isinstance(period, Month) else period.months[-1]
        if found[2]:
            month = config.year.month(int(found[2]))
        else:
            months = last.year * 12 + last.number - 1 + int(found[3])
            month = Month(months // 12, months % 12 + 1)
        return date(month.year, month.number, min(int(found[1]), month.last.day))


def kinds(config: Config) -> Mapping[str, DocumentKind]:
    """Every kind by its key, the school's own among them; raises ConfigError with all mistakes of a TOML."""
    own = own_folder(config)
    folders = (STOCK, own) if own else (STOCK,)
    keys = {path.stem for folder in folders for path in folder.glob("*.docx") if "." not in path.stem}
    found = {key: _kind(key, folders) for key in sorted(keys) if not key.startswith("~$")}
    _refuse_one_title_twice(found)
    return found


def _refuse_one_title_twice(found: Mapping[str, DocumentKind]) -> None:
    """A copied TOML whose title was left as it was: the papers of both would have one file name."""
    stock_first = sorted(found, key=lambda key: not (STOCK / f"{key}.toml").is_file())
    first: dict[tuple[str, str], str] = {}
    for key in stock_first:
        for language, title in found[key].titles.items():
            other = first.setdefault((language, fold(title)), key)
            if other != key:
                text = N_("{file}: “{title}” là tên của loại “{other}” rồi; hãy đặt tên khác ở mục {entry}")
                entry = "title" if language == "vi" else f"[{language}] title"
                params = {"file": f"{key}.toml", "title": title, "other": other, "entry": entry}
                raise ConfigError(Message(text, params))


def stock_kinds() -> Mapping[str, DocumentKind]:
    """The kinds that come with the program."""
    return {path.stem: _kind(path.stem, (STOCK,)) for path in sorted(STOCK.glob("*.toml"))}


def find_kind(key: str, config: Config) -> DocumentKind:
    """The kind of this key; raises UsageError naming the nearest."""
    known = kinds(config)
    if key not in known:
        near = nearest(key, known)
        text = N_("Không có loại văn bản “{kind}”. Các loại: {known}; xem sheets-sync report --list")
        if near:
            text = N_("Không có loại văn bản “{kind}”. Có phải “{near}”? Xem sheets-sync report --list")
        raise UsageError(Message(text, {"kind": key, "near": near, "known": ", ".join(known)}))
    return known[key]


# --- the TOML beside a template -----------------------------------------------------------------------------------


def _kind(key: str, folders: Iterable[Path]) -> DocumentKind:
    path = next((at for folder in reversed(tuple(folders)) if (at := folder / f"{key}.toml").is_file()), None)
    if path is None:  # a school's template without a TOML: called as its file is, about the whole year
        return DocumentKind(key, {"vi": key}, {}, needs=())
    return read_kind(key, path)


def read_kind(key: str, path: Path) -> DocumentKind:
    """The kind that a TOML describes; raises ConfigError with all its mistakes, each with its line."""
    text = _text(path)
    report = Report(path.name, text)
    values = parse(text, report)
    report.raise_any()
    table = Table(report, values, (), (*KEYS, *LANGUAGES))
    kind = _Reader(table).kind(key)
    report.raise_any()
    return kind


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = N_("Không đọc được {file} ({error}). Lưu lại tệp ấy dạng văn bản thường, mã UTF-8.")
        raise ConfigError(Message(said, {"file": path, "error": error})) from error


class _Reader:
    """Reads the one table of a kind; what is wrong is noted in its report."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def kind(self, key: str) -> DocumentKind:
        table = self.table
        texts = self._texts()
        return DocumentKind(
            key,
            {language: each["title"] for language, each in texts.items() if each["title"]} or {"vi": key},
            {language: each["purpose"] for language, each in texts.items() if each["purpose"]},
            table.text("sign") or "",
            table.one_of("series", SERIES) or "school",
            self._periods(),
            cast("SubjectKind | None", table.one_of("each", EACH)),
            table.one_of("whom", WHOM) or "everybody",
            table.texts("addressees"),
            self._due(),
            days if (days := table.whole("lead", 0, 366)) is not None else _WEEKS_AHEAD,
            self._named("needs", NEEDS),
        )

    def _texts(self) -> dict[str, dict[str, str]]:
        """Title and purpose by language; the file's own keys are Vietnamese, a table per language has others."""
        found = {"vi": {key: self.table.text(key, needed=key == "title") or "" for key in TEXTS}}
        for language in LANGUAGES:
            inner = self.table.table(language, TEXTS)
            if inner:
                found[language] = {key: inner.text(key) or "" for key in TEXTS}
        return found

    def _periods(self) -> tuple[PeriodName, ...]:
        return cast("tuple[PeriodName, ...]", self._named("period", tuple(PERIODS))) or ("year",)

    def _named(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of known names."""
        found = self.table.texts(key)
        for name in found:
            if name not in known:
                self.table.unknown_name(key, name, known)
        return tuple(name for name in found if name in known)

    def _due(self) -> str:
        due = self.table.text("due") or ""
        found = _DAY.fullmatch(due)
        if found and not (1 <= int(found[1]) <= 31 and 1 <= int(found[2] or 1) <= 12):
            said = N_("“{key}” là “{value}”, không phải một ngày; ghi như 31/10, 15/+0 hoặc 5/+1")
            self.table.wrong("due", said, key="due", value=due)
        return due
