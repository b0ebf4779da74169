"""Candidates + the law → verdicts: who may be proposed for which title, and why or why not.

Titles are looked at from the lowest up, for a title may require another, and a quota counts those who obtain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sheets_sync.awards.conditions import CONDITIONS
from sheets_sync.awards.conditions.finding import Finding, day_text, say
from sheets_sync.awards.review import Candidate, Review
from sheets_sync.awards.year_levels import RATED_LEVELS
from sheets_sync.language import N_
from sheets_sync.model import Outcome, Reason, Verdict
from sheets_sync.rules.forms import LEVELS, RECOGNISED
from sheets_sync.rules.law import Rule, TitleQuota
from sheets_sync.rules.quotas import allowed, cut_off
from sheets_sync.rules.titles import BY_CODE, PERSON_TITLES, TEAM_TITLES, TITLES

Verdicts = dict[tuple[str, str], Verdict]

QUOTA, NO_LAW = "quota", "law"


def judge(review: Review) -> tuple[Verdict, ...]:
    """Every person for every title of persons, every team for every title of teams: title by title, in name order."""
    found: Verdicts = {}
    for title in (title.code for title in TITLES):
        quota = review.law.quota_of(title) if review.law else None
        judged = [_judge(candidate) for candidate in _candidates(review, title, found)]
        for verdict in _within(quota, judged, review, found) if quota else judged:
            found[verdict.subject, title] = verdict
    return tuple(found.values())


def _candidates(review: Review, title: str, found: Verdicts) -> Iterator[Candidate]:
    roster = review.school.roster
    if title in PERSON_TITLES:
        for person in roster.in_name_order():
            yield Candidate(review, title, person.staff_id, person, found)
    if title in TEAM_TITLES:
        for team in roster.teams.values():
            yield Candidate(review, title, team, None, found)


def _judge(candidate: Candidate) -> Verdict:
    review, title, subject = candidate.review, candidate.title, candidate.subject
    rules = review.law.rules_of(title, review.law_day) if review.law else ()
    reasons = tuple(
        _reason(rule, CONDITIONS[rule.condition].find(candidate, rule.params))
        for rule in rules
        if _judges(rule, candidate)
    )
    reasons = reasons or (_no_law(review),)
    roster = review.school.roster
    name = candidate.person.name if candidate.person else subject
    team = roster.team_of(subject) if candidate.person else subject
    registered = (subject, title) in review.registered
    return Verdict(
        subject, name, team, title, registered, outcome(reasons), reasons, _provisional(candidate, rules)
    )


def _judges(rule: Rule, candidate: Candidate) -> bool:
    """Whether the rule is for such a candidate: a title of persons and of teams has conditions of both."""
    condition = CONDITIONS[rule.condition]
    return condition.for_persons if candidate.person else condition.for_teams


def _reason(rule: Rule, finding: Finding) -> Reason:
    source = f"{rule.source}; config.toml, [rules.overrides]" if rule.own else rule.source
    return Reason(
        rule.name, finding.requirement, finding.met, finding.evidence, source, finding.cells, finding.holds
    )


def outcome(reasons: Sequence[Reason]) -> Outcome:
    """What the conditions give together: one that is not met refuses, one that is pending holds, the rest lets pass."""
    if any(reason.met is False for reason in reasons):
        return "not_eligible"
    return "on_hold" if any(reason.holds for reason in reasons) else "eligible"


def short_of(verdict: Verdict) -> int:
    """How many conditions are not met."""
    return sum(reason.met is False for reason in verdict.reasons)


def _provisional(candidate: Candidate, rules: Sequence[Rule]) -> bool:
    """Whether a rating that is not decided yet bears on the verdict, the subject's own or a member's."""
    levels = candidate.review.levels
    ratings = {CONDITIONS[rule.condition].ratings_of for rule in rules}
    if candidate.person:
        return "candidate" in ratings and levels[candidate.subject].provisional
    return "members" in ratings and any(levels[member.staff_id].provisional for member in candidate.members)


def _no_law(review: Review) -> Reason:
    """The one reason where no rule in force speaks of the title on the day of the decision."""
    evidence = say(N_("ngày quyết định {day}"), day=day_text(review.day))
    requirement = say(N_("có quy định còn hiệu lực vào ngày quyết định"))
    return Reason(NO_LAW, requirement, None, evidence, "config.toml, [rules] decision_date, law", (), True)


# --- quotas -----------------------------------------------------------------------------------------------


class QuotaShare(NamedTuple):
    """How far a title's quota is used: how many obtain the title it counts, how many may have this one, and in order
    who is within that number and who beyond it.
    """

    quota: TitleQuota
    base: int
    most: int
    within: tuple[Verdict, ...]
    beyond: tuple[Verdict, ...]


def shares(review: Review, verdicts: Iterable[Verdict]) -> tuple[QuotaShare, ...]:
    """How far the quota of each title is used."""
    verdicts = tuple(verdicts)
    return tuple(_share(quota, verdicts, review) for quota in (review.law.quotas if review.law else ()))


def _share(quota: TitleQuota, verdicts: Sequence[Verdict], review: Review) -> QuotaShare:
    base = sum(v.title == quota.of and v.verdict == "eligible" for v in verdicts)
    most = allowed(base, quota.percent, quota.rounding)
    passed = [v for v in verdicts if v.title == quota.title and v.verdict in ("eligible", "over_quota")]
    within, beyond = cut_off(passed, most, lambda verdict: strength(review, verdict))
    return QuotaShare(quota, base, most, tuple(within), tuple(beyond))


def strength(review: Review, verdict: Verdict) -> tuple[int, int, int]:
    """The order of candidates within a quota, the smaller the stronger: rating of the year, points, initiatives."""
    level = review.levels.get(verdict.subject)
    rating = RATED_LEVELS.index(level.level) if level and level.level in RATED_LEVELS else len(RATED_LEVELS)
    points = level.points if level and level.points is not None else -1
    rows = review.initiatives.get(verdict.subject, ())
    recognised = [row.level for row in rows if row.result == RECOGNISED]
    highest = max((LEVELS.index(each) + 1 for each in recognised if each in LEVELS), default=0)
    return rating, -points, -highest


def _within(quota: TitleQuota, judged: Sequence[Verdict], review: Review, found: Verdicts) -> list[Verdict]:
    """The verdicts with the quota upon them: first who obtains the title it counts, then the order of the candidates."""
    share = _share(quota, (*found.values(), *judged), review)
    ordered = (*share.within, *share.beyond)
    places = {verdict.subject: place for place, verdict in enumerate(ordered, 1)}
    over = {verdict.subject for verdict in share.beyond}
    return [
        _with_quota(verdict, share, places[verdict.subject], verdict.subject in over)
        if verdict.subject in places
        else verdict
        for verdict in judged
    ]


def _with_quota(verdict: Verdict, share: QuotaShare, place: int, over: bool) -> Verdict:
    """The reason that a quota gives; one that only warns changes no verdict."""
    quota, of = share.quota, BY_CODE[share.quota.of].short
    refuses = quota.effect == "refuse"
    requirement = say(N_("trong tỉ lệ {percent} % của số người đạt {of}"), percent=quota.percent, of=of)
    met = not over if refuses else (None if over else True)
    params = {"place": place, "candidates": len(share.within) + len(share.beyond), "percent": quota.percent}
    text = N_(
        "thứ {place}/{candidates} (xếp theo xếp loại năm, điểm năm, cấp sáng kiến); "
        "{percent} % của {base} người đạt {of} là nhiều nhất {most} người, người cuối là {last}"
    )
    last = share.within[-1].subject if share.within else "–"
    evidence = say(text, **params, base=share.base, of=of, most=share.most, last=last)
    result: Outcome = "over_quota" if over and refuses else verdict.verdict
    return verdict._replace(
        verdict=result, reasons=(*verdict.reasons, Reason(QUOTA, requirement, met, evidence, quota.source))
    )
