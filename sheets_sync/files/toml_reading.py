"""Reading a TOML file with all its mistakes at once, each with its line and what to do."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sheets_sync.errors import ConfigError
from sheets_sync.files.toml_lines import TomlPath, find_lines
from sheets_sync.language import N_, Message
from sheets_sync.points import hundredths
from sheets_sync.text.nearest import nearest

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_CURLY_QUOTE = re.compile(r"(?:^|[=\[,])\s*[“”„‘’]")
_DECIMAL_COMMA = re.compile(r"=\s*-?\d+,\d")


def alike(text: str) -> str:
    """A text as it is compared: without regard to case, Unicode form and extra spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


class Report:
    """The mistakes of one file, and the lines of its keys."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.top_keys: Sequence[str] = ()  # the keys at the head of the file, before any [table]
        self._lines = find_lines(text)
        self._mistakes: list[tuple[int, Message]] = []

    def line(self, path: TomlPath) -> int | None:
        """The line of a key, also of one that was written in quotes with its dots, or of the table that lacks it."""
        for start in range(len(path) - 1):
            whole = (*path[:start], ".".join(map(str, path[start:])))
            if whole in self._lines:
                return self._lines[whole]
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines[path] if path else None

    def has(self, path: TomlPath) -> bool:
        """Whether this very key is in the file."""
        return path in self._lines

    def add(self, path: TomlPath, mistake: Message) -> None:
        """Note a mistake at a key."""
        self.add_at(self.line(path), mistake, path)

    def add_at(self, line: int | None, mistake: Message, path: TomlPath = ()) -> None:
        """Note a mistake at a line; without one, at the key, or at the file as a whole."""
        params: dict[str, object] = {"file": self.file, "mistake": mistake}
        if line is not None:
            said = Message(N_("{file}, dòng {line}: {mistake}"), {**params, "line": line})
        elif path:
            said = Message(N_("{file}, mục {key}: {mistake}"), {**params, "key": ".".join(map(str, path))})
        else:
            said = Message(N_("{file}: {mistake}"), params)
        self._mistakes.append((line or 0, said))

    def raise_any(self) -> None:
        """End here with all mistakes in the order of the lines, if there is one."""
        if self._mistakes:
            ordered = sorted(self._mistakes, key=lambda mistake: mistake[0])
            raise ConfigError(*{str(said): said for _, said in ordered}.values())


def parse(text: str, report: Report) -> dict[str, object]:
    """The file's values, decimals exact; a slip in the notation is noted, and there are no values."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        report.add_at(line, _slip(text, line, str(error)))
    except RecursionError:
        report.add((), Message(N_("tệp lồng nhau quá sâu; hãy chép lại từ một tệp mẫu")))
    return {}


def _slip(text: str, line: int, detail: str) -> Message:
    wrong = [*text.splitlines(), ""][line - 1] if line <= text.count("\n") + 1 else ""
    if _DECIMAL_COMMA.search(wrong):
        return Message(N_("số lẻ trong tệp viết bằng dấu chấm: 22.75, không phải 22,75"))
    if _CURLY_QUOTE.search(wrong):
        return Message(N_('dấu ngoặc kép cong của Word; hãy gõ lại bằng dấu " thẳng'))
    if "\\" in wrong and ("Unescaped" in detail or "hex" in detail):
        return Message(
            N_("dấu \\ trong ngoặc kép có nghĩa khác; hãy ghi đường dẫn bằng dấu /, như C:/thi-dua/so.xlsx")
        )
    if "overwrite" in detail or "twice" in detail:
        return Message(N_("mục này đã ghi ở trên; hãy bỏ một trong hai"))
    return Message(
        N_("không đọc được ({detail}); hãy xem lại ngoặc kép, ngoặc vuông, dấu = ở dòng này và dòng trên"),
        {"detail": _PLACE.sub("", detail).strip()},
    )


