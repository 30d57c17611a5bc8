"""Keeping answers: drafts are saved as they are, sent entries are corrected and weighed anew."""

from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.actions import consider_entry, save_draft
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.films.actions import change_film, record_showing, remove_showing
from matinee.films.models import PublicShowing


@transaction.atomic
def keep_film(*, entry: Entry, by: User, **columns: Any) -> None:  # noqa: ANN401  columns
    """Keep facts of the film; of a sent entry its considerations follow at once."""
    if entry.state in {EntryState.DRAFT, EntryState.INCOMPLETE}:
        save_draft(entry=entry, by=by, film=columns)
        return
    change_film(film=entry.film, by=by, **columns)
    consider_entry(entry=entry, by=by)


@transaction.atomic
def add_showing(*, entry: Entry, by: User, **columns: Any) -> PublicShowing:  # noqa: ANN401  columns
    """Record a showing; which premiere a festival day would be is computed anew."""
    showing = record_showing(film=entry.film, by=by, **columns)
    consider_entry(entry=entry, by=by)
    return showing


@transaction.atomic
def drop_showing(*, entry: Entry, showing: PublicShowing, by: User) -> None:
    """Take a showing out; which premiere a festival day would be is computed anew."""
    remove_showing(showing=showing, by=by)
    consider_entry(entry=entry, by=by)
