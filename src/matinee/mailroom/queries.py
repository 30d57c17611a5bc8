"""Reads: the outbox, the festivals' wordings, the addresses that letters came back from."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from matinee.festival.models import Festival
from matinee.mailroom.models import Letter, Mailbox, Mailing, Template
from matinee.mailroom.states import IN_THE_OUTBOX, LetterState


def letters_of(festival: Festival) -> QuerySet[Letter]:
    """Return a festival's letters, the newest first."""
    return Letter.objects.filter(festival=festival)


def letter_of(festival: Festival, code: str) -> Letter | None:
    """Return one letter of this festival."""
    return letters_of(festival).filter(code=code).first()


def mailing_of(festival: Festival, code: str) -> Mailing | None:
    """Return one mailing of this festival."""
    return Mailing.objects.filter(festival=festival, code=code).select_related("edition", "festival__policy").first()


def letters_about(festival: Festival, code: str) -> QuerySet[Letter]:
    """Return the letters about one entry, the newest first."""
    return letters_of(festival).filter(about=code)


def posted_keys(keys: Iterable[str]) -> set[str]:
    """Return which of these occasions have a letter that was not stopped."""
    rows = Letter.objects.filter(key__in=list(keys)).exclude(state=LetterState.STOPPED)
    return set(rows.values_list("key", flat=True))


def known_keys(keys: Iterable[str]) -> set[str]:
    """Return which of these occasions have a letter, be it stopped: what the clock posts, it posts once."""
    return set(Letter.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def free_letters() -> QuerySet[Letter]:
    """Return the letters that nobody is carrying at this moment."""
    return Letter.objects.filter(Q(leased_until=None) | Q(leased_until__lt=timezone.now()))


def due_letters() -> QuerySet[Letter]:
    """Return what should be on its way by now and that nobody is carrying, the oldest first."""
    carryable = (*IN_THE_OUTBOX, LetterState.CARRIED)  # carried: its worker died, and its lease is over
    return free_letters().filter(state__in=carryable, next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")


def letter_counts(festival: Festival | None = None) -> dict[str, int]:
    """Return how many letters stand in each state, of one festival or of the installation."""
    letters = Letter.objects.all() if festival is None else letters_of(festival)
    counted = letters.order_by().values_list("state").annotate(count=Count("pk"))
    return {state.value: 0 for state in LetterState} | dict(counted)


def occasion_counts(festival: Festival) -> dict[str, int]:
    """Return how many letters a festival has of each occasion."""
    counted = letters_of(festival).order_by().values_list("template").annotate(count=Count("pk"))
    return dict(counted)


def matching(
    letters: QuerySet[Letter], *, states: list[str], text: str, occasions: list[str] | None = None, batch: str = ""
) -> QuerySet[Letter]:
    """Return the letters in one of the states (any, if none is named) whose address or subject has the text."""
    if states:
        letters = letters.filter(state__in=states)
    if occasions:
        letters = letters.filter(template__in=occasions)
    if batch:
        letters = letters.filter(batch=batch)
    if text:
        letters = letters.filter(Q(to_email__icontains=text) | Q(subject__icontains=text) | Q(about__iexact=text))
    return letters


def wording_of(festival: Festival | None, key: str, language: str) -> Template | None:
    """Return a festival's own wording in use, or None where it uses the house's."""
    newest = Template.objects.filter(festival=festival, key=key, language=language).order_by("-number").first()
    return newest if newest is not None and not newest.is_ours else None


def own_wordings(festival: Festival) -> dict[tuple[str, str], Template]:
    """Return every wording of its own that a festival uses, by occasion and language."""
    rows = Template.objects.filter(festival=festival).order_by("number")
    newest = {(row.key, row.language): row for row in rows}
    return {place: row for place, row in newest.items() if not row.is_ours}


def versions_of(festival: Festival, key: str, language: str) -> QuerySet[Template]:
    """Return every version of a wording, the newest first."""
    rows = Template.objects.filter(festival=festival, key=key, language=language)
    return rows.select_related("by").order_by("-number")


def bad_mailboxes(festival: Festival, emails: Iterable[str]) -> dict[str, Mailbox]:
    """Return which of these addresses sent a letter back or called one junk, by address in small letters."""
    asked = {email.strip().lower() for email in emails}
    rows = Mailbox.objects.filter(festival=festival, email__in=asked)
    return {row.email: row for row in rows if row.bounced_at or row.complained_at}


def mailboxes_of(festival: Festival) -> QuerySet[Mailbox]:
    """Return every address of a festival that letters came back from."""
    known = Q(bounced_at__isnull=False) | Q(complained_at__isnull=False)
    return Mailbox.objects.filter(known, festival=festival)
