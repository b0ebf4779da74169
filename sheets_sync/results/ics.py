"""The year's duties as an iCalendar file (RFC 5545), for a phone's calendar.

An event's UID depends on its key, its school year and the school's name alone, so that a file imported again
changes the events that are there; its SEQUENCE rises from day to day, so that the later file wins.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sheets_sync.language import N_, Translator, translator
from sheets_sync.results.due import Agenda, Duty, state_text
from sheets_sync.settings.config import Config
from sheets_sync.text.vietnamese import slug

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//sheets-sync//Lịch việc thi đua//VI"
MORNING = timedelta(hours=7)  # of a day, when its alarm rings


def calendar_bytes(agenda: Agenda, config: Config, today: date) -> bytes:
    """The file; the same duties give the same bytes on the same day. Alarms are only on what is still due."""
    from icalendar import Calendar  # nobody else needs it

    t = translator(config.language)
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add(
        "x-wr-calname", t(N_("Thi đua {year}, {school}"), year=str(config.year), school=config.school.name)
    )
    for duty in agenda.duties:
        found.add_component(_event(duty, config, today, t))
    return bytes(found.to_ical())


def is_ours(contents: bytes) -> bool:
    """Whether a file is such a calendar, which a later one may replace."""
    from icalendar import Calendar

    try:
        return str(Calendar.from_ical(contents).get("prodid")) == PRODUCT
    except ValueError:
        return False


def _event(duty: Duty, config: Config, today: date, t: Translator) -> Event:
    from icalendar import Event

    deadline, text = duty.deadline, str(t.say(duty.deadline.text))
    event = Event()
    event.add("uid", f"{config.year}.{deadline.key}@{slug(config.school.name)}.sheets-sync")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("sequence", max(0, (today - config.year.first).days))
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    event.add("summary", f"✓ {text}" if duty.state == "done" else text)
    event.add("description", _description(duty, t))
    event.add("transp", "TRANSPARENT")
    for days in config.deadlines.alarms if duty.state == "due" else ():
        event.add_component(_alarm(days, text))
    return event


def _description(duty: Duty, t: Translator) -> str:
    task = duty.deadline.task
    lines = [t(N_("Nộp cho: {to}"), to=t(task.to)) if task.to else "", t(task.source or "")]
    if duty.proof:  # days left, or days late, would be wrong tomorrow
        lines.append(str(t.say(state_text(duty))))
    return "\n".join(filter(None, lines))


def _alarm(days: int, text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", MORNING - timedelta(days=days))
    return alarm
