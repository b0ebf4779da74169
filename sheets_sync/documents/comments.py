"""What a month's figures say in words: pure functions from the figures to sentences, by topic.

To add a comment: write a function that yields it, and name it in COMMENTS.

Large because each sentence that a report may say is beside what decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sheets_sync.language import N_, Translator, translator
from sheets_sync.model import RankedGroup
from sheets_sync.points import mean, over_share
from sheets_sync.results.month_figures import Change, MonthFigures
from sheets_sync.results.period_figures import PeriodFigures, TeamPeople
from sheets_sync.text.vietnamese import fold
from sheets_sync.text.words import count_text, decimal_text, month_text

Comment = Callable[[MonthFigures, Translator], Iterator[str]]

_TIES_NAMED_TO = 3  # further down there are too many to name; the table shows them
_COLLECTIVES = ("tổ ", "ban ", "nhóm ", "khối ", "bộ phận ")


def month_comments(figures: MonthFigures) -> Mapping[str, tuple[str, ...]]:
    """The comments on a month's figures by topic; of public ones only those on the whole school's results."""
    t = translator(figures.results.config.language)
    topics = {"results": COMMENTS["results"]} if figures.public else COMMENTS
    return {
        topic: tuple(text for comment in functions for text in comment(figures, t))
        for topic, functions in topics.items()
    }


def period_comments(figures: PeriodFigures, t: Translator) -> Mapping[str, tuple[str, ...]]:
    """The comments on a term or a year by topic."""
    if not figures.ranked_people:
        return {"results": ()}
    return {
        "results": tuple(text for say in (period_average, best_month, best_team) for text in say(figures, t))
    }


# --- the result -------------------------------------------------------------------------------------------------


def average(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """The school's mean, and what it was in the ranked month before."""
    now = mean([row.points for row in figures.ranked_people])
    if figures.previous is None:
        yield t(N_("Điểm trung bình toàn trường đạt {points} điểm."), points=decimal_text(now, t))
        return
    before = mean([grade.points for grade in figures.results.grades[figures.previous].values()])
    if now == before:
        text = N_("Điểm trung bình toàn trường đạt {points} điểm, bằng {month}.")
    elif now > before:
        text = N_("Điểm trung bình toàn trường đạt {points} điểm, tăng {change} điểm so với {month}.")
    else:
        text = N_("Điểm trung bình toàn trường đạt {points} điểm, giảm {change} điểm so với {month}.")
    month = month_text(figures.previous, t)
    yield t(text, points=decimal_text(now, t), change=decimal_text(abs(now - before), t), month=month)


def period_average(figures: PeriodFigures, t: Translator) -> Iterator[str]:
    """The school's mean of a term or year, and how many are rated."""
    best = next(share for share in figures.shares if share.rating == figures.best_rating)
    yield t(
        N_(
            "Có {rated} người được xếp loại, điểm trung bình {points} điểm; {count} người xếp loại {rating}, chiếm {share}%."
        ),
        rated=count_text(len(figures.ranked_people), t),
        points=decimal_text(figures.mean or 0, t),
        count=count_text(best.holders, t),
        rating=best.rating,
        share=decimal_text(best.share, t),
    )


def best_month(figures: PeriodFigures, t: Translator) -> Iterator[str]:
    """The months with the highest and the lowest mean, where there are several."""
    means = [
        (mean([grade.points for grade in figures.results.grades[month].values()]), month)
        for month in figures.months
    ]
    if len({points for points, _ in means}) < 2:
        return
    high, low = max(means), min(means)
    yield t(
        N_("Điểm trung bình cao nhất là {high} ({points} điểm), thấp nhất là {low} ({fewest} điểm)."),
        high=month_text(high[1], t),
        points=decimal_text(high[0], t),
        low=month_text(low[1], t),
        fewest=decimal_text(low[0], t),
    )


