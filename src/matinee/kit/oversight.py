"""Tables as operators see them in Django's admin: to look at, never to write, since only actions write."""

from typing import TypeVar

from django.contrib import admin
from django.db import models

M = TypeVar("M", bound=models.Model)


class Overlooked(admin.ModelAdmin[M]):
    """A table to look at."""

    def has_add_permission(self, request: object) -> bool:  # noqa: ARG002  Django's signature
        """Nothing is made here."""
        return False

    def has_change_permission(self, request: object, obj: M | None = None) -> bool:  # noqa: ARG002  as above
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: object, obj: M | None = None) -> bool:  # noqa: ARG002  as above
        """Nothing is deleted here."""
        return False
