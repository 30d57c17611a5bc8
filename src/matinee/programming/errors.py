"""Refusals of the programming room that say more than a sentence."""

from matinee.kit.errors import Conflict


class Collision(Conflict):
    """Somebody else changed the same thing after the page was read; repeated on the newest version, it goes through.

    ``who`` changed it and ``what`` they did are words for people.
    """

    def __init__(self, message: str, *, who: str = "", what: str = "") -> None:
        super().__init__(message)
        self.who = who
        self.what = what
