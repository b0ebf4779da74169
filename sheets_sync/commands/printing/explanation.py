"""One person's story as terminal text: months, terms and year, each with the cells behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.commands.printing import period_words, print_line
from sheets_sync.language import N_, Translator
from sheets_sync.model import RankedPerson
from sheets_sync.rules import problems as texts
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.text.words import decimal_text

if TYPE_CHECKING:
    from sheets_sync.views.explain import Figure, MonthStory, PeriodRank, Story


def print_story(story: Story, t: Translator) -> None:
    """One person's story, month by month, then terms and year, then what is theirs to mend."""
    person = story.person
    print_line(f"{person.name} ({person.staff_id}), {person.team or ''}".rstrip(", "))
    for month in story.months:
        period = period_words(month.month, t)
        named = t("{period} (đã chốt)", period=period) if month.closed else period
        print_line(f"\n{named}: {_month_words(month, t)}")
        for figure in month.figures:
            print_line(f"  {figure.where}  {figure.column}: {_figure_words(figure, t)}")
        for reason in month.held_back:
            print_line(f"  {t.say(reason)}")
    if story.spans:
        print_line("")
    for span in story.spans:
        words = f"{_state_words(span.ranked, t)}; {_months_words(span, t)}"
        print_line(f"{period_words(span.period, t)}: {words}{_gap_words(span.gap, span.better, t)}")
        for reason in span.held_back:
            print_line(f"  {t.say(reason)}")
    grave = [problem for problem in story.problems if texts.level(problem) != "info"]
    if grave:
        print_line("\n" + t("Cần sửa:"))
    for problem in grave:
        print_line(f"  {texts.message(problem, t)} {texts.remedy(problem, t)}")


def _months_words(span: PeriodRank, t: Translator) -> str:
    """Which months the points come from."""
    params = {"rated": len(span.rated), "months": len(span.rated) + len(span.missing)}
    missing = ", ".join(str(month.number) for month in span.missing)
    if not missing:
        text = N_("trung bình của {rated} tháng") if span.is_mean else N_("từ {rated} tháng")
        return t(text, **params)
    text = (
        N_("trung bình của {rated}/{months} tháng (thiếu tháng {missing})")
        if span.is_mean
        else N_("từ {rated}/{months} tháng (thiếu tháng {missing})")
    )
    return t(text, **params, missing=missing)


def _figure_words(figure: Figure, t: Translator) -> str:
    value = figure.value or t("(trống)")
    if figure.edited:
        value = t("{value} (lúc chốt)", value=value)
    if not figure.usable:
        return t("{value}  ← cần sửa", value=value)
    return t("{value}  ← quyết định", value=value) if figure.decided else value


def _state_words(row: RankedPerson, t: Translator) -> str:
    return t(
        "{points} điểm, loại {rating}, hạng {rank} toàn trường, hạng {team_rank} trong tổ",
        points=decimal_text(row.points, t),
        rating=row.rating,
        rank=row.rank,
        team_rank=row.team_rank,
    )


def _month_words(month: MonthStory, t: Translator) -> str:
    if month.grade is None or month.ranked is None:
        return _why_not_rated(month, t)
    words = _state_words(month.ranked, t)
    decided = t(DECIDED_BY[month.grade.decided_by])
    words = t("{words}; theo {decided}", words=words, decided=decided)
    return words + _gap_words(month.gap, month.better, t)


def _gap_words(gap: int | None, better: int | None, t: Translator) -> str:
    if gap is None:
        return "."
    if gap <= 0:  # a rubric may rank by rating or by single criteria before the points
        return t("; sau hạng {better}.", better=better)
    return t("; kém hạng {better}: {gap} điểm.", better=better, gap=decimal_text(gap, t))


def _why_not_rated(month: MonthStory, t: Translator) -> str:
    if month.figures or month.named:
        return t("chưa xếp hạng; xem phần “Cần sửa”.")
    return t("chưa có điểm.") if month.expected else t("không làm việc trong tháng.")
