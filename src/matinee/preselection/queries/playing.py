"""Reads of watching: who may see a film's file, and how far an entry was watched."""

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.films.models import Film, Upload
from matinee.films.states import UploadState
from matinee.preselection.models import Recusal
from matinee.preselection.queries.queues import entry_for_reviewer


def may_watch(user: User, film: Film) -> bool:
    """Tell whether a person may see a film's file: its maker, staff who see entries, a reviewer who was dealt it.

    Whoever is recused from it may not, whatever else they are; its maker always may.
    """
    if user.pk == film.owner_id or Entry.objects.filter(film=film, sender=user).exists():
        return True
    if Recusal.objects.filter(entry__film=film, reviewer=user).exists():
        return False
    states = set(Entry.objects.filter(film=film).values_list("state", flat=True))
    if may(user, film.festival, Permission.SEE_ENTRIES):
        return states != {EntryState.DRAFT}  # what is not sent yet is its maker's own
    codes = Entry.objects.filter(film=film).values_list("code", flat=True)
    is_dealt = any(entry_for_reviewer(user, film.festival, code) is not None for code in codes)
    return is_dealt and may(user, film.festival, Permission.REVIEW)


def upload_to_watch(user: User, code: str) -> Upload | None:
    """Return a file that this person may watch now, or nothing."""
    found = Upload.objects.filter(code=code, state__in=(UploadState.READY, UploadState.REPLACED)).exclude(file="")
    upload = found.select_related("film__festival", "film__owner").first()
    if upload is None:
        return None
    return upload if upload.sender_id == user.pk or may_watch(user, upload.film) else None
