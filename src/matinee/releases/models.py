"""Releases, which of them is live, and previews."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Edition
from matinee.kit.codes import new_code
from matinee.kit.fields import EncryptedTextField
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


def new_secret() -> str:
    """Return the part of a preview's address that nobody can guess: 26 letters, 127 bits."""
    return new_code(26)


class Preview(Coded):
    """A whole site as a release would make it, for those who have the link, until it runs out.

    The secret is encrypted, as the team shows the link again; what comes in is found by its hash.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="previews")
    secret = EncryptedTextField(editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    manifest = models.JSONField(help_text="{address: [sha256, bytes]}")
    words = models.JSONField(default=list, blank=True, help_text="What it changes against what is public.")
    note = models.CharField(max_length=300, blank=True, help_text="For whom.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Preview of {self.edition}"
