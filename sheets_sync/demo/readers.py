"""What each of the four sees at a station: a teacher, a member of the board, the principal, the IT-minded teacher."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from sheets_sync.awards.rewards import rewards
from sheets_sync.awards.verdicts import shares
from sheets_sync.demo.people import FALLING
from sheets_sync.demo.scene import Scene
from sheets_sync.demo.year_end import COUNCIL_DAY, OUTVOTED
from sheets_sync.language import N_, Message
from sheets_sync.model import Problem, Verdict
from sheets_sync.results.due import Duty, state_text
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.text.words import decimal, dong

_Lines = Iterator[Message]


# --- a teacher ------------------------------------------------------------------------------------------------


def teacher(scene: Scene) -> _Lines:
    """Their own cells to mend, then the place of one of them, the same one all year."""
    if scene.reminders:
        cells = sum(each.cells for each in scene.reminders)
        said = {
            "reminded": len(scene.reminders),
            "cells": cells,
            "example": problems.as_message(_example(scene)),
        }
        yield Message(N_("{reminded} người được nhắc {cells} chỗ của chính mình, như: {example}"), said)
    else:
        yield Message(N_("Không ai có chỗ nào phải sửa."))
    month = scene.station.closes
    ranked = scene.ranked(FALLING, month) if month else None
    if ranked:
        said = {"followed": ranked.name, "points": decimal(ranked.points), "rating": ranked.rating}
        places = {"rank": ranked.rank, "team_rank": ranked.team_rank}
        text = N_(
            "{followed}: {points} điểm, loại {rating}, hạng {rank} toàn trường, hạng {team_rank} trong tổ."
        )
        yield Message(text, {**said, **places})
    if scene.station.day >= COUNCIL_DAY:
        for staff_id in (FALLING, OUTVOTED):
            yield _why(scene.verdict(staff_id, "LDTT"))


def _example(scene: Scene) -> Problem:
    """The first of the cells that people are reminded of."""
    reminded = {each.person.staff_id for each in scene.reminders}
    return next(
        each
        for each in scene.found.problems
        if each.staff_id in reminded
        and CODES[each.code].mended_by == "staff"
        and problems.level(each) != "info"
    )


def _why(verdict: Verdict) -> Message:
    """Somebody's verdict and the first condition that is in the way."""
    short = BY_CODE[verdict.title].short
    unmet = next((reason for reason in verdict.reasons if reason.met is False), None)
    if unmet is None:
        return Message(N_("{candidate}, {title}: đủ điều kiện."), {"candidate": verdict.name, "title": short})
    said = {"candidate": verdict.name, "title": short, "asks": unmet.requirement, "evidence": unmet.evidence}
    return Message(N_("{candidate}, {title}: chưa đủ, vì cần “{asks}” ({evidence})."), said)


# --- a member of the board ------------------------------------------------------------------------------------


def board(scene: Scene) -> _Lines:
    """What is late and what comes next; what is left to mend; at the council the titles against their quotas."""
    for duty in scene.agenda.late():
        yield Message(N_("Trễ hạn: {late_duty} ({how_late})."), _duty("late_duty", "how_late", duty))
    for duty in scene.agenda.coming()[:1]:
        yield Message(N_("Việc tới: {next_duty} ({when})."), _duty("next_duty", "when", duty))
    left = [each for each in scene.results.problems if problems.level(each) != "info"]
    if left:
        said = {"left": len(left), "first_left": problems.as_message(left[0])}
        yield Message(N_("Còn {left} điều cần xử lý, như: {first_left}"), said)
    held = dict.fromkeys(each.name for each in scene.results.verdicts if _is_held(each))
    if held:
        said = {"held": len(held), "who_is_held": ", ".join(held)}
        yield Message(N_("{held} người có đề nghị phải chờ vì đang bị xem xét: {who_is_held}."), said)
    if scene.station.key == "council":
        yield from _quotas(scene)


def _is_held(verdict: Verdict) -> bool:
    return verdict.registered and verdict.verdict == "on_hold"


def _duty(what: str, state: str, duty: Duty) -> Mapping[str, object]:
    return {what: duty.deadline.text, state: state_text(duty)}


def _quotas(scene: Scene) -> _Lines:
    for share in shares(scene.results.review, scene.results.verdicts):
        quota = share.quota
        numbers = {
            "candidates": len(share.within) + len(share.beyond),
            "most": share.most,
            "base": share.base,
        }
        names = {"title": BY_CODE[quota.title].short, "of": BY_CODE[quota.of].short, "percent": quota.percent}
        text = N_(
            "{title}: {candidates} người đủ điều kiện; {percent} % của {base} người đạt {of} là {most} người."
        )
        yield Message(text, {**numbers, **names})


