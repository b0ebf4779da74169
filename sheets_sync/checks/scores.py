"""Rules of the month tabs: which rows there are, and whether their figures agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sheets_sync.checks.stating import about_person, at_cell
from sheets_sync.model import Grade, Month, Person, Problem, Score, Where
from sheets_sync.points import over_share, points_short
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import TOTALS
from sheets_sync.rules.quotas import cut_off
from sheets_sync.school.roster import Roster
from sheets_sync.school.scorebook import TOTAL_KEYS, Scores, has_mark
from sheets_sync.text.vietnamese import name_key

_APPROVED = next(column.header for column in TOTALS if column.key == "approved")


def score_duplicate(results: Results) -> Iterator[Problem]:
    """The same person twice in one month, or class in one week, at both rows."""
    for scores in results.school.months.values():
        yield from _twice(scores, results.school.roster)
    for weeks in results.school.weeks.values():
        for scores in weeks.values():
            yield from _twice(scores)


def _twice(scores: Scores, roster: Roster | None = None) -> Iterator[Problem]:
    counts = Counter([score.staff_id for score in scores.rows])
    if len(counts) == len(scores.rows):
        return
    rows: dict[str, list[Score]] = {}
    for score in scores.rows:
        if score.staff_id and counts[score.staff_id] > 1:
            rows.setdefault(score.staff_id, []).append(score)
    for staff_id, twins in rows.items():
        params = {"count": len(twins), "rows": ", ".join(str(score.place.row) for score in twins)}
        strangers = [score for score in twins if score.place.row_itself in scores.bearers]
        for score in twins:
            where = score.place.at(score.place.owner_key)
            if roster and strangers:
                stranger = score if score in strangers else strangers[0]
                details = _another_name(stranger, score, scores.bearers, roster)
                yield Problem(
                    "score-duplicate", where, staff_id, staff_id, {**params, **details}, "other-name"
                )
            else:
                yield Problem("score-duplicate", where, staff_id, staff_id, params)


def _another_name(
    stranger: Score, score: Score, bearers: Mapping[Where, str], roster: Roster
) -> dict[str, object]:
    """Params on the one of the twins that bears another person's name: that person, and the cell of the id to mend."""
    other, cell = bearers[stranger.place.row_itself], stranger.place.at("staff_id").cell
    details = {"row": stranger.place.row, "name": roster.by_id[other].name, "other": other, "cell": cell}
    return {**details, "owner": other} if score is stranger else details


def score_missing(results: Results) -> Iterator[Problem]:
    """Somebody at work in a month that is over, whose tab has any mark, without a row or without a mark in it."""
    scored = results.rubric.scored
    for month, scores in _months_over(results):
        if not any(has_mark(score, scored) for score in scores.rows):
            continue
        graded = results.grades.get(month, {})
        left_out = (score for score in scores.rows if score.staff_id not in graded)
        covered = {*scores.named, *(score.staff_id for score in left_out if has_mark(score, scored))}
        for person in results.school.roster.expected(month):
            if person.staff_id not in graded and person.staff_id not in covered:
                yield about_person(person, "score-missing", _tab_of(results, scores, person))


def _months_over(results: Results) -> Iterator[tuple[Month, Scores]]:
    """The months that are over and have a tab."""
    return ((month, scores) for month, scores in results.school.months.items() if month.last < results.today)


def _tab_of(results: Results, scores: Scores, person: Person) -> Where:
    """Where each team keeps its own workbook: the tab that has the person's team."""
    if len(scores.tabs) > 1:
        team_of = results.school.roster.team_of
        for score in scores.rows:
            if score.staff_id and team_of(score.staff_id) == team_of(person.staff_id):
                return Where(score.place.tab, book=score.place.book)
    return scores.tabs[0]


def total_mismatch(results: Results) -> Iterator[Problem]:
    """`Tự chấm` is not the sum of the criteria, in a row whose marks and totals are all readable."""
    looked_at = {*TOTAL_KEYS, *results.rubric.scored}
    for scores in results.school.months.values():
        for score in scores.rows:
            own = score.own_total
            if own is None or not score.place.bad.isdisjoint(looked_at):
                continue
            points = results.rubric.points(score.marks)
            if points is not None and points != own and any(mark is not None for mark in score.marks):
                total = points_short(points)
                where = score.place, "own_total"
                yield at_cell(*where, "total-mismatch", points_short(own), score.staff_id, sum=total)


def rating_mismatch(results: Results) -> Iterator[Problem]:
    """`Xếp loại` is not what the points of a ranked row give."""
    for grades in results.grades.values():
        for grade in grades.values():
            score = grade.score
            if score is not None and score.rating is not None and score.rating != grade.rating:
                given = {"points": points_short(grade.points), "rating": grade.rating}
                where = score.place, "rating"
                yield at_cell(*where, "rating-mismatch", score.rating, grade.staff_id, **given)


def not_approved(results: Results) -> Iterator[Problem]:
    """In a month that is over, a row with marks that the principal has not approved."""
    scored = results.rubric.scored
    for _, scores in _months_over(results):
        for score in scores.rows:
            has_column = "approved" in score.place.columns
            blank = has_column and score.approved is None and "approved" not in score.place.bad
            if blank and score.staff_id and has_mark(score, scored):
                yield at_cell(score.place, "approved", "not-approved", None, score.staff_id, column=_APPROVED)


def too_many_of_best(results: Results) -> Iterator[Problem]:
    """More of a rating in a month than the rubric's share allows."""
    quota = results.rubric.quota
    if quota is None:
        return
    for month, grades in results.grades.items():
        best = [grade for grade in grades.values() if grade.rating == quota.rating]
        if over_share(len(best), len(grades), quota.percent):
            most = len(grades) * quota.percent // 100
            figures = {"part": len(best), "rated": len(grades), "most": most, **quota._asdict()}
            who = _over(results, best, most)
            value = f"{len(best)}/{len(grades)}"
            yield Problem(
                "quota-exceeded", results.school.tab_of(month), value, None, {**figures, "who": who}
            )


def _over(results: Results, best: list[Grade], most: int) -> tuple[str, ...]:
    """Whom the share has no room for: those with the fewest points, and all who have as many as one of them."""
    by_id = results.school.roster.by_id
    best = sorted(best, key=lambda grade: name_key(by_id[grade.staff_id].name))
    _, beyond = cut_off(best, most, lambda grade: (-grade.points,))
    return tuple(f"{by_id[grade.staff_id].name} ({points_short(grade.points)})" for grade in beyond)
