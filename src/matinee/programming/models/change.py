"""The log of a board: what each change replaced and what it put there, so that it can be undone and merged."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.kit.models import Dated
from matinee.programming.models.lineup import Lineup


class BoardChange(Dated):
    """One change of a lineup's board; every version has one, and none is ever taken out.

    ``delta`` holds what differs, as ``{key: [before, after]}`` (``rules.moves``). Undo and redo are changes too and
    name the change they are about in ``of``; that one knows when it was last in force and since when it is not.
    """

    lineup = models.ForeignKey(Lineup, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField(help_text="The version that this change made.")
    verb = models.CharField(max_length=40)
    delta = models.JSONField(default=dict)
    said = models.JSONField(default=dict, help_text="The names that its words need: film, films, program.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    client_id = models.CharField(max_length=64, blank=True, help_text="The page's own name for it: <tab>:<number>.")
    of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="echoes")
    applied_version = models.PositiveIntegerField(default=0, help_text="The version at which it came into force last.")
    undone_version = models.PositiveIntegerField(null=True, blank=True, help_text="Since when it is undone.")

    class Meta:
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=("lineup", "version"), name="board_change_once_a_version"),
            models.UniqueConstraint(
                fields=("lineup", "client_id"), condition=~Q(client_id=""), name="board_change_once_a_client_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} on {self.lineup}"

    @property
    def tab(self) -> str:
        """The page that made it, or nothing where a form or a command did."""
        return self.client_id.partition(":")[0]