# --- the principal --------------------------------------------------------------------------------------------


def principal(scene: Scene) -> _Lines:
    """Who leads, how many ask for a title, what is to be signed and what it costs."""
    if scene.station.closes:
        figures = scene.figures(scene.station.closes)
        person, team = figures.ranked_people[0], figures.teams[0]
        said = {"leader": person.name, "leader_points": decimal(person.points)}
        teams = {"team": team.name, "team_points": decimal(team.points)}
        text = N_("Dẫn đầu: {leader} ({leader_points} điểm); tổ {team} (trung bình {team_points}).")
        yield Message(text, {**said, **teams})
    if scene.station.key in ("registering", "registered"):
        counts = {"ldtt": scene.register.counts_of("LDTT"), "cstdcs": scene.register.counts_of("CSTDCS")}
        yield Message(N_("Đăng ký LĐTT: {ldtt} người; CSTĐCS: {cstdcs} người."), counts)
    if scene.station.key == "council":
        yield from _to_sign(scene)
    if scene.papers:
        yield Message(N_("{to_sign} văn bản chờ ký."), {"to_sign": len(scene.papers)})
    numbers = {"month_count": len(scene.results.closed), "late_edits": len(scene.late_edits)}
    if scene.late_edits:
        yield Message(
            N_("Tổng hợp vẫn theo {month_count} tháng đã chốt; {late_edits} ô bị sửa nằm ở Lỗi dữ liệu."),
            numbers,
        )
    elif scene.results.closed:
        yield Message(N_("{month_count} tháng đã chốt, không ô nào bị sửa sau đó."), numbers)


def _to_sign(scene: Scene) -> _Lines:
    counted = scene.eligible
    named = {code.lower(): counted[code] for code in ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS")}
    text = N_("Đề nghị: {ldtt} LĐTT, {cstdcs} CSTĐCS, {ttldtt} TTLĐTT, {ttldxs} TTLĐXS.")
    yield Message(text, named)
    results = scene.results
    money = rewards(results.review, results.verdicts)
    if money:
        said = {"money": dong(money.total)}
        yield Message(N_("Tiền thưởng nhiều nhất, theo tỉ lệ: {money} đồng."), said)


# --- the IT-minded teacher ------------------------------------------------------------------------------------


def it_teacher(scene: Scene) -> _Lines:
    """What was written, what the journal knows, and whether it all holds when it is done again."""
    history = scene.desk.history()
    papers = sum(len(json.loads(note.written)) for note in history if note.command == "report")
    numbers = {"tabs": len(scene.written.tabs), "runs": len(history), "papers_so_far": papers}
    yield Message(
        N_("Ghi {tabs} tab tổng hợp; nhật ký có {runs} lần chạy, {papers_so_far} văn bản."), numbers
    )
    if scene.lost:
        yield from _verified(scene)
    if scene.station.key == "year-end":
        yield from _again(scene)


def _verified(scene: Scene) -> _Lines:
    lost = scene.lost
    assert lost
    said = {
        "mark": lost.after.fingerprint,
        "period": lost.after.period,
        "run": lost.run.id if lost.run else "–",
    }
    text = N_("verify {edited}: dấu {mark}, kết quả {period}, do lần chạy {run} viết ra.")
    yield Message(text, {**said, "edited": lost.edited.name})


def _again(scene: Scene) -> _Lines:
    nothing = scene.desk.plans_nothing(scene.station.day)
    still, more = N_("Chạy sync lần nữa: không có gì để ghi."), N_("Chạy sync lần nữa: còn có gì đó để ghi.")
    yield Message(still if nothing else more, {"nothing_left": nothing})
    closed = [note for note in scene.desk.history() if note.command == "close"]
    differs = scene.desk.replay(closed[-1])
    said = {"replayed": closed[-1].id, "differs": ", ".join(differs)}
    same, other = N_("replay {replayed}: ra đúng kết quả ấy."), N_("replay {replayed}: khác ở {differs}.")
    yield Message(other if differs else same, said)


READERS: Mapping[str, tuple[str, Callable[[Scene], _Lines]]] = {
    "teacher": (N_("Giáo viên"), teacher),
    "board": (N_("Ban thi đua"), board),
    "principal": (N_("Hiệu trưởng"), principal),
    "it": (N_("Người lo máy tính"), it_teacher),
}
"""The four, as JSON and the story call them."""
