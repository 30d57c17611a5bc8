"""A releases folder of its own for every test."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def releases_root(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder that this test publishes into."""
    root = tmp_path / "releases"
    settings.RELEASES_ROOT = root
    return root
