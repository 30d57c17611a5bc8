"""Reads of watching: who may see a film's file, and how far an entry was watched."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.films.models import Film, Upload
from matinee.films.states import UploadState
from matinee.preselection.models import Playback, Recusal, TimedNote, Viewing
from matinee.preselection.queries.queues import entry_for_reviewer
from matinee.preselection.rules.playing import IN_FULL_PERCENT


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


def playback_of(entry: Entry, reviewer: User, upload: Upload) -> Playback | None:
    """Return what a reviewer played of this cut."""
    return Playback.objects.filter(viewing__entry=entry, viewing__reviewer=reviewer, upload=upload).first()


def notes_of(entry: Entry, reviewer: User) -> QuerySet[TimedNote]:
    """Return a reviewer's notes in the order of the film."""
    return TimedNote.objects.filter(entry=entry, reviewer=reviewer).select_related("entry__festival", "reviewer")


def team_notes_of(entry: Entry, reader: User) -> QuerySet[TimedNote]:
    """Return the notes of everybody who has marked an entry, and one's own, in the order of the film.

    Whoever keeps away from it has no mark any more, so their notes are not shown either.
    """
    marked = Viewing.objects.filter(entry=entry, scorecard__isnull=False).values("reviewer")
    shown = Q(reviewer__in=marked) | Q(reviewer=reader)
    return TimedNote.objects.filter(shown, entry=entry).select_related("reviewer")


@dataclass(frozen=True, slots=True)
class Receipt:
    """How an entry was watched; what the player measured and what reviewers declared are told apart."""

    viewings_full: int = 0
    furthest_percent: int = 0
    people: int = 0
    measured_full: int = 0
    marked: int = 0

    @property
    def in_part(self) -> int:
        """How many began and did not get to the end."""
        return self.people - self.viewings_full

    @property
    def declared_full(self) -> int:
        """How many said so themselves, of those who watched it in full."""
        return self.viewings_full - self.measured_full


def receipt_of(entry: Entry) -> Receipt:
    """Return the receipt of one entry."""
    return receipts_of([entry]).get(entry.pk, Receipt())


def receipts_of(entries: Iterable[Entry]) -> dict[int, Receipt]:
    """Return the receipts of several entries by their primary key, in one query."""
    full = Q(watched_percent__gte=IN_FULL_PERCENT)
    watched = Viewing.objects.filter(Q(watched_percent__gt=0) | Q(scorecard__isnull=False), entry__in=list(entries))
    rows = watched.values_list("entry").annotate(
        full=Count("pk", filter=full), furthest=Max("watched_percent"), people=Count("pk"),
        measured=Count("pk", filter=full & Q(is_declared=False)), marked=Count("scorecard"),
    )  # fmt: skip
    return {row[0]: Receipt(*row[1:]) for row in rows}
