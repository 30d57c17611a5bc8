"""What was watched and what it is worth."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from matinee.entries.models import Entry
from matinee.kit.models import Dated
from matinee.preselection.models.sheets import Sheet


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
    """A viewing's marks: 1 to 10 in halves, the criteria of its sheet, an emotional weight, words."""

    viewing = models.OneToOneField(Viewing, on_delete=models.CASCADE, related_name="scorecard")
    mark = models.DecimalField(max_digits=3, decimal_places=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    sheet = models.ForeignKey(Sheet, null=True, blank=True, on_delete=models.PROTECT, related_name="scorecards")
    criteria = models.JSONField(default=dict, blank=True, help_text="Key of the criterion to its mark.")
    emotional_weight = models.PositiveSmallIntegerField(null=True, blank=True)
    strands = models.JSONField(default=list, blank=True, help_text="Slugs of strands the reviewer would think of.")
    note = models.TextField(blank=True, help_text="For the team only.")
    maker_note = models.TextField(blank=True, help_text="For the filmmaker, where the team sends it.")

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
