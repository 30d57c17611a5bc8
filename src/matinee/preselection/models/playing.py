"""What the player measured, and what a reviewer wrote at a moment of a film."""

from django.conf import settings
from django.db import models

from matinee.entries.models import Entry
from matinee.films.models import Upload
from matinee.kit.models import Coded, Dated
from matinee.preselection.models.viewings import Viewing


class Playback(Dated):
    """The spans of a file that really played in one viewing; what is played twice counts once."""

    viewing = models.OneToOneField(Viewing, on_delete=models.CASCADE, related_name="playback")
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="playbacks", help_text="Which cut.")
    spans = models.JSONField(default=list, blank=True, help_text="Merged [from, to] in seconds.")
    left_at_s = models.FloatField(default=0, help_text="Where the reviewer stopped.")
    reported_at = models.DateTimeField(null=True, blank=True, help_text="When the player told last.")
    credit_s = models.FloatField(default=0, help_text="Seconds that may still be told beyond the clock.")

    def __str__(self) -> str:
        return f"Playback of {self.viewing}"


class TimedNote(Coded):
    """A reviewer's words at a moment of a film; they are read by their writer and, after scoring, by the team."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="timed_notes")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="timed_notes")
    at_s = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ("at_s", "pk")

    def __str__(self) -> str:
        return f"{self.reviewer} on {self.entry} at {self.at_s} s"
