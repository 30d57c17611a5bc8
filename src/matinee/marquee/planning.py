"""A visitor's best festival, planned from the published files alone: the database is not asked."""

import json
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext

from matinee.kit.errors import InvalidInput, NotFound, Unavailable
from matinee.marquee.bridge import best_festival
from matinee.releases.rules import checked_address, live_path

Facts = dict[str, Any]
AT_ONCE: Final = threading.BoundedSemaphore(2)
PATIENCE_S: Final = 3.0


def planned(festival: str, edition: str, stars: Sequence[str], now: datetime) -> Facts:
    """Return the best choice of an edition's published showings for these stars.

    Raises
    ------
    NotFound
        There is no such edition among the published ones.
    Unavailable
        Too many people plan at this moment.
    """
    told = _told(festival, edition)
    if not AT_ONCE.acquire(timeout=PATIENCE_S):
        raise Unavailable(gettext("Many people are planning right now. Try again in a minute."))
    try:
        return best_festival(told, stars, now)
    finally:
        AT_ONCE.release()


def _told(festival: str, edition: str) -> Facts:
    """Read what is published of an edition."""
    try:
        folder = live_path(Path(settings.RELEASES_ROOT), checked_address(festival))
        found: Facts = json.loads((folder / checked_address(edition) / "showings.json").read_bytes())
    except (OSError, InvalidInput) as error:
        raise NotFound(gettext("No edition of that name is published.")) from error
    return found
