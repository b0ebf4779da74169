"""fleet.toml → frozen values; every mistake is reported at once, with its line and the nearest known key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_reading import Report, Table, parse
from sheets_sync.language import LANGUAGES, N_, Message
from sheets_sync.rules.output_tabs import DISTRICT_OUTPUTS
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import parse_config
from sheets_sync.settings.config_readers import output_titles, read_google_address

PER_MINUTE = 60
"""Reads, and as many writes, that Google lets one account make in a minute (Sheets API, usage limits)."""

_SIZE = re.compile(r"\d+(?:\.\d+)? ?(?:[KMGT]i?B)", re.IGNORECASE)
_STORE = ("kind", "output", "titles", "reports")
_SECTIONS = ("district", "schools", "store", "google", "quota", "accounts", "engine", "state", "language")


class District(NamedTuple):
    """Whose schools they are, and how its papers begin and end."""

    name: str
    year: str
    upper: str = "UBND ……"
    place: str = "……"
    sign: str = "PGDĐT"
    signer: str = ""
    signer_post: str = "TRƯỞNG PHÒNG"
    addressee: str = "Hội đồng Thi đua - Khen thưởng ……"


class CallQuota(NamedTuple):
    """How many calls to Google Sheets an account may make in a minute."""

    reads: int = PER_MINUTE
    writes: int = PER_MINUTE

    def lower(self, other: CallQuota) -> CallQuota:
        """What both allow."""
        return CallQuota(min(self.reads, other.reads), min(self.writes, other.writes))


class Account(NamedTuple):
    """A Google account that serves a group of schools: whose configs match one of the patterns."""

    name: str
    schools: tuple[str, ...]
    credentials: str | None = None
    subject: str | None = None
    quota: CallQuota = CallQuota()


class Engine(NamedTuple):
    """The cluster: somebody's scheduler, or workers of our own; `seconds` is the longest that one school may take.

    `tries` are the workers that one school may cost before it is given up.
    """

    scheduler: str | None = None
    workers: int | None = None
    threads: int = 1
    memory: str = "2GiB"
    seconds: int = 900
    tries: int = 2


class Fleet(NamedTuple):
    """The whole file; `folder` is where it lies, paths in it are relative to that.

    `fresh_daily`: a school that has not changed is run again on another day, since its tabs count days.
    """

    district: District
    configs: tuple[str, ...]
    outputs: Config
    file: str = "fleet.toml"
    accounts: tuple[Account, ...] = ()
    quota: CallQuota = CallQuota()
    fresh_daily: bool = True
    engine: Engine = Engine()
    state: str = "fleet-state"
    folder: Path = Path()

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / self.file

    @property
    def state_path(self) -> Path:
        """The folder of what is remembered between runs; it may be lost, then everything is run again."""
        return self.folder / self.state

    def files(self, patterns: Iterable[str]) -> tuple[Path, ...]:
        """The files that patterns name, in their order; one that is named without a sign may be missing."""
        found: dict[Path, None] = {}
        for pattern in patterns:
            if any(sign in pattern for sign in "*?["):
                found |= dict.fromkeys(
                    path.resolve() for path in sorted(self.folder.glob(pattern)) if path.is_file()
                )
            else:
                found[(self.folder / pattern).resolve()] = None
        return tuple(found)


def load_fleet(path: Path) -> Fleet:
    """The fleet of a file; raises ConfigError with all its mistakes."""
    text = _text(path)
    report = Report(path.name, text)
    data = parse(text, report)
    report.raise_any()
    top = Table(report, data, (), _SECTIONS)
    fleet = _fleet(top, path)
    report.raise_any()
    return fleet


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        missing = N_(
            "Không thấy tệp {path}. Lấy tệp mẫu bằng sheets-sync init --example, chép fleet.example.toml thành tệp này rồi sửa; hoặc chỉ ra tệp khác bằng --fleet."
        )
        raise ConfigError(Message(missing, {"path": path})) from None
    except (UnicodeDecodeError, OSError) as error:
        text = N_("Không đọc được tệp {path} ({error}). Xem quyền đọc, và tệp phải là mã UTF-8.")
        raise ConfigError(Message(text, {"path": path, "error": error})) from error


def _fleet(top: Table, path: Path) -> Fleet:
    quota = _quota(top.table("quota", CallQuota._fields), CallQuota())
    schools = _needed(top, "schools", ("configs", "fresh_daily"))
    state = top.table("state", ("path",))
    daily = schools.truth("fresh_daily") if schools else None
    return Fleet(
        district=_district(_needed(top, "district", District._fields)),
        configs=schools.texts("configs", needed=True) if schools else (),
        accounts=_accounts(top, quota),
        quota=quota,
        fresh_daily=daily is not False,
        engine=_engine(top.table("engine", Engine._fields)),
        state=(state.text("path") if state else None) or "fleet-state",
        folder=path.resolve().parent,
        outputs=_outputs(top, path),
        file=path.name,
    )


def _needed(top: Table, key: str, known: tuple[str, ...]) -> Table | None:
    if not top.has(key):
        top.missing(key)
    return top.table(key, known)


def _district(table: Table | None) -> District:
    if table is None:
        return District("", "")
    texts = {key: table.text(key, needed=key in ("name", "year")) for key in District._fields}
    return District(**{"name": "", "year": "", **{key: text for key, text in texts.items() if text}})


def _quota(table: Table | None, otherwise: CallQuota) -> CallQuota:
    if table is None:
        return otherwise
    reads, writes = (table.whole(key, 1, 100_000) for key in CallQuota._fields)
    return CallQuota(reads or otherwise.reads, writes or otherwise.writes)


def _accounts(top: Table, quota: CallQuota) -> tuple[Account, ...]:
    names = top.free_table("accounts")
    found = []
    for name in names.values if names else ():
        inner = names.table(name, (*Account._fields[1:4], *CallQuota._fields)) if names else None
        if inner is None:
            continue
        schools = inner.texts("schools", needed=True)
        account = Account(name, schools, inner.text("credentials"), inner.text("subject"))
        found.append(account._replace(quota=_quota(inner, quota)))
    return tuple(found)


def _engine(table: Table | None) -> Engine:
    if table is None:
        return Engine()
    memory = table.text("memory")
    if memory and not _SIZE.fullmatch(memory):
        table.wrong(
            "memory", N_('“memory” phải là một dung lượng như "2GiB", không phải “{value}”'), value=memory
        )
    usual = Engine()
    return Engine(
        table.text("scheduler"),
        table.whole("workers", 1, 1000),
        table.whole("threads", 1, 64) or usual.threads,
        memory or usual.memory,
        table.whole("seconds", 1, 86_400) or usual.seconds,
        table.whole("tries", 1, 100) or usual.tries,
    )


def _outputs(top: Table, path: Path) -> Config:
    """The store of the district's tabs, as the stores of a school take it; read last, for it ends at a mistake."""
    store, google = top.table("store", _STORE), top.table("google", ("credentials", "subject", "endpoint"))
    language = top.one_of("language", LANGUAGES) if top.has("language") else None
    kind = (store.one_of("kind", ("xlsx", "google")) if store else None) or "xlsx"
    output = store.text("output", needed=kind == "google") if store else None
    reports = store.text("reports") if store else None
    if google and google.has("endpoint"):
        read_google_address(google, "endpoint")
    titles = output_titles(DISTRICT_OUTPUTS)(store, "titles") if store and store.has("titles") else {}
    top.report.raise_any()
    district = top.table("district", District._fields)
    head = {key: value for key, value in (district.values if district else {}).items() if key != "addressee"}
    places: dict[str, object] = {"input": output} if kind == "google" else {}
    places |= {"kind": kind, "output": output or "tong-hop-don-vi.xlsx"}
    papers: dict[str, object] = {"output": reports or "bao-cao-don-vi"}
    papers |= {"addressee": district.values["addressee"]} if district and district.has("addressee") else {}
    config = parse_config(
        {
            "school": {"sign": District._field_defaults["sign"], "signer_post": "TRƯỞNG PHÒNG", **head},
            "store": places,
            "reports": papers,
            "google": dict(google.values) if google else {},
            "language": language or "vi",
        },
        path,
    )
    return config._replace(store=config.store._replace(titles=titles))
