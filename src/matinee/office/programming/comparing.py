"""Drafts side by side as pages show them: measures, differences in words, where each film is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.office.programming.columns import Overview
from matinee.programming.rules import BoardFilm
from matinee.programming.rules.comparing import Difference

WORDS: dict[str, str | Promise] = {
    "program_only_there": _("There is a program “%(other)s” there."),
    "program_only_here": _("“%(program)s” is not there."),
    "film_only_there": _("“%(film)s” is in “%(other)s” there, and not here."),
    "film_only_here": _("“%(film)s” is in “%(program)s” here, and not there."),
    "moved": _("“%(film)s” is in “%(program)s” here and in “%(other)s” there."),
    "order": _("“%(program)s” has its films in another order there."),
}
TAKES: dict[str, str | Promise] = {
    "program_only_there": _("Add the program"),
    "program_only_here": _("Take it off the board"),
    "film_only_there": _("Place it here too"),
    "film_only_here": _("Back to the pool"),
    "moved": _("Move it as there"),
    "order": _("Order them as there"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in words, and what taking it over does."""

    key: str
    change: str
    text: str
    take: str
    orders: tuple[list[str], list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a film is in a draft: program number and place; nothing where it is not in."""

    number: int = 0
    title: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class FilmRow:
    """One film through all drafts."""

    film: BoardFilm
    places: list[Place]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure through all drafts."""

    label: str | Promise
    values: list[str]


def lines_of(found: Sequence[Difference]) -> list[Line]:
    """Return differences in words."""
    return [_line(one) for one in found]


def film_rows(overviews: Sequence[Overview]) -> list[FilmRow]:
    """Return every film of any draft with its place in each, in the order of the first draft that has it."""
    films: dict[str, BoardFilm] = {}
    places: list[dict[str, Place]] = []
    for one in overviews:
        found: dict[str, Place] = {}
        for number, column in enumerate(one.columns, 1):
            for position, film in enumerate(column.films, 1):
                films.setdefault(film.code, film)
                found[film.code] = Place(number, column.program.title, position)
        places.append(found)
    rows = [(film, [found.get(code, Place()) for found in places]) for code, film in films.items()]
    return [FilmRow(film, where, len({(one.number, one.title) for one in where}) == 1) for film, where in rows]


def measures_of(overviews: Sequence[Overview]) -> list[Measure]:
    """Return the figures that drafts are compared by."""
    figures: tuple[tuple[str | Promise, Callable[[Overview], str]], ...] = (
        (_("Films"), lambda one: str(one.films)),
        (_("Minutes"), lambda one: str(round(one.time_s / 60))),
        (_("Mean score"), lambda one: f"{one.mean:.2f}" if one.mean else "-"),
        (_("To mend"), lambda one: str(one.grave)),
        (_("To look at again"), lambda one: str(one.warnings)),
        (_("Countries"), lambda one: str(len({code for film in _films(one) for code in film.film.countries}))),
        (_("First films"), lambda one: str(sum(film.film.is_first_film for film in _films(one)))),
        (_("Student films"), lambda one: str(sum(film.film.is_student for film in _films(one)))),
    )
    return [Measure(label, [value(one) for one in overviews]) for label, value in figures]


def _films(one: Overview) -> list[BoardFilm]:
    return [film for column in one.columns for film in column.films]


def _line(one: Difference) -> Line:
    says = {
        "film": one.film.title if one.film else "",
        "program": one.program.title if one.program else "",
        "other": one.other.title if one.other else "",
    }
    orders = None
    if one.change == "order" and one.program is not None:
        titles = {film.code: film.title for film in one.program.films}
        orders = ([film.title for film in one.program.films], [titles[code] for code in one.films])
    return Line(one.key, one.change, str(WORDS[one.change]) % says, str(TAKES[one.change]), orders)
