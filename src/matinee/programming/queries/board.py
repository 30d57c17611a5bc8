"""The board: a lineup with everything that decides about its films, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Avg, Q

from matinee.entries.models import Consideration
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.preselection.models import Scorecard, Standing
from matinee.programming.models import Benched, BoardNote, Lineup, Placement, Program
from matinee.programming.queries.checks import rulebooks_of
from matinee.programming.queries.invitations import offers_of
from matinee.programming.queries.strands import eligible_strands_of
from matinee.programming.rules import BoardFilm, BoardProgram, Finding, Rulebook, check_lineup, check_program

MOST_NAMED = 400  # films that a query names one by one; for more it reads those of the whole festival


@dataclass(frozen=True)
class Board:
    """A lineup's programs with their films, and what the live checks say."""

    lineup: Lineup
    programs: tuple[BoardProgram, ...]
    book: Rulebook

    @property
    def edition(self) -> Edition:
        """The edition it is for."""
        return self.lineup.edition

    @cached_property
    def findings(self) -> list[Finding]:
        """What the live checks find, the gravest first."""
        return check_lineup(self.programs, self.book.policy, self.book)


def board(lineup: Lineup, only: Collection[str] | None = None) -> Board:
    """Return the board of a lineup, or only the programs with these codes."""
    return boards(lineup.edition, [lineup], only)[0]


def findings_of(lineup: Lineup, programs: Collection[str]) -> list[Finding]:
    """Return what is found on some programs of a board (codes), each by itself, without reading the others."""
    here = board(lineup, programs)
    return [finding for program in here.programs for finding in check_program(program, here.book)]


def boards(edition: Edition, lineups: Sequence[Lineup], only: Collection[str] | None = None) -> list[Board]:
    """Return the boards of several lineups of one edition, in as many queries as one takes."""
    programs = Program.objects.filter(lineup__in=lineups).select_related("strand").order_by("position", "pk")
    placements = Placement.objects.filter(program__lineup__in=lineups).select_related("film")
    if only is not None:
        programs, placements = programs.filter(code__in=only), placements.filter(program__code__in=only)
    films: defaultdict[int, list[BoardFilm]] = defaultdict(list)
    on_films, on_programs = notes_of(lineups)
    for film in placed_films(edition, placements.order_by("position", "pk").select_related("program")):
        if film.placement is not None:
            said = on_films.get((film.placement.program.lineup_id, film.film.pk), "")
            films[film.placement.program_id].append(replace(film, note=said))
    filled: defaultdict[int, list[BoardProgram]] = defaultdict(list)
    for one in programs:
        filled[one.lineup_id].append(BoardProgram(one, tuple(films[one.pk]), on_programs.get(one.pk, "")))
    books = rulebooks_of(edition, lineups)
    return [Board(lineup, tuple(filled[lineup.pk]), books[lineup.pk]) for lineup in lineups]


def notes_of(lineups: Sequence[Lineup]) -> tuple[dict[tuple[int, int], str], dict[int, str]]:
    """Return the notes on films, by lineup and film, and those on programs, by program: keys of rows."""
    notes = list(BoardNote.objects.filter(lineup__in=lineups))
    on_films = {(note.lineup_id, note.film_id): note.text for note in notes if note.film_id}
    return on_films, {note.program_id: note.text for note in notes if note.program_id}


def bench_of(lineup: Lineup) -> list[BoardFilm]:
    """Return the films on a board's bench, as cards and checks read them; they have no placement."""
    rows = Benched.objects.filter(lineup=lineup).select_related("film").order_by("position", "pk")
    places = [Placement(film=row.film, position=row.position) for row in rows]
    notes, _ = notes_of([lineup])
    found = placed_films(lineup.edition, places)
    return [replace(film, placement=None, note=notes.get((lineup.pk, film.film.pk), "")) for film in found]


def placed_films(edition: Edition, placements: Iterable[Placement]) -> list[BoardFilm]:
    """Return placements as the checks and the engine read them."""
    places = list(placements)
    films = [place.film for place in places]
    weighed, offers = considerations_of(edition, films), offers_of(edition, films)
    strands, weights = eligible_strands_of(edition.festival, films), weights_of(edition.festival, films)
    return [
        BoardFilm(
            film=place.film,
            strands=strands[place.film_id],
            weight=weights.get(place.film_id),
            standing=standing_of(weighed.get(place.film_id)),
            consideration=weighed.get(place.film_id),
            placement=place,
            invitation=offers.get(place.film_id),
        )
        for place in places
    ]


def considerations_of(edition: Edition, films: Iterable[Film]) -> dict[int, Consideration]:
    """Return the consideration of each film at an edition, by the film's key; of several entries the newest."""
    rows = (
        Consideration.objects.filter(edition=edition, entry__film__in=list(films))
        .select_related("entry__standing", "entry__terms")
        .defer("entry__statement", "entry__answers", "entry__private_details")
        .order_by("pk")
    )
    return {row.entry.film_id: row for row in rows}


def standing_of(consideration: Consideration | None) -> Standing | None:
    """Return the standing of a considered entry, if anybody has marked it."""
    if consideration is None:
        return None
    return getattr(consideration.entry, "standing", None)


def weights_of(festival: Festival, films: Iterable[Film]) -> dict[int, float]:
    """Return how heavy each film is, 1 to 5: the film's own figure, or the mean of what reviewers felt."""
    known = list(films)
    unsaid = [film.pk for film in known if film.emotional_weight is None]
    felt_for = Q(viewing__entry__film__in=unsaid) if len(unsaid) <= MOST_NAMED else Q()
    felt = dict(
        Scorecard.objects.filter(felt_for, viewing__entry__festival=festival, emotional_weight__isnull=False)
        .values_list("viewing__entry__film")
        .annotate(weight=Avg("emotional_weight"))
        .order_by()
    )
    said = {film.pk: film.emotional_weight or felt.get(film.pk) for film in known}
    return {pk: float(weight) for pk, weight in said.items() if weight is not None}
