"""What happened at a station of the demo's year, in a few lines; every figure comes from the program's results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sheets_sync.demo.scene import Scene
from sheets_sync.demo.stations import EDITED, LOST
from sheets_sync.language import N_, Message
from sheets_sync.model import Month
from sheets_sync.rules import problems
from sheets_sync.text.words import decimal, decimal_short
from sheets_sync.views.as_json import counts

_Lines = Iterator[Message]
SHOWN_NAMES = 3


def happened(scene: Scene) -> _Lines:
    """The check, what the station is about, and the papers."""
    yield _checked(scene)
    if scene.station.closes:
        yield _closed(scene, scene.station.closes)
    yield from _OF_STATION.get(scene.station.key, _nothing)(scene)
    if scene.papers:
        names = ", ".join(each.name for each in scene.papers)
        yield Message(N_("Đã viết {papers} văn bản: {names}."), {"papers": len(scene.papers), "names": names})


def _checked(scene: Scene) -> Message:
    found, left = counts(scene.found.problems), counts(scene.results.problems)
    numbers = {
        "errors": found["error"],
        "warnings": found["warning"],
        "errors_left": left["error"],
        "warnings_left": left["warning"],
    }
    if scene.slips and not scene.station.stays:
        text = N_(
            "Kiểm tra: {errors} lỗi, {warnings} cảnh báo; sửa xong còn {errors_left} lỗi, {warnings_left} cảnh báo."
        )
    else:
        text = N_("Kiểm tra: {errors} lỗi, {warnings} cảnh báo.")
    return Message(text, numbers)


def _closed(scene: Scene, month: Month) -> Message:
    figures = scene.figures(month)
    best = next(share for share in figures.shares if share.rating == figures.best_rating)
    text = N_(
        "Đã chốt tháng {month}: {rated} người có điểm, trung bình {mean}; {best} người loại {rating} ({share} %); "
        "dấu kết quả {mark}."
    )
    said = {
        "month": month.shown,
        "rated": len(figures.ranked_people),
        "mean": decimal(figures.mean or 0),
        "best": best.holders,
        "rating": best.rating,
        "share": decimal_short(best.share),
        "mark": scene.mark(month),
    }
    return Message(text, said)


# --- what a single station is about -----------------------------------------------------------------------------


def _nothing(scene: Scene) -> _Lines:
    return iter(())


def _start(scene: Scene) -> _Lines:
    school = scene.results.school
    text = N_("Danh sách có {people} người, {teams} tổ; Hội đồng {council} người; {movements} phong trào.")
    said = {
        "people": len(school.roster.people),
        "teams": len(school.roster.teams),
        "council": len(school.council),
        "movements": len(school.movements),
    }
    yield Message(text, said)


def _registering(scene: Scene) -> _Lines:
    register, roster = scene.register, scene.results.school.roster
    missing = register.missing
    names = [roster.by_id[each].name for each in missing[:SHOWN_NAMES]]
    more = len(missing) - len(names)
    said = {
        "registered": len(register.people),
        "missing": len(missing),
        "who": ", ".join(names),
        "more": more,
    }
    if not missing:
        text = N_("{registered} người đã đăng ký, không ai còn thiếu.")
    elif more:
        text = N_("{registered} người đã đăng ký, {missing} người chưa: {who} và {more} người nữa.")
    else:
        text = N_("{registered} người đã đăng ký, {missing} người chưa: {who}.")
    yield Message(text, said)


def _late_edit(scene: Scene) -> _Lines:
    for problem in scene.late_edits:
        values = {key: problem.params[key] for key in ("before", "after")}
        said = {"finding": problems.as_message(problem), "code": problem.code, **values}
        yield Message(N_("Có người sửa ô của tháng đã chốt ({code}): {finding}"), said)
        ranked = scene.ranked(problem.staff_id or "", LOST)
        if ranked:
            text = N_("Kết quả đã chốt giữ nguyên: {name} vẫn {points} điểm, loại {rating}, hạng {rank}.")
            result = {"name": ranked.name, "points": decimal(ranked.points)}
            yield Message(text, {**result, "rating": ranked.rating, "rank": ranked.rank})


def _lost_paper(scene: Scene) -> _Lines:
    lost = scene.lost
    assert lost, "the station of the lost papers has lost some"
    again = N_("Báo cáo tháng {lost_month} bị xoá mất: report viết lại, đúng từng byte như cũ ({lost}).")
    other = N_("Báo cáo tháng {lost_month} bị xoá mất: report viết lại, nội dung nay đã khác ({lost}).")
    yield Message(again if lost.same_bytes else other, {"lost_month": LOST.shown, "lost": lost.lost.name})
    seen = N_("Báo cáo tháng {edited_month} bị sửa tay ({edited}): verify nhận ra.")
    unseen = N_("Báo cáo tháng {edited_month} bị sửa tay ({edited}): verify không nhận ra.")
    names = {"edited_month": EDITED.shown, "edited": lost.edited.name, "beside": lost.beside.name}
    yield Message(seen if lost.after.edited else unseen, names)
    kept = N_("Bản sửa tay được giữ nguyên; bản mới nằm bên cạnh: {beside}.")
    gone = N_("Bản sửa tay đã bị thay; bản mới: {beside}.")
    yield Message(kept if lost.kept else gone, names)


def _council(scene: Scene) -> _Lines:
    school, verdicts = scene.results.school, scene.results.verdicts
    registered = [each for each in verdicts if each.registered]
    text = N_(
        "Hội đồng {council} người bỏ phiếu {votes} lần; {asked} đề nghị đã đăng ký: {passed} đủ điều kiện, "
        "{failed} chưa đủ, {held} chờ."
    )
    said = {
        "council": len(school.council),
        "votes": len(school.votes),
        "asked": len(registered),
        "passed": sum(each.verdict == "eligible" for each in registered),
        "failed": sum(each.verdict in ("not_eligible", "over_quota") for each in registered),
        "held": sum(each.verdict == "on_hold" for each in registered),
    }
    yield Message(text, said)


def _year_end(scene: Scene) -> _Lines:
    figures = scene.figures(scene.results.config.year)
    first = figures.ranked_people[0]
    text = N_(
        "Cả năm: {year_rated} người được xếp hạng, trung bình {year_mean}; đứng đầu là {first}, {top} điểm."
    )
    said = {"year_rated": len(figures.ranked_people), "year_mean": decimal(figures.mean or 0)}
    yield Message(text, {**said, "first": first.name, "top": decimal(first.points)})


_OF_STATION: Mapping[str, Callable[[Scene], _Lines]] = {
    "start": _start,
    "registering": _registering,
    "registered": _registering,
    "late-edit": _late_edit,
    "lost-paper": _lost_paper,
    "council": _council,
    "year-end": _year_end,
}
