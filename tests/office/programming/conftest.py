"""A programmer's browser, and a draft to work on."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.pools import a_pool, make_eligible

from matinee.accounts.models import User
from matinee.entries.actions import consider_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.programming.actions import add_program, make_lineup
from matinee.programming.models import Lineup


@pytest.fixture
def tab(festival: Festival, member: Callable[[Role], User], signed_in: Callable[[User], Client]) -> Client:
    """Return the browser of a programmer."""
    return signed_in(member(Role.PROGRAMMER))


@pytest.fixture
def lineup(edition: Edition) -> Lineup:
    """Return a draft with two programs beside a pool of ten."""
    a_pool(edition.festival, 10)
    consider_edition(edition=edition, by=None)
    make_eligible(edition)
    draft = make_lineup(edition=edition, title="Draft", by=None)
    for title in ("Shorts I", "Shorts II"):
        add_program(lineup=draft, title=title, by=None)
    return draft
