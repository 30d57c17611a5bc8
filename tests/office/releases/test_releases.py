"""The releases desk: what would change, publishing, the history and the way back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.street import make_bill, make_film, picture

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.films.actions import change_film, set_still
from matinee.films.models import Film
from matinee.marquee.publishing import publish_edition
from matinee.programming.actions import place_film
from matinee.programming.models import Program
from matinee.releases.models import Preview, Release


@pytest.fixture(autouse=True)
def releases_root(settings: Settings, tmp_path: Path) -> Path:
    settings.RELEASES_ROOT = tmp_path / "releases"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "releases"


@pytest.fixture
def desk(director: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(director)


@pytest.fixture
def programs(edition: Edition) -> list[Program]:
    return make_bill(edition, titles=["The Long Loom", "Ember"])


def address(name: str, *args: str) -> str:
    return reverse(f"office-releases{name}", args=["lanterns", *args])


def test_desk_says_what_stands_in_the_way(desk: Client, edition: Edition) -> None:
    page = desk.get(address("-edition", "2031-03")).content.decode()
    refused = desk.post(address("-publish", "2031-03"), follow=True).content.decode()

    assert "No lineup is adopted" in page
    assert "No lineup is adopted" in refused
    assert Release.objects.count() == 0


def test_desk_tells_what_would_change(desk: Client, edition: Edition, programs: list[Program]) -> None:
    publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Late Arrival", minutes=3), by=None)

    page = desk.get(address("-edition", "2031-03")).content.decode()
    files = desk.get(address("-files", "2031-03")).content.decode()

    assert "“Late Arrival” joins “Shorts 1”." in page
    assert "2031-03/films/late-arrival/index.html" in files


@pytest.mark.django_db(transaction=True)
def test_publishing_runs_in_the_background_and_tells_how_far_it_is(
    desk: Client, edition: Edition, programs: list[Program]
) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    started = desk.post(address("-publish", "2031-03"), {"note": "First"})
    waiting = desk.get(started["Location"]).content.decode()
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)
    polled = desk.get(started["Location"], headers={"HX-Request": "true"})

    assert "Waiting for the worker" in waiting
    assert polled["HX-Redirect"] == address("-edition", "2031-03")
    release = Release.objects.get()
    assert (release.note, release.published_by, release.is_live) == (
        "First",
        User.objects.get(email="director@example.org"),
        True,
    )
    page = desk.get(address("-edition", "2031-03")).content.decode()
    assert "Release 1 is live" in page

    again = desk.post(address("-publish", "2031-03"))
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)
    page = desk.get(again["Location"], follow=True).content.decode()
    assert "Nothing has changed since the release that is live" in page
    assert Release.objects.count() == 1


def test_older_release_comes_back_and_can_be_undone(
    desk: Client, edition: Edition, programs: list[Program], releases_root: Path
) -> None:
    first = publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Late Arrival", minutes=3), by=None)
    second = publish_edition(edition=edition, by=None)
    bill = releases_root / "live" / "lanterns" / "2031-03" / "index.html"

    page = desk.post(address("-roll-back", first.code), follow=True).content.decode()

    assert "Late Arrival" not in bill.read_text()
    assert address("-roll-back", second.code) in page
    desk.post(address("-roll-back", second.code))
    assert "Late Arrival" in bill.read_text()


def test_work_of_another_edition_is_not_there(desk: Client, edition: Edition) -> None:
    assert desk.get(address("-work", "2031-03", "0e7a1f0e-0000-4000-8000-000000000000")).status_code == 404
    assert desk.get(address("-work", "2031-03", "nonsense")).status_code == 404


def test_overview_names_every_edition(desk: Client, edition: Edition, programs: list[Program]) -> None:
    publish_edition(edition=edition, by=None)

    page = desk.get(address("")).content.decode()

    assert "March 2031" in page
    assert "release 1" in page


def test_press_does_not_publish(
    edition: Edition, member: Callable[[Role], User], signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(member(Role.PRESS)).post(address("-publish", "2031-03")).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_private_link_is_made_shown_and_closed(desk: Client, edition: Edition, programs: list[Program]) -> None:
    from django.core.management import call_command  # noqa: PLC0415

    desk.post(address("-preview", "2031-03"), {"note": "The sponsor", "days": "3"})
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)

    preview = Preview.objects.get()
    page = desk.get(address("-edition", "2031-03")).content.decode()
    assert f"/preview/{preview.secret}/" in page
    assert "The sponsor" in page
    assert "The Long Loom" in Client().get(f"/preview/{preview.secret}/2031-03/").content.decode()
    assert Release.objects.count() == 0
    desk.post(address("-preview-close", preview.code))
    assert Client().get(f"/preview/{preview.secret}/2031-03/").status_code == 404


def test_preview_of_a_thousand_days_is_refused_in_words(
    desk: Client, edition: Edition, programs: list[Program]
) -> None:
    page = desk.post(address("-preview", "2031-03"), {"days": "1000"}, follow=True).content.decode()

    assert "A preview lasts from 1 to 90 days." in page


def test_release_says_what_it_changed_for_whom(desk: Client, edition: Edition, programs: list[Program]) -> None:
    first = publish_edition(edition=edition, by=None)
    place_film(program=programs[0], film=make_film(edition, "Late Arrival", minutes=3, director="Zoe Last"), by=None)
    change_film(film=Film.objects.get(title="Ember"), by=None, synopsis="It glows.")
    second = publish_edition(edition=edition, by=None)

    page = desk.get(address("-release", second.code)).content.decode()
    back = desk.get(address("-release", first.code)).content.decode()

    assert "Who comes to “Shorts 1”" in page
    assert "The makers of “Late Arrival” (Zoe Last)" in page
    assert "Other texts: “Ember”." in page
    assert "“Late Arrival” has left “Shorts 1”." in back
    assert "It is no longer shown." in back


def test_desk_asks_for_words_of_stills(desk: Client, edition: Edition, programs: list[Program]) -> None:
    film = Film.objects.get(title="Ember")
    set_still(film=film, image=picture(), alt="Embers", by=None)
    Film.objects.filter(pk=film.pk).update(still_alt="")

    page = desk.get(address("-edition", "2031-03")).content.decode()
    refused = desk.post(address("-picture", "2031-03", "ember"), {"alt": "", "x": "10", "y": "90"})
    desk.post(address("-picture", "2031-03", "ember"), {"alt": "Embers at night", "x": "10", "y": "90"})

    film.refresh_from_db()
    assert "1 still without words" in page
    assert refused.status_code == 400
    assert (film.still_alt, film.still_focus_x, film.still_focus_y) == ("Embers at night", 10, 90)
    assert "Embers at night" in desk.get(address("-pictures", "2031-03")).content.decode()