def share_of_best(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """The share of the best rating, against its cap where the rubric has one."""
    quota, rated = figures.results.rubric.quota, len(figures.ranked_people)
    best = next(share for share in figures.shares if share.rating == figures.best_rating)
    params: dict[str, object] = {
        "count": count_text(best.holders, t),
        "rated": count_text(rated, t),
        "rating": best.rating,
        "share": decimal_text(best.share, t),
    }
    if quota is None:
        yield t(N_("Có {count}/{rated} người xếp loại {rating}, chiếm {share}%."), **params)
        return
    over = best.holders - quota.percent * rated // 100
    params |= {"percent": quota.percent, "over": count_text(over, t)}
    if over_share(best.holders, rated, quota.percent):
        text = N_(
            "Có {count}/{rated} người xếp loại {rating}, chiếm {share}%, "
            "vượt mức tối đa {percent}% là {over} người."
        )
    else:
        text = N_(
            "Có {count}/{rated} người xếp loại {rating}, chiếm {share}%, "
            "trong mức tối đa {percent}% theo quy định."
        )
    yield t(text, **params)


def best_team(figures: PeriodFigures, t: Translator) -> Iterator[str]:
    """The team or teams with the highest mean, where there is more than one team."""
    if len(figures.teams) < 2:
        return
    first = [team for team in figures.teams if team.rank == 1]
    yield t(
        N_("Dẫn đầu các tổ là {teams}, điểm trung bình {points} điểm."),
        teams=listed(_team_and_size(team, figures, t) for team in first),
        points=decimal_text(first[0].points, t),
    )


def ties(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """Who shares one of the first ranks, and that others do further down."""
    tied = [
        rows
        for _, group in groupby(figures.ranked_people, lambda row: row.rank)
        if len(rows := list(group)) > 1
    ]
    for rows in tied:
        if rows[0].rank <= _TIES_NAMED_TO:
            yield t(
                N_("Cùng hạng {rank} với {points} điểm có {count} người: {names}."),
                rank=rows[0].rank,
                points=decimal_text(rows[0].points, t),
                count=count_text(len(rows), t),
                names=listed(figures.name(row.staff_id) for row in rows),
            )
    if tied:
        yield t(
            N_(
                "Người có kết quả bằng nhau được xếp cùng hạng, ghi theo thứ tự tên; "
                "tháng này có {groups} nhóm cùng hạng, gồm {count} người."
            ),
            groups=count_text(len(tied), t),
            count=count_text(sum(len(rows) for rows in tied), t),
        )


# --- against the month before -----------------------------------------------------------------------------------


def changes(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """Who rose or fell by more than 5 points, with both figures."""
    if figures.previous is None:
        yield t(N_("Chưa có kết quả của tháng trước trong năm học để so sánh."))
        return
    month = month_text(figures.previous, t)
    if figures.rises:
        yield t(
            N_("Có {count} người tăng trên 5 điểm so với {month}: {names}."),
            **_changed(figures.rises, N_("{name} (từ {before} lên {after})"), t),
            month=month,
        )
    if figures.falls:
        yield t(
            N_("Có {count} người giảm trên 5 điểm so với {month}: {names}."),
            **_changed(figures.falls, N_("{name} (từ {before} xuống {after})"), t),
            month=month,
        )
    if not (figures.rises or figures.falls):
        yield t(N_("Không có người nào tăng hoặc giảm trên 5 điểm so với {month}."), month=month)


def _changed(found: Sequence[Change], text: str, t: Translator) -> dict[str, object]:
    names = (
        t(
            text,
            name=change.name,
            before=decimal_text(change.before, t),
            after=decimal_text(change.after, t),
        )
        for change in found
    )
    return {"count": count_text(len(found), t), "names": "; ".join(names)}


# --- handing in and approving -----------------------------------------------------------------------------------


def teams_without_points(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """The teams of which nobody is rated."""
    teams = figures.teams_without_points
    if teams:
        yield t(
            N_("Chưa có người nào được xếp loại ở {count} tổ: {teams}."),
            count=count_text(len(teams), t),
            teams=listed(
                t(
                    N_("{team} ({count} người)"),
                    team=team_text(team, t),
                    count=count_text(figures.size(team), t),
                )
                for team in teams
            ),
        )


def teams_missing(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """The teams of which some have handed in nothing; those of which nobody is rated are said above."""
    for group in _partly(figures.missing, figures):
        yield t(
            N_("{team} còn {count}/{size} người chưa có điểm: {names}."),
            team=_capital(team_text(group.team, t)),
            count=count_text(len(group.names), t),
            size=count_text(figures.size(group.team), t),
            names=listed(group.names),
        )


def left_out(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """Whose points cannot be ranked for errors."""
    names = [name for group in figures.left_out for name in group.names]
    if names:
        yield t(
            N_("Đã có điểm nhưng số liệu còn lỗi nên chưa được xếp loại: {count} người ({names})."),
            count=count_text(len(names), t),
            names=listed(names),
        )


def not_approved(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """How many results are without the principal's approval."""
    waiting = figures.not_approved
    if waiting:
        yield t(
            N_(
                "Còn {count}/{rated} kết quả chưa được Hiệu trưởng duyệt, "
                "đang tính theo điểm tổ chấm hoặc điểm tự chấm."
            ),
            count=count_text(len(waiting), t),
            rated=count_text(len(figures.ranked_people), t),
        )


def all_in(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That nothing is missing."""
    if not (figures.not_rated or figures.not_approved):
        yield t(N_("Tất cả các tổ đã chấm điểm đầy đủ; toàn bộ kết quả đã được Hiệu trưởng duyệt."))


# --- what is requested next -------------------------------------------------------------------------------------


def ask_for_points(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That the teams hand in what is missing."""
    if figures.missing:
        yield t(
            N_("Đề nghị {teams} chấm và nộp đủ điểm của {count} người còn thiếu để bổ sung kết quả {month}."),
            teams=listed(team_text(group.team, t) for group in figures.missing),
            count=count_text(sum(len(group.names) for group in figures.missing), t),
            month=month_text(figures.month, t),
        )


def ask_for_corrections(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That errors are mended."""
    if figures.left_out:
        yield t(
            N_("Đề nghị {teams} sửa các số liệu còn lỗi của {count} người chưa được xếp loại."),
            teams=listed(team_text(group.team, t) for group in figures.left_out),
            count=count_text(sum(len(group.names) for group in figures.left_out), t),
        )


def ask_for_approval(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That the results still open are approved, while the month is not closed."""
    if figures.not_approved and figures.month not in figures.results.closed:
        yield t(
            N_("Hoàn thành việc duyệt {count} kết quả còn lại trước khi chốt {month}."),
            count=count_text(len(figures.not_approved), t),
            month=month_text(figures.month, t),
        )


def ask_for_review(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That the best ratings are looked at again where they are over the cap."""
    quota = figures.results.rubric.quota
    best = next(share for share in figures.shares if share.rating == figures.best_rating)
    if quota and over_share(best.holders, len(figures.ranked_people), quota.percent):
        yield t(
            N_("Rà soát các trường hợp xếp loại {rating} để bảo đảm tỉ lệ không quá {percent}%."),
            rating=quota.rating,
            percent=quota.percent,
        )


def ask_for_support(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That the teams talk with those who fell."""
    if figures.falls:
        yield t(
            N_("Tổ trưởng trao đổi, tìm nguyên nhân và hỗ trợ {count} người có điểm giảm nhiều trong tháng."),
            count=count_text(len(figures.falls), t),
        )


def ask_for_next_month(figures: MonthFigures, t: Translator) -> Iterator[str]:
    """That the next month is scored in time."""
    following = [month for month in figures.results.config.year.months if month > figures.month]
    if following:
        yield t(
            N_("Các tổ tiếp tục chấm điểm {month} đúng tiêu chí, đúng thời hạn, công khai và công bằng."),
            month=month_text(following[0], t),
        )
    else:
        yield t(N_("Các tổ hoàn thành hồ sơ thi đua cuối năm học đúng thời hạn."))


COMMENTS: Mapping[str, tuple[Comment, ...]] = {
    "results": (average, share_of_best, best_team, ties),
    "changes": (changes,),
    "scoring": (teams_without_points, teams_missing, left_out, not_approved, all_in),
    "requests": (
        ask_for_points,
        ask_for_corrections,
        ask_for_approval,
        ask_for_review,
        ask_for_support,
        ask_for_next_month,
    ),
}


# --- words ------------------------------------------------------------------------------------------------------


def team_text(team: str, t: Translator) -> str:
    """A team within a sentence, `tổ Toán - Tin`."""
    if not team:
        return t(N_("nhóm chưa ghi tổ"))
    if fold(team).startswith(_COLLECTIVES):
        return team
    return t(N_("tổ {team}"), team=team)


def listed(names: Iterable[str]) -> str:
    """Names as a list within a sentence."""
    return ", ".join(names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _team_and_size(team: RankedGroup, figures: PeriodFigures, t: Translator) -> str:
    rated, size = count_text(team.rated, t), count_text(figures.size(team.name), t)
    return t(
        N_("{team} (xếp loại {rated}/{size} người)"), team=team_text(team.name, t), rated=rated, size=size
    )


def _partly(groups: Iterable[TeamPeople], figures: MonthFigures) -> list[TeamPeople]:
    return [group for group in groups if group.team not in figures.teams_without_points]
