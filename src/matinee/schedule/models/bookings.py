"""What stands on the grid: screenings of programs, and events beside them."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models import Edition
from matinee.kit.models import Coded, Dated
from matinee.programming.models import Program
from matinee.schedule.models.houses import Auditorium
from matinee.schedule.states import EventKind, ScreeningState


class Booking(Coded):
    """Something that takes an auditorium for a while; ``starts_at`` is the announced time.

    A parked booking stands where it cannot stay (over another one, in closed hours): somebody has put it there to
    solve that later, and nothing is published until it is solved.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)ss")
    auditorium = models.ForeignKey(Auditorium, on_delete=models.PROTECT, related_name="%(class)ss")
    state = models.CharField(max_length=10, choices=ScreeningState.choices, default=ScreeningState.SCHEDULED)
    starts_at = models.DateTimeField(db_index=True)
    occupied_from = models.DateTimeField(help_text="The auditorium is taken from here.")
    occupied_until = models.DateTimeField(help_text="The auditorium is free again.")
    sequence = models.PositiveIntegerField(default=0, help_text="iCalendar SEQUENCE: up on each change.")
    is_locked = models.BooleanField(default=False, help_text="The engine leaves it where it is.")
    is_parked = models.BooleanField(default=False, help_text="Put down although it clashes; blocks publishing.")

    class Meta:
        abstract = True


class Screening(Booking):
    """One public showing; minutes before the announced start are reception and doors.

    Minutes in order: reception | announced start: tolerance, intro, films, Q&A | clearing, turnaround.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="screenings")
    reception_min = models.PositiveSmallIntegerField(default=20)
    tolerance_min = models.PositiveSmallIntegerField(default=5)
    intro_min = models.PositiveSmallIntegerField(default=5)
    films_min = models.PositiveSmallIntegerField()
    qa_min = models.PositiveSmallIntegerField(default=15)
    clearing_min = models.PositiveSmallIntegerField(default=10)
    turnaround_min = models.PositiveSmallIntegerField(default=15)

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = [models.Index(fields=("auditorium", "occupied_from"))]
        constraints = [
            models.CheckConstraint(name="screening_takes_time", condition=Q(occupied_until__gt=F("occupied_from"))),
            models.CheckConstraint(name="screening_shows_films", condition=Q(films_min__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.program}, {self.starts_at:%Y-%m-%d %H:%M} UTC"


class Event(Booking):
    """Something else on the grid: a reception, a panel, a meeting, an interview.

    Minutes in order: before (setting up) | announced start: length | after (clearing).
    """

    kind = models.CharField(max_length=10, choices=EventKind.choices, default=EventKind.OTHER)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True, help_text="Markdown.")
    program = models.ForeignKey(
        Program, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="It belongs to."
    )
    is_public = models.BooleanField(default=True, help_text="False: for those who take part.")
    demand = models.PositiveIntegerField(default=0, help_text="Guests expected; 0: not known.")
    features = models.JSONField(default=list, blank=True, help_text="What its room must have.")
    before_min = models.PositiveSmallIntegerField(default=0)
    length_min = models.PositiveSmallIntegerField(default=60)
    after_min = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = [models.Index(fields=("auditorium", "occupied_from"))]
        constraints = [
            models.CheckConstraint(name="event_takes_time", condition=Q(occupied_until__gt=F("occupied_from"))),
            models.CheckConstraint(name="event_has_length", condition=Q(length_min__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title


class ProgramNeeds(Dated):
    """How often a program is to be shown, and what it needs; a program without a row is shown once, anywhere."""

    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="+")
    showings = models.PositiveSmallIntegerField(default=1)
    apart_h = models.PositiveSmallIntegerField(default=18, help_text="Least hours from one start to the next.")
    demand = models.PositiveIntegerField(default=0, help_text="Guests expected in all; 0: not known.")
    features = models.JSONField(default=list, blank=True, help_text="What its auditorium must have, such as 35mm.")
    not_before = models.TimeField(null=True, blank=True, help_text="Earliest start that is wished, local.")
    not_after = models.TimeField(null=True, blank=True, help_text="Latest start that is wished, local.")

    class Meta:
        verbose_name_plural = "program needs"
        constraints = [
            models.CheckConstraint(name="needs_a_showing", condition=Q(showings__gte=1, showings__lte=20)),
            models.CheckConstraint(name="needs_hours_believable", condition=Q(apart_h__lte=240)),
        ]

    def __str__(self) -> str:
        return f"{self.program}: {self.showings} x"
