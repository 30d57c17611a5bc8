"""What the clock does by itself, and when it did it last."""

from django.db import models

from matinee.kit.models import Dated


class Sweep(Dated):
    """One thing that is done when its time has come; a row for each, rewritten every round."""

    name = models.CharField(max_length=60, unique=True)
    claimed_until = models.DateTimeField(null=True, blank=True, help_text="Somebody is doing it.")
    swept_at = models.DateTimeField(null=True, blank=True)
    did = models.PositiveIntegerField(default=0, help_text="How many things, in the last round that did something.")
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
