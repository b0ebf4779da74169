"""The law in force as terminal text: what each title requires, by which source, and how well it is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sheets_sync.commands.printing import print_line
from sheets_sync.language import N_, Message, Translator
from sheets_sync.points import hundredths
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.text.words import decimal_short, dong

if TYPE_CHECKING:
    from sheets_sync.rules.law import RuleSet

_CONFIDENCE: Mapping[str, str] = {
    "text": N_("đã đọc nguyên văn"),
    "secondary": N_("theo nguồn thứ cấp"),
    "unsure": N_("CHƯA CHẮC, cần đối chiếu"),
}
_ROUNDING: Mapping[str, str] = {
    "down": N_("làm tròn xuống"),
    "half-up": N_("làm tròn theo số học"),
    "up": N_("làm tròn lên"),
}
_EFFECTS: Mapping[str, str] = {"warn": N_("vượt thì chỉ nhắc"), "refuse": N_("vượt thì không đề nghị")}
_BASES: Mapping[str, str] = {
    "rated": N_("số người được xếp loại"),
    "good": N_("số người hoàn thành tốt"),
    "good-or-better": N_("số người hoàn thành tốt và xuất sắc"),
}


def print_law(
    law: RuleSet, requirements: Mapping[tuple[str, str], Message], day: date, t: Translator
) -> None:
    """What each title requires on a day, in words; below it the source, how well it is known, and the figures' names."""
    print_line(t("{name} ({key}), quyết định ngày {day}", name=law.name, key=law.key, day=f"{day:%d/%m/%Y}"))
    for document in law.documents:
        print_line(f"  {document}")
    for title in BY_CODE.values():
        found = law.rules_of(title.code, law.day_within(day))
        if found:
            authority = law.authorities.get(title.code)
            said = t("{title}, do {authority} quyết định", title=title.name, authority=authority)
            print_line(f"\n{said if authority else title.name}")
        for rule in found:
            figures = ", ".join(f"{key} = {_figure(value)}" for key, value in rule.params.items())
            name = f"{title.code}.{rule.name}" + (f" ({figures})" if figures else "")
            words = requirements.get((title.code, rule.name), "")
            _print_rule(str(t.say(words)), rule.source, _confidence(rule.confidence, rule.own, t), name)
    _print_limits(law, day, t)


def _print_rule(words: str, source: str, confidence: str, name: str) -> None:
    """`name` is what the config calls it, with its figures."""
    print_line(f"  • {words}\n      {source} [{confidence}]\n      {name}")


def _print_limits(law: RuleSet, day: date, t: Translator) -> None:
    print_line("\n" + t("Tỉ lệ và tiền thưởng"))
    for quota in law.quotas:
        words = t(
            "{title}: nhiều nhất {percent} % số {of}, {rounding}; {effect}",
            title=BY_CODE[quota.title].short, percent=quota.percent, of=BY_CODE[quota.of].short,
            rounding=t(_ROUNDING[quota.rounding]), effect=t(_EFFECTS[quota.effect]),
        )  # fmt: skip
        figures = f"percent = {quota.percent}, of = {quota.of}, rounding = {quota.rounding}, effect = {quota.effect}"
        name = f"{quota.title}.quota ({figures})"
        _print_rule(words, quota.source, _confidence(quota.confidence, False, t), name)
    cap = law.excellent_cap(law.day_within(day))
    if cap:
        template = (
            N_("xếp loại xuất sắc: nhiều nhất {percent} % {of} của từng nhóm vị trí việc làm, {rounding}")
            if cap.by_group
            else N_("xếp loại xuất sắc: nhiều nhất {percent} % {of}, {rounding}")
        )
        words = t(template, percent=cap.percent, of=t(_BASES[cap.of]), rounding=t(_ROUNDING[cap.rounding]))
        figures = f"percent = {cap.percent}, of = {cap.of}, by_group = {_figure(cap.by_group)}, rounding = {cap.rounding}"
        _print_rule(words, cap.source, _confidence(cap.confidence, False, t), f"excellent ({figures})")
    for reward in law.rewards:
        times = decimal_short(hundredths(reward.coefficient))
        words = t("{title}: thưởng {times} lần lương cơ sở", title=BY_CODE[reward.title].short, times=times)
        name = f"{reward.title}.reward = {reward.coefficient}"
        if law.reward_unit > 1:
            words = t("{words}, làm tròn lên {unit} đồng", words=words, unit=dong(law.reward_unit))
            name += f", rewards.round_up_to = {law.reward_unit}"
        _print_rule(words, reward.source, _confidence(reward.confidence, False, t), name)
    salary = law.base_salary(day)
    if salary:
        words = t("lương cơ sở: {amount} đồng", amount=dong(salary.amount))
        name = f"base_salary = {salary.amount}"
        _print_rule(words, salary.source, _confidence(salary.confidence, False, t), name)


def _confidence(confidence: str, own: bool, t: Translator) -> str:
    return t("số của trường") if own else t(_CONFIDENCE[confidence])


def _figure(value: object) -> str:
    """As it is written in TOML."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
