"""The rows that an edition's facts are made of: each is read once, and of it only what the public is told."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.films.models import Credit, Film
from matinee.funding.models import Source
from matinee.newsroom.models import Interview
from matinee.people.models import Person, PersonLink
from matinee.programming.models import Placement, Program
from matinee.programming.states import LineupState

Facts = dict[str, Any]
PLAIN: Final = (
    "slug", "title", "original_title", "running_time_s", "form", "genres", "countries", "languages", "subtitles",
    "logline", "synopsis", "making", "content_notes", "is_student", "is_first_film", "school", "course", "collective",
)  # fmt: skip
PICTURES: Final = ("still", "still_alt", "still_focus_x", "still_focus_y", "poster", "poster_alt")
OF_PERSON: Final = ("slug", "name", "sort_name", "pronouns", "pronunciation", "bio", "country")
OF_SOURCE: Final = ("kind", "name", "what", "amount_minor", "currency", "url")


def adopted_programs(edition: Edition) -> list[Program]:
    """Return the programs of the adopted lineup in order, with their strands; none while nothing is adopted."""
    rows = Program.objects.filter(lineup__edition=edition, lineup__state=LineupState.ADOPTED)
    return list(rows.select_related("strand").order_by("position", "pk"))


def placed_films(edition: Edition) -> dict[int, list[int]]:
    """Return the films of each program of the adopted lineup, in order: keys of rows."""
    rows = Placement.objects.filter(program__lineup__edition=edition, program__lineup__state=LineupState.ADOPTED)
    return _grouped(rows.order_by("position", "pk").values_list("program", "film"))


def films_of(edition: Edition, placed: list[int]) -> list[Film]:
    """Return the lineup's films in order, then films that the edition shows in a place that is not recorded."""
    weighed = Consideration.objects.filter(edition=edition, state=ConsiderationState.PLACED)
    wanted = [*placed, *weighed.values_list("entry__film", flat=True)]
    rows = (
        Film.objects.filter(pk__in=wanted, festival=edition.festival)
        .only(*PLAIN, *PICTURES, "website", "completed_on", "completed_precision")
        .prefetch_related(Prefetch("interviews", queryset=shown_interviews()), "showings")
    )
    order = {pk: place for place, pk in reversed(list(enumerate(wanted)))}
    return sorted(rows, key=lambda film: order[film.pk])


def shown_interviews() -> QuerySet[Interview]:
    """Return the interviews that the public sees, with what belongs to them."""
    return Interview.objects.filter(is_published=True).prefetch_related("captions", "quotes")


def credits_of(films: list[Film]) -> dict[int, list[Facts]]:
    """Return the credits of each film in order, by the film's key."""
    rows = Credit.objects.filter(film__in=films).order_by("position", "pk")
    told = rows.values_list("film", "role", "detail", "person__slug")
    return _grouped((film, {"role": role, "detail": detail, "person": slug}) for film, role, detail, slug in told)


def sources_of(films: list[Film]) -> dict[int, list[Facts]]:
    """Return what paid for each film, in order, by the film's key."""
    rows = Source.objects.filter(film__in=films).order_by("position", "pk").values("film", *OF_SOURCE)
    return _grouped((row["film"], {name: row[name] for name in OF_SOURCE}) for row in rows)


def people_of(films: list[Film]) -> list[Facts]:
    """Return everybody who is credited, by short name, with their links: who has many credits is read once."""
    credited = Credit.objects.filter(film__in=films).values("person")
    links = PersonLink.objects.filter(person__in=credited).order_by("pk").values_list("person", "label", "url")
    known = _grouped((person, {"label": label, "url": url}) for person, label, url in links)
    rows = Person.objects.filter(pk__in=credited).order_by("slug").values("pk", *OF_PERSON)
    return [{name: row[name] for name in OF_PERSON} | {"links": known[row["pk"]]} for row in rows]


def _grouped(pairs: Iterable[tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
