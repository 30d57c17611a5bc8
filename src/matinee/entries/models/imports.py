"""Imports: what a file held, how far it got, what was refused and why."""

from django.conf import settings
from django.db import models

from matinee.entries.models.call import Call
from matinee.entries.states import ImportState
from matinee.festival.models import Festival
from matinee.kit.models import Coded


class ImportRun(Coded):
    """One file on its way in; the same file may run again without doubling anything."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="imports")
    call = models.ForeignKey(Call, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, default="filmfreeway")
    file = models.FileField(upload_to="imports/", blank=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64, db_index=True)
    encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    mapping = models.JSONField(default=dict, blank=True, help_text="Column heading to field, as previewed.")
    taken_fields = models.JSONField(default=list, blank=True, help_text="Fields that the field picker left on.")
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=120, blank=True, help_text="Machine and process that runs it.")
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.file_name


class ImportProblem(models.Model):
    """One thing that a row's reader should know: a refusal of the row, or a value left out of it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(help_text="Line of the file where the row begins, counted from 1.")
    column = models.CharField(max_length=120, blank=True)
    value = models.TextField(blank=True)
    message = models.CharField(max_length=400)
    is_fatal = models.BooleanField(default=True, help_text="The whole row was refused.")
    row = models.JSONField(default=list, blank=True, help_text="The refused row's cells, for the download.")

    class Meta:
        ordering = ("line", "pk")

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"
