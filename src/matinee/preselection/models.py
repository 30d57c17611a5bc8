"""Assignments, viewings, scorecards, recusals and the calibrated standing of an entry."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from matinee.entries.models import Entry
from matinee.kit.models import Dated


class Assignment(Dated):
    """An entry in a reviewer's queue."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    position = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("entry", "reviewer"), name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.entry}"


class Recusal(Dated):
    """A reviewer who must not see or mark an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recusals")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recusals")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "reviewer"), name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} stays away from {self.entry}"


class Viewing(Dated):
    """A reviewer's watching of an entry; how far is what they declare (a link plays elsewhere)."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="viewings")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="viewings")
    watched_percent = models.PositiveSmallIntegerField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    is_declared = models.BooleanField(default=True, help_text="Told by the reviewer, not measured by the player.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("entry", "reviewer"), name="viewing_once"),
            models.CheckConstraint(name="viewing_percent", condition=Q(watched_percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} watched {self.entry}"


class Scorecard(Dated):
    """A viewing's marks: 1 to 10 in halves, an emotional weight, words."""

    viewing = models.OneToOneField(Viewing, on_delete=models.CASCADE, related_name="scorecard")
    mark = models.DecimalField(max_digits=3, decimal_places=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    emotional_weight = models.PositiveSmallIntegerField(null=True, blank=True)
    strands = models.JSONField(default=list, blank=True, help_text="Slugs of strands the reviewer would think of.")
    note = models.TextField(blank=True, help_text="For the team only.")

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(name="scorecard_mark_1_to_10", condition=Q(mark__gte=1) & Q(mark__lte=10)),
            models.CheckConstraint(
                name="scorecard_weight_1_to_5",
                condition=Q(emotional_weight__isnull=True) | Q(emotional_weight__gte=1, emotional_weight__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.viewing}: {self.mark}"


class Standing(Dated):
    """Where an entry stands after calibration; rewritten whenever a mark comes in, never typed in."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="standing")
    viewings = models.PositiveSmallIntegerField(default=0)
    plain_mean = models.DecimalField(max_digits=4, decimal_places=2)
    mean = models.DecimalField(max_digits=4, decimal_places=2, db_index=True, help_text="Calibrated.")
    sd = models.DecimalField(max_digits=4, decimal_places=2)
    spread = models.DecimalField(max_digits=4, decimal_places=2, help_text="Highest minus lowest mark.")

    def __str__(self) -> str:
        return f"{self.entry}: {self.mean}"
