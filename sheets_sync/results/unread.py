"""What of the staff's workbooks is not read: columns of no form, and tabs whose title only begins like a form's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheets_sync.language import N_, Translator
from sheets_sync.results.results import Results
from sheets_sync.rules import forms
from sheets_sync.settings.config import Config
from sheets_sync.text.vietnamese import fold


def looks_like(title: str, config: Config) -> str | None:
    """The form that a tab's title begins with: `Tháng 10 (2023)` may be meant for `Tháng 10`."""
    known = [form.title for form in forms.FORMS]
    known += [forms.month_title(month.number) for month in config.year.months]
    begins = [each for each in known if _begins_with(fold(title), fold(each))]
    return max(begins, key=len, default=None)


def _begins_with(title: str, form: str) -> bool:
    return title.startswith(form) and not title.removeprefix(form)[:1].isalnum()


def like_forms(titles: Iterable[str], config: Config) -> tuple[str, ...]:
    """Those of these tabs that may be meant for a form."""
    return tuple(dict.fromkeys(title for title in titles if looks_like(title, config)))


def unread_line(results: Results, t: Translator) -> str:
    """In a line, which columns and which tabs like forms are not read; nothing where all is."""
    parts = [column_words(results.school.unread, t), tab_words(results.unread_tabs, results.config, t)]
    what = "; ".join(filter(None, parts))
    return t(N_("Không đọc: {what}."), what=what) if what else ""


def column_words(unread: Mapping[str, tuple[str, ...]], t: Translator) -> str:
    """Columns that are not read, each with its tabs."""
    if not unread:
        return ""
    named = ", ".join(f"“{header}” ({', '.join(dict.fromkeys(tabs))})" for header, tabs in unread.items())
    return t(N_("cột {columns}"), columns=named)


def tab_words(titles: Iterable[str], config: Config, t: Translator) -> str:
    """Tabs that are not read, each with the form it may be meant for."""
    named = ", ".join(_with_guess(title, config, t) for title in titles)
    return t(N_("tab {tabs}"), tabs=named) if named else ""


def _with_guess(title: str, config: Config, t: Translator) -> str:
    form = looks_like(title, config)
    return t(N_("“{tab}” (có phải {form} không?)"), tab=title, form=form) if form else f"“{title}”"
