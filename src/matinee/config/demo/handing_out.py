"""The demo's booklet and press kit: what visitors take along, and what the press asks for."""

import time

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.marquee.handouts.making import make
from matinee.newsroom.actions import ask_handout, show_handout
from matinee.newsroom.models import HandoutKind, Paper

THANKS = "Printed by: The Wick Press\nLit by: Row Street Electric\nThe volunteers of the Lampworks"


def hand_out(edition: Edition, by: User) -> str:
    """Make an edition's booklet and press kit, let both be public, and say so."""
    begun = time.monotonic()
    booklet = ask_handout(edition=edition, kind=HandoutKind.BOOKLET, by=by, paper=Paper.A5, thanks=THANKS)
    kit = ask_handout(edition=edition, kind=HandoutKind.PRESS_KIT, by=by)
    for handout in (booklet, kit):
        make(handout, by=by, progress=_silent)
        show_handout(handout=handout, is_public=True, by=by)
    sizes = " and ".join(f"{handout.size / 2**20:.1f} MB" for handout in (booklet, kit))
    return f"Set the booklet and packed the press kit of {edition}: {sizes} ({time.monotonic() - begun:.1f} s)."


def _silent(_done: int, _total: int, _what: str) -> None:
    """Take progress that nobody asked for."""
