"""What is said of a festival's things in other languages than its own."""

from django.db import models

from matinee.festival.models.organisation import Festival
from matinee.kit.models import Dated


class Translated(models.TextChoices):
    """What has words for the public."""

    FESTIVAL = "festival"
    EDITION = "edition"
    STRAND = "strand"
    PROGRAM = "program"
    FILM = "film"


class Translation(Dated):
    """The public words of one thing in one other language: ``{"title": ..., "about": ...}``.

    Things are of higher rooms, so they are named by kind and primary key; a thing that is gone leaves a row that nobody
    asks for.
    """

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="translations")
    kind = models.CharField(max_length=8, choices=Translated.choices)
    thing = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ("kind", "thing", "language")
        constraints = [
            models.UniqueConstraint(
                fields=("festival", "kind", "thing", "language"), name="translation_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} in {self.language}"
