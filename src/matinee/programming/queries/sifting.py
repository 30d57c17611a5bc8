"""The pool as somebody asks for it: sifted by facts, found by words and meaning, counted, a page at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from matinee.entries.models import Consideration
from matinee.films.models import Film
from matinee.programming.models import Lineup
from matinee.programming.queries.board import weights_of
from matinee.programming.queries.facts import NO_PREMIERE, Facts, Index, index_of, values_of
from matinee.programming.queries.pool import UNREAD, Pool, open_for, pool_films
from matinee.programming.queries.strands import eligible_strands_of
from matinee.programming.rules import BoardFilm
from matinee.programming.rules.finding import MEANING, Match, folded, holds, where_found

HEAVY, LIGHT = 4.0, 2.5
FACETS = ("form", "country", "language", "genre", "premiere", "made", "weight")


@dataclass(frozen=True, slots=True)
class Sift:
    """What the pool is asked for beyond ``Pool``: facets, each with the values of which one is enough."""

    pool: Pool = field(default_factory=Pool)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Considerations in the order asked for, how each matches what was typed, and how many there are of each kind."""

    keys: list[int]
    matches: dict[int, Match]
    counts: dict[str, Counter[str]]


class _Row(NamedTuple):
    """A consideration with its film's facts."""

    key: int
    facts: Facts
    premiere: str


def sift(lineup: Lineup, asked: Sift, near: Mapping[int, float] | None = None, index: Index | None = None) -> Sifted:
    """Return what may still be placed and fits the question.

    ``near`` are films (by key) that mean what was typed; ``index`` is what is searched, where it is at hand.
    """
    index = index or index_for(lineup)
    open_rows = open_for(lineup, replace(asked.pool, words=""))
    found = open_rows.values_list("pk", "entry__film", "premiere")
    rows = [_Row(key, index.films[film], premiere) for key, film, premiere in found if film in index.films]
    rows = _of_strands(lineup, [row for row in rows if _fits(row, asked.facets)], asked.pool.strands)
    rows = _of_weight(lineup, rows, asked.facets.get("weight", ()))
    matches = _matches(rows, asked.pool.words, near or {})
    if asked.pool.words.strip():
        rows = [row for row in rows if row.facts.film in matches]
        if asked.pool.order == "score":  # nobody asked for another order: the best match first
            rows.sort(key=lambda row: matches[row.facts.film].order)
    return Sifted([row.key for row in rows], matches, _counts(rows))


def sifted_films(lineup: Lineup, keys: Sequence[int]) -> list[BoardFilm]:
    """Return one page of sifted considerations as films of the pool, in that order."""
    found = Consideration.objects.filter(edition=lineup.edition_id, pk__in=list(keys))
    found = found.select_related("entry__film", "entry__standing")
    rows = {row.pk: row for row in found.defer(*UNREAD)}
    return pool_films(lineup, [rows[key] for key in keys if key in rows])


def index_for(lineup: Lineup) -> Index:
    """Return what is searched beside a board."""
    return index_of(lineup.edition.festival)


def _fits(row: _Row, facets: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a film has one of the values wanted in every facet."""
    wanted = {name: values for name, values in facets.items() if values and name != "weight"}
    if not wanted:
        return True
    has = values_of(row.facts, row.premiere)
    return all(set(values) & set(has.get(name, ())) for name, values in wanted.items())


def _of_strands(lineup: Lineup, rows: list[_Row], strands: Iterable[str]) -> list[_Row]:
    """Return the films that may stand for one of the strands."""
    wanted = set(strands)
    if not wanted:
        return rows
    films = Film.objects.filter(pk__in=[row.facts.film for row in rows])
    belonging = eligible_strands_of(lineup.edition.festival, films.defer("synopsis", "making"))
    return [row for row in rows if belonging.get(row.facts.film, frozenset()) & wanted]


def _of_weight(lineup: Lineup, rows: list[_Row], wanted: Sequence[str]) -> list[_Row]:
    """Return the light films, the heavy ones, or those of either kind."""
    if not wanted:
        return rows
    films = Film.objects.filter(pk__in=[row.facts.film for row in rows]).only("emotional_weight")
    weights = weights_of(lineup.edition.festival, films)
    weighed = ((row, weights.get(row.facts.film)) for row in rows)
    return [row for row, weight in weighed if weight is not None and _weighs(weight, wanted)]


def _weighs(weight: float, wanted: Sequence[str]) -> bool:
    """Tell whether a weight is light or heavy, as wanted."""
    return ("light" in wanted and weight <= LIGHT) or ("heavy" in wanted and weight >= HEAVY)


def _matches(rows: Sequence[_Row], words: str, near: Mapping[int, float]) -> dict[int, Match]:
    """Return how each film answers what was typed, by the film's key."""
    wanted, found = folded(words), {}
    parts = wanted.split()
    for row in rows if wanted else ():
        facts, closeness = row.facts, near.get(row.facts.film, 0.0)
        if holds(facts.said, wanted, parts):
            match = where_found(wanted, parts, facts.title, facts.people)
            found[facts.film] = replace(match, closeness=closeness) if closeness else match
        elif closeness:
            found[facts.film] = Match(MEANING, closeness=closeness)
    return found


def _counts(rows: Sequence[_Row]) -> dict[str, Counter[str]]:
    """Return how many films there are of each kind."""
    counted = Counter(chain.from_iterable(row.facts.kinds for row in rows))
    counted.update(("premiere", row.premiere) for row in rows if row.premiere not in NO_PREMIERE)
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for (name, value), n in counted.items():
        counts[name][value] = n
    return counts
