"""After every kind of change a release is the same, file by file, as one that is built from nothing."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from matinee.festival.actions import change_edition, change_festival, choose_languages, translate
from matinee.festival.models import Edition, Translated
from matinee.films.actions import change_film, record_showing, set_credits, set_poster, set_still, set_still_focus
from matinee.films.models import Film
from matinee.films.states import CreditRole, DatePrecision
from matinee.funding.actions import record_source
from matinee.funding.models import Source, SourceKind
from matinee.marquee import staging, words
from matinee.marquee.building import build
from matinee.marquee.publishing import publish_edition, roll_back_edition
from matinee.marquee.templatetags import bill
from matinee.newsroom.actions import (
    change_interview,
    correct_article,
    publish_article,
    unpublish_article,
    write_article,
)
from matinee.newsroom.models import Article, Interview
from matinee.people.models import Person, PersonLink
from matinee.programming.actions import change_program, change_strand, focus_edition, make_strand, order_program
from matinee.programming.models import Placement, Program, Strand
from matinee.releases.queries import content_of, live_release, site_manifest
from matinee.releases.rules import manifest_of
from matinee.schedule.actions import cancel_screening, change_venue, move_screening, place_screening, restore_screening
from matinee.schedule.models import Auditorium, Screening, Venue
from tests.street import PAST, make_bill, picture, tell_stories

Change = Callable[[Edition], object]


def film() -> Film:
    return Film.objects.order_by("pk")[0]


def person() -> Person:
    return Person.objects.filter(credits__film=film(), credits__role=CreditRole.DIRECTOR).order_by("pk")[0]


def named(name: str) -> Change:
    return lambda _edition: Person.objects.filter(pk=person().pk).update(name=name, sort_name=name)


def fields_of_film(**fields: object) -> Change:
    return lambda _edition: change_film(film=film(), by=None, **fields)


def last_showing(edition: Edition) -> Screening:
    return Screening.objects.filter(edition=edition).order_by("-starts_at")[0]


def moved(edition: Edition) -> object:
    row = last_showing(edition)
    return move_screening(
        screening=row, starts_at=row.starts_at + timedelta(minutes=20), auditorium=row.auditorium, by=None
    )


def another_showing(_edition: Edition) -> object:
    return record_showing(
        film=film(), by=None, event="World Shorts", shown_on=PAST.date(), precision=DatePrecision.DAY,
        city="Los Angeles", region="California", country="US",
    )  # fmt: skip


def said(kind: str, key: Callable[[], int], **texts: str) -> Change:
    return lambda edition: translate(
        festival=edition.festival, kind=Translated(kind), thing=key(), language="es", words=texts, by=None
    )


def new_story(edition: Edition) -> object:
    article = write_article(
        festival=edition.festival, slug="later", headline="What came later", by=None, film=film(), body="More."
    )
    return publish_article(article=article, by=None, at=PAST)


def upside_down(_edition: Edition) -> object:
    program = Program.objects.get()
    rows = Placement.objects.filter(program=program).order_by("-position")
    order_program(program=program, films=[row.film.code for row in rows], by=None)
    return program


def another_focus(edition: Edition) -> object:
    strand = make_strand(festival=edition.festival, slug="sea", title="The Sea", accent="teal", by=None)
    return focus_edition(edition=edition, strands=[strand, Strand.objects.get(slug="work")], by=None)


CHANGES: dict[str, Change] = {
    "a film's text": fields_of_film(synopsis="It ends at dusk."),
    "a film's logline": fields_of_film(logline="Looms are told otherwise."),
    "a film's title": fields_of_film(title="The Longer Loom"),
    "a film's facts": fields_of_film(running_time_s=601, countries=["FR"], languages=["fr"], genres=["essay"]),
    "a person's name": named("Ada Ferro-Luz"),
    "a person's words": lambda _edition: Person.objects.filter(pk=person().pk).update(bio="She weaves."),
    "a person's link": lambda _edition: PersonLink.objects.create(
        person=person(), label="Own", url="https://ada.example"
    ),
    "a credit": lambda _edition: set_credits(film=film(), role=CreditRole.CAST, names=["Mo Sand", "Li Wei"], by=None),
    "another director": lambda _edition: set_credits(
        film=film(), role=CreditRole.DIRECTOR, names=["Ada Ferro-Luz", "Io Noor"], by=None
    ),
    "a source": lambda _edition: record_source(film=film(), kind=SourceKind.GRANT, name="A fund", by=None),
    "an amount": lambda _edition: Source.objects.filter(name="City Arts").update(amount_minor=990_000),
    "a premiere": another_showing,
    "a still": lambda _edition: set_still(film=film(), image=picture(1000, 500), alt="Another loom.", by=None),
    "a still's words": fields_of_film(still_alt="A loom by day."),
    "a still's focus": lambda _edition: set_still_focus(film=film(), x=82, y=20, by=None),
    "a poster": lambda _edition: set_poster(film=film(), image=picture(500, 707), alt="A poster.", by=None),
    "a venue": lambda _edition: change_venue(venue=Venue.objects.get(), by=None, name="Lamp House"),
    "an auditorium": lambda _edition: Auditorium.objects.update(name="Small room", seats=40),
    "a screening moved": moved,
    "a screening cancelled": lambda edition: cancel_screening(screening=last_showing(edition), by=None),
    "a screening restored": lambda edition: restore_screening(screening=last_showing(edition), by=None),
    "a program's title": lambda _edition: change_program(program=Program.objects.get(), by=None, title="Shorts at six"),
    "a program's words": lambda _edition: change_program(program=Program.objects.get(), by=None, about="On looms."),
    "a program's order": upside_down,
    "a strand": lambda _edition: change_strand(strand=Strand.objects.get(), by=None, title="Labour", accent="teal"),
    "the focus": another_focus,
    "an article": new_story,
    "a correction": lambda _edition: correct_article(
        article=Article.objects.get(slug="looms"), note="Ada, not Ida.", by=None, body="It was quiet."
    ),
    "an article taken back": lambda _edition: unpublish_article(article=Article.objects.get(slug="later"), by=None),
    "an interview": lambda _edition: change_interview(interview=Interview.objects.get(), by=None, body="We **met**."),
    "the edition": lambda edition: change_edition(edition=edition, by=None, about="A day of looms.", place="Mill Road"),
    "the festival": lambda edition: change_festival(festival=edition.festival, by=None, name="Lanterns by the Sea"),
    "a language": lambda edition: choose_languages(festival=edition.festival, languages=["es"], by=None),
    "a film in it": said("film", lambda: film().pk, title="El telar", logline="Cuenta las horas."),
    "a program in it": said("program", lambda: Program.objects.get().pk, title="Cortos"),
    "a film's text again": fields_of_film(synopsis="It ends at noon."),
    "a person's name again": named("Ada Luz"),
}


@pytest.fixture
def whole(edition: Edition) -> Edition:
    """Return an edition with a story, pictures, money and an interview."""
    made = make_bill(edition, titles=["The Long Loom", "Tide Table"], programs=1)
    first = made[0].placements.order_by("position").first()
    assert first is not None
    tell_stories(edition, first.film)
    row = Screening.objects.get(edition=edition)
    later = row.starts_at + timedelta(hours=4)
    place_screening(edition=edition, program=made[0], auditorium=row.auditorium, starts_at=later, by=None)
    return edition


def test_a_release_is_the_same_as_one_built_from_nothing(whole: Edition, releases_root: Path) -> None:
    key = whole.pk
    stale: dict[str, list[str]] = {}
    seen: set[str] = set()
    publish_edition(edition=whole, by=None)
    for what, change in CHANGES.items():
        change(_read(key))
        release = publish_edition(edition=_read(key), by=None)
        stale |= {what: found} if (found := _differs(key, releases_root)) else {}
        assert release.digest not in seen, f"{what} changed nothing"
        seen.add(release.digest)

    assert stale == {}


def test_going_back_leaves_the_pages_of_then(whole: Edition, releases_root: Path) -> None:
    first = publish_edition(edition=whole, by=None)
    change_film(film=film(), by=None, title="The Longer Loom", synopsis="It ends at dusk.")
    publish_edition(edition=_read(whole.pk), by=None)

    roll_back_edition(release=first, by=None)

    site = site_manifest("lanterns")
    own = {address: entry for address, entry in first.manifest.items() if not address.startswith("files/")}
    assert {address for address, entry in own.items() if site[address] != entry} == set()
    page = content_of(site, "search/index.json")
    assert page is not None
    assert b"The Longer Loom" not in page


def _read(key: int) -> Edition:
    return Edition.objects.select_related("festival").get(pk=key)


def _differs(key: int, root: Path) -> list[str]:
    """Return the addresses that a build from nothing makes otherwise than they are up."""
    shutil.rmtree(root / "plates")
    for module in (words, staging, bill):
        _forget(module)
    fresh, live = manifest_of(build(_read(key)).files), live_release(_read(key))
    assert live is not None
    return sorted(address for address in {*fresh, *live.manifest} if fresh.get(address) != live.manifest.get(address))


def _forget(module: ModuleType) -> None:
    """Let a module's functions forget what they were asked before."""
    for one in vars(module).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
