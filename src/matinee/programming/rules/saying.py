"""The log of a board in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.programming.models import BoardChange

WORDS: dict[str, Promise] = {
    "place_film": gettext_lazy("%(films)s placed in %(program)s"),
    "move_film": gettext_lazy("%(films)s moved to %(program)s"),
    "shift_film": gettext_lazy("%(films)s moved within %(program)s"),
    "remove_film": gettext_lazy("%(films)s taken back to the pool"),
    "bench_film": gettext_lazy("%(films)s laid on the bench"),
    "lock_film": gettext_lazy("%(films)s locked in %(program)s"),
    "unlock_film": gettext_lazy("%(films)s unlocked"),
    "lock_place": gettext_lazy("place of %(films)s locked"),
    "unlock_place": gettext_lazy("place of %(films)s unlocked"),
    "lock_program": gettext_lazy("%(program)s locked"),
    "unlock_program": gettext_lazy("%(program)s unlocked"),
    "order_program": gettext_lazy("%(program)s put into another order"),
    "write_note": gettext_lazy("note on %(films)s"),
    "write_program_note": gettext_lazy("note on %(program)s"),
    "add_program": gettext_lazy("%(program)s added"),
    "change_program": gettext_lazy("%(program)s changed"),
    "move_program": gettext_lazy("%(program)s moved in the day"),
    "remove_program": gettext_lazy("%(program)s taken off the board"),
    "adopt_lineup": gettext_lazy("the lineup adopted"),
    "set_aside_lineup": gettext_lazy("the lineup set aside"),
    "displace_lineup": gettext_lazy("set aside, because another lineup was adopted"),
    "reinstate_lineup": gettext_lazy("the edition’s lineup again"),  # noqa: RUF001  a typographic apostrophe
    "adopt_proposal": gettext_lazy("a proposal of the engine put on the board"),
    "fill_hole": gettext_lazy("%(films)s put into the hole of %(program)s"),
    "go_back": gettext_lazy("the board taken back to an earlier state"),
    "undo_change": gettext_lazy("undone: %(undone)s"),
    "redo_change": gettext_lazy("done again: %(undone)s"),
}


def words_of(change: BoardChange) -> str:
    """Return what a change did, in words without its author; an unknown verb is told as it is."""
    template = WORDS.get(change.verb)
    if template is None:
        return change.verb.replace("_", " ")
    names = {"films": _films(change.said.get("films", [])), "program": change.said.get("program", "")}
    return str(template) % (names | {"undone": _undone(change)})


def _films(titles: list[str]) -> str:
    """Return the first title, and how many more there are."""
    if not titles:
        return ""
    if len(titles) == 1:
        return _("“%(film)s”") % {"film": titles[0]}
    return _("“%(film)s” and %(n)d more") % {"film": titles[0], "n": len(titles) - 1}


def _undone(change: BoardChange) -> str:
    """Return the words of the change that an undo or a redo is about."""
    if "undone" not in change.said:
        return ""
    said = {name: value for name, value in change.said.items() if name != "undone"}
    return words_of(BoardChange(verb=change.said["undone"], said=said))
