"""`Lỗi dữ liệu`: every problem with a link to its cell, person by person, so that the list can be read out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sheets_sync.language import N_
from sheets_sync.model import Problem, Where
from sheets_sync.results.problem_owners import Owner, ProblemOwners
from sheets_sync.results.results import Results
from sheets_sync.results.unread import unread_line
from sheets_sync.rules import forms, problems
from sheets_sync.rules.forms import Form
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.tables import Cell, OutputTab, Style
from sheets_sync.text.vietnamese import name_key
from sheets_sync.views.tabs.cells import CellRow, TabSource, head, headings, tab_title

LEVELS: dict[str, tuple[str, Style]] = {
    "error": (N_("Lỗi"), "error"),
    "warning": (N_("Cảnh báo"), "warning"),
    "info": (N_("Lưu ý"), "info"),
}

HEADING_ROW = 4
_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def problems_tab(draft: TabSource) -> OutputTab:
    """All problems: people in name order, then tabs; within each the errors first. Whom a row only likely means has a `?`."""
    t, found = draft.t, draft.results.problems
    several = len({problem.where.book for problem in found}) > 1
    columns = [t(N_("Người")), t(N_("Mã CB")), t(N_("Mức")), *([t(N_("Tệp"))] if several else [])]
    columns += [
        t(N_("Tab")),
        t(N_("Ô")),
        t(N_("Cột")),
        t(N_("Đang ghi")),
        t(N_("Điều cần sửa")),
        t(N_("Cách sửa")),
    ]
    title = tab_title(draft.config, "Lỗi dữ liệu")
    owned = _in_order(draft)
    note = _note(draft)
    if any(owner and not owner.sure for _, owner in owned):
        note = t(N_("{note} Mã có dấu ?: dòng ấy có lẽ là của người này."), note=note)
    rows = [*head(draft, title, note, len(columns)), headings(columns)]
    headers = _headers(draft.results)
    rows += [_row(draft, *each, several, headers) for each in owned]
    widths = (24, 9, 11, *([18] if several else []), 16, 8, 18, 18, 46, 46)
    return OutputTab(
        title, tuple(rows), widths, HEADING_ROW, HEADING_ROW, filtered=bool(found), landscape=True
    )


def rows_by_code(draft: TabSource) -> dict[str, int]:
    """The tab's first row with a problem of each code."""
    last_first = reversed(list(enumerate(_in_order(draft), HEADING_ROW + 1)))
    return {problem.code: row for row, (problem, _) in last_first}


def _note(draft: TabSource) -> str:
    return " ".join(filter(None, (_count(draft), unread_line(draft.results, draft.t))))


def _count(draft: TabSource) -> str:
    t, found = draft.t, draft.results.problems
    if not found:
        return t(N_("Không có lỗi nào. Cảm ơn các thầy cô đã ghi sổ cẩn thận."))
    counts = Counter(problems.level(problem) for problem in found)
    return t(
        N_(
            "{errors} lỗi, {warnings} cảnh báo, {infos} lưu ý. Xếp theo người để đọc lên nhờ sửa giúp; "
            "bấm vào ô để mở đúng chỗ."
        ),
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
    )


Owned = tuple[Problem, Owner | None]


def _in_order(draft: TabSource) -> list[Owned]:
    people, found = draft.results.school.roster.by_id, draft.results.problems
    tabs = {tab: at for at, tab in enumerate(dict.fromkeys(problem.where.tab for problem in found))}
    owners = ProblemOwners(draft.results)

    def key(owned: Owned) -> tuple[object, ...]:
        problem, owner = owned
        where = problem.where
        person = people.get(owner.staff_id) if owner else None
        group = (0, name_key(person.name), person.staff_id) if person else (1, tabs[where.tab])
        place = (tabs[where.tab], where.book or "", where.row or 0, where.column or 0)
        return (*group, _GRAVITY[problems.level(problem)], *place, problem.code)

    return sorted(((problem, owners.of(problem)) for problem in found), key=key)


def _headers(results: Results) -> dict[Where, str]:
    """What each column of the staff's tabs is called; a column is the cell in no row."""
    school, months = results.school, forms.month_form(results.rubric)
    found: list[tuple[Form, Sequence[Any]]] = [(forms.ROSTER, school.roster.people)]
    found += [(form, getattr(school, form.key)) for form in forms.FORMS[1:]]
    found += [(months, scores) for scores in school.scores.values()]
    return {
        record.place.at(column.key)._replace(row=None): column.header
        for form, records in found
        for record in {(each.place.book, each.place.tab): each for each in records}.values()
        for column in form.columns
    }


def _row(
    draft: TabSource, problem: Problem, owner: Owner | None, several: bool, headers: Mapping[Where, str]
) -> CellRow:
    t, where = draft.t, problem.where
    person = draft.results.school.roster.by_id.get(owner.staff_id) if owner else None
    text, style = LEVELS[problems.level(problem)]
    book = (Cell(where.book),) if several else ()
    return (
        Cell(person.name if person else t(N_("Chung")), "wrap"),
        Cell(f"{owner.staff_id}{'' if owner.sure else ' ?'}" if owner else None, "center"),
        Cell(t(text), style),
        *book,
        Cell(where.tab, "wrap"),
        _cell_link(draft, where, CODES[problem.code].points_to != "nothing"),
        Cell(_column(draft, problem, headers), "wrap"),
        Cell(problem.value, "wrap"),
        Cell(_sentence(problems.finding(problem, t)), "wrap"),
        Cell(problems.remedy(problem, t), "wrap"),
    )


def _cell_link(draft: TabSource, where: Where, exists: bool) -> Cell:
    """A link to the cell, or to the tab where no cell is meant."""
    if not exists:
        return Cell(None)
    return Cell(where.cell or draft.t(N_("mở tab")), "link", where)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _column(draft: TabSource, problem: Problem, headers: Mapping[Where, str]) -> str | None:
    known = problem.params.get("column")
    if known is not None:
        return str(draft.t.say(known))
    return headers.get(problem.where._replace(row=None)) if problem.where.column else None
