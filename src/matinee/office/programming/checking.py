"""The page of checks as people read it: groups of checks in words, and the form of each."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.films.states import Premiere
from matinee.office.checking import CheckForm, Group, Sent, Words
from matinee.programming.rules.book import CUSTOMS, RUNGS, Custom
from matinee.programming.states import CheckKind

GROUPS: tuple[tuple[Words, tuple[CheckKind, ...]], ...] = (
    (
        _("The clock"),
        (
            CheckKind.LENGTH_REFUSED, CheckKind.LENGTH_OVER, CheckKind.LENGTH_UNDER, CheckKind.FILM_TOO_LONG,
            CheckKind.LENGTH_UNKNOWN, CheckKind.COUNT_OVER, CheckKind.COUNT_UNDER, CheckKind.EMPTY,
        ),
    ),
    (
        _("The order of films"),
        (
            CheckKind.HEAVY_NEIGHBOURS, CheckKind.HEAVY_COUNT, CheckKind.LONG_NEIGHBOURS, CheckKind.TWINS,
            CheckKind.OPENER, CheckKind.LONGEST, CheckKind.CLOSER,
        ),
    ),
    (
        _("What belongs here"),
        (
            CheckKind.STRAND, CheckKind.OBLIGATION, CheckKind.PREMIERE, CheckKind.TWICE, CheckKind.BALANCE,
            CheckKind.OUT_OF_RUNNING, CheckKind.INELIGIBLE, CheckKind.NOT_ENTERED, CheckKind.LOCKS,
        ),
    ),
    (
        _("The makers’ word"),  # noqa: RUF001  a typographic apostrophe
        (
            CheckKind.UNAVAILABLE, CheckKind.DECLINED, CheckKind.UNANSWERED, CheckKind.NOT_INVITED,
            CheckKind.CONSENT, CheckKind.MATERIAL,
        ),
    ),
)  # fmt: skip
MEANS: dict[CheckKind, Words] = {
    CheckKind.LENGTH_REFUSED: _("Over what the festival’s policy refuses."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.LENGTH_OVER: _("Over the most minutes of the program itself."),
    CheckKind.LENGTH_UNDER: _("Under the least minutes of the program itself."),
    CheckKind.FILM_TOO_LONG: _("One film alone is more than its program may hold."),
    CheckKind.LENGTH_UNKNOWN: _("Nobody can lay out a program without it."),
    CheckKind.COUNT_OVER: _("By the program’s own limits."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.COUNT_UNDER: _("By the program’s own limits."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.EMPTY: _("There is nothing to show in it."),
    CheckKind.HEAVY_NEIGHBOURS: _("Grief after grief leaves no room for either."),
    CheckKind.HEAVY_COUNT: _("An audience tires."),
    CheckKind.LONG_NEIGHBOURS: _("A short one between them gives breath."),
    CheckKind.TWINS: _("The same genre and subject twice in a row."),
    CheckKind.OPENER: _("A light, short film draws people in."),
    CheckKind.LONGEST: _("Late in a program a long film weighs less."),
    CheckKind.CLOSER: _("Its strongest or most moving film is remembered."),
    CheckKind.STRAND: _("A strand’s program keeps to the strand."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.OBLIGATION: _("Opening films, partners’ blocks: written down with the edition."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.PREMIERE: _("Counted from the film’s own public showings."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.TWICE: _("Turn it off if you repeat films within an edition."),
    CheckKind.BALANCE: _("By the minutes that the edition wishes for."),
    CheckKind.OUT_OF_RUNNING: _("It cannot be shown."),
    CheckKind.INELIGIBLE: _("By the rules of its call and of the edition."),
    CheckKind.NOT_ENTERED: _("It was placed by hand."),
    CheckKind.LOCKS: _("What is locked in a program must fit it."),
    CheckKind.UNAVAILABLE: _("They named an earliest day, or left this edition out."),
    CheckKind.DECLINED: _("The film will not come."),
    CheckKind.UNANSWERED: _("The day to answer has passed."),
    CheckKind.NOT_INVITED: _("Only once the lineup is adopted."),
    CheckKind.CONSENT: _("Something the call’s terms need agreed to."),  # noqa: RUF001  a typographic apostrophe
    CheckKind.MATERIAL: _("Once the makers have accepted, or the lineup is adopted."),
}
UNITS: dict[CheckKind, Words] = {
    CheckKind.HEAVY_NEIGHBOURS: _("From weight"),
    CheckKind.HEAVY_COUNT: _("More films than"),
    CheckKind.LONG_NEIGHBOURS: _("Over minutes"),
    CheckKind.OPENER: _("At most minutes"),
    CheckKind.LONGEST: _("Among the last"),
}


class BoardCheckForm(CheckForm):
    """How one check of boards goes; some have a rung of premieres instead of a number."""

    customs, means_of, units = CUSTOMS, MEANS, UNITS

    def __init__(self, kind: CheckKind, now: Custom, data: Sent = None) -> None:
        super().__init__(kind, now, data)
        if self.usual.rung:
            rungs = [(rung.value, Premiere(rung).label) for rung in RUNGS]
            self.fields["rung"] = forms.ChoiceField(label=_("Lower than"), choices=rungs)


def groups_of(customs: Mapping[CheckKind, Custom], data: Sent = None) -> list[Group]:
    """Return every check in its group, with its form."""
    return [Group(title, [BoardCheckForm(kind, customs[kind], data) for kind in kinds]) for title, kinds in GROUPS]
