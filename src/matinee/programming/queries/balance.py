"""How a board, an edition and a year are mixed beside the films that were sent in.

What makers said of themselves is counted by the year alone, in steps of five, and never by a board or a program: one
film more or less there would tell on its makers.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from matinee.entries.models import Consideration, Entry
from matinee.entries.queries import said_by
from matinee.entries.states import EntryState
from matinee.festival.models import Edition, Festival
from matinee.films.models import Credit
from matinee.films.states import CreditRole
from matinee.programming.models import Lineup, Placement
from matinee.programming.queries.facts import Facts, Index, index_of, values_of
from matinee.programming.queries.mixture import wishes_of
from matinee.programming.rules.balance import KINDS, Kind, Level, Mix, levels_of, mix_of
from matinee.programming.states import LineupState

YEAR = timedelta(days=365)
STEP = 5  # sums of what makers said of themselves: less is not told, more in steps of it


@dataclass(frozen=True, slots=True)
class Said:
    """How many films' makers made a statement: of those shown in the year, and of those sent in; ``None``: too few."""

    text: str
    shown: int | None
    sent: int | None


@dataclass(frozen=True, slots=True)
class Balance:
    """The mix of a board, of each of its programs, of the year's lineups, and of the pool."""

    whole: Mix
    programs: dict[str, Mix]
    year: Mix
    pool: Mix
    levels: dict[str, list[Level]]


def balance_of(lineup: Lineup) -> Balance:
    """Return how a board is mixed, in a constant number of queries."""
    edition, festival = lineup.edition, lineup.edition.festival
    index, again = index_of(festival), alumni_of(edition)
    places = Placement.objects.filter(program__lineup=lineup).order_by("program__position", "position")
    by_program: dict[str, list[int]] = {}
    for program, film in places.values_list("program__code", "film"):
        by_program.setdefault(program, []).append(film)
    whole = _mix([film for films in by_program.values() for film in films], index, festival, again)
    pool = _mix(_weighed(edition), index, festival, again)
    return Balance(
        whole=whole,
        programs={program: _mix(films, index, festival, again) for program, films in by_program.items()},
        year=_mix(_shown_in_year(edition), index, festival, again),
        pool=pool,
        levels=levels_of(whole, pool, wishes_of(edition)),
    )


def alumni_of(edition: Edition) -> set[int]:
    """Return the films of directors who had another film in the lineup of an earlier edition."""
    earlier = Placement.objects.filter(
        program__lineup__state=LineupState.ADOPTED,
        program__lineup__edition__festival=edition.festival_id,
        program__lineup__edition__month__lt=edition.month,
    )
    directed = Credit.objects.filter(role=CreditRole.DIRECTOR).order_by()
    shown: dict[int, set[int]] = {}
    for person, film in directed.filter(film__in=earlier.order_by().values("film")).values_list("person", "film"):
        shown.setdefault(person, set()).add(film)
    made = directed.filter(person__in=list(shown)).values_list("person", "film")
    return {film for person, film in made if shown[person] - {film}}


def said_in_year(edition: Edition) -> list[Said]:
    """Return what makers chose to say of themselves, of films shown in the year and of films sent in."""
    sent = Entry.objects.filter(festival=edition.festival_id).exclude(state=EntryState.DRAFT)
    shown = set(_shown_in_year(edition))
    of_sent: Counter[str] = Counter()
    of_shown: Counter[str] = Counter()
    for film, statements in said_by(sent):
        of_sent.update(statements)
        of_shown.update(statements if film in shown else ())
    return [Said(text, _told(of_shown[text]), _told(n)) for text, n in of_sent.most_common() if _told(n)]


def _told(number: int) -> int | None:
    """Return a sum in steps of five; nothing where it is less."""
    return number // STEP * STEP or None


def _shown_in_year(edition: Edition) -> list[int]:
    """Return the films in the lineups of the year that ends with an edition, the edition's own among them."""
    found = Placement.objects.filter(
        program__lineup__state=LineupState.ADOPTED,
        program__lineup__edition__festival=edition.festival_id,
        program__lineup__edition__month__lte=edition.month,
        program__lineup__edition__month__gt=edition.month - YEAR,
    )
    return list(found.order_by().values_list("film", flat=True).distinct())


def _weighed(edition: Edition) -> list[int]:
    """Return the films that were weighed for an edition, whatever became of them."""
    found = Consideration.objects.filter(edition=edition).order_by()
    return list(found.values_list("entry__film", flat=True).distinct())


def _mix(films: Iterable[int], index: Index, festival: Festival, alumni: set[int]) -> Mix:
    known = [index.films[film] for film in films if film in index.films]
    return mix_of((_kinds(facts, festival, alumni), facts.running_time_s) for facts in known)


def _kinds(facts: Facts, festival: Festival, alumni: set[int]) -> list[Kind]:
    """Return every kind that a film counts for."""
    found = [Kind(name, value) for name, values in values_of(facts).items() if name in KINDS for value in values]
    found = [kind for kind in found if kind.value != "makers_come"]
    flags = (("local", festival.country in facts.countries), ("alumni", facts.film in alumni))
    return found + [Kind("made", name) for name, is_so in flags if is_so and name]
