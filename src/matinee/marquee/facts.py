"""Everything public about one edition as plain data: what its pages, feeds and ``edition.json`` are made of."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition, Festival
from matinee.films.models import Credit, Film
from matinee.films.states import DatePrecision
from matinee.funding.models import Source
from matinee.marquee.downloads import handout_facts
from matinee.marquee.pictures import Gallery
from matinee.marquee.talks import talk_facts
from matinee.marquee.tongues import festival_said, premiere_in, said_of
from matinee.newsroom.models import Interview
from matinee.people.models import Person
from matinee.programming.models import Program, Strand
from matinee.programming.queries import focus_of, programs_of
from matinee.schedule.models import Screening
from matinee.schedule.queries import audience_end, screenings_of

Facts = dict[str, Any]
VERSION = 1


def facts_of(edition: Edition, gallery: Gallery) -> Facts:
    """Return an edition's public facts in a constant number of queries; what is not known is empty."""
    programs = programs_of(edition)
    placed = [placement.film_id for program in programs for placement in program.placements.all()]
    films = _films(edition, placed)
    gallery.prepare(picture for film in films for picture in (film.still, film.poster))
    people = _people_of(films)
    screenings = list(screenings_of(edition, with_cancelled=True))
    strands = list(focus_of(edition))
    return {
        "version": VERSION,
        "edition": _edition(edition),
        "said": said_of(edition, list(programs), strands, films),
        "strands": [_strand(strand) for strand in strands],
        "programs": [_program(program, screenings) for program in programs],
        "films": {film.slug: _film(film, edition, gallery, people) for film in films},
        "elsewhere": [film.slug for film in films if film.pk not in set(placed)],
        "people": {row.slug: _person(row) for row in sorted(people.values(), key=lambda row: row.slug)},
        "handouts": handout_facts(edition),
    }


def festival_facts(festival: Festival, language: str = "") -> Facts:
    """Return what the festival says of itself, in one of its other languages where one is named."""
    names = (
        "slug", "name", "tagline", "about", "how_to_submit", "city", "region", "country", "time_zone", "language",
        "contact_email", "website", "accent",
    )  # fmt: skip
    told = {name: getattr(festival, name) for name in names} | {"website": web_address(festival.website)}
    return told | (festival_said(festival, language) if language else {})


def web_address(text: str) -> str:
    """Return an address that is safe to link: http or https, or nothing (imports keep whatever stood in a cell)."""
    return text if text.startswith(("https://", "http://")) else ""


def frozen(facts: Facts) -> bytes:
    """Return facts as the bytes of ``edition.json``; the same facts are the same bytes."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def thawed(content: bytes | str) -> Facts:
    """Read facts back: keys that end in ``_at`` become moments, in ``_on`` and ``month`` days."""
    facts: Facts = json.loads(content, object_hook=_thaw)
    return facts


def _thaw(found: Facts) -> Facts:
    for key, value in found.items():
        if isinstance(value, str) and value:
            if key.endswith("_at"):
                found[key] = datetime.fromisoformat(value)
            elif key.endswith("_on") or key == "month":
                found[key] = date.fromisoformat(value)
    return found


def _films(edition: Edition, placed: list[int]) -> list[Film]:
    """Return the lineup's films in order, then films that the edition shows in a place that is not recorded."""
    weighed = Consideration.objects.filter(edition=edition, state=ConsiderationState.PLACED)
    wanted = [*placed, *weighed.values_list("entry__film", flat=True)]
    rows = Film.objects.filter(pk__in=wanted, festival=edition.festival).prefetch_related(
        "credits",
        Prefetch("sources", queryset=Source.objects.all()),
        Prefetch("interviews", queryset=shown_interviews()),
        "showings",
    )
    order = {pk: place for place, pk in reversed(list(enumerate(wanted)))}
    return sorted(rows, key=lambda film: order[film.pk])


def _people_of(films: list[Film]) -> dict[int, Person]:
    """Return everybody who is credited: who has many credits is read once."""
    credited = Credit.objects.filter(film__in=films).values("person")
    return {person.pk: person for person in Person.objects.filter(pk__in=credited).prefetch_related("links")}


