"""What every test may ask for: a festival with its team, an edition, people signed in.

Sockets are closed but for this machine's own (``--allow-hosts`` in ``pyproject.toml``).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from matinee.accounts.models import User
from matinee.festival.actions import create_festival, give_role, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState, Role

PASSWORD = "a-long-and-quiet-word"

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # tests time nothing
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Set the test database up, and let go of it before it is dropped.

    A browser that a journey closed in the middle of an answer leaves a thread of the live server with its connection.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Return a maker of users who can sign in with ``PASSWORD``."""

    def make(email: str = "somebody@example.org", name: str = "", **fields: object) -> User:
        from allauth.account.models import EmailAddress  # noqa: PLC0415  needs the app registry

        user = User.objects.create_user(email, PASSWORD, name=name or email.split("@", maxsplit=1)[0].title(), **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return make


@pytest.fixture
def festival(make_user: Callable[..., User]) -> Festival:
    """Return a festival in Los Angeles with a director."""
    director = make_user("director@example.org", "Dara Director")
    return create_festival(
        slug="lanterns",
        name="Lantern Nights",
        by=director,
        time_zone="America/Los_Angeles",
        city="Los Angeles",
        region="California",
        country="US",
    )


@pytest.fixture
def other_festival(make_user: Callable[..., User]) -> Festival:
    """Return a second festival in the same installation, with a director of its own."""
    stranger = make_user("stranger@example.org", "Sam Stranger")
    return create_festival(slug="harbour", name="Harbour Shorts", by=stranger, time_zone="Europe/Lisbon", country="PT")


@pytest.fixture
def edition(festival: Festival) -> Edition:
    """Return an edition in the making, far enough ahead to be upcoming."""
    day = date(2031, 3, 8)
    return plan_edition(
        festival=festival, slug="2031-03", title="March 2031", starts_on=day, by=None, state=EditionState.OPEN
    )


@pytest.fixture
def director(festival: Festival) -> User:
    """Return the festival's director, who may do everything."""
    return User.objects.get(email="director@example.org")


@pytest.fixture
def member(festival: Festival, make_user: Callable[..., User]) -> Callable[[Role], User]:
    """Return a maker of team members by role."""

    def make(role: Role) -> User:
        user = make_user(f"{role.value}@example.org", str(role.label))
        give_role(festival=festival, user=user, role=role, by=None)
        return user

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a maker of signed-in browsers (without JavaScript)."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
