"""A festival's own wording of an occasion's letter."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Dated


class Template(Dated):
    """One version of a wording in one language; rows are only ever added, the highest number is in use."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="letter_templates")
    key = models.CharField(max_length=60, help_text="The occasion, such as decline.")
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True, help_text="Markdown with fields such as {film}.")
    is_ours = models.BooleanField(default=False, help_text="From here on the house's wording again.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("key", "language", "-number")
        constraints = [
            models.UniqueConstraint(fields=("festival", "key", "language", "number"), name="template_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language}), {self.number}"
