"""What differs from one locale to another when something is typed into a cell or shown in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ENGLISH_MONTHS = _words(
    "January February March April May June July August September October November December"
)
_ENGLISH_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")


@dataclass(frozen=True)
class Locale:
    """How one locale writes numbers and dates; `order` is that of day, month and year, `group` parts thousands."""

    decimal: str = "."
    group: str = ","
    order: str = "dmy"
    date: str = "dd/mm/yyyy"
    time: str = "hh:mm:ss"
    currency: str = "$#,##0.00"
    symbols: tuple[str, ...] = ("$",)
    months: tuple[str, ...] = _ENGLISH_MONTHS
    short_months: tuple[str, ...] = tuple(month[:3] for month in _ENGLISH_MONTHS)
    days: tuple[str, ...] = _ENGLISH_DAYS
    short_days: tuple[str, ...] = tuple(day[:3] for day in _ENGLISH_DAYS)

    @property
    def separators(self) -> str:
        """What may stand between the parts of a date that is typed: a dot only where it is no decimal sign."""
        return "/-" if self.decimal == "." else "/.-"


_AMERICAN = Locale(order="mdy", date="m/d/yyyy", time="h:mm:ss am/pm")
_VIETNAMESE = Locale(
    decimal=",",
    group=".",
    currency="#,##0 [$₫]",
    symbols=("₫", "đ"),
    months=tuple(f"tháng {number}" for number in range(1, 13)),
    short_months=tuple(f"thg {number}" for number in range(1, 13)),
    days=("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    short_days=("Th 2", "Th 3", "Th 4", "Th 5", "Th 6", "Th 7", "CN"),
)
_FRENCH = Locale(
    decimal=",",
    group="\u202f",
    currency="#,##0.00 [$€]",
    symbols=("€",),
    months=_words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    short_months=_words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    days=_words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    short_days=_words("lun. mar. mer. jeu. ven. sam. dim."),
)
_GERMAN = Locale(
    decimal=",",
    group=".",
    date="dd.mm.yyyy",
    currency="#,##0.00 [$€]",
    symbols=("€",),
    months=_words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    short_months=_words("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
    days=_words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    short_days=_words("Mo. Di. Mi. Do. Fr. Sa. So."),
)
_BRITISH = replace(
    _AMERICAN, order="dmy", date="dd/mm/yyyy", time="hh:mm:ss", currency="£#,##0.00", symbols=("£",)
)
_KNOWN = {"en_US": _AMERICAN, "en_GB": _BRITISH, "vi": _VIETNAMESE, "fr": _FRENCH, "de": _GERMAN}
_DECIMAL_COMMA = frozenset(
    _words("be bg cs da el es fi hr hu id it lt lv nb nl pl pt ro ru sk sl sr sv tr uk")
)


@lru_cache(maxsize=64)
def of(name: str) -> Locale:
    """The rules of a locale such as `vi_VN`; one that is not known is guessed by its language."""
    language = name.replace("-", "_").partition("_")[0]
    known = _KNOWN.get(name) or _KNOWN.get(language)
    if known:
        return known
    return Locale(decimal=",", group=".", symbols=("€",)) if language in _DECIMAL_COMMA else _BRITISH
