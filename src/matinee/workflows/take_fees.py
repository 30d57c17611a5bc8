"""Fees, and the letters that go with them: what was paid, what went back, what the clock found."""

from matinee.accounts.models import User
from matinee.entries import actions
from matinee.entries.actions import Seen
from matinee.entries.models import Entry, Payment, Refund
from matinee.entries.states import EntryState
from matinee.festival.models import Festival
from matinee.kit.money import Money
from matinee.workflows.tell_maker import tell_maker


def begin_payment(*, entry: Entry, seen: Seen, by: User, back_url: str, away_url: str) -> Payment:
    """Begin to pay an entry's fee; takes and refuses what the action does."""
    return actions.begin_payment(entry=entry, seen=seen, by=by, back_url=back_url, away_url=away_url, tell=_tell_paid)


def settle_payment(*, payment: Payment) -> Payment:
    """Ask how a payment stands; a paid entry is sent, and its maker gets both receipts."""
    return actions.settle_payment(payment=payment, tell=_tell_paid)


def hear_news(*, festival: Festival, body: bytes, signature: str) -> Payment | None:
    """Take a message of the payment service; takes and refuses what the action does."""
    return actions.hear_news(festival=festival, body=body, signature=signature, tell=_tell_paid)


def refund_payment(*, payment: Payment, amount_minor: int, reason: str, by: User) -> Refund:
    """Give a fee back and say so; takes and refuses what the action does."""
    return actions.refund_payment(
        payment=payment, amount_minor=amount_minor, reason=reason, by=by, tell=_tell_given_back
    )


def sweep_payments(*, is_dry: bool) -> list[str]:
    """Look at what was begun and what was to go back, with the letters that go with it."""
    return actions.sweep_payments(is_dry=is_dry, tell=_tell_paid, tell_back=_tell_given_back)


def _tell_paid(payment: Payment) -> None:
    entry = Entry.objects.select_related("festival", "call", "film", "sender").get(pk=payment.entry_id)
    more = {"amount": _shown(payment.amount_minor, payment.currency), "number": str(payment.number)}
    tell_maker(entry=entry, occasion="payment_received", by=None, once=payment.code, more=more)
    if entry.state != EntryState.DRAFT and entry.sent_at is not None:
        tell_maker(entry=entry, occasion="entry_received", by=None, once=f"{entry.sent_at:%Y-%m-%dT%H:%M:%S}")


def _tell_given_back(refund: Refund) -> None:
    payment = refund.payment
    more = {"amount": _shown(refund.amount_minor, payment.currency), "reason": refund.reason}
    entry = Entry.objects.select_related("festival", "call", "film", "sender").get(pk=payment.entry_id)
    tell_maker(entry=entry, occasion="payment_refunded", by=refund.by, once=refund.code, more=more)


def _shown(minor: int, currency: str) -> str:
    return Money(minor, currency).shown()
