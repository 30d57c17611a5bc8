"""Private calendars of persons: given, given a new address, and taken back."""

import secrets

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.festival.rules import digest_of
from matinee.kit.errors import InvalidInput
from matinee.people.models import Person
from matinee.schedule.models import CalendarFeed

SECRET_BYTES = 32


@transaction.atomic
def give_feed(*, edition: Edition, person: Person, by: User | None) -> CalendarFeed:
    """Give a person's day an address that nobody can guess; an address given before stops to work."""
    if person.festival_id != edition.festival_id:
        raise InvalidInput("person", person, f"Choose a person of {edition.festival}.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed, _is_new = CalendarFeed.objects.update_or_create(
        edition=edition,
        person=person,
        defaults={"secret": secret, "secret_hash": digest_of(secret), "is_revoked": False},
    )
    audit(festival=edition.festival, by=by, verb="give_feed", about=person, edition=edition.slug)
    return feed


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: User | None) -> CalendarFeed:
    """Take a private calendar back: its address answers nothing any more."""
    feed.is_revoked = True
    feed.save(update_fields=["is_revoked", "changed_at"])
    audit(festival=feed.edition.festival, by=by, verb="revoke_feed", about=feed.person, edition=feed.edition.slug)
    return feed
