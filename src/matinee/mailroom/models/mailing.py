"""Letters to many that are written in the background."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Edition, Festival
from matinee.kit.models import Coded
from matinee.mailroom.states import MailingState


class Mailing(Coded):
    """Letters of one occasion to the makers of many films, written a few at a time; its code is their ``batch``.

    ``done`` counts the entries that were looked at, in the order of ``entries``: who goes on begins there.
    """

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="mailings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mailings")
    occasion = models.CharField(max_length=60, help_text="The letter, such as decline.")
    entries = models.JSONField(help_text="Codes of the entries, in the order in which they are written to.")
    said = models.JSONField(default=dict, blank=True, help_text="What staff gave for all: a day, a message.")
    notes = models.JSONField(default=dict, blank=True, help_text="Code of an entry to the scorecards that go along.")
    send_at = models.DateTimeField(help_text="Until then they can be stopped.")
    state = models.CharField(max_length=10, choices=MailingState.choices, default=MailingState.WAITING)
    done = models.PositiveIntegerField(default=0)
    passed_over = models.JSONField(default=list, blank=True, help_text="Films that got no letter, and why.")
    heard_at = models.DateTimeField(null=True, blank=True, help_text="When its worker told last.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.occasion} for {self.edition}"

    @property
    def total(self) -> int:
        """How many entries it is about."""
        return len(self.entries)
