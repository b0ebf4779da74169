"""What runs without anybody watching: log, ping and mail, reminders, scheduler files, the handover page.

In: a run's outcome. Out: mails, pings, log lines, files for cron, systemd and Windows.
Imports `documents`, `journal` and what lies below them.
"""
