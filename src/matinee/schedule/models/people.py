"""Who takes part in what, and when they can."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models import Edition
from matinee.kit.models import Dated
from matinee.people.models import Person
from matinee.programming.models import Program
from matinee.schedule.models.bookings import Event, Screening
from matinee.schedule.states import AvailabilitySource, Part, Showings


class Participant(Dated):
    """A person's part in a program (in which of its screenings), in one screening, or in an event."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(max_length=16, choices=Part.choices, default=Part.MAKER)
    program = models.ForeignKey(Program, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    showings = models.CharField(max_length=5, choices=Showings.choices, default=Showings.EVERY)
    screening = models.ForeignKey(
        Screening, null=True, blank=True, on_delete=models.CASCADE, related_name="participants"
    )
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="participants")

    class Meta:
        ordering = ("person__sort_name", "pk")
        constraints = [
            models.CheckConstraint(
                name="participant_in_one_thing",
                condition=Q(program__isnull=False, screening__isnull=True, event__isnull=True)
                | Q(program__isnull=True, screening__isnull=False, event__isnull=True)
                | Q(program__isnull=True, screening__isnull=True, event__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("person", "part", "program"), condition=Q(program__isnull=False), name="part_once_a_program"
            ),
            models.UniqueConstraint(
                fields=("person", "part", "screening"),
                condition=Q(screening__isnull=False),
                name="part_once_a_screening",
            ),
            models.UniqueConstraint(
                fields=("person", "part", "event"), condition=Q(event__isnull=False), name="part_once_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_part_display()}"


class Availability(Dated):
    """A span in which a person is there, or is not; who has said when they are there is away at all other times."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="availabilities")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="availabilities")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_there = models.BooleanField(default=True, help_text="False: not available in this span.")
    is_hard = models.BooleanField(default=True, help_text="False: a wish that may be passed over.")
    source = models.CharField(max_length=8, choices=AvailabilitySource.choices, default=AvailabilitySource.TYPED)
    calendar = models.CharField(max_length=120, blank=True, help_text="Of imported ones: which calendar.")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("starts_at", "pk")
        verbose_name_plural = "availabilities"
        indexes = [models.Index(fields=("edition", "person", "starts_at"))]
        constraints = [models.CheckConstraint(name="availability_takes_time", condition=Q(ends_at__gt=F("starts_at")))]

    def __str__(self) -> str:
        return f"{self.person}, {self.starts_at:%Y-%m-%d %H:%M} UTC"
