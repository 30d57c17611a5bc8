"""What reviewers say to each other about an entry, once they have marked it."""

from django.conf import settings
from django.db import models

from matinee.entries.models import Entry
from matinee.kit.models import Coded


class Remark(Coded):
    """One turn in the discussion of an entry; a withdrawn one keeps its place and can be brought back."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="remarks")
    text = models.TextField(max_length=4000)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"{self.by} on {self.entry}"
