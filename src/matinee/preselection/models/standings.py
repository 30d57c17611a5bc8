"""What the engine says of marks: where entries stand, how each reviewer uses the scale."""

from django.conf import settings
from django.db import models

from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.kit.models import Dated


class Standing(Dated):
    """Where an entry stands after calibration; rewritten whenever a mark comes in, never typed in."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="standing")
    viewings = models.PositiveSmallIntegerField(default=0)
    plain_mean = models.DecimalField(max_digits=4, decimal_places=2)
    mean = models.DecimalField(max_digits=4, decimal_places=2, db_index=True, help_text="Calibrated.")
    sd = models.DecimalField(max_digits=4, decimal_places=2)
    spread = models.DecimalField(max_digits=4, decimal_places=2, help_text="Highest minus lowest mark.")
    rank_low = models.PositiveIntegerField(null=True, help_text="Best rank of the 90 % interval.")
    rank_high = models.PositiveIntegerField(null=True, help_text="Worst rank of the 90 % interval.")
    top_probability = models.FloatField(null=True, help_text="Chance to be among those that can be shown.")
    telling = models.FloatField(default=0.0, help_text="What one more viewing is worth, a minute of film.")
    chance_of_change = models.FloatField(default=0.0, help_text="That one more viewing changes the selection.")

    def __str__(self) -> str:
        return f"{self.entry}: {self.mean}"


class Calibration(Dated):
    """The numbers that a festival's standings rest on, so that one more mark can be weighed at once."""

    festival = models.OneToOneField(Festival, on_delete=models.CASCADE, related_name="calibration")
    level = models.FloatField(help_text="Mean quality on the scale of marks.")
    quality_sd = models.FloatField()
    noise_sd = models.FloatField(help_text="Of a typical reviewer's mark.")
    top_k = models.PositiveIntegerField(help_text="How many films the coming editions can show.")
    worst_in = models.FloatField(help_text="Mean of the last one inside.")
    best_out = models.FloatField(help_text="Mean of the first one outside.")
    marks = models.PositiveIntegerField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When the next one was asked for.")

    def __str__(self) -> str:
        return f"Calibration of {self.festival}"


class Curve(Dated):
    """How one reviewer uses the scale, with 90 % intervals; there to be understood, never to rank people.

    ``given`` and ``calibrated`` count their marks from 1 to 10, as given and with their habit taken out.
    """

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="curves")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="curves")
    bias = models.FloatField(help_text="How much higher they mark than the team.")
    bias_low = models.FloatField()
    bias_high = models.FloatField()
    stretch = models.FloatField(help_text="How wide they use the scale; 1: as the team.")
    stretch_low = models.FloatField()
    stretch_high = models.FloatField()
    spread = models.FloatField(help_text="How far their marks fall from what all marks lead one to expect.")
    marks = models.PositiveIntegerField()
    genres = models.JSONField(default=list, help_text='[{"genre", "bias", "low", "high"}]')
    given = models.JSONField(default=list)
    calibrated = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("festival", "reviewer"), name="curve_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} for {self.festival}"
