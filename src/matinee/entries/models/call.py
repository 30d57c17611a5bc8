"""Calls for entries."""

from django.db import models
from django.db.models import F, Q

from matinee.entries.states import CallKind
from matinee.festival.models import Festival
from matinee.kit.models import Dated


class Call(Dated):
    """An invitation to everybody to send films: rolling, or until a deadline."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=CallKind.choices, default=CallKind.ROLLING)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    wanted = models.TextField(blank=True, help_text="What is wanted, in Markdown.")
    categories = models.JSONField(default=list, blank=True, help_text="Names of the categories to choose from.")
    running_time_min_s = models.PositiveIntegerField(null=True, blank=True)
    running_time_max_s = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "closes_at", "title")
        constraints = [
            models.UniqueConstraint(fields=("festival", "slug"), name="call_slug_once_a_festival"),
            models.CheckConstraint(
                name="call_dated_has_deadline", condition=Q(kind=CallKind.ROLLING) | Q(closes_at__isnull=False)
            ),
            models.CheckConstraint(
                name="call_opens_before_it_closes",
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
