"""Fees given back: asked for on record first, then at the gateway, then done."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Payment, Refund
from matinee.entries.queries import gateway_of
from matinee.entries.states import PaymentRoad, PaymentState, RefundState
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict, InvalidInput, Unavailable
from matinee.kit.rows import checked

Tell = Callable[[Payment], None]
TellBack = Callable[[Refund], None]


def nobody(_news: Payment | Refund) -> None:
    """Tell nobody."""


def refund_payment(
    *, payment: Payment, reason: str, by: User | None, amount_minor: int | None = None, tell: TellBack = nobody
) -> Refund:
    """Give a fee back, all that is left of it or a part.

    Raises
    ------
    InvalidInput
        More than is left, or nothing.
    Conflict
        It was never paid.
    Unavailable
        The gateway does not answer; what was asked for stays on record and is tried again by the clock.
    """
    return carry_refund(refund=_asked(payment, amount_minor, reason, by), tell=tell)


@transaction.atomic
def _asked(payment: Payment, amount_minor: int | None, reason: str, by: User | None) -> Refund:
    """Put the amount aside, so that two people cannot give it back twice."""
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.state != PaymentState.PAID:
        raise Conflict(_("Nothing was paid, so nothing can be given back."))
    asked = payment.refunds.filter(state=RefundState.ASKED).aggregate(all=Sum("amount_minor"))["all"] or 0
    left = payment.amount_minor - payment.refunded_minor - asked
    amount = left if amount_minor is None else amount_minor
    if not 0 < amount <= left:
        accepted = _("Give back more than nothing and at most what is left (%(left)s in minor units).")
        raise InvalidInput("amount_minor", amount, accepted % {"left": left})
    refund = Refund(payment=payment, amount_minor=amount, reason=reason, by=by)
    checked(refund)
    refund.save()
    audit(festival=payment.festival, by=by, verb="refund_payment", about=payment.entry, amount_minor=amount)
    return refund


def carry_refund(*, refund: Refund, tell: TellBack = nobody) -> Refund:
    """Give back what was asked for; the same refund is never given twice, for its code is the gateway's key."""
    payment = refund.payment
    if payment.road == PaymentRoad.CARD and refund.state == RefundState.ASKED:
        gateway = gateway_of(payment.festival)
        if gateway is None:
            raise Unavailable(_("The festival's account is not connected. Connect it, then try again."))
        refund.ref = gateway.give_back(payment.payment_ref, refund.amount_minor, refund.code)
    return _done(refund, tell)


@transaction.atomic
def _done(refund: Refund, tell: TellBack) -> Refund:
    payment = Payment.objects.select_for_update().get(pk=refund.payment_id)
    now = Refund.objects.select_for_update().get(pk=refund.pk)
    if now.state == RefundState.ASKED:
        now.state, now.ref = RefundState.DONE, refund.ref
        now.save()
        Payment.objects.filter(pk=payment.pk).update(refunded_minor=F("refunded_minor") + now.amount_minor)
        tell(now)
    refund.payment.refresh_from_db()
    return now
