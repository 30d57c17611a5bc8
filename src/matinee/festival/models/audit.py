"""Who did what, when."""

from django.conf import settings
from django.db import models

from matinee.festival.models.organisation import Festival


class AuditEvent(models.Model):
    """One deed; rows are only ever added."""

    festival = models.ForeignKey(Festival, null=True, on_delete=models.CASCADE, related_name="audit_events")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=60, help_text="The action's name, such as adopt_proposal.")
    object_kind = models.CharField(max_length=40, blank=True)
    object_code = models.CharField(max_length=80, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("festival", "-at"))]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_label}"
