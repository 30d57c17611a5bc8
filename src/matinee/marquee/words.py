"""Facts in words: when an edition is, what a film is made of, who did what."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple

from babel.dates import format_date, format_interval, format_skeleton
from django.utils.translation import get_language, gettext, ngettext

from matinee.films.states import CreditRole, Form
from matinee.funding.models import SourceKind
from matinee.kit.money import Money
from matinee.web.words import country_name, current_locale, language_name, long_day, runtime

Facts = dict[str, Any]
REMEMBERED = 8192
Asked = TypeVarTuple("Asked")
Told = TypeVar("Told")


def once_a_language(make: Callable[[*Asked], Told]) -> Callable[[*Asked], Told]:
    """Remember what a function said to the same arguments in the same language: an edition says it a thousand times."""

    @lru_cache(maxsize=REMEMBERED)
    def said(_language: str | None, *args: Any) -> Told:  # noqa: ANN401  as it is asked
        return make(*args)

    @wraps(make)
    def ask(*args: *Asked) -> Told:
        return said(get_language(), *args)

    ask.cache_clear = said.cache_clear  # type: ignore[attr-defined]  # as lru_cache does it
    return ask


def when_words(edition: Facts) -> str:
    """Return an edition's day, days, or month where its day is not known."""
    return _when(edition["starts_on"], edition["ends_on"], edition["month"])


@once_a_language
def _when(first: date | None, last: date | None, month: date) -> str:
    if not first:
        return month_words(month)
    if last and last != first:
        return str(format_interval(first, last, "yMMMEd", locale=current_locale()))
    return long_day(first)


def tile_words(edition: Facts) -> Facts:
    """Return an edition's date in three lines of a calendar leaf; without a day the month is the large one."""
    first, last = edition["starts_on"], edition["ends_on"]
    locale = current_locale()
    if not first:
        month = edition["month"]
        return {"top": str(month.year), "big": str(format_skeleton("MMM", month, locale=locale)), "foot": ""}
    top = str(format_skeleton("yMMM", first, locale=locale))
    if last and last != first:
        return {"top": top, "big": f"{first.day}\u2009\u2013\u2009{last.day}", "foot": ""}
    return {"top": top, "big": str(first.day), "foot": str(format_date(first, "EEEE", locale=locale))}


def month_words(month: date) -> str:
    """Return a month with its year."""
    return str(format_skeleton("yMMMM", month, locale=current_locale()))


def facts_line(film: Facts) -> list[str]:
    """Return a film's line of facts: countries, year, running time, languages; what is not known is left out."""
    parts = [
        _countries(tuple(film["countries"])),
        str(film["year"] or ""),
        runtime(film["running_time_s"]),
        _languages(tuple(film["languages"]), tuple(film["subtitles"])),
        "" if film["form"] == Form.OTHER else _form(film["form"]),
    ]
    return [part for part in parts if part]


@once_a_language
def _countries(codes: tuple[str, ...]) -> str:
    return ", ".join(country_name(code) for code in codes)


@once_a_language
def _languages(codes: tuple[str, ...], subtitles: tuple[str, ...]) -> str:
    names = [language_name(code) for code in codes]
    if subtitles:
        below = ", ".join(language_name(code) for code in subtitles)
        names.append(gettext("%(languages)s subtitles") % {"languages": below})
    return ", ".join(names)


@once_a_language
def _form(form: str) -> str:
    return str(Form(form).label)


@once_a_language
def role_words(role: str, detail: str) -> str:
    """Return a credit's role in words: a character for cast, a craft for crew."""
    if role == CreditRole.CAST and detail:
        return gettext("as %(character)s") % {"character": detail}
    if role == CreditRole.CREW and detail:
        return detail
    label = str(CreditRole(role).label)
    return f"{label} ({detail})" if detail else label


def source_words(source: Facts, language: str) -> str:
    """Return how a source helped, with the amount where it is stated."""
    kind = "" if source["kind"] == SourceKind.UNSTATED else _kind(source["kind"])
    amount = ""
    if source["amount_minor"] is not None:
        amount = _amount(source["amount_minor"], source["currency"], language)
    return ", ".join(part for part in (kind, source["what"], amount) if part)


@once_a_language
def _kind(kind: str) -> str:
    return str(SourceKind(kind).label)


@once_a_language
def _amount(minor: int, currency: str, language: str) -> str:
    return Money(minor, currency).shown(language)


def directors_of(film: Facts, people: Facts) -> list[str]:
    """Return the names of a film's directors."""
    return [people[c["person"]]["name"] for c in film["credits"] if c["role"] == CreditRole.DIRECTOR]


def count_words(facts: Facts) -> str:
    """Return how much an edition shows: ``3 programs, 17 films``."""
    programs, films = len(facts["programs"]), len(facts["films"])
    told = [
        ngettext("%(n)d program", "%(n)d programs", programs) % {"n": programs} if programs else "",
        ngettext("%(n)d film", "%(n)d films", films) % {"n": films} if films else "",
    ]
    return ", ".join(part for part in told if part)
