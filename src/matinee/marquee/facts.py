"""Everything public about one edition as plain data: what its pages, feeds and ``edition.json`` are made of."""

import json
from datetime import date, datetime
from typing import Any

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.films.states import DatePrecision
from matinee.marquee.downloads import handout_facts
from matinee.marquee.pictures import Gallery
from matinee.marquee.rows import PLAIN, adopted_programs, credits_of, films_of, people_of, placed_films, sources_of
from matinee.marquee.talks import talk_facts
from matinee.marquee.tongues import festival_said, premiere_in, said_of
from matinee.programming.models import Program, Strand
from matinee.programming.queries import focus_of
from matinee.schedule.models import Screening
from matinee.schedule.queries import audience_end, screenings_of

Facts = dict[str, Any]
VERSION = 1


def facts_of(edition: Edition, gallery: Gallery) -> Facts:
    """Return an edition's public facts in a constant number of queries; what is not known is empty."""
    programs, placed = adopted_programs(edition), placed_films(edition)
    shown = {film for row in placed.values() for film in row}
    films = films_of(edition, [film for program in programs for film in placed[program.pk]])
    gallery.prepare(picture for film in films for picture in (film.still, film.poster))
    people, credited, sources = people_of(films), credits_of(films), sources_of(films)
    slugs = {film.pk: film.slug for film in films}
    screenings = list(screenings_of(edition, with_cancelled=True))
    strands = list(focus_of(edition))
    return {
        "version": VERSION,
        "edition": _edition(edition),
        "said": said_of(edition, programs, strands, films),
        "strands": [_strand(strand) for strand in strands],
        "programs": [_program(row, [slugs[film] for film in placed[row.pk]], screenings) for row in programs],
        "films": {
            film.slug: _film(film, edition, gallery)
            | {"credits": credited[film.pk], "sources": [_source(row) for row in sources[film.pk]]}
            for film in films
        },
        "elsewhere": [film.slug for film in films if film.pk not in shown],
        "people": {row["slug"]: _person(row) for row in people},
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


def _program(program: Program, films: list[str], screenings: list[Screening]) -> Facts:
    return {
        "slug": program.slug,
        "code": program.code,
        "title": program.title,
        "kind": program.kind,
        "about": program.about,
        "strand": _strand(program.strand) if program.strand else None,
        "films": films,
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


def _film(film: Film, edition: Edition, gallery: Gallery) -> Facts:
    return {name: getattr(film, name) for name in PLAIN} | {
        "website": web_address(film.website),
        "year": _year(film),
        "premiere": premiere_in(film, edition),
        "still": gallery.hang(film.still, film.still_alt, (film.still_focus_x, film.still_focus_y)),
        "poster": gallery.hang(film.poster, film.poster_alt),
        "interviews": [talk_facts(interview) for interview in film.interviews.all()],
    }


def _year(film: Film) -> int | None:
    is_known = film.completed_on and film.completed_precision != DatePrecision.UNKNOWN
    return film.completed_on.year if film.completed_on and is_known else None


def _source(source: Facts) -> Facts:
    return source | {"url": web_address(source["url"])}


def _person(person: Facts) -> Facts:
    return person | {"links": [link for link in person["links"] if web_address(link["url"])]}
