"""What a festival wants its boards checked for, and what an edition owes."""

from django.db import models
from django.db.models import Q

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.films.states import Premiere
from matinee.kit.models import Coded, Dated
from matinee.programming.states import CheckKind, CheckLevel, ObligationKind


class CheckSetting(Dated):
    """How one check goes at a festival where it differs from the trade's custom (``rules.book.CUSTOMS``)."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="check_settings")
    kind = models.CharField(max_length=20, choices=CheckKind.choices)
    is_on = models.BooleanField(default=True)
    level = models.CharField(max_length=16, choices=CheckLevel.choices)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="From which weight, minute or place.")
    rung = models.CharField(max_length=14, blank=True, choices=Premiere.choices, help_text="The lowest that will do.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("festival", "kind"), name="check_setting_once_a_festival")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.festival}"


class Obligation(Coded):
    """Something that must be in an edition whatever its score: an opening film, a partner's block."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="obligations")
    kind = models.CharField(max_length=8, choices=ObligationKind.choices)
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.CASCADE, related_name="obligations")
    title = models.CharField(max_length=160, blank=True, help_text="Of the program.")
    reason = models.CharField(max_length=200, help_text="To whom it was promised, and why.")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("edition", "kind", "film"), condition=Q(film__isnull=False), name="obligation_once_a_film"
            ),
            models.UniqueConstraint(
                fields=("edition", "title"), condition=Q(kind=ObligationKind.PROGRAM), name="obligation_once_a_program"
            ),
            models.CheckConstraint(
                name="obligation_names_film_or_program",
                condition=Q(kind=ObligationKind.PROGRAM, film__isnull=True) & ~Q(title="")
                | ~Q(kind=ObligationKind.PROGRAM) & Q(film__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film or self.title} at {self.edition}"
