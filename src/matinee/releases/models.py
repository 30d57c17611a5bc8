"""Releases and which of them is live."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Edition
from matinee.kit.models import Coded


class Release(Coded):
    """One published state; rows and files never change, only which of them is live."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    manifest = models.JSONField(help_text="{address: [sha256, bytes]}")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the manifest.")
    summary = models.JSONField(default=dict, blank=True, help_text="What changed against the release before.")
    is_live = models.BooleanField(default=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("edition", "number"), name="release_number_once_an_edition"),
            models.UniqueConstraint(
                fields=("edition",), condition=models.Q(is_live=True), name="one_live_release_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, release {self.number}"
