"""The words that the board's element says by itself, in the person's language."""

from django.utils.translation import gettext as _


def board_words() -> dict[str, str]:
    """Return them by name; ``{braces}`` are filled in by the page."""
    return {
        "over": _("{n} min over the limit"),
        "warn": _("{n} min past the warning"),
        "short": _("{n} min to go"),
        "inside": _("inside"),
        "bench": _("the bench"),
        "inPool": _("In the pool. Arrows carry it to a program."),
        "place": _("Place {place} of {of} in {program}."),
        "grabbed": _("{film} in hand. Arrows carry, Enter drops, Escape lets go."),
        "dropped": _("Dropped."),
        "cancelled": _("Back where it was."),
        "edge": _("There is no program further on that takes it."),
        "chosen": _("{n} chosen"),
        "several": _("“{film}” and {n} more"),
        "here": _("Here too: {people}"),
        "lost": _("The server does not answer. Your moves are kept here and sent as soon as it does."),
        "found": _("The server answers again; everything is sent."),
        "refused": _("This move was refused. The board shows what holds."),
        "refused_program": _("The program is locked. Unlock it first."),
        "refused_film": _("The film is locked in its program. Unlock it first."),
        "refused_place": _("The film is locked at its place. Unlock it first."),
        "refused_gone": _("This program is not on the board any more."),
        "anyway": _("Move it anyway"),
        "close": _("Close"),
        **_menu_words(),
    }


def _menu_words() -> dict[str, str]:
    """Return the words of the dialogs for a film and a program."""
    return {
        "toProgram": _("Program"),
        "atPlace": _("Place"),
        "move": _("Move"),
        "lock": _("Lock in the program"),
        "unlock": _("Let it leave the program"),
        "lockPlace": _("Lock its place"),
        "unlockPlace": _("Let it change places"),
        "toBench": _("To the bench"),
        "toPool": _("Back to the pool"),
        "note": _("Note at this board"),
        "keepNote": _("Keep the note"),
        "title": _("Title"),
        "rename": _("Rename"),
        "lockProgram": _("Lock the program"),
        "unlockProgram": _("Unlock the program"),
        "earlier": _("Earlier in the day"),
        "later": _("Later in the day"),
        "remove": _("Take it off the board"),
        "change": _("Limits, strand and words"),
    }
