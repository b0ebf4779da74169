import tomllib
from collections.abc import Iterator
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sheets_sync.files.toml_lines import TomlPath, find_lines

TEXT = dedent('''\
    name = "a # no comment, no [table]"   # 1
    # [criteria] is only mentioned
    note = """
    from = 3
    [[criteria]]
    """
    "quoted key" = 'c:\\' # 7
    dotted . part = 1

    [[criteria]]
    key = "a"
    weights = [
        "1/3",  # 13: a ] in a comment
        "2/3",
    ]

    [[criteria.counts]]
    each = -3
    [[criteria.counts]]
    each = -0.5

    [[criteria]]
    grades = { "Tốt" = 10, other = { deep = [1, 2] } }
    [[criteria.counts]]
    each = 1

      [ year . "học kỳ" ]
    terms = [{ a = 1 },
             { a = 2 }]
''')

LINES = """
    name                     1
    note                     3
    quoted key               7
    dotted                   8
    dotted part              8
    criteria                10
    criteria 0              10
    criteria 0 key          11
    criteria 0 weights      12
    criteria 0 weights 0    13
    criteria 0 weights 1    14
    criteria 0 counts 0     17
    criteria 0 counts 0 each 18
    criteria 0 counts 1 each 20
    criteria 1              22
    criteria 1 grades Tốt   23
    criteria 1 grades other deep 1  23
    criteria 1 counts 0 each 25
    year học kỳ             27
    year học kỳ terms 0 a   28
    year học kỳ terms 1 a   29
"""


def cases() -> Iterator[tuple[TomlPath, int]]:
    for row in LINES.strip().splitlines():
        *words, line = (
            row.replace("quoted key", "quoted\u2007key").replace("học kỳ", "học\u2007kỳ").split(" ")
        )
        names = [word.replace("\u2007", " ") for word in words if word]
        yield tuple(int(name) if name.isdigit() else name for name in names), int(line)


@pytest.mark.parametrize(("path", "line"), list(cases()))
def test_every_key_has_its_line(path: TomlPath, line: int) -> None:
    assert find_lines(TEXT)[path] == line


def paths(value: object, path: TomlPath = ()) -> Iterator[TomlPath]:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*path, index))


def test_nothing_that_tomllib_reads_lacks_a_line() -> None:
    assert set(paths(tomllib.loads(TEXT))) - set(find_lines(TEXT)) == set()


@given(st.text(alphabet="ab=[]{}\"'#,.\n \\1"))
@example("a = [")
@example("a = [}")
@example("a = {")
@example('a = """')
@example("[a")
@example("[[a].b]]")
@example('"\\q" = 1')
@example("[" * 5000)
@example("a = " + "[" * 5000)
def test_no_text_stops_the_search(text: str) -> None:
    lines = find_lines(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
