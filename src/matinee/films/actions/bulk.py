"""Many films at once, in a constant number of queries: the way in for imports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.films.actions.credits import rows_of
from matinee.films.actions.records import slug_base, taken_slugs
from matinee.films.actions.showings import placed
from matinee.films.models import Credit, Film, PublicShowing, Screener
from matinee.films.states import CreditRole
from matinee.kit.text import free_slug
from matinee.people.actions import persons_named


@dataclass(slots=True)
class FilmFacts:
    """What an import says of one film; whoever makes it has checked that every value fits its column.

    ``film`` is the film to change, None for a new one. What is left out of ``columns`` stays as it is; a role without
    names keeps its credits. ``credits`` are (name, detail) in order.
    """

    columns: dict[str, Any]
    credits: dict[CreditRole, list[tuple[str, str]]] = field(default_factory=dict)
    screener: tuple[str, str] | None = None
    showings: list[dict[str, Any]] = field(default_factory=list)
    film: Film | None = None


@transaction.atomic
def take_films(*, festival: Festival, facts: Sequence[FilmFacts], by: User | None) -> list[Film]:
    """Record or change films with credits, screeners and showings; the caller audits.

    Showings that a person has checked stay; unchecked ones are replaced by what the import says now.
    """
    films = [_film_of(festival, fact) for fact in facts]
    _give_slugs(festival, [film for film in films if not film.slug])
    known = {fact.film.pk for fact in facts if fact.film is not None}
    Film.objects.bulk_create([film for film in films if film.pk not in known])
    _rewrite([fact for fact in facts if fact.film is not None])
    pairs = list(zip(films, facts, strict=True))
    _take_credits(festival, pairs, by)
    _take_screeners(pairs)
    _take_showings(pairs)
    return films


def _film_of(festival: Festival, fact: FilmFacts) -> Film:
    """Return the film with its new columns, not yet saved."""
    film = fact.film or Film(festival=festival)
    for name, value in fact.columns.items():
        setattr(film, name, value)
    return film


def _give_slugs(festival: Festival, films: list[Film]) -> None:
    """Give each new film its own address."""
    bases = {film.code: slug_base(film) for film in films}
    taken = taken_slugs(festival, set(bases.values()))
    for film in films:
        film.slug = free_slug(bases[film.code], taken)
        taken.add(film.slug)


def _rewrite(facts: list[FilmFacts]) -> None:
    """Write the changed columns of known films in one statement."""
    columns = sorted({name for fact in facts for name in fact.columns})
    if columns:
        Film.objects.bulk_create(
            [fact.film for fact in facts if fact.film is not None],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*columns, "changed_at"],
        )


def _take_credits(festival: Festival, pairs: list[tuple[Film, FilmFacts]], by: User | None) -> None:
    """Replace the credits of the roles that the import names, where they differ."""
    names = [name for _, fact in pairs for people in fact.credits.values() for name, _ in people]
    people = persons_named(festival=festival, names=names, by=by)
    before = _credits_before([fact.film for _, fact in pairs if fact.film is not None])
    fresh: list[Credit] = []
    stale: list[int] = []
    for film, fact in pairs:
        for role, people_of_role in fact.credits.items():
            rows, known = rows_of(film, role, people_of_role, people), before.get((film.pk, role), [])
            if rows and [(r.person_id, r.detail) for r in rows] != [(k.person_id, k.detail) for k in known]:
                fresh.extend(rows)
                stale.extend(credit.pk for credit in known)
    if stale:
        Credit.objects.filter(pk__in=stale).delete()
    Credit.objects.bulk_create(fresh)


def _credits_before(films: list[Film]) -> dict[tuple[int, str], list[Credit]]:
    """Return the credits of known films by film and role."""
    before: dict[tuple[int, str], list[Credit]] = {}
    if films:
        for row in Credit.objects.filter(film__in=films).order_by("position", "pk"):
            before.setdefault((row.film_id, row.role), []).append(row)
    return before


def _take_screeners(pairs: list[tuple[Film, FilmFacts]]) -> None:
    """Write the screeners that the import names."""
    rows = [
        Screener(film=film, url=fact.screener[0], password=fact.screener[1])
        for film, fact in pairs
        if fact.screener is not None
    ]
    Screener.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["film"], update_fields=["url", "password", "changed_at"]
    )


def _take_showings(pairs: list[tuple[Film, FilmFacts]]) -> None:
    """Write the showings that the import names; those that a person has checked are not doubled."""
    known = [film for film, fact in pairs if fact.film is not None]
    checked: set[tuple[int, str]] = set()
    if known:
        PublicShowing.objects.filter(film__in=known, is_checked=False).exclude(source_text="").delete()
        rows = PublicShowing.objects.filter(film__in=known).exclude(source_text="")
        checked = set(rows.values_list("film_id", "source_text"))
    PublicShowing.objects.bulk_create(
        [
            PublicShowing(film=film, **placed(columns))
            for film, fact in pairs
            for columns in fact.showings
            if (film.pk, columns.get("source_text", "")) not in checked
        ]
    )
