"""What reviewers are asked of a call's entries, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.entries.models import Call
from matinee.kit.models import Dated


class Sheet(Dated):
    """One version of a call's scorecard; it never changes, so that a card can always be read as it was filled in.

    ``criteria`` are ``[{"key", "name", "help", "weight", "most"}]``: marks from 1 to ``most``.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    criteria = models.JSONField(default=list, blank=True)
    asks_weight = models.BooleanField(default=True)
    asks_strands = models.BooleanField(default=True)
    asks_maker_note = models.BooleanField(default=False, help_text="A note that the filmmaker may read.")
    is_blind = models.BooleanField(default=False, help_text="Names and country are hidden until one has marked.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("call", "-number")
        constraints = [
            models.UniqueConstraint(fields=("call", "number"), name="sheet_number_once_a_call"),
            models.CheckConstraint(name="sheet_counts_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.call}, sheet {self.number}"
