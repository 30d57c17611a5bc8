"""The live checks of a board, each a small rule of the trade (``product.md``), with four levels."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Policy
from matinee.films.states import Premiere
from matinee.programming.rules.board import BoardFilm, BoardProgram, Finding
from matinee.programming.rules.clock import program_time_s, refused_over_s
from matinee.programming.states import CheckLevel, ProgramKind

HEAVY = 4
LONG_S = 18 * 60
HOOK_MOST_S = 12 * 60
ORDERED_FROM = 3  # films: fewer have no dramaturgy to speak of
Check = Callable[[BoardProgram, Policy], Iterator[Finding]]


def check_lineup(programs: Sequence[BoardProgram], policy: Policy) -> list[Finding]:
    """Return everything that a board's checks find, the gravest first, then in the board's order."""
    found = [finding for program in programs for check in CHECKS for finding in check(program, policy)]
    found += _films_twice(programs)
    gravity = list(CheckLevel)
    return sorted(found, key=lambda finding: gravity.index(finding.level))


def is_forbidden(findings: Iterable[Finding]) -> bool:
    """Tell whether a board must not become the lineup as it is."""
    return any(finding.level == CheckLevel.FORBIDS for finding in findings)


def _length(one: BoardProgram, policy: Policy) -> Iterator[Finding]:
    """Check the program's time against its limits."""
    time_s = program_time_s([f.running_time_s for f in one.films], policy.gap_s, policy.opening_reel_s)
    most_s, says = refused_over_s(one.program, policy), {"title": one.title, "minutes": _minutes(time_s)}
    if not one.films:
        text = _("%(title)s has no film yet.") % says
        yield Finding(CheckLevel.BLOCKS_RELEASE, text, one.code)
    elif time_s > most_s:
        text = _("%(title)s runs %(minutes)s min; more than %(most)s is refused. Take a film out.")
        yield Finding(CheckLevel.FORBIDS, text % (says | {"most": _minutes(most_s)}), one.code)
    elif time_s > one.program.max_s:
        text = _("%(title)s runs %(minutes)s min, over its %(most)s.") % (says | {"most": _minutes(one.program.max_s)})
        yield Finding(CheckLevel.WARNS, text, one.code)
    elif time_s < one.program.min_s:
        text = _("%(title)s runs %(minutes)s min, under its %(least)s.")
        yield Finding(CheckLevel.WARNS, text % (says | {"least": _minutes(one.program.min_s)}), one.code)


