"""What a festival wants its grids checked for."""

from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Dated
from matinee.programming.states import CheckLevel
from matinee.schedule.states import GridCheck


class GridCheckSetting(Dated):
    """How one check of grids goes at a festival where it differs from the custom (``rules.customs.GRID_CUSTOMS``)."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="grid_check_settings")
    kind = models.CharField(max_length=24, choices=GridCheck.choices)
    is_on = models.BooleanField(default=True)
    level = models.CharField(max_length=16, choices=CheckLevel.choices)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Minutes to spare, or percent of seats.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("festival", "kind"), name="grid_check_setting_once_a_festival")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.festival}"
