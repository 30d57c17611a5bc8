"""What the grid's element says, in the language of the page; names in braces are filled in by the element."""

from typing import Any

from django.utils.translation import gettext as _

from matinee.office.schedule.drawing import PART_WORDS
from matinee.programming.states import CheckLevel
from matinee.schedule.states import EventKind


def grid_words() -> dict[str, Any]:
    """Return every sentence that the element may show or speak."""
    return {
        "parts": {name: str(words) for name, words in PART_WORDS.items()},
        "kinds": {kind.value: str(kind.label) for kind in EventKind},
        "levels": {level.value: str(level.label) for level in CheckLevel},
        "here": _("{time} in {room}"),
        "closed": _("The auditorium is not open for all of it."),
        "taken": _("“{title}” is there until {until}."),
        "away": _("{name} cannot be there."),
        "rather": _("{name} would rather not."),
        "awayBand": _("{name} is away"),
        "twice": _("{name} is in “{title}” then."),
        "taken_up": _("Taken up. Arrows move it by five minutes, with shift by thirty; enter puts it down"),
        "carrying": _("A card is in your hand: enter puts it down, escape puts it back."),
        "cancelled": _("Put back where it was."),
        "edge": _("The grid ends here."),
        "locked": _("locked"),
        "lock": _("Lock"),
        "unlock": _("Unlock"),
        "isLocked": _("It is locked. Unlock it first: press l."),
        "left": _("{placed} of {wanted} placed"),
        "lasts": _("{n} min"),
        "trayEmpty": _("Every program has its screenings. A program waits here once its lineup is adopted."),
        "trayNone": _("No program waits yet. Programs come here once their lineup is adopted."),
        "programs": _("Programs"),
        "byOther": _("{who} changed “{title}”."),
        "failed": _("That could not be done. Reload the page and look at the grid as it is now."),
    }
