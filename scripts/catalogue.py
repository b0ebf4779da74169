"""The gettext catalogues: from the texts in the code to .po, from .po to .mo, and whether all is current.

To add a text: write it in Vietnamese as the literal first argument of `t`, `run.say`, `N_` or `Message` (or into
rules/calendar.toml), run
`scripts/catalogue`, put the English into sheets_sync/locale/en/LC_MESSAGES/sheets_sync.po, run it once more.
A text that changed keeps its former English, marked `fuzzy`: mend it and take the mark away.
click's own texts come from the installed click; those of other versions are kept, and a newer click that says
something new makes no check fail.
"""

from __future__ import annotations

import argparse
import ast
import gettext
import re
import string
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sheets_sync"
ENGLISH = PACKAGE / "locale/en/LC_MESSAGES/sheets_sync.po"
CLICK = PACKAGE / "locale/vi/LC_MESSAGES/click.po"
MARKS = frozenset({"N_", "t", "_t", "say", "Message"})
CLICK_MARKS = {"_": None, "gettext": None, "ngettext": (1, 2)}
HEADER = "# {} texts of sheets-sync; made by scripts/catalogue, which says how to add a text."

MessageId = str | list[str] | tuple[str, ...]  # with its plural, where it has one


class Steady(Catalog):
    """A catalogue whose header names no date and no version, so that a file changes only with its texts."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header that gettext needs."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


# --- the texts in the code ------------------------------------------------------------------------------------


def texts_in(source: str) -> Iterator[str]:
    """The marked texts of a Python source, also both branches of `t("…" if … else "…")`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in MARKS:
            yield from _literals(node.args[0])


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", "") or getattr(function, "attr", ""))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def program_texts() -> set[str]:
    """Every text of the program."""
    district = ROOT / "scripts/make_district_template.py"
    files = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "scripts/papers").glob("*.py"), district])
    return (
        calendar_texts()
        | page_texts()
        | {text for file in files for text in texts_in(file.read_text(encoding="utf-8"))}
    )


def page_texts() -> set[str]:
    """Every text of the stock web pages, which stand in double brackets."""
    pages = (file.read_text(encoding="utf-8") for file in (ROOT / "scripts/pages").glob("*.html"))
    return {text for page in pages for text in re.findall(r"\[\[(.+?)\]\]", page)} - {"vi"}


def calendar_texts() -> set[str]:
    """Every text of the stock calendar, which is data and yet read by people."""
    tasks = tomllib.loads((PACKAGE / "rules/calendar.toml").read_text(encoding="utf-8"))["task"]
    return {task[key] for task in tasks for key in ("text", "to", "source") if key in task}


def click_texts() -> set[MessageId]:
    """Every text of the installed click."""
    folder = Path(click.__file__).parent
    found = extract_from_dir(folder, [("**.py", "python")], keywords=CLICK_MARKS)
    return {text for _, _, text, _, _ in found}


# --- files ----------------------------------------------------------------------------------------------------


def read(po: Path) -> Catalog:
    """The catalogue as it stands, an empty one where there is none."""
    language = po.parts[-3]
    if not po.exists():
        return Catalog(locale=language, fuzzy=False)
    with po.open("rb") as file:
        return read_po(file, locale=language)


def merged(po: Path, wanted: Iterable[MessageId]) -> Steady:
    """The catalogue with exactly these texts; a new one that is like a former one takes its translation, as fuzzy."""
    template, old = Catalog(), read(po)
    for text in wanted:
        template.add(text)
    old.update(template)
    new = Steady(locale=old.locale, fuzzy=False, header_comment=HEADER.format(old.locale.english_name))
    for message in messages(old):
        added = new.add(message.id, message.string, previous_id=message.previous_id)
        added.flags = message.flags & {"fuzzy"}  # what else Babel flags differs from version to version
    return new


def messages(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def write(po: Path, catalogue: Catalog) -> None:
    """Write a catalogue and its compiled form."""
    po.parent.mkdir(parents=True, exist_ok=True)
    for path, text in ((po, _po(catalogue)), (po.with_suffix(".mo"), _mo(catalogue))):
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)


def _po(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_previous=True)
    return file.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


# --- whether all is current -----------------------------------------------------------------------------------


def mistakes(po: Path, wanted: Iterable[MessageId]) -> Iterator[str]:
    """What is wrong with a catalogue, a line each."""
    catalogue = read(po)
    have = {message.id for message in messages(catalogue)}
    for text in sorted(set(wanted) - have, key=str):
        yield f"not in {po.name}: {text!r}"
    for text in sorted(have - set(wanted), key=str):
        yield f"no longer in the code: {text!r}"
    for message in messages(catalogue):
        yield from _message_mistakes(message)
    if not _compiled(po.with_suffix(".mo"), catalogue):
        yield f"{po.with_suffix('.mo').name} is not what {po.name} gives"


def _message_mistakes(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
        return
    originals, translated = _forms(message.id), _forms(message.string)
    for text in translated:
        if not text:
            yield f"not translated: {message.id!r}"
        elif fields(text) != fields(originals[-1]):
            yield f"other {{fields}} than the original: {text!r}"


def _forms(text: MessageId | None) -> Sequence[str]:
    return (text,) if isinstance(text, str) else text or ()


def fields(text: str) -> set[str]:
    """The placeholders of a text, `{name}` and `{name!r}` being two."""
    parts = string.Formatter().parse(text)
    return {f"{name}!{conversion}:{spec}" for _, name, spec, conversion in parts if name is not None}


def _compiled(mo: Path, catalogue: Catalog) -> bool:
    """Whether the compiled catalogue says the same."""
    if not mo.exists():
        return False
    with mo.open("rb") as file:
        stands = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    gives = gettext.GNUTranslations(BytesIO(_mo(catalogue)))._catalog  # type: ignore[attr-defined]
    return {**stands, "": ""} == {**gives, "": ""}


# --- the way in -----------------------------------------------------------------------------------------------


def main() -> int:
    """Bring the catalogues up to date, or only check them; 1 when a text still needs somebody."""
    parser = argparse.ArgumentParser(description="Bring the gettext catalogues up to date with the code.")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 when they are not current"
    )
    check = parser.parse_args().check
    clicks = {message.id for message in messages(read(CLICK))} | (set() if check else click_texts())
    found = []
    for po, wanted in ((ENGLISH, program_texts()), (CLICK, clicks)):
        if not check:
            write(po, merged(po, wanted))
        found += list(mistakes(po, wanted))
    for line in found:
        print(line, file=sys.stderr)
    if found and check:
        print("Run scripts/catalogue, translate what it lists, run it again.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
