"""Venues, auditoriums, the way between venues, and open hours."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models import Edition, Festival
from matinee.kit.clock import check_zone
from matinee.kit.models import Dated


class Venue(Dated):
    """A house with one auditorium or several."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="venues")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    access = models.TextField(blank=True, help_text="Getting there and getting in, Markdown.")
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[check_zone], help_text="Empty: the festival's own."
    )

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("festival", "slug"), name="venue_slug_once_a_festival")]

    def __str__(self) -> str:
        return self.name


class Auditorium(Dated):
    """A room with a screen."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="auditoriums")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    seats = models.PositiveIntegerField(default=0)
    features = models.JSONField(default=list, blank=True, help_text="Such as dcp, wheelchair, hearing-loop.")
    cleaning_min = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Minutes to get it ready again; empty: the festival's turnaround."
    )
    access = models.TextField(blank=True, help_text="Getting in and to a seat, Markdown.")

    class Meta:
        ordering = ("venue", "name")
        constraints = [
            models.UniqueConstraint(fields=("venue", "slug"), name="auditorium_slug_once_a_venue"),
            models.UniqueConstraint(fields=("venue", "name"), name="auditorium_name_once_a_venue"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.venue}"


class Travel(Dated):
    """Minutes from one venue to another and back; ``venue`` is the one with the lower key, so a pair stands once."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="travels")
    other = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("venue__name", "other__name")
        constraints = [
            models.UniqueConstraint(fields=("venue", "other"), name="travel_once_a_pair"),
            models.CheckConstraint(name="travel_lower_venue_first", condition=Q(venue__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.venue} to {self.other}: {self.minutes} min"


class OpenHours(Dated):
    """When an auditorium is the festival's for an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="open_hours")
    auditorium = models.ForeignKey(Auditorium, on_delete=models.CASCADE, related_name="open_hours")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("opens_at",)
        verbose_name_plural = "open hours"
        constraints = [models.CheckConstraint(name="open_before_close", condition=Q(closes_at__gt=F("opens_at")))]

    def __str__(self) -> str:
        return f"{self.auditorium}, {self.opens_at:%Y-%m-%d}"
