"""Decision meetings: what was decided, with which reason, by whom, and what stood before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.kit.models import Coded


class Meeting(Coded):
    """The team around a table (or a call), deciding on one edition; at most one is open."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="meetings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(fields=("edition",), condition=Q(ended_at__isnull=True), name="meeting_open_once")
        ]

    def __str__(self) -> str:
        return f"Meeting on {self.edition}"


class Decision(Coded):
    """One decision on one or many entries; taking it back restores what stood before."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    state = models.CharField(max_length=12, choices=ConsiderationState.choices)
    reason_code = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_state_display()}"


class DecisionLine(models.Model):
    """One entry's part in a decision, and how it stood before."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="decision_lines")
    before_state = models.CharField(max_length=12, choices=ConsiderationState.choices)
    before_reason = models.JSONField(default=dict, blank=True, help_text="The outcome's reason as it stood, if any.")

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("decision", "consideration"), name="decision_line_once")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.consideration}"