class Table:
    """One table of the file: typed values by key; what is wrong is noted in the report and read as None."""

    def __init__(
        self, report: Report, values: Mapping[str, object], path: TomlPath, known: Sequence[str]
    ) -> None:
        self.report, self.values, self.path = report, values, path
        self._meant: set[str | None] = set()  # keys that were written, but with a slip
        for key in values:
            if key not in known:
                self._unknown(key, known)

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self.values

    def wrong(self, key: str, template: str, /, **params: object) -> None:
        """Note a mistake at one of the table's keys."""
        self.report.add((*self.path, key), Message(template, params))

    def text(self, key: str, needed: bool = False) -> str | None:
        """A text that is not empty."""
        value = self._get(key, needed)
        if value is None or (isinstance(value, str) and value.strip()):
            return value.strip() if isinstance(value, str) else None
        self.wrong(key, N_("“{key}” phải là chữ trong ngoặc kép, không để trống"), key=key)
        return None

    def one_of(self, key: str, choices: Sequence[str], needed: bool = False) -> str | None:
        """One of these words."""
        value = self.text(key, needed)
        if value is None or value in choices:
            return value
        self.unknown_name(key, value, choices)
        return None

    def number(self, key: str, needed: bool = False) -> int | None:
        """A number of points in hundredths, two decimals at most."""
        value = self._get(key, needed)
        return None if value is None else self.as_number(key, value)

    def as_number(self, key: str, value: object) -> int | None:
        """This value of the key in hundredths, two decimals at most."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(
                key, N_("“{key}” phải là số, không có ngoặc kép, dấu thập phân là dấu chấm: 22.75"), key=key
            )
            return None
        if not Decimal(value).is_finite() or abs(Decimal(value)) >= 10**9:
            self.wrong(key, N_("“{key}” phải là một số thường, nhỏ hơn một tỷ"), key=key)
            return None
        if Decimal(hundredths(value)).scaleb(-2) != value:  # comparing decimals is exact
            self.wrong(key, N_("“{key}” chỉ được có hai chữ số thập phân"), key=key)
            return None
        return hundredths(value)

    def whole(self, key: str, low: int, high: int, needed: bool = False) -> int | None:
        """A whole number within a range."""
        value = self._get(key, needed)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(key, N_("“{key}” phải là số nguyên từ {low} đến {high}"), key=key, low=low, high=high)
            return None
        return value

    def truth(self, key: str) -> bool | None:
        """`true` or `false`."""
        value = self._get(key, False)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(key, N_("“{key}” phải là true hoặc false, không có ngoặc kép"), key=key)
        return None

    def texts(self, key: str, needed: bool = False) -> tuple[str, ...]:
        """A list of texts; empty where it is wrong or not written."""
        value = self._get(key, needed)
        if value is None:
            return ()
        if (
            isinstance(value, list)
            and value
            and all(isinstance(item, str) and item.strip() for item in value)
        ):
            return tuple(item.strip() for item in value)
        self.wrong(key, N_('“{key}” phải là danh sách chữ: ["...", "..."]'), key=key)
        return ()

    def table(self, key: str, known: Sequence[str]) -> Table | None:
        """The table under this key."""
        value = self._get(key, False)
        if value is None:
            return None
        if isinstance(value, dict):
            return Table(self.report, value, (*self.path, key), known)
        self.wrong(key, N_("“{key}” phải là một bảng: [{key}]"), key=key)
        return None

    def free_table(self, key: str) -> Table | None:
        """The table under this key, with keys of the school's choosing."""
        value = self._get(key, False)
        return self.table(key, tuple(value) if isinstance(value, dict) else ())

    def tables(self, key: str, known: Sequence[str], needed: bool = False) -> list[Table]:
        """The tables of a list, `[[key]]`."""
        value = self._get(key, needed)
        if value is None:
            return []
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            path = (*self.path, key)
            return [Table(self.report, item, (*path, place), known) for place, item in enumerate(value)]
        self.wrong(key, N_("“{key}” phải là danh sách bảng: [[{key}]]"), key=key)
        return []

    def unknown_name(self, key: str, value: str, known: Iterable[str]) -> None:
        """Note that this name is none of those known, and the nearest of them."""
        names = list(known)
        meant = nearest(value, names)
        if meant:
            self.wrong(key, N_("không có “{value}”; có phải là “{meant}”?"), value=value, meant=meant)
        else:
            listed = ", ".join(f"“{name}”" for name in names) or "–"
            self.wrong(key, N_("không có “{value}”; có thể dùng: {listed}"), value=value, listed=listed)

    def _get(self, key: str, needed: bool) -> object:
        if needed and key not in self.values:
            self.missing(key)
        return self.values.get(key)

    def missing(self, key: str) -> None:
        """Note that a key is needed and not written; not where another was taken for it."""
        if key not in self._meant:
            self.report.add(self.path, Message(N_("thiếu mục “{key}”; hãy ghi thêm"), {"key": key}))

    def _unknown(self, key: str, known: Sequence[str]) -> None:
        meant = nearest(key, known)
        self._meant.add(meant)
        if self.path and key in self.report.top_keys:
            said = N_("“{key}” phải ghi ở đầu tệp, trước mọi dòng [...] và [[...]]")
            self.wrong(key, said, key=key)
        elif meant:
            self.wrong(key, N_("không có mục “{key}”; có phải là “{meant}”?"), key=key, meant=meant)
        else:
            listed = ", ".join(known)
            self.wrong(key, N_("không có mục “{key}”; các mục dùng được: {listed}"), key=key, listed=listed)
