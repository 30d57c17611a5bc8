"""Reads of what grids are checked for."""

from matinee.festival.models import Festival
from matinee.programming.rules.book import Custom
from matinee.schedule.models import GridCheckSetting
from matinee.schedule.rules.customs import grid_customs_with
from matinee.schedule.states import GridCheck


def grid_customs_of(festival: Festival) -> dict[GridCheck, Custom]:
    """Return how every check of a grid goes at a festival."""
    return grid_customs_with(GridCheckSetting.objects.filter(festival=festival))
