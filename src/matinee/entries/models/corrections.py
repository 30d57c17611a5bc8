"""What staff ask the maker of a sent entry to look at again, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.entries.models.entry import Entry
from matinee.kit.models import Coded


class Correction(Coded):
    """One question about an entry: asked, answered by its maker, looked at by the team; an entry has one open."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="corrections")
    asked = models.CharField(max_length=1000, help_text="What should be looked at, in words that the filmmaker reads.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=1000, blank=True, help_text="What its maker said to it.")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Looked at by the team, or taken back.")

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("entry",), condition=Q(closed_at=None), name="correction_open_once"),
        ]

    def __str__(self) -> str:
        return f"Correction asked of {self.entry}"

    @property
    def waits_for_maker(self) -> bool:
        """Whether its maker has still to answer."""
        return self.answered_at is None and self.closed_at is None

    @property
    def waits_for_team(self) -> bool:
        """Whether its maker has answered and nobody has looked yet."""
        return self.answered_at is not None and self.closed_at is None
