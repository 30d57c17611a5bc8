"""Lineups, their programs and the films placed in them."""

from django.db import models
from django.db.models import F, Q

from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.models import Coded, Dated
from matinee.programming.models.strand import Strand
from matinee.programming.states import LineupState, ProgramKind


class Lineup(Coded):
    """All programs of an edition: one is adopted, others are drafts beside it.

    ``version`` goes up with every change; a page that was opened before is told so instead of overwriting.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="lineups")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=LineupState.choices, default=LineupState.DRAFT)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-state", "created_at")
        constraints = [
            models.UniqueConstraint(
                fields=("edition",), condition=Q(state=LineupState.ADOPTED), name="one_adopted_lineup_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


class Program(Coded):
    """An ordered block of films under one ticket."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="programs")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=ProgramKind.choices, default=ProgramKind.SHORTS)
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.SET_NULL, related_name="programs")
    about = models.TextField(blank=True, help_text="What it is about: words for the public and for the engine.")
    position = models.PositiveSmallIntegerField(default=0)
    min_s = models.PositiveIntegerField()
    max_s = models.PositiveIntegerField()
    min_films = models.PositiveSmallIntegerField(default=1)
    max_films = models.PositiveSmallIntegerField(default=8)
    is_locked = models.BooleanField(default=False, help_text="Nothing in it changes.")

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("lineup", "slug"), name="program_slug_once_a_lineup"),
            models.CheckConstraint(
                name="program_limits_in_order", condition=Q(min_s__lte=F("max_s")) & Q(min_films__lte=F("max_films"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Placement(Dated):
    """A film at its place in a program's order.

    Three locks differ: ``is_locked`` keeps the film in its program, ``is_place_locked`` keeps its place in the order
    (its number from the start, or from the end where it stands in the second half), and ``program.is_locked`` lets
    nothing in the program change. People and the engine go around all three.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="placements")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="placements")
    position = models.PositiveSmallIntegerField()
    is_locked = models.BooleanField(default=False, help_text="It stays in this program.")
    is_place_locked = models.BooleanField(default=False, help_text="It keeps its place in the order.")
    why = models.TextField(blank=True, help_text="The engine's reason, or a programmer's.")

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("program", "film"), name="film_once_a_program")]

    def __str__(self) -> str:
        return f"{self.position}. {self.film} in {self.program}"
