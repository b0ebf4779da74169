"""A school's run without a command line, and what runs unattended: log, ping and mail, reminders, schedulers, handover.

In: a school's config and day, or a run's outcome. Out: what a run wrote, on record; mails, pings, log lines, files for cron,
systemd and Windows. Imports `documents`, `journal`, `pipeline` and what lies below them.
"""
