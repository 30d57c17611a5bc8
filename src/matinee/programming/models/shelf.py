"""What lies beside a board's programs: films on the bench, notes, and who is looking."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.films.models import Film
from matinee.kit.models import Dated
from matinee.programming.models.lineup import Lineup, Program


class Benched(Dated):
    """A film on a lineup's bench: maybe, but in no program; it is not in the pool then, nor offered to the engine."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="bench")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="benched")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "benched films"
        constraints = [models.UniqueConstraint(fields=("lineup", "film"), name="film_once_on_a_bench")]

    def __str__(self) -> str:
        return f"{self.film} on the bench of {self.lineup}"


class BoardNote(Dated):
    """A short note on a film at this board, or on a program, with who wrote it and when; the engine reads none."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="notes")
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.CASCADE, related_name="board_notes")
    program = models.ForeignKey(Program, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)
        constraints = [
            models.UniqueConstraint(fields=("lineup", "film"), name="board_note_once_a_film"),
            models.UniqueConstraint(fields=("lineup", "program"), name="board_note_once_a_program"),
            models.CheckConstraint(
                name="board_note_on_one_thing", condition=Q(film__isnull=True) ^ Q(program__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class BoardVisitor(models.Model):
    """Somebody who has a board open, and when their page was last heard of."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="visitors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("lineup", "user"), name="board_visitor_once")]

    def __str__(self) -> str:
        return f"{self.user} at {self.lineup}"
