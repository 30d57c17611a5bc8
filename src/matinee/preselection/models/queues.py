"""Who watches what next."""

from django.conf import settings
from django.db import models

from matinee.entries.models import Entry
from matinee.kit.models import Dated


class Assignment(Dated):
    """An entry in a reviewer's queue: dealt to them or claimed by them, perhaps not for tonight."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    position = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    is_claimed = models.BooleanField(default=False, help_text="The reviewer asked for it.")
    snoozed_until = models.DateTimeField(null=True, blank=True, help_text="Not before then: “not tonight”.")
    passed_at = models.DateTimeField(null=True, blank=True, help_text="Passed on: somebody else watches it.")

    class Meta:
        ordering = ("position", "pk")
        indexes = [models.Index(fields=("reviewer", "passed_at"), name="assignment_open")]
        constraints = [models.UniqueConstraint(fields=("entry", "reviewer"), name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.entry}"
