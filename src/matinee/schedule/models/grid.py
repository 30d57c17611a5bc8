"""The grid of an edition as one thing: its version, its changes, what the engine suggests, and its private feeds."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Edition
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded, Dated
from matinee.people.models import Person
from matinee.programming.models import Question


class Grid(Dated):
    """The version of an edition's grid; it goes up with every change."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="grid")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Grid of {self.edition}"


class GridChange(Dated):
    """One change: the columns of every booking that it touched, before and after; ``null`` where there was none.

    ``before`` and ``after`` are ``{"screening": {code: columns}, "event": {code: columns}}``. An undo or a redo is a
    change of its own that names, in ``undoes``, the one it took back.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="grid_changes")
    version = models.PositiveIntegerField(help_text="The version that this change made.")
    verb = models.CharField(max_length=40)
    words = models.CharField(max_length=250, blank=True, help_text="What happened, for those who see it.")
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=64, blank=True, help_text="The page's own name of the move: done once.")
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="undone_in")
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=("edition", "version"), name="grid_change_once_a_version"),
            models.UniqueConstraint(
                fields=("edition", "key"), condition=~models.Q(key=""), name="grid_change_once_a_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} on the grid of {self.edition}"


class GridProposal(Question):
    """What the engine suggests for the grid: a whole one, or the fewest changes that repair it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="grid_proposals")
    grid_version = models.PositiveIntegerField(help_text="The grid it was asked about.")
    is_repair = models.BooleanField(default=False)
    asks = models.CharField(max_length=300, blank=True, help_text="What was asked, in words.")
    legend = models.JSONField(default=dict, blank=True, help_text="What the problem's ids and minute 0 stand for.")

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Grid proposal for {self.edition}"


class CalendarFeed(Coded):
    """The private calendar of one person at one edition; a new secret makes the old address worthless.

    The secret is encrypted, as the team shows the address again; what comes in is found by its hash.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="calendar_feeds")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    secret = EncryptedTextField()
    secret_hash = models.CharField(max_length=64, unique=True)
    is_revoked = models.BooleanField(default=False)

    class Meta:
        ordering = ("person__sort_name", "pk")
        constraints = [models.UniqueConstraint(fields=("edition", "person"), name="calendar_feed_once_a_person")]

    def __str__(self) -> str:
        return f"Calendar of {self.person} at {self.edition}"
