"""Reviewers: what they can take on, whom they are close to, what they keep away from."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.kit.models import Coded, Dated
from matinee.preselection.states import RecusalKind, TieKind

MONTH_MIN = 31 * 24 * 60


class ReviewerProfile(Dated):
    """What one person can watch for one festival; nothing said means no bound."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="reviewer_profiles")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_profiles")
    minutes_a_month = models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(MONTH_MIN)])
    languages = models.JSONField(default=list, blank=True, help_text="Understood without subtitles; none: all.")
    genres = models.JSONField(default=list, blank=True, help_text="Genres they know or wish for.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("festival", "reviewer"), name="reviewer_profile_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} for {self.festival}"


class Tie(Coded):
    """Somebody or something a reviewer is close to, declared in advance: films that name it never reach them."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="ties")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=8, choices=TieKind.choices)
    name = models.CharField(max_length=150)
    name_key = models.CharField(max_length=160, editable=False, help_text="Folded name.")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("kind", "name")
        constraints = [models.UniqueConstraint(fields=("festival", "reviewer", "kind", "name_key"), name="tie_once")]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.name}"


class Recusal(Dated):
    """A reviewer who must not see or mark an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recusals")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recusals")
    kind = models.CharField(max_length=8, choices=RecusalKind.choices, default=RecusalKind.OTHER)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "reviewer"), name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} stays away from {self.entry}"


class Clearance(Dated):
    """A name that matched, looked at by a person: another one of that name, so no conflict."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="clearances")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "reviewer"), name="clearance_once")]

    def __str__(self) -> str:
        return f"{self.reviewer} may watch {self.entry}"
