"""Checks of a whole board: films twice, what was promised, the mixture wished for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.programming.models import Obligation
from matinee.programming.rules.board import BoardProgram
from matinee.programming.rules.book import Rulebook
from matinee.programming.rules.checks.found import Found, WholeCheck
from matinee.programming.rules.mixture import groups_of
from matinee.programming.states import CheckKind, ObligationKind


def _films_twice(programs: Sequence[BoardProgram], _book: Rulebook) -> Iterator[Found]:
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
            yield Found(CheckKind.TWICE, text, places[-1].code, code)


def _obligations(programs: Sequence[BoardProgram], book: Rulebook) -> Iterator[Found]:
    """Check that what was promised is kept."""
    for one in book.obligations:
        if not _is_kept(one, programs):
            said = str(_WORDS[ObligationKind(one.kind)]) % {"film": one.film, "title": one.title, "why": one.reason}
            yield Found(CheckKind.OBLIGATION, said, film=one.film.code if one.film else "")


def _is_kept(one: Obligation, programs: Sequence[BoardProgram]) -> bool:
    """Tell whether a board keeps a promise."""
    filled = [program for program in programs if program.films]
    if one.film is None:
        return any(program.title.casefold() == one.title.casefold() for program in filled)
    code = one.film.code
    if one.kind == ObligationKind.OPENS:
        return bool(filled) and filled[0].films[0].code == code
    if one.kind == ObligationKind.CLOSES:
        return bool(filled) and filled[-1].films[-1].code == code
    return any(film.code == code for program in filled for film in program.films)


def _mixture(programs: Sequence[BoardProgram], book: Rulebook) -> Iterator[Found]:
    """Say how far a mixture is from its wishes, once there is something on the board."""
    films = [film for program in programs for film in program.films]
    for wish in book.wishes if films else ():
        has_min = sum(film.running_time_s for film in films if wish.group in groups_of(film.film)) // 60
        if has_min < wish.minutes:
            text = _("%(words)s: %(has)s of the %(wished)s min wished for.")
            says = {"words": wish.words, "has": has_min, "wished": wish.minutes}
            yield Found(CheckKind.BALANCE, text % says)


_WORDS = {
    ObligationKind.PLAYS: gettext_lazy("“%(film)s” must play: %(why)s."),
    ObligationKind.OPENS: gettext_lazy("“%(film)s” must open the edition: %(why)s."),
    ObligationKind.CLOSES: gettext_lazy("“%(film)s” must close the edition: %(why)s."),
    ObligationKind.PROGRAM: gettext_lazy("There must be a program “%(title)s” with films in it: %(why)s."),
}
WHOLE: tuple[WholeCheck, ...] = (_films_twice, _obligations, _mixture)
