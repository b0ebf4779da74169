"""`init`: the forms as new staff workbooks, one for all or one for each team; never over a file that exists.

Files are made here, spreadsheets on Google in `spreadsheets.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sheets_sync.errors import RefusedError, UnavailableError, UsageError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message
from sheets_sync.model import Person
from sheets_sync.school.school import is_form
from sheets_sync.settings.config import Config
from sheets_sync.setup.provision.books import book_of, parts_of
from sheets_sync.setup.provision.lacking import lacking
from sheets_sync.setup.provision.workbook import Workbook, workbook_bytes
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.text.vietnamese import slug


def init(
    config: Config, split: bool = False, people: Sequence[Person] = (), dry_run: bool = False
) -> tuple[Path, ...]:
    """Make the staff workbooks that the config names as files, and say where they are, or would be.

    Raises RefusedError where one of them exists already, with what all together lack of the forms, UsageError where the config names several and they are not
    to be split, UnavailableError where writing fails.
    """
    book, paths = book_of(config, people), config.input_paths
    if not split and len(paths) > 1:
        raise UsageError(Message(N_("[store] input ghi nhiều sổ. Chạy lại với --split, hoặc để lại một sổ.")))
    books = _named(paths, book) if split else {paths[0]: book}
    _refuse(books, _new(config, book))
    if not dry_run:
        _write(books)
    return tuple(books)


def _named(paths: Sequence[Path], book: Workbook) -> dict[Path, Workbook]:
    """The board's own workbook first, then one for each team, then one for the classes if there are any.

    Where there are as many paths as workbooks they are taken in order, else names are made from the first.
    """
    parts = parts_of(book)
    if len(paths) == len(parts):
        return dict(zip(paths, (part for _, part in parts), strict=True))
    stem = paths[0]
    return {stem.with_stem(f"{stem.stem}-{slug(name)}"): part for name, part in parts}


def _write(books: Mapping[Path, Workbook]) -> None:
    for path, book in books.items():
        replace_file(path, workbook_bytes(book))


def _refuse(paths: Iterable[Path], new: Iterable[Message] = ()) -> None:
    """Before anything is written, so that a split is made whole or not begun."""
    existing = [path for path in paths if path.exists()]
    if existing:
        text = N_(
            "{path} đã có, không ghi đè. Chuyển tệp ấy đi chỗ khác hoặc đổi [store] input, rồi chạy lại."
        )
        raise RefusedError(*(Message(text, {"path": path}) for path in existing), *new)


def _new(config: Config, book: Workbook) -> Iterator[Message]:
    """What the workbooks that stand lack of the forms, once they are all there and can be read."""
    if all(path.exists() for path in config.input_paths):
        with suppress(UnavailableError):
            sheets = XlsxStore(config, is_form(config)).read()
            yield from lacking(sheets, book.forms, config).messages()
