"""A festival's site in several languages: whole, linked to each other, falling back where something is not said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from matinee.festival.actions import change_edition, choose_languages, translate
from matinee.festival.models import Edition, Translated
from matinee.marquee.publishing import publish_edition, roll_back_edition
from matinee.newsroom.models import Article, Interview
from matinee.programming.actions import place_film
from matinee.programming.models import Program
from tests.street import make_film

pytestmark = pytest.mark.django_db
Site = Callable[[str], str]


@pytest.fixture
def spoken(edition: Edition, programs: list[Program]) -> Edition:
    """Return an edition whose festival is published in Spanish too, with a film and a program translated."""
    festival = edition.festival
    choose_languages(festival=festival, languages=["es"], by=None)
    placement = programs[0].placements.first()
    assert placement is not None
    film = {"title": "El telar largo", "logline": "Una tejedora cuenta las horas."}
    for kind, thing, words in (
        (Translated.FILM, placement.film.pk, film),
        (Translated.PROGRAM, programs[0].pk, {"title": "Cortos uno"}),
        (Translated.FESTIVAL, festival.pk, {"tagline": "Cine cada mes"}),
    ):
        translate(festival=festival, kind=kind, thing=thing, language="es", words=words, by=None)
    return edition


def test_another_language_is_a_whole_site_in_its_folder(spoken: Edition, site: Site, releases_root: Path) -> None:
    publish_edition(edition=spoken, by=None)

    live = releases_root / "live" / "lanterns"
    own = {path.relative_to(live).as_posix() for path in live.rglob("*.html")}
    english = {address for address in own if not address.startswith(("es/", "files/"))}
    assert {f"es/{address}" for address in english} == {address for address in own if address.startswith("es/")}
    bill = site(f"es/{spoken.slug}/index.html")
    assert '<html lang="es"' in bill
    assert "Cortos uno" in bill
    assert "El telar largo" in bill
    assert "Cine cada mes" in site("es/index.html")


def test_pages_name_each_other_in_every_language(spoken: Edition, site: Site) -> None:
    publish_edition(edition=spoken, by=None)

    for address in (f"{spoken.slug}/index.html", f"es/{spoken.slug}/index.html"):
        page = site(address)
        assert f'hreflang="en" href="http://localhost:8000/at/lanterns/{spoken.slug}/"' in page
        assert f'hreflang="es" href="http://localhost:8000/at/lanterns/es/{spoken.slug}/"' in page
        assert 'hreflang="x-default"' in page
    assert f'href="/at/lanterns/es/{spoken.slug}/" hreflang="es" lang="es">Español</a>' in site(
        f"{spoken.slug}/index.html"
    )


def test_what_is_not_said_stays_in_the_festivals_own_words(spoken: Edition, site: Site) -> None:
    publish_edition(edition=spoken, by=None)

    assert "Tide Table" in site(f"es/{spoken.slug}/index.html")
    film = site(f"es/{spoken.slug}/films/the-long-loom/index.html")
    assert "Una tejedora cuenta las horas." in film
    assert "The Long Loom" in film  # under the translated title


def test_links_of_a_language_stay_in_it_and_pictures_are_shared(spoken: Edition, site: Site) -> None:
    publish_edition(edition=spoken, by=None)

    page = site(f"es/{spoken.slug}/index.html")
    assert f'href="/at/lanterns/es/{spoken.slug}/programs/' in page
    assert f'href="/at/lanterns/{spoken.slug}/programs/' not in page
    assert '="/at/lanterns/es/files/' not in page


def test_edition_that_was_published_before_the_language_is_linked_in_its_own(spoken: Edition, site: Site) -> None:
    choose_languages(festival=spoken.festival, languages=[], by=None)
    before = publish_edition(edition=spoken, by=None)
    change_edition(edition=spoken, by=None, about="More words.")
    publish_edition(edition=spoken, by=None)
    choose_languages(festival=spoken.festival, languages=["es"], by=None)

    roll_back_edition(release=before, by=None)  # draws the festival's pages, in Spanish too

    archive = site("es/archive/index.html")
    assert f'href="/at/lanterns/{spoken.slug}/"' in archive
    assert f"/at/lanterns/es/{spoken.slug}/" not in archive + site("es/sitemap.xml")


def test_going_back_takes_all_languages_back(spoken: Edition, site: Site, programs: list[Program]) -> None:
    first = publish_edition(edition=spoken, by=None)
    words = {"title": "Cortos dos"}
    translate(
        festival=spoken.festival, kind=Translated.PROGRAM, thing=programs[0].pk, language="es", words=words, by=None
    )
    publish_edition(edition=spoken, by=None)
    assert "Cortos dos" in site("es/index.html")

    roll_back_edition(release=first, by=None)

    assert "Cortos uno" in site(f"es/{spoken.slug}/index.html")
    assert "Cortos uno" in site("es/index.html")


def test_page_that_is_not_there_answers_in_the_language_of_its_address(spoken: Edition, client: Client) -> None:
    publish_edition(edition=spoken, by=None)

    spanish, english = client.get("/at/lanterns/es/nowhere/"), client.get("/at/lanterns/nowhere/")

    assert (spanish.status_code, english.status_code) == (404, 404)
    assert '<html lang="es"' in spanish.content.decode()
    assert '<html lang="en"' in english.content.decode()


def test_publishing_from_a_desk_in_another_language_changes_nothing(spoken: Edition, site: Site) -> None:
    with translation.override("fr"):
        publish_edition(edition=spoken, by=None)

    assert '<html lang="en"' in site("index.html")
    assert '<html lang="es"' in site("es/index.html")


def test_changes_are_told_in_the_language_of_the_page(spoken: Edition, programs: list[Program], site: Site) -> None:
    publish_edition(edition=spoken, by=None)
    place_film(program=programs[0], film=make_film(spoken, "Late Arrival", minutes=5), by=None)
    publish_edition(edition=spoken, by=None)

    english, spanish = site(f"{spoken.slug}/changes/index.html"), site(f"es/{spoken.slug}/changes/index.html")

    with translation.override("es"):
        told = gettext("“%(film)s” joins “%(program)s”.") % {"film": "Late Arrival", "program": "Cortos uno"}
    assert "“Late Arrival” joins “Shorts 1”." in english
    assert told in spanish
    assert told in site(f"es/{spoken.slug}/changes.atom")
    assert "joins" not in spanish


def test_text_in_another_language_than_its_page_is_marked(spoken: Edition, programs: list[Program], site: Site) -> None:
    Interview.objects.update(language="it", body="Era **forte**.")
    publish_edition(edition=spoken, by=None)
    english, spanish = site("articles/looms/index.html"), site("es/articles/looms/index.html")
    assert '<h1 dir="auto">What the looms said' in english
    assert '<h1 dir="auto" lang="en">What the looms said' in spanish
    assert '<bdi lang="en">What the looms said' in site("es/articles/index.html")
    assert '<div dir="auto" lang="it"><p>Era' in site(f"{spoken.slug}/films/the-long-loom/index.html")

    Article.objects.update(language="es", headline="Lo que dijeron los telares")
    publish_edition(edition=spoken, by=None)

    assert '<h1 dir="auto" lang="es">Lo que' in site("articles/looms/index.html")
    assert '<h1 dir="auto">Lo que' in site("es/articles/looms/index.html")
