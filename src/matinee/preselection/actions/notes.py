"""A reviewer's notes at moments of a film."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.actions import audit
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.preselection.actions.scores import refuse_strangers
from matinee.preselection.models import TimedNote

MOST = 200


@transaction.atomic
def add_note(*, entry: Entry, reviewer: User, at_s: int, text: str, by: User | None) -> TimedNote:
    """Write a note at a moment of a film."""
    refuse_strangers(entry, reviewer)
    if TimedNote.objects.filter(entry=entry, reviewer=reviewer).count() >= MOST:
        raise InvalidInput("text", text, f"{MOST} notes are enough for one film; change or delete one.")
    note = TimedNote(entry=entry, reviewer=reviewer, at_s=at_s, text=text.strip())
    checked(note)
    note.save()
    audit(festival=entry.festival, by=by, verb="add_note", about=entry, at_s=at_s)
    return note


@transaction.atomic
def change_note(*, note: TimedNote, at_s: int, text: str, by: User | None) -> TimedNote:
    """Correct a note or its moment."""
    refuse_strangers(note.entry, note.reviewer)
    if apply_changes(note, {"at_s": at_s, "text": text.strip()}):
        audit(festival=note.entry.festival, by=by, verb="change_note", about=note.entry, at_s=at_s)
    return note


@transaction.atomic
def remove_note(*, note: TimedNote, by: User | None) -> None:
    """Take a note away."""
    entry, at_s = note.entry, note.at_s
    note.delete()
    audit(festival=entry.festival, by=by, verb="remove_note", about=entry, at_s=at_s)