def _count(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check the number of films."""
    n, program = len(one.films), one.program
    says = {"title": one.title, "n": n, "least": program.min_films, "most": program.max_films}
    if n > program.max_films:
        text = _("%(title)s has %(n)s films; %(most)s are the most planned.") % says
        yield Finding(CheckLevel.WARNS, text, one.code)
    elif 0 < n < program.min_films:
        text = _("%(title)s has %(n)s films; at least %(least)s are planned.") % says
        yield Finding(CheckLevel.WARNS, text, one.code)


def _lengths_known(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check that every running time is known."""
    for film in one.films:
        if film.film.running_time_s is None:
            text = _("The running time of “%(film)s” is missing. Record it with the film.") % {"film": film.title}
            yield Finding(CheckLevel.BLOCKS_RELEASE, text, one.code, film.code)


def _still_in(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check that every film is still in the running, and eligible for this edition."""
    for film in one.films:
        weighed, says = film.consideration, {"film": film.title, "why": " ".join(film.nos)}
        if weighed is None:
            text = _("“%(film)s” was not entered: it is invited.") % says
            yield Finding(CheckLevel.INFORMS, text, one.code, film.code)
        elif weighed.entry.state in {EntryState.WITHDRAWN, EntryState.DISQUALIFIED}:
            text = _("“%(film)s” is out of the running: %(state)s. Take it out.")
            text = text % (says | {"state": weighed.entry.get_state_display()})
            yield Finding(CheckLevel.FORBIDS, text, one.code, film.code)
        elif weighed.state == ConsiderationState.INELIGIBLE:
            text = _("“%(film)s” is not eligible for this edition. %(why)s") % says
            yield Finding(CheckLevel.BLOCKS_RELEASE, text.strip(), one.code, film.code)


def _strand(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check that a strand's program keeps to the strand."""
    if one.program.strand is None:
        return
    for film in one.films:
        if one.strand_slug not in film.strands:
            text = _("“%(film)s” does not belong to %(strand)s. Say that it does, or move it.")
            text = text % {"film": film.title, "strand": one.program.strand}
            yield Finding(CheckLevel.WARNS, text, one.code, film.code)


def _neighbours(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check who stands beside whom: heavy, long and alike films keep apart."""
    for first, second in pairwise(one.films):
        says = {"first": first.title, "second": second.title}
        if _is_heavy(first) and _is_heavy(second):
            text = _("“%(first)s” and “%(second)s” are both heavy. Put a lighter, short film between them.") % says
            yield Finding(CheckLevel.WARNS, text, one.code, second.code)
        if min(first.running_time_s, second.running_time_s) > LONG_S:
            text = _("“%(first)s” and “%(second)s” are both over 18 min. Put a short one between them.") % says
            yield Finding(CheckLevel.WARNS, text, one.code, second.code)
        if _are_twins(first, second):
            text = _("“%(first)s” and “%(second)s” share genre and subject side by side.") % says
            yield Finding(CheckLevel.INFORMS, text, one.code, second.code)


def _arc(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Check the opening and where the longest film stands."""
    if one.program.kind != ProgramKind.SHORTS or len(one.films) < ORDERED_FROM:
        return
    opener, longest = one.films[0], max(one.films, key=lambda film: film.running_time_s)
    if opener.running_time_s > HOOK_MOST_S or _is_heavy(opener):
        text = _("%(title)s opens with “%(film)s”; a lighter film of at most 12 min draws people in.")
        yield Finding(CheckLevel.INFORMS, text % {"title": one.title, "film": opener.title}, one.code, opener.code)
    if longest not in one.films[-2:]:
        text = _("“%(film)s” is the longest of %(title)s; last or last but one it weighs less.")
        yield Finding(CheckLevel.INFORMS, text % {"title": one.title, "film": longest.title}, one.code, longest.code)


def _premiere(one: BoardProgram, _policy: Policy) -> Iterator[Finding]:
    """Say which films have been shown here before."""
    for film in one.films:
        if film.consideration is not None and film.consideration.premiere == Premiere.NONE:
            text = _("“%(film)s” is no premiere here.") % {"film": film.title}
            yield Finding(CheckLevel.INFORMS, text, one.code, film.code)


CHECKS: tuple[Check, ...] = (_length, _count, _lengths_known, _still_in, _strand, _neighbours, _arc, _premiere)


def _films_twice(programs: Iterable[BoardProgram]) -> Iterator[Finding]:
    """Check that no film is in two programs."""
    seen: defaultdict[str, list[BoardProgram]] = defaultdict(list)
    titles: dict[str, str] = {}
    for program in programs:
        for film in program.films:
            seen[film.code].append(program)
            titles[film.code] = film.title
    for code, places in seen.items():
        if len(places) > 1:
            where = ", ".join(place.title for place in places)
            text = _("“%(film)s” is in more than one program: %(where)s.") % {"film": titles[code], "where": where}
            yield Finding(CheckLevel.FORBIDS, text, places[-1].code, code)


def _is_heavy(film: BoardFilm) -> bool:
    return film.weight is not None and film.weight >= HEAVY


def _are_twins(first: BoardFilm, second: BoardFilm) -> bool:
    """Tell whether two films share a genre and a theme."""
    has_genre = set(first.film.genres) & set(second.film.genres)
    return bool(has_genre and set(first.film.themes) & set(second.film.themes))


def _minutes(seconds: int) -> str:
    """Return minutes with the seconds left over, as a clock shows them: ``95:20``."""
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds % 60 else str(seconds // 60)
