"""Pages are drawn again exactly when something they are made of has changed."""

from collections.abc import Iterator

import pytest

from matinee.festival.actions import change_festival
from matinee.festival.models import Edition
from matinee.films.actions import change_film, set_still, set_still_focus
from matinee.marquee import building
from matinee.marquee.building import build
from matinee.marquee.pages import Page
from matinee.marquee.publishing import publish_edition
from matinee.marquee.site import Site
from matinee.newsroom.actions import publish_article, write_article
from matinee.programming.models import Program
from matinee.releases.queries import live_release
from matinee.releases.rules import Known, manifest_of
from tests.street import PAST, picture


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Return the addresses of the pages that are drawn from now on."""
    seen: set[str] = set()
    draw = building.drawn

    def note(page: Page, site: Site) -> tuple[str, bytes]:
        seen.add(page.address)
        return draw(page, site)

    monkeypatch.setattr(building, "drawn", note)
    return seen


def test_unchanged_pages_are_not_drawn_again(edition: Edition, programs: list[Program], drawn: set[str]) -> None:
    publish_edition(edition=edition, by=None)
    drawn.clear()

    built = build(edition)

    assert drawn == set()
    release = live_release(edition)
    assert release is not None
    assert manifest_of(built.files) == release.manifest
    assert isinstance(dict(built.files)["2031-03/index.html"], Known)


def test_changed_film_draws_its_own_pages_alone(edition: Edition, programs: list[Program], drawn: set[str]) -> None:
    publish_edition(edition=edition, by=None)
    drawn.clear()

    change_film(film=programs[0].placements.all()[1].film, by=None, synopsis="It ends at dusk.")
    publish_edition(edition=edition, by=None)

    assert "2031-03/films/tide-table/index.html" in drawn
    assert "404.html" not in drawn
    assert "It ends at dusk." in _text(edition, "2031-03/films/tide-table/index.html")


def test_changed_story_reaches_the_pages_that_name_it(
    edition: Edition, programs: list[Program], drawn: set[str]
) -> None:
    publish_edition(edition=edition, by=None)
    drawn.clear()

    film = programs[0].placements.all()[1].film
    article = write_article(
        festival=edition.festival, slug="tides", headline="The tides told", by=None, film=film, body="They rose."
    )
    publish_article(article=article, by=None, at=PAST)
    publish_edition(edition=edition, by=None)

    assert "The tides told" in _text(edition, "2031-03/films/tide-table/index.html")
    assert "The tides told" in _text(edition, "articles/index.html")
    assert "2031-03/programs/shorts-1/index.html" not in drawn


def test_changed_festival_is_named_on_every_page(edition: Edition, programs: list[Program]) -> None:
    publish_edition(edition=edition, by=None)

    change_festival(festival=edition.festival, by=None, name="Lanterns by the Sea")
    edition.refresh_from_db()
    publish_edition(edition=Edition.objects.select_related("festival").get(pk=edition.pk), by=None)

    assert "Lanterns by the Sea" in _text(edition, "2031-03/films/ember/index.html")
    assert "Lanterns by the Sea" in _text(edition, "404.html")


def test_focus_of_a_still_reaches_the_page(edition: Edition, programs: list[Program]) -> None:
    film = programs[0].placements.all()[1].film
    set_still(film=film, image=picture(), alt="A table by the sea", by=None)
    publish_edition(edition=edition, by=None)

    set_still_focus(film=film, x=82, y=50, by=None)
    publish_edition(edition=edition, by=None)

    page = _text(edition, "2031-03/films/tide-table/index.html")
    assert 'class="still focus-x-80"' in page
    assert 'type="image/avif"' in page


def test_lost_plates_only_cost_time(edition: Edition, programs: list[Program], drawn: set[str]) -> None:
    publish_edition(edition=edition, by=None)
    plates = building.releases_root() / "plates" / "lanterns.json"
    plates.write_text("{torn")
    drawn.clear()

    build(edition)

    assert "2031-03/index.html" in drawn


def _text(edition: Edition, address: str) -> str:
    release = live_release(edition)
    assert release is not None
    content = building.content_of(release.manifest, address)
    assert content is not None
    return content.decode()
