"""The form of each check of grids, in words."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.office.checking import CheckForm, Group, Sent, Words
from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.rules.customs import BLOCKING, GRID_CUSTOMS, PHYSICAL
from matinee.schedule.states import GridCheck

GROUPS: tuple[tuple[Words, tuple[GridCheck, ...]], ...] = (
    (
        _("What cannot be"),
        (GridCheck.ROOM_TAKEN, GridCheck.CLOSED, GridCheck.FEATURE_MISSING, GridCheck.PERSON_TWICE),
    ),
    (_("People"), (GridCheck.PERSON_AWAY, GridCheck.PERSON_WISH, GridCheck.WALK_SHORT)),
    (
        _("Programs"),
        (
            GridCheck.NOT_PLACED, GridCheck.REPEAT_NEAR, GridCheck.OUTGROWN, GridCheck.STRAND_AGAINST_ITSELF,
            GridCheck.OFF_DAY_PART,
        ),
    ),
    (_("Rooms"), (GridCheck.TURNAROUND_SHORT, GridCheck.DEMAND_OVER_SEATS)),
)  # fmt: skip
MEANS: Mapping[GridCheck, Words] = {
    GridCheck.ROOM_TAKEN: _("From the doors to the end of cleaning."),
    GridCheck.CLOSED: _("The open hours stand with the edition."),
    GridCheck.FEATURE_MISSING: _("A format, or a means of access."),
    GridCheck.PERSON_TWICE: _("Nobody can be in two places at once."),
    GridCheck.PERSON_AWAY: _("They said so, or their calendar does."),
    GridCheck.NOT_PLACED: _("A program shown less often than wished is never graver than “Look again”."),
    GridCheck.PERSON_WISH: _("A wish, not a must."),
    GridCheck.WALK_SHORT: _("By the ways between venues."),
    GridCheck.REPEAT_NEAR: _("By the hours that the program wishes for."),
    GridCheck.OUTGROWN: _("Its films take another time now than when the slot was cut."),
    GridCheck.TURNAROUND_SHORT: _("By the minutes in the festival’s policy."),  # noqa: RUF001  a typographic apostrophe
    GridCheck.STRAND_AGAINST_ITSELF: _("Two of its programs at the same time."),
    GridCheck.DEMAND_OVER_SEATS: _("A program’s guests are spread over its screenings."),  # noqa: RUF001  a typographic apostrophe
    GridCheck.OFF_DAY_PART: _("By the time of day that the program wishes for."),
}
UNITS: Mapping[GridCheck, Words] = {
    GridCheck.WALK_SHORT: _("Minutes to spare"),
    GridCheck.DEMAND_OVER_SEATS: _("Over percent of the seats"),
}


class GridCheckForm(CheckForm):
    """How one check of grids goes; what is physically impossible is always checked, and always blocks."""

    customs, means_of, units = GRID_CUSTOMS, MEANS, UNITS

    def __init__(self, kind: GridCheck, now: Custom, data: Sent = None) -> None:
        super().__init__(kind, now, data)
        if kind in PHYSICAL:
            levels = [(level.value, level.label) for level in CheckLevel if level in BLOCKING]
            self.fields["level"] = forms.ChoiceField(choices=levels, label=self.fields["level"].label)
            self.fields["is_on"] = forms.BooleanField(label=kind.label, disabled=True)


def groups_of(customs: Mapping[GridCheck, Custom], data: Sent = None) -> list[Group]:
    """Return every check in its group, with its form."""
    return [Group(title, [GridCheckForm(kind, customs[kind], data) for kind in kinds]) for title, kinds in GROUPS]
