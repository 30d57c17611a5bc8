"""Checks of the order: who stands beside whom, how a program opens, rises and closes."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from matinee.programming.rules.board import BoardFilm, BoardProgram
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks.found import Check, Found, is_heavy
from matinee.programming.states import CheckKind, ProgramKind

ORDERED_FROM = 3  # films: fewer have no dramaturgy to speak of


def _neighbours(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check who stands beside whom: heavy, long and alike films keep apart."""
    long_min = book.number(CheckKind.LONG_NEIGHBOURS)
    for first, second in pairwise(one.films):
        says = {"first": first.title, "second": second.title, "n": long_min}
        if is_heavy(first, book) and is_heavy(second, book):
            text = _("“%(first)s” and “%(second)s” are both heavy. Put a lighter, short film between them.") % says
            yield Found(CheckKind.HEAVY_NEIGHBOURS, text, one.code, second.code)
        if min(first.running_time_s, second.running_time_s) > long_min * 60:
            text = _("“%(first)s” and “%(second)s” are both over %(n)s min. Put a short one between them.") % says
            yield Found(CheckKind.LONG_NEIGHBOURS, text, one.code, second.code)
        if _are_twins(first, second):
            text = _("“%(first)s” and “%(second)s” share genre and subject side by side.") % says
            yield Found(CheckKind.TWINS, text, one.code, second.code)


def _heaviness(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check how many heavy films one audience sits through."""
    heavy, most = [film for film in one.films if is_heavy(film, book)], book.number(CheckKind.HEAVY_COUNT)
    if len(heavy) > most:
        text = _("%(title)s has %(n)s heavy films; more than %(most)s tire an audience.")
        yield Found(CheckKind.HEAVY_COUNT, text % {"title": one.title, "n": len(heavy), "most": most}, one.code)


def _arc(one: BoardProgram, book: Rulebook) -> Iterator[Found]:
    """Check the opening and where the longest film stands."""
    if one.program.kind != ProgramKind.SHORTS or len(one.films) < ORDERED_FROM:
        return
    most_min, last = book.number(CheckKind.OPENER), book.number(CheckKind.LONGEST)
    opener, longest = one.films[0], max(one.films, key=lambda film: film.running_time_s)
    if opener.running_time_s > most_min * 60 or is_heavy(opener, book):
        text = _("%(title)s opens with “%(film)s”; a lighter film of at most %(n)s min draws people in.")
        says = {"title": one.title, "film": opener.title, "n": most_min}
        yield Found(CheckKind.OPENER, text % says, one.code, opener.code)
    if longest not in one.films[-last:]:
        text = _("“%(film)s” is the longest of %(title)s; last or last but one it weighs less.")
        yield Found(CheckKind.LONGEST, text % {"title": one.title, "film": longest.title}, one.code, longest.code)
    yield from _closing(one)


def _closing(one: BoardProgram) -> Iterator[Found]:
    """Check that a program closes with one of its strongest films, or the most moving one."""
    marks = sorted((float(film.standing.mean) for film in one.films if film.standing), reverse=True)
    closer = one.films[-1]
    if len(marks) < len(one.films) or closer.standing is None:
        return
    is_strong = float(closer.standing.mean) >= marks[(len(marks) - 1) // 3]
    is_moving = closer.weight is not None and closer.weight >= max(film.weight or 0 for film in one.films)
    if not is_strong and not is_moving:
        text = _("%(title)s closes with “%(film)s”; its strongest or most moving film would be remembered.")
        yield Found(CheckKind.CLOSER, text % {"title": one.title, "film": closer.title}, one.code, closer.code)


def _are_twins(first: BoardFilm, second: BoardFilm) -> bool:
    """Tell whether two films share a genre and a theme."""
    has_genre = set(first.film.genres) & set(second.film.genres)
    return bool(has_genre and set(first.film.themes) & set(second.film.themes))


ORDER: tuple[Check, ...] = (_neighbours, _heaviness, _arc)
