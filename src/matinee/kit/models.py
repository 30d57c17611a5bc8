"""Abstract columns that many tables share."""

from django.db import models

from matinee.kit.codes import new_code


class Dated(models.Model):
    """When a row was made and last changed (UTC)."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class Coded(Dated):
    """A row that addresses name by an opaque code."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)

    class Meta:
        abstract = True
