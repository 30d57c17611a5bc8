"""What the engine was asked and what it answered."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Coded
from matinee.programming.models.lineup import Lineup
from matinee.programming.states import AskMode, ProposalState


class Question(Coded):
    """A question to the engine with its answer, kept as JSON so that it can be replayed."""

    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.QUEUED)
    problem = models.JSONField()
    solution = models.JSONField(null=True, blank=True)
    budget_s = models.PositiveSmallIntegerField(default=10)
    seed = models.PositiveIntegerField(default=0)
    score = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    trace = models.JSONField(default=list, blank=True, help_text="[[seconds, score, bound], ...] while it works.")
    message = models.TextField(blank=True)
    is_stop_asked = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Proposal(Question):
    """What the engine suggests for one board."""

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="proposals")
    lineup_version = models.PositiveIntegerField(help_text="The board it was asked about.")
    mode = models.CharField(max_length=5, choices=AskMode.choices, default=AskMode.ANY)
    programs = models.JSONField(default=list, blank=True, help_text="Codes of the programs asked for; [] is all.")
    uses_bench = models.BooleanField(default=False, help_text="Films of the bench may be used.")
    alternatives = models.PositiveSmallIntegerField(default=2, help_text="This many other proposals beside the best.")

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"Proposal for {self.lineup}"


class PoolPlan(Question):
    """What the engine suggests for the whole pool: which film to which coming edition."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="pool_plans")

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Plan for the pool of {self.festival}"
