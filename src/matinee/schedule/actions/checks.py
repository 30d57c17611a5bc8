"""Saying what grids are checked for."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.models import GridCheckSetting
from matinee.schedule.queries.customs import grid_customs_of
from matinee.schedule.rules.customs import BLOCKING, GRID_CUSTOMS, PHYSICAL
from matinee.schedule.states import GridCheck


@transaction.atomic
def set_grid_checks(*, festival: Festival, wanted: Mapping[GridCheck, Custom], by: User | None) -> list[GridCheck]:
    """Let checks of a festival's grids go so from now on; return those that changed. The custom keeps no row.

    Raises
    ------
    InvalidInput
        A level or a number that makes no sense for its check; something impossible that is to be let through.
    """
    Festival.objects.select_for_update().get(pk=festival.pk)
    now = grid_customs_of(festival)
    sensible = {kind: _sensible(kind, custom) for kind, custom in wanted.items()}
    changed = [kind for kind, custom in sensible.items() if custom != now[kind]]
    for kind in changed:
        _write(festival, kind, sensible[kind])
    if changed:
        told = {kind.value: _told(sensible[kind]) for kind in changed}
        audit(festival=festival, by=by, verb="set_grid_checks", about=festival, checks=told)
    return changed


def _sensible(kind: GridCheck, custom: Custom) -> Custom:
    """Return how a check is to go, if that makes sense."""
    usual, name = GRID_CUSTOMS[kind], str(kind.label)
    if custom.level not in CheckLevel.values:
        raise InvalidInput("level", custom.level, _("Choose one of the four levels."))
    if kind in PHYSICAL and (not custom.is_on or custom.level not in BLOCKING):
        text = _("Nobody can hold a festival with this. Keep it on, at least as “Mend before publishing”.")
        raise InvalidInput(name, custom.level, text)
    if usual.number is None:
        return Custom(CheckLevel(custom.level), is_on=custom.is_on)
    if custom.number is None or not usual.least <= custom.number <= usual.most:
        says = {"least": usual.least, "most": usual.most}
        raise InvalidInput(name, custom.number, _("Give a number from %(least)s to %(most)s.") % says)
    return Custom(CheckLevel(custom.level), custom.number, usual.least, usual.most, is_on=custom.is_on)


def _write(festival: Festival, kind: GridCheck, custom: Custom) -> None:
    """Keep how a check goes; nothing where it goes by the custom."""
    if custom == GRID_CUSTOMS[kind]:
        GridCheckSetting.objects.filter(festival=festival, kind=kind).delete()
        return
    GridCheckSetting.objects.update_or_create(festival=festival, kind=kind, defaults=_told(custom))


def _told(custom: Custom) -> dict[str, object]:
    """Return a setting as its row and the audit log keep it."""
    return {"level": str(custom.level), "number": custom.number, "is_on": custom.is_on}
