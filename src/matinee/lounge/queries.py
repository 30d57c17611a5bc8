"""Reads of the lounge: open calls of every festival, one's own entries."""

from allauth.account.models import EmailAddress
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.models import Call, Consideration, Correction, Entry
from matinee.films.models import Credit
from matinee.mailroom.letters import OCCASIONS
from matinee.mailroom.models import Letter
from matinee.mailroom.queries import letters_of
from matinee.programming.models import Invitation


def open_calls() -> QuerySet[Call]:
    """Return the calls that take entries now, of all festivals; those with a deadline first."""
    now = timezone.now()
    begun = Q(opens_at=None) | Q(opens_at__lte=now)
    not_over = Q(closes_at=None) | Q(closes_at__gt=now)
    return Call.objects.filter(begun & not_over, is_open=True).select_related("festival").order_by("closes_at", "title")


def public_call(festival_slug: str, slug: str) -> Call | None:
    """Return a call that the public may see, open or not."""
    return Call.objects.filter(festival__slug=festival_slug, slug=slug).select_related("festival__policy").first()


def own_entries(user: User) -> QuerySet[Entry]:
    """Return what a person has entered here, and what came in elsewhere under their confirmed address."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list(Lower("email"), flat=True)
    mine = Q(sender=user) | Q(sender=None, sender_address__in=list(confirmed))
    with_address = Entry.objects.annotate(sender_address=Lower("sender_email")).filter(mine)
    considerations = Consideration.objects.select_related("edition").order_by("edition__month", "pk")
    return with_address.select_related(
        "film__screener", "call__festival", "terms", "festival__policy"
    ).prefetch_related(
        Prefetch("considerations", queryset=considerations),
        Prefetch("invitations", queryset=Invitation.objects.select_related("edition")),
        Prefetch("corrections", queryset=Correction.objects.filter(closed_at=None)),
    )


def own_entry(user: User, code: str) -> Entry | None:
    """Return one's own entry with everything its pages show, or nothing when it is somebody else's."""
    credits_with_names = Prefetch(
        "film__credits", queryset=Credit.objects.select_related("person").order_by("position", "pk")
    )
    return (
        own_entries(user)
        .filter(code=code)
        .prefetch_related(credits_with_names, "film__showings", "film__sources")
        .first()
    )


def letters_to_maker(entry: Entry, user: User) -> QuerySet[Letter]:
    """Return the letters about an entry that have gone to its maker, the newest first.

    What waits in the outbox may still be stopped, and what went to reviewers is not the maker's to read.
    """
    for_makers = [key for key, one in OCCASIONS.items() if one.is_for_entry and not one.is_for_team]
    refused = [f"screener-refused-{upload.code}" for upload in entry.film.uploads.filter(sender=user)]
    mine = Q(about=entry.code, template__in=for_makers) | Q(key__in=refused)
    return letters_of(entry.festival).filter(mine, sent_at__isnull=False, is_private=False)
