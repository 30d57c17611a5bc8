"""What the tests of entries share: importing bytes as an export."""

from collections.abc import Callable, Sequence

import pytest

from matinee.entries.interchange import run_import, start_import
from matinee.entries.models import ImportRun
from matinee.festival.models import Festival


@pytest.fixture
def take(festival: Festival) -> Callable[..., ImportRun]:
    """Return an importer of bytes into the festival."""

    def importer(content: bytes, fields: Sequence[str] | None = None) -> ImportRun:
        run = start_import(festival=festival, call=None, file=content, by=None, taken_fields=fields)
        return run_import(run=run)

    return importer
