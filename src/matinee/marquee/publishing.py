"""Publishing an edition, and going back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext

from matinee.accounts.models import User
from matinee.festival.actions import move_edition
from matinee.festival.models import Edition
from matinee.festival.states import EditionState
from matinee.kit.errors import Conflict
from matinee.marquee.building import Progress, build, card_of, festival_files, in_every_language, published_cards
from matinee.marquee.findings import blocking
from matinee.programming.queries import lineup_of
from matinee.releases.actions import make_preview, publish_release, roll_back, store_in_use
from matinee.releases.actions.previews import DAYS
from matinee.releases.models import Preview, Release
from matinee.releases.queries import releases_root

COLLECT_AFTER = 100_000  # objects more made than gone
STEPS = {
    EditionState.PLANNED: (EditionState.OPEN, EditionState.PUBLISHED),
    EditionState.OPEN: (EditionState.PUBLISHED,),
}


def publish_edition(
    *,
    edition: Edition,
    by: User | None,
    progress: Progress | None = None,
    note: str = "",
    with_festival_pages: bool = True,
) -> Release:
    """Build everything and let it go public in one step; the edition then stands as published.

    Where nothing has changed, the release that is live is returned and stays as it is.

    Who publishes several editions in a row draws the festival's pages with the last one only
    (``with_festival_pages=False`` for the others: those that are up stay). ``progress`` is told
    ``(done, total, "stills" | "pages")``; a total of 0 is not known yet.

    Raises
    ------
    Conflict
        Something must be mended first; the message says what.
    """
    with store_in_use(releases_root()), seldom_collecting():
        reasons = blocking(edition)
        if reasons:
            raise Conflict(f"{edition} cannot be published yet. {' '.join(reasons)}")
        built = build(edition, progress=progress, with_festival_pages=with_festival_pages)
        release = publish_release(
            edition=edition, files=built.files, by=by, note=note, words=built.words, said=built.said, built_at=built.at
        )
    for step in STEPS.get(EditionState(edition.state), ()):
        move_edition(edition=edition, to=step, by=by)
    return release


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage less often: a build makes a million things that all stay, and a tenth of it was looking."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def preview_edition(
    *, edition: Edition, by: User | None, note: str = "", days: int = DAYS, progress: Progress | None = None
) -> Preview:
    """Build everything and open a private link to it; nothing goes public, and what must be mended may wait.

    Raises
    ------
    Conflict
        There is no lineup to show yet.
    """
    if lineup_of(edition) is None:
        raise Conflict(gettext("No lineup is adopted. Adopt one at the programming desk."))
    with store_in_use(releases_root()):
        built = build(edition, progress=progress)
        return make_preview(edition=edition, files=built.files, by=by, note=note, words=built.words, days=days)


def roll_back_edition(*, release: Release, by: User | None) -> Release:
    """Make an older release live again, and draw the festival's pages anew so that they agree with it."""
    edition = release.edition
    festival = edition.festival
    card = card_of(release, edition.slug)
    cards = published_cards(festival, but=edition)
    told = [card, *cards] if card else cards
    with store_in_use(releases_root()), seldom_collecting():
        shared = in_every_language(festival, told, lambda site, plates: festival_files(site, festival, plates))
        return roll_back(release=release, by=by, shared=list(shared))
