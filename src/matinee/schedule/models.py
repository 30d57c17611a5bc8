"""Venues, auditoriums, open hours and screenings."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models import Edition, Festival
from matinee.kit.models import Coded, Dated
from matinee.programming.models import Program
from matinee.schedule.states import ScreeningState


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

    class Meta:
        ordering = ("venue", "name")
        constraints = [
            models.UniqueConstraint(fields=("venue", "slug"), name="auditorium_slug_once_a_venue"),
            models.UniqueConstraint(fields=("venue", "name"), name="auditorium_name_once_a_venue"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.venue}"


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


class Screening(Coded):
    """One public showing; ``starts_at`` is the announced time, minutes before it are reception and doors.

    Minutes in order: reception | announced start: tolerance, intro, films, Q&A | clearing, turnaround.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="screenings")
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="screenings")
    auditorium = models.ForeignKey(Auditorium, on_delete=models.PROTECT, related_name="screenings")
    state = models.CharField(max_length=10, choices=ScreeningState.choices, default=ScreeningState.SCHEDULED)
    starts_at = models.DateTimeField(db_index=True)
    reception_min = models.PositiveSmallIntegerField(default=20)
    tolerance_min = models.PositiveSmallIntegerField(default=5)
    intro_min = models.PositiveSmallIntegerField(default=5)
    films_min = models.PositiveSmallIntegerField()
    qa_min = models.PositiveSmallIntegerField(default=15)
    clearing_min = models.PositiveSmallIntegerField(default=10)
    turnaround_min = models.PositiveSmallIntegerField(default=15)
    occupied_from = models.DateTimeField(help_text="Start of the reception: the auditorium is taken from here.")
    occupied_until = models.DateTimeField(help_text="End of the turnaround.")
    sequence = models.PositiveIntegerField(default=0, help_text="iCalendar SEQUENCE: up on each change.")

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = [models.Index(fields=("auditorium", "occupied_from"))]
        constraints = [
            models.CheckConstraint(name="screening_takes_time", condition=Q(occupied_until__gt=F("occupied_from"))),
            models.CheckConstraint(name="screening_shows_films", condition=Q(films_min__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.program}, {self.starts_at:%Y-%m-%d %H:%M} UTC"
