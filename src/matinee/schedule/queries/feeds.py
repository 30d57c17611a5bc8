"""Private calendars: whose an address is."""

from matinee.festival.models import Edition
from matinee.festival.rules import digest_of
from matinee.people.models import Person
from matinee.schedule.models import CalendarFeed


def feed_of_secret(secret: str) -> CalendarFeed | None:
    """Return the calendar of an address, as long as nobody has taken it back."""
    rows = CalendarFeed.objects.filter(secret_hash=digest_of(secret), is_revoked=False)
    return rows.select_related("edition__festival", "person").first()


def feed_of(edition: Edition, person: Person) -> CalendarFeed | None:
    """Return a person's calendar at an edition, while it is given."""
    rows = CalendarFeed.objects.filter(edition=edition, person=person, is_revoked=False)
    return rows.select_related("edition__festival", "person").first()
