"""Checks of the clock: a program's time and its number of films."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from matinee.programming.rules.board import BoardProgram
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks.found import Check, Found, minutes
from matinee.programming.rules.clock import program_time_s, refused_over_s
from matinee.programming.states import CheckKind


def _length(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check the program's time against its limits."""
    policy = book.policy
    time_s = program_time_s([f.running_time_s for f in one.films], policy.gap_s, policy.opening_reel_s)
    most_s, says = refused_over_s(one.program, policy), {"title": one.title, "minutes": minutes(time_s)}
    if not one.films:
        text = _("%(title)s has no film yet.") % says
        yield Found(CheckKind.EMPTY, text, one.code)
    elif time_s > most_s:
        text = _("%(title)s runs %(minutes)s min; more than %(most)s is refused. Take a film out.")
        yield Found(CheckKind.LENGTH_REFUSED, text % (says | {"most": minutes(most_s)}), one.code)
    elif time_s > one.program.max_s:
        text = _("%(title)s runs %(minutes)s min, over its %(most)s.") % (says | {"most": minutes(one.program.max_s)})
        yield Found(CheckKind.LENGTH_OVER, text, one.code)
    elif time_s < one.program.min_s:
        text = _("%(title)s runs %(minutes)s min, under its %(least)s.")
        yield Found(CheckKind.LENGTH_UNDER, text % (says | {"least": minutes(one.program.min_s)}), one.code)


def _single_films(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check that every running time is known, and that no film alone is more than the program holds."""
    most_s = refused_over_s(one.program, book.policy)
    for film in one.films:
        says = {"film": film.title, "minutes": minutes(film.running_time_s), "most": minutes(most_s)}
        if film.film.running_time_s is None:
            text = _("The running time of “%(film)s” is missing. Record it with the film.") % says
            yield Found(CheckKind.LENGTH_UNKNOWN, text, one.code, film.code)
        elif film.running_time_s > most_s:
            text = _("“%(film)s” alone takes %(minutes)s min; this program holds %(most)s. It needs its own.")
            yield Found(CheckKind.FILM_TOO_LONG, text % says, one.code, film.code)


def _count(one: BoardProgram, _book: Rulebook) -> Iterator[Found]:
    """Check the number of films."""
    n, program = len(one.films), one.program
    says = {"title": one.title, "n": n, "least": program.min_films, "most": program.max_films}
    if n > program.max_films:
        text = _("%(title)s has %(n)s films; %(most)s are the most planned.") % says
        yield Found(CheckKind.COUNT_OVER, text, one.code)
    elif 0 < n < program.min_films:
        text = _("%(title)s has %(n)s films; at least %(least)s are planned.") % says
        yield Found(CheckKind.COUNT_UNDER, text, one.code)


def _locks(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check that what is locked in a program fits it: the engine cannot mend that."""
    locked = [film for film in one.films if film.is_locked]
    policy, program = book.policy, one.program
    time_s = program_time_s([film.running_time_s for film in locked], policy.gap_s, policy.opening_reel_s)
    says = {"title": one.title, "n": len(locked), "minutes": minutes(time_s), "most": minutes(program.max_s)}
    if locked and time_s > program.max_s:
        text = _("What is locked in %(title)s runs %(minutes)s min by itself, over its %(most)s. Unlock a film.") % says
        yield Found(CheckKind.LOCKS, text, one.code)
    elif len(locked) > program.max_films:
        text = _("%(n)s films are locked in %(title)s, more than it is planned for. Unlock some.") % says
        yield Found(CheckKind.LOCKS, text, one.code)


LENGTH: tuple[Check, ...] = (_length, _single_films, _count, _locks)
