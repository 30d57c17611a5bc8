"""A festival day with programs, films, people and screenings, ready to be published."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

from PIL import Image

from matinee.festival.models import Edition
from matinee.films.actions import record_film, record_showing, set_credits, set_still
from matinee.films.models import Film
from matinee.films.states import CreditRole, DatePrecision
from matinee.funding.actions import record_source
from matinee.funding.models import SourceKind
from matinee.kit.clock import at_local
from matinee.newsroom.actions import publish_article, record_interview, write_article
from matinee.programming.actions import add_program, adopt_lineup, focus_edition, make_lineup, make_strand, place_film
from matinee.programming.models import Program
from matinee.schedule.actions import lay_out_day, make_auditorium, make_venue, set_open_hours

PAST = datetime(2026, 11, 1, 9, tzinfo=UTC)


def picture(width: int = 1200, height: int = 675) -> bytes:
    """Return a JPEG of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (120, 60, 40)).save(buffer, "JPEG")
    return buffer.getvalue()


def make_film(edition: Edition, title: str, *, minutes: int = 15, director: str = "Ada Ferro") -> Film:
    """Record a film with a director and a showing elsewhere in California."""
    film = record_film(
        festival=edition.festival, title=title, by=None, running_time_s=minutes * 60, countries=["IT"],
        languages=["it"],
        subtitles=["en"], logline=f"The story of {title}.", synopsis="It begins at dawn.", form="fiction",
    )  # fmt: skip
    set_credits(film=film, role=CreditRole.DIRECTOR, names=[director], by=None)
    record_showing(
        film=film, by=None, event="Bay Shorts", shown_on=PAST.date(), precision=DatePrecision.DAY, city="San Francisco",
        region="California", country="US",
    )  # fmt: skip
    return film


def make_bill(edition: Edition, *, films: int = 5, titles: Sequence[str] = (), programs: int = 1) -> list[Program]:
    """Give an edition a lineup, a house and screenings."""
    festival = edition.festival
    strand = make_strand(festival=festival, slug="work", title="Work and Wages", accent="indigo", by=None)
    focus_edition(edition=edition, strands=[strand], by=None)
    lineup = make_lineup(edition=edition, title="The lineup", by=None)
    made = []
    for number in range(1, programs + 1):
        program = add_program(
            lineup=lineup, title=f"Shorts {number}", by=None, strand=strand, about="Films about work.",
            min_s=60, max_s=20_000, min_films=1, max_films=60,
        )  # fmt: skip
        names = titles or [f"Film {number}-{n}" for n in range(films)]
        for name in names:
            place_film(program=program, film=make_film(edition, name, minutes=max(1, 60 // len(names))), by=None)
        made.append(program)
    adopt_lineup(lineup=lineup, by=None)
    open_house(edition)
    lay_out_day(edition=edition, by=None)
    return made


def open_house(edition: Edition) -> None:
    """Give the edition an auditorium from noon to midnight."""
    assert edition.starts_on is not None
    zone = edition.festival.time_zone
    venue = make_venue(
        festival=edition.festival, slug="lantern", name="Lantern House", by=None, city="Los Angeles", country="US",
        address="1 Kiln Street", latitude="34.05000", longitude="-118.22000", access="Step-free.",
    )  # fmt: skip
    room = make_auditorium(venue=venue, slug="large", name="Large room", seats=180, by=None)
    hours = (at_local(edition.starts_on, time(12), zone), at_local(edition.starts_on, time(23, 55), zone))
    set_open_hours(edition=edition, auditorium=room, opens_at=hours[0], closes_at=hours[1], by=None)


def tell_stories(edition: Edition, film: Film) -> None:
    """Give a film a still, sources and an interview, and the edition an article."""
    set_still(film=film, image=picture(), alt="A loom in the dark.", by=None)
    record_source(film=film, kind=SourceKind.GRANT, name="City Arts", by=None, amount_minor=250_000, currency="USD")
    record_source(film=film, kind=SourceKind.UNSTATED, name="A college", by=None)
    record_interview(
        festival=edition.festival, film=film, by=None, guests="Ada Ferro", interviewer="Ben Okri-Vale",
        video="not_archived", is_published=True,
    )  # fmt: skip
    article = write_article(
        festival=edition.festival, slug="looms", headline="What the looms said", by=None, film=film, edition=edition,
        standfirst="A day in a mill.", body="It was **loud**.", tags=["work"],
    )  # fmt: skip
    publish_article(article=article, by=None, at=PAST)
