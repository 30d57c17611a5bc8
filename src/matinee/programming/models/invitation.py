"""The offer to a filmmaker, and who comes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.entries.models import Entry
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.models import Coded
from matinee.programming.states import OFFER_OPEN, OfferState


class Invitation(Coded):
    """The offer to show a film at an edition; its maker answers by a day."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="invitations")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="invitations")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="invitations")
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OFFERED)
    answer_by = models.DateField(help_text="Last day for an answer, in the festival's zone.")
    message = models.TextField(blank=True, max_length=4000, help_text="The festival's own words in the letter.")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True, max_length=4000, help_text="What the filmmaker wrote with the answer.")

    class Meta:
        ordering = ("answer_by", "pk")
        indexes = [models.Index(fields=("state", "answer_by"))]
        constraints = [
            models.UniqueConstraint(
                fields=("entry", "edition"), condition=Q(state__in=OFFER_OPEN), name="invitation_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.film} to {self.edition}"


class Guest(models.Model):
    """Somebody who comes with a film."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="guests")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=120, blank=True, help_text="What they did in the film.")
    pronouns = models.CharField(max_length=40, blank=True)
    needs = models.CharField(max_length=300, blank=True, help_text="Access, interpreter, remote link.")

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name
