"""The story of a run: read the sheets → records and problems → grades → rankings, tabs, plan → apply.

Reading and deciding never write; applying never decides. `check`, `plan`, `sync` and `report` are prefixes of this.
What has been read and computed is a `Results`; what a store holds already are its `StandingTabs`, what it should hold
`OutputTab`s, and the difference is a `changes.Plan`. Closed months are a `ClosedBook`, read from the tab `Chốt tháng`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sheets_sync import checks
from sheets_sync.awards.school_law import AppliedLaw, law_of
from sheets_sync.errors import RefusedError
from sheets_sync.language import N_, Message
from sheets_sync.model import Grade, Month, Problem, Score, Sheet
from sheets_sync.results import closing
from sheets_sync.results.closed_changes import closed_changes, without_echoes
from sheets_sync.results.closed_months import TITLE, ClosedBook, read_book
from sheets_sync.results.deadlines import calendar
from sheets_sync.results.month_errors import with_closed_months
from sheets_sync.results.other_year import YearOfMarks, refuse_other_year
from sheets_sync.results.results import Results
from sheets_sync.results.unread import like_forms
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.school.gradebook import grade_month, valid_overrides
from sheets_sync.school.school import School, SchoolReader
from sheets_sync.settings.column_names import require_known
from sheets_sync.settings.config import Config
from sheets_sync.stores import Store

if TYPE_CHECKING:
    from sheets_sync.tables import OutputTab, Rows
    from sheets_sync.views.changes import Plan
    from sheets_sync.views.news import News

MOST_ROUNDS = 3
"""How often a sync reads, computes and writes while somebody types into the same spreadsheet."""

Progress = Callable[[Message], None]
"""Receives what a run is doing."""

Decision = Callable[[Results, ClosedBook], ClosedBook]
"""What a run closes or opens again: from the results of the cells and the current book to the new one."""


def silent(_: Message) -> None:
    """Progress that nobody wants to see."""


class Rubrics(NamedTuple):
    """The rubric of the staff, and that of the classes where the school has a class board."""

    staff: Rubric
    classes: Rubric | None = None


def load_rubrics(config: Config) -> Rubrics:
    """The rubrics that the config names; raises ConfigError, also for names given to columns that they do not have."""
    classes = config.classes
    found = Rubrics(
        load_rubric(config.rules.rubric, config.folder),
        load_rubric(classes.rubric, config.folder) if classes else None,
    )
    require_known(config, *found)
    return found


def compute(
    sheets: Sequence[Sheet],
    config: Config,
    today: date,
    progress: Progress = silent,
    closed: Rows = (),
    rubrics: Rubrics | None = None,
    law: AppliedLaw | None = None,
) -> Results:
    """Everything that follows from the sheets and from what `Chốt tháng` holds; raises ConfigError for rules or
    a calendar that cannot be used. Rubrics and law are those of the config unless others are given.
    """
    return with_closed(from_cells(sheets, config, today, progress, rubrics, law), read_book(closed))


def with_closed(fresh: Results, book: ClosedBook) -> Results:
    """The results with the closed months as they were closed, and a problem wherever the cells say otherwise.

    The shares of ratings and titles are checked here, for they are those of the results with closed months.
    """
    settled = closing.settle(fresh, book)
    found = tuple(closed_changes(fresh, settled))
    kept = with_closed_months(without_echoes(fresh, settled, found), settled)
    too_many = checks.check(settled, checks.OF_ANNOUNCED)
    return settled.with_problems(in_order([*kept, *found, *too_many], fresh.sheets))


def from_cells(
    sheets: Sequence[Sheet],
    config: Config,
    today: date,
    progress: Progress = silent,
    rubrics: Rubrics | None = None,
    applied: AppliedLaw | None = None,
) -> Results:
    """What the cells give by themselves, as if no month were closed, before any share is checked."""
    rubric, class_rubric = rubrics or load_rubrics(config)
    law = applied.rules if applied else law_of(config)
    calendar(config)  # what is wrong with it is reported by `check` already
    progress(Message(N_("Đọc các tab")))
    reader = SchoolReader(sheets, config, rubric, class_rubric)
    school = reader.read()
    progress(Message(N_("Tính điểm và kiểm tra")))
    grades = _grades(school, rubric)
    fresh = Results(
        config,
        today,
        rubric,
        school,
        tuple(reader.problems),
        grades,
        law,
        class_rubric,
        _class_scores(school),
        tuple(sheets),
    )
    found = checks.check(fresh, checks.OF_CELLS)
    return replace(fresh, problems=in_order([*fresh.problems, *found], sheets))


def _grades(school: School, rubric: Rubric) -> Mapping[Month, Mapping[str, Grade]]:
    """The grades of every month that has a tab or, without one, an override that counts."""
    overrides = valid_overrides(school.overrides, rubric, school.roster)
    months = (month for month in school.roster.year.months if month in school.months or month in overrides)
    return {
        month: grade_month(
            school.months[month].rows if month in school.months else (), rubric, overrides.get(month, {})
        )
        for month in months
    }


def _class_scores(school: School) -> Mapping[Month, Mapping[int, tuple[Score, ...]]]:
    return {
        month: {week: tuple(scores.rows) for week, scores in weeks.items()}
        for month, weeks in school.weeks.items()
    }


def in_order(problems: Sequence[Problem], sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    """Problems in the order of the tabs and their cells; those without a cell come last in their tab."""
    tabs = {(sheet.book, sheet.title): number for number, sheet in enumerate(sheets)}

    def key(problem: Problem) -> tuple[int, int, int, str]:
        where = problem.where
        tab = tabs.get((where.book, where.tab), -1)
        return tab, where.row or 1 << 40, where.column or 0, problem.code

    return tuple(sorted(problems, key=key))


@dataclass(frozen=True)
class RunOptions:
    """What a run is given besides the config.

    `remembered` is `Chốt tháng` as the journal knows it, for the case that no output is left at all; `allow_shrink`
    lets the roster or a month lose most of its rows; `news` finds what is new since the state before;
    `year_of_marks` knows the school year of marks that an earlier run has read.
    """

    decide: Decision = closing.by_date
    remembered: Rows = ()
    allow_shrink: bool = False
    news: Callable[[Results], News | None] = lambda _: None
    year_of_marks: YearOfMarks | None = None


@dataclass(frozen=True)
class Planned:
    """What a sync would do, and everything it follows from; `before` are the facts that the last sync had left."""

    results: Results
    tabs: tuple[OutputTab, ...]
    facts: Mapping[str, str]
    plan: Plan
    before: Mapping[str, str] = field(default_factory=dict)


def plan(
    store: Store,
    config: Config,
    today: date,
    progress: Progress = silent,
    options: RunOptions | None = None,
) -> Planned:
    """Read, compute, and compare what is wanted with what is there; writes nothing.

    Raises RefusedError where what is there is of another school year.
    """
    from sheets_sync.views import changes  # summary brings pandas, which `check` does without
    from sheets_sync.views.tabs import output_tabs

    options = options or RunOptions()
    sheets = store.read()
    unread_tabs = like_forms(store.unread, config)
    fresh = replace(from_cells(sheets, config, today, progress), unread_tabs=unread_tabs)
    current = store.current_tabs()
    names = (fresh.closed_title, TITLE)  # the config may have just renamed it
    found = next((current.tabs[name] for name in names if name in current.tabs), ())
    closed = found if current.tabs else options.remembered
    book = read_book(closed)
    refuse_other_year(fresh, current.facts, book, options.year_of_marks)
    results = with_closed(fresh, options.decide(fresh, book))
    progress(Message(N_("So với bản tổng hợp đang có")))
    tabs = output_tabs(results, options.news(results))
    facts = changes.facts(results)
    obstacles = changes.obstacles(results, tabs)
    plan = changes.plan(
        tabs, facts, current, obstacles, None if options.allow_shrink else config.safety.shrink
    )
    return Planned(results, tabs, facts, plan, current.facts)


def apply(planned: Planned, store: Store) -> bool:
    """Write what was planned, all of it or nothing; whether the staff's tabs were still as they had been read."""
    return not planned.plan.changed or store.write(planned.tabs, planned.facts)


def sync(
    store: Store,
    config: Config,
    today: date,
    progress: Progress = silent,
    options: RunOptions | None = None,
) -> tuple[Planned, tuple[str, ...]]:
    """Plan and write, and again from what is there by then where somebody typed meanwhile; with the tabs written.

    Raises RefusedError where writing would lose something. Who types without a pause is served by the next run.
    """
    written: dict[str, None] = {}
    before: Mapping[str, str] | None = None
    for _ in range(MOST_ROUNDS):
        planned = plan(store, config, today, progress, options)
        before = planned.before if before is None else before
        if planned.plan.refusals:
            raise RefusedError(*planned.plan.refusals)
        progress(Message(N_("Ghi bản tổng hợp")))
        still = apply(planned, store)
        written |= {tab.title: None for tab in planned.plan.tabs if tab.action in ("create", "update")}
        if still:
            break
    return replace(planned, before=before or {}), tuple(written)