def shown_interviews() -> QuerySet[Interview]:
    """Return the interviews that the public sees, with what belongs to them."""
    return Interview.objects.filter(is_published=True).prefetch_related("captions", "quotes")


def _edition(edition: Edition) -> Facts:
    return {
        "slug": edition.slug,
        "title": edition.title,
        "starts_on": edition.starts_on and edition.starts_on.isoformat(),
        "ends_on": edition.ends_on and edition.ends_on.isoformat(),
        "month": edition.month.isoformat(),
        "place": edition.place,
        "about": edition.about,
        "accent": edition.accent,
        "time_zone": edition.festival.time_zone,
    }


def _strand(strand: Strand) -> Facts:
    return {"slug": strand.slug, "title": strand.title, "about": strand.about, "accent": strand.accent}


def _program(program: Program, screenings: list[Screening]) -> Facts:
    return {
        "slug": program.slug,
        "code": program.code,
        "title": program.title,
        "kind": program.kind,
        "about": program.about,
        "strand": _strand(program.strand) if program.strand else None,
        "films": [placement.film.slug for placement in program.placements.all()],
        "screenings": [_screening(row) for row in screenings if row.program_id == program.pk],
    }


def _screening(screening: Screening) -> Facts:
    auditorium = screening.auditorium
    venue = auditorium.venue
    return {
        "code": screening.code,
        "state": screening.state,
        "sequence": screening.sequence,
        "changed_at": screening.changed_at.isoformat(),
        "doors_at": screening.occupied_from.isoformat(),
        "starts_at": screening.starts_at.isoformat(),
        "ends_at": audience_end(screening).isoformat(),
        "reception_min": screening.reception_min,
        "intro_min": screening.tolerance_min + screening.intro_min,
        "films_min": screening.films_min,
        "qa_min": screening.qa_min,
        "auditorium": auditorium.name,
        "seats": auditorium.seats,
        "features": auditorium.features,
        "venue": {
            "slug": venue.slug, "name": venue.name, "address": venue.address, "city": venue.city,
            "region": venue.region, "country": venue.country, "access": venue.access,
            "latitude": float(venue.latitude) if venue.latitude is not None else None,
            "longitude": float(venue.longitude) if venue.longitude is not None else None,
        },
    }  # fmt: skip


def _film(film: Film, edition: Edition, gallery: Gallery, people: Mapping[int, Person]) -> Facts:
    plain = (
        "slug", "title", "original_title", "running_time_s", "form", "genres", "countries", "languages", "subtitles",
        "logline", "synopsis", "making", "content_notes", "is_student", "is_first_film",
        "school", "course", "collective",
    )  # fmt: skip
    made_by = film.credits.all()
    return {name: getattr(film, name) for name in plain} | {
        "website": web_address(film.website),
        "year": _year(film),
        "premiere": premiere_in(film, edition),
        "still": gallery.hang(film.still, film.still_alt, (film.still_focus_x, film.still_focus_y)),
        "poster": gallery.hang(film.poster, film.poster_alt),
        "credits": [{"role": c.role, "detail": c.detail, "person": people[c.person_id].slug} for c in made_by],
        "sources": [_source(source) for source in film.sources.all()],
        "interviews": [talk_facts(interview) for interview in film.interviews.all()],
    }


def _year(film: Film) -> int | None:
    is_known = film.completed_on and film.completed_precision != DatePrecision.UNKNOWN
    return film.completed_on.year if film.completed_on and is_known else None


def _source(source: Source) -> Facts:
    names = ("kind", "name", "what", "amount_minor", "currency", "url")
    return {name: getattr(source, name) for name in names} | {"url": web_address(source.url)}


def _person(person: Person) -> Facts:
    return {
        "slug": person.slug,
        "name": person.name,
        "sort_name": person.sort_name,
        "pronouns": person.pronouns,
        "pronunciation": person.pronunciation,
        "bio": person.bio,
        "country": person.country,
        "links": [{"label": link.label, "url": link.url} for link in person.links.all() if web_address(link.url)],
    }
