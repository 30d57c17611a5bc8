"""What each change of a board replaced, so that it can be undone."""

from django.conf import settings
from django.db import models

from matinee.kit.models import Dated
from matinee.programming.models.lineup import Lineup


class BoardChange(Dated):
    """One change of a lineup's board; ``before`` is the whole board as it was."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField(help_text="The version that this change made.")
    verb = models.CharField(max_length=40)
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-version",)
        constraints = [models.UniqueConstraint(fields=("lineup", "version"), name="board_change_once_a_version")]

    def __str__(self) -> str:
        return f"{self.verb} on {self.lineup}"
