"""What a grid is looked over for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GridCheck(models.TextChoices):
    """What a grid is looked over for."""

    ROOM_TAKEN = "room_taken", _("Two things in one auditorium")
    CLOSED = "closed", _("An auditorium outside its open hours")
    FEATURE_MISSING = "feature_missing", _("An auditorium without what is needed")
    PERSON_TWICE = "person_twice", _("A person in two places")
    PERSON_AWAY = "person_away", _("A person who cannot be there")
    NOT_PLACED = "not_placed", _("A program that is not on the grid")
    PERSON_WISH = "person_wish", _("A person who would rather not be there")
    WALK_SHORT = "walk_short", _("Too little time to get there")
    REPEAT_NEAR = "repeat_near", _("A repeat too soon")
    OUTGROWN = "outgrown", _("A slot that its program has outgrown")
    TURNAROUND_SHORT = "turnaround_short", _("A short turnaround")
    STRAND_AGAINST_ITSELF = "strand_against_itself", _("A strand against itself")
    DEMAND_OVER_SEATS = "demand_over_seats", _("More guests than seats")
    OFF_DAY_PART = "off_day_part", _("A start outside the wished hours")
