"""The history of a grid: its version, what changed since, what can be undone."""

from django.db.models import QuerySet

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.schedule.models import Grid, GridChange


def grid_version(edition: Edition) -> int:
    """Return the grid's version; 1 before the first change."""
    return Grid.objects.filter(edition=edition).values_list("version", flat=True).first() or 1


def changes_since(edition: Edition, version: int) -> QuerySet[GridChange]:
    """Return what changed after a version, the earliest first, with who did it."""
    return GridChange.objects.filter(edition=edition, version__gt=version).select_related("by").order_by("version")


def last_done(edition: Edition, by: User | None = None) -> GridChange | None:
    """Return the change that an undo takes back: the last one that stands, of a person where one is named."""
    rows = GridChange.objects.filter(edition=edition, undoes=None, is_undone=False).select_related("by", "edition")
    return (rows.filter(by=by) if by else rows).order_by("-version").first()


def last_undone(edition: Edition, by: User | None = None) -> GridChange | None:
    """Return the change that a redo does again: the earliest undone one after everything that stands."""
    return next_undone(edition, last_done(edition, by), by)


def next_undone(edition: Edition, last: GridChange | None, by: User | None = None) -> GridChange | None:
    """Return the earliest undone change after the ``last`` that stands."""
    rows = GridChange.objects.filter(edition=edition, undoes=None, is_undone=True).select_related("by", "edition")
    rows = rows.filter(by=by) if by else rows
    return rows.filter(version__gt=last.version if last else 0).order_by("version").first()
