"""Entries on their way in: started and sent in the lounge, recorded by staff."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.models import Call, Entry, Payment
from matinee.entries.queries import Offer, newest_version, offer_for, paid_for, takes_fees
from matinee.entries.rules import is_call_open
from matinee.entries.states import ENTRY_MOVES, EntrySource, EntryState
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.films.actions import change_film, record_film
from matinee.films.models import Film
from matinee.kit.clock import months_after, today_in
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.kit.states import check_move


class OfferChanged(Conflict):
    """The price or the terms are not those that the sender saw."""


class PaymentDue(Conflict):
    """The fee has to be paid first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The offer that a sender had before them: number of the version, amount to pay."""

    version: int
    amount_minor: int


@transaction.atomic
def receive_entry(
    *,
    call: Call,
    film: Film,
    by: User | None,
    source: EntrySource = EntrySource.OFFICE,
    sender: User | None = None,
    **fields: Any,  # noqa: ANN401  columns
) -> Entry:
    """Take a film into consideration for every upcoming edition; for staff and imports, so a closed call will do.

    Raises
    ------
    Conflict
        The film has been sent to this call already.
    """
    entry = Entry(festival=call.festival, call=call, film=film, source=source, sender=sender, **fields)
    if Entry.objects.filter(call=call, film=film).exclude(state=EntryState.WITHDRAWN).exists():
        raise Conflict(_("“%(film)s” has been sent to this call already.") % {"film": film})
    entry.state = EntryState.CONSIDERED
    entry.sent_at = entry.sent_at or timezone.now()
    entry.window_ends_on = entry.window_ends_on or window_end(call.festival)
    entry.terms = newest_version(call)
    _name_sender(entry)
    checked(entry)
    entry.save()
    audit(festival=call.festival, by=by, verb="receive_entry", about=entry, source=str(source))
    consider_entry(entry=entry, by=by)
    return entry


@transaction.atomic
def start_entry(*, call: Call, sender: User, title: str, by: User | None) -> Entry:
    """Begin an entry in the lounge: a draft with its film, both of which belong to the sender.

    Raises
    ------
    Conflict
        The call takes no entries now.
    """
    _check_open(call)
    film = record_film(festival=call.festival, title=title, by=by, owner=sender)
    entry = Entry(festival=call.festival, call=call, film=film, source=EntrySource.LOUNGE, sender=sender)
    entry.terms = newest_version(call)
    _name_sender(entry)
    checked(entry)
    entry.save()
    audit(festival=call.festival, by=by, verb="start_entry", about=entry)
    return entry


@transaction.atomic
def save_draft(*, entry: Entry, by: User | None, film: dict[str, Any] | None = None, **fields: Any) -> Entry:  # noqa: ANN401
    """Keep what was typed into a draft or an incomplete entry: columns of the film and of the entry."""
    if entry.state not in {EntryState.DRAFT, EntryState.INCOMPLETE}:
        raise Conflict(_("This entry has been sent. Write to us if something in it should change."))
    change_film(film=entry.film, by=by, **(film or {}))
    return change_entry(entry=entry, by=by, **fields)


@transaction.atomic
def change_entry(*, entry: Entry, by: User | None, **fields: Any) -> Entry:  # noqa: ANN401  columns
    """Change an entry's own facts; new dates are weighed at once."""
    changed = apply_changes(entry, fields)
    if changed:
        audit(festival=entry.festival, by=by, verb="change_entry", about=entry, changed=changed)
        consider_entry(entry=entry, by=by)
    return entry


@transaction.atomic
def submit_entry(*, entry: Entry, by: User | None, seen: Seen | None = None, paid: Payment | None = None) -> Entry:
    """Send a draft: it must be complete, its call open and its sender not in a hurry.

    ``seen`` is the offer that the sender agreed to; where it no longer holds, nothing is sent. ``paid`` has settled
    the fee: its price holds, and a call that has closed since the payment was begun still takes the entry.

    Raises
    ------
    InvalidInput
        Something is missing; the message names it.
    OfferChanged
        The price or the call has changed since the sender looked.
    PaymentDue
        The festival takes fees, and this entry's is not paid.
    Conflict
        The call is closed, or this person sent too many within the hour.
    """
    Festival.objects.select_for_update().get(pk=entry.festival_id)
    is_first = entry.state == EntryState.DRAFT
    paid = paid or paid_for(entry)
    if is_first and paid is None:
        _check_open(entry.call)
    offer = offer_for(entry)
    if offer.missing:
        raise InvalidInput("entry", entry, _("Still missing: %(things)s.") % {"things": ", ".join(offer.missing)})
    _check_pace(entry)
    check_move(ENTRY_MOVES, EntryState(entry.state), EntryState.CONSIDERED, str(entry))
    if is_first:
        _settle(entry, offer, seen, paid)
    entry.state, entry.state_reason = EntryState.CONSIDERED, ""
    entry.sent_at = timezone.now()
    entry.window_ends_on = window_end(entry.festival)
    checked(entry)
    entry.save()
    audit(festival=entry.festival, by=by, verb="submit_entry", about=entry)
    consider_entry(entry=entry, by=by)
    return entry


def _settle(entry: Entry, offer: Offer, seen: Seen | None, paid: Payment | None) -> None:
    """Fix the terms and the fee that an entry is sent under, unless they are not those that its sender saw."""
    if paid is None and not offer.price.is_free and takes_fees(entry.festival):
        raise PaymentDue(_("The fee has to be paid before the film is sent."))
    if (
        paid is None
        and seen is not None
        and (seen.version, seen.amount_minor) != (offer.version, offer.price.amount_minor)
    ):
        raise OfferChanged(_("Something has changed since you looked. Nothing was sent: please look once more."))
    entry.terms = newest_version(entry.call)
    entry.fee_minor, entry.fee_currency = offer.price.amount_minor, offer.price.currency
    if paid is not None:
        entry.fee_minor, entry.fee_currency = paid.amount_minor, paid.currency
    kept = {question.key for question in offer.terms.questions}
    entry.replies = {key: value for key, value in entry.replies.items() if key in kept}


def window_end(festival: Festival) -> date:
    """Return the last day on which an entry sent today is considered."""
    return months_after(today_in(festival.time_zone), festival.policy.consideration_months)


def _name_sender(entry: Entry) -> None:
    """Fill in who sends, where only the user is known."""
    if entry.sender is not None:
        entry.sender_name = entry.sender_name or entry.sender.name
        entry.sender_email = entry.sender_email or entry.sender.email


def _check_open(call: Call) -> None:
    """Refuse a call that takes nothing now."""
    if not is_call_open(call, timezone.now()):
        raise Conflict(_("“%(call)s” takes no entries at the moment. See which calls are open.") % {"call": call})


def _check_pace(entry: Entry) -> None:
    """Refuse more entries of one person within an hour than the policy allows."""
    most = entry.festival.policy.entries_per_hour
    hour_ago = timezone.now() - timedelta(hours=1)
    sent = Entry.objects.filter(festival=entry.festival, sender=entry.sender, sent_at__gt=hour_ago).count()
    if entry.sender is not None and sent >= most:
        said = _("You have sent %(most)d entries within the hour. Your draft is kept: send it a little later.")
        raise Conflict(said % {"most": most})
