"""What a bulk change of the pool replaced, so that it can be taken back."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Coded


class PoolChange(Coded):
    """One change of many entries: ``before`` and ``after`` hold what it touched, considerations and windows.

    ``{"considerations": {pk: [state, held until, reasons, decided by]}, "entries": {pk: [state, window]}}``.
    """

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="pool_changes")
    verb = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.verb} in the pool of {self.festival}"
