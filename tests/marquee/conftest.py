"""A folder of its own for releases and media in every test, and a way to read what is up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from matinee.festival.models import Edition
from matinee.programming.models import Program
from tests.street import make_bill, tell_stories


@pytest.fixture(autouse=True)
def releases_root(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder that this test publishes into."""
    root = tmp_path / "releases"
    settings.RELEASES_ROOT = root
    settings.MEDIA_ROOT = tmp_path / "media"
    return root


@pytest.fixture
def site(releases_root: Path) -> Callable[[str], str]:
    """Return a reader of published files."""
    return lambda address: (releases_root / "live" / "lanterns" / address).read_text()


@pytest.fixture
def programs(edition: Edition) -> list[Program]:
    """Return the programs of a whole, publishable bill with stories around its first film."""
    made = make_bill(edition, titles=["The Long Loom", "Tide Table", "Ember"], programs=1)
    first = made[0].placements.first()
    assert first is not None
    tell_stories(edition, first.film)
    return made
