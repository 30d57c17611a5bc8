"""The newsroom desk: booklets and press kits, from the wish to the file and the release."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.street import make_bill

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.festival.states import Role
from matinee.films.actions import change_film
from matinee.films.models import Film
from matinee.newsroom.actions import fail_handout
from matinee.newsroom.models import Handout

pytestmark = pytest.mark.django_db(transaction=True)  # the worker closes and opens connections of its own
BOOKLET = {"booklet-paper": "a5", "booklet-thanks": "Kiln Brewery", "make_booklet": "1"}


@pytest.fixture
def press(member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Client:
    return signed_in(member(Role.PRESS))


@pytest.fixture
def day(edition: Edition) -> Edition:
    make_bill(edition, titles=["The Long Loom", "Tide Table"])
    return edition


def address(name: str = "", *args: str) -> str:
    return reverse(f"office-newsroom-{name}", args=["lanterns", *args])


def work_off() -> None:
    call_command("db_worker", batch=True, queue_name="default", interval=0, verbosity=0)


def made(press: Client, day: Edition, wish: dict[str, str]) -> Handout:
    answer = press.post(address("edition-handouts", day.slug), wish)
    assert answer.status_code == 302
    work_off()
    return Handout.objects.get()


def test_booklet_is_made_downloaded_and_let_public(press: Client, day: Edition) -> None:
    handout = made(press, day, BOOKLET)

    told = press.get(address("handout-work", handout.code), follow=True).content.decode()
    assert "is made" in told
    href = told.split('class="title"><a href="')[1].split('"')[0]
    file = press.get(href)
    assert b"".join(file.streaming_content if file.streaming else [file.content]).startswith(b"%PDF-")
    press.post(address("handout-show", handout.code), {"public": "1"})
    assert Handout.objects.get().is_public
    press.post(address("handout-show", handout.code), {"public": "0"})
    assert not Handout.objects.get().is_public


def test_work_shows_how_far_it_is(press: Client, day: Edition) -> None:
    press.post(address("edition-handouts", day.slug), BOOKLET)
    handout = Handout.objects.get()

    waiting = press.get(address("handout-work", handout.code)).content.decode()
    assert "Waiting for the worker" in waiting
    work_off()

    done = press.get(address("handout-work", handout.code), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == address("edition-handouts", day.slug)


def test_press_kit_of_a_film_is_made_and_removed(press: Client, day: Edition) -> None:
    handout = made(press, day, {"kit-film": "tide-table", "make_kit": "1"})

    assert (handout.name, bool(handout.file)) == ("press-kit-tide-table", True)
    press.post(address("handout-remove", handout.code))
    assert not Handout.objects.exists()


def test_page_says_when_something_has_changed_since(press: Client, day: Edition) -> None:
    made(press, day, BOOKLET)
    page = address("edition-handouts", day.slug)
    assert "something has changed since" not in press.get(page).content.decode()

    change_film(film=Film.objects.get(slug="tide-table"), by=None, logline="Another story.")

    assert "something has changed since" in press.get(page).content.decode()


def test_a_handout_that_came_to_nothing_says_why_and_is_made_again(press: Client, day: Edition) -> None:
    handout = made(press, day, BOOKLET)
    fail_handout(handout=handout, reason="The disk is full. Free some space.", by=None)
    assert "The disk is full." in press.get(address("edition-handouts", day.slug)).content.decode()

    press.post(address("handout-again", handout.code))
    work_off()

    assert Handout.objects.get().trouble == ""


def test_what_is_not_made_yet_cannot_be_public(press: Client, day: Edition) -> None:
    handout = Handout.objects.create(edition=day, kind="booklet", name="booklet-a5", paper="a5")

    press.post(address("handout-show", handout.code), {"public": "1"})

    assert not Handout.objects.get().is_public


@pytest.mark.parametrize(
    "wish",
    [
        {"booklet-paper": "a0", "make_booklet": "1"},
        {"booklet-paper": "a5", "booklet-welcome": "x" * 6001, "make_booklet": "1"},
        {"kit-film": "no-such-film", "make_kit": "1"},
    ],
)
def test_a_wish_that_does_not_fit_is_refused(press: Client, day: Edition, wish: dict[str, str]) -> None:
    assert press.post(address("edition-handouts", day.slug), wish).status_code == 400
    assert not Handout.objects.exists()


def test_list_names_editions_with_what_is_made(press: Client, day: Edition) -> None:
    assert day.title in press.get(address("handouts")).content.decode()


def test_reviewer_is_refused(member: Callable[[Role], User], signed_in: Callable[[User], Client], day: Edition) -> None:
    reviewer = signed_in(member(Role.REVIEWER))

    assert reviewer.get(address("handouts")).status_code == 403
