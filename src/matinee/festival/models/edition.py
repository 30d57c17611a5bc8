"""One dated festival: a day or a week."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models.organisation import Festival
from matinee.festival.states import ACCENTS, EditionState
from matinee.kit.models import Dated


class Edition(Dated):
    """A festival day, or several days in a row, in the festival's zone."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="editions")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    month = models.DateField(help_text="First day of its month: orders editions whose day is not known.")
    state = models.CharField(max_length=12, choices=EditionState.choices, default=EditionState.PLANNED)
    about = models.TextField(blank=True, help_text="Markdown.")
    place = models.CharField(max_length=160, blank=True)
    accent = models.CharField(max_length=12, default=ACCENTS[0], choices=[(a, a) for a in ACCENTS])
    capacity_min = models.PositiveIntegerField(default=270, help_text="Program minutes that the edition can show.")

    class Meta:
        ordering = ("month", "starts_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("festival", "slug"), name="edition_slug_once_a_festival"),
            models.CheckConstraint(
                name="edition_days_in_order",
                condition=Q(starts_on__isnull=True, ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
