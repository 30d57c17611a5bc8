"""A filmmaker, an open call, and entries in the states that the lounge shows."""

from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.entries.actions import open_call, start_entry, submit_entry
from matinee.entries.models import Call, Entry
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film, set_credits, set_screener
from matinee.films.states import CreditRole


@pytest.fixture
def maker(make_user: Callable[..., User]) -> User:
    return make_user("maker@example.org", "Mara Maker")


@pytest.fixture
def lounge(signed_in: Callable[[User], Client], maker: User) -> Client:
    return signed_in(maker)


@pytest.fixture
def call(festival: Festival) -> Call:
    return open_call(
        festival=festival, slug="rolling", title="Films all year", by=None, wanted="Shorts and *features*."
    )


@pytest.fixture
def draft(call: Call, maker: User) -> Entry:
    return start_entry(call=call, sender=maker, title="The Long Loom", by=maker)


@pytest.fixture
def sent(draft: Entry, edition: Edition, maker: User) -> Entry:
    return send(draft, maker)


def send(entry: Entry, maker: User) -> Entry:
    """Answer every question of a draft and send it."""
    film = entry.film
    change_film(film=film, by=maker, running_time_s=745, countries=["IT"], languages=["it"], logline="A loom, a town.")
    set_credits(film=film, role=CreditRole.DIRECTOR, names=["Mara Maker"], by=maker)
    set_screener(film=film, url="https://video.example.org/loom", password="quiet-door", by=maker)
    return submit_entry(entry=Entry.objects.get(pk=entry.pk), by=maker)
