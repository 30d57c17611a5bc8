"""Payments by the clock: what no message told is asked for, what was to go back goes back."""

from matinee.entries.actions.paying import settle_payment
from matinee.entries.actions.refunding import Tell, TellBack, carry_refund, nobody
from matinee.entries.models import Payment, Refund
from matinee.entries.queries import unsettled
from matinee.entries.states import PaymentState, RefundState
from matinee.kit.money import Money


def sweep_payments(*, is_dry: bool, tell: Tell = nobody, tell_back: TellBack = nobody) -> list[str]:
    """Look at every payment that was begun and every refund that was asked for; returns what came of it."""
    told = [line for payment in unsettled() if (line := _looked_at(payment, tell, is_dry=is_dry))]
    asked = Refund.objects.filter(state=RefundState.ASKED).select_related("payment__festival", "payment__entry__film")
    return told + [_carried(refund, tell_back, is_dry=is_dry) for refund in asked]


def _looked_at(payment: Payment, tell: Tell, *, is_dry: bool) -> str:
    film, amount = payment.entry.film, Money(payment.amount_minor, payment.currency).shown()
    if is_dry:
        return f"{film}: a payment of {amount} would be looked at."
    before = (payment.state, payment.refunded_minor)
    now = settle_payment(payment=payment, tell=tell)
    if (now.state, now.refunded_minor) == before:
        return ""
    if now.is_double:
        return f"{film}: a second payment of {amount} went back."
    ended = "is paid" if now.state == PaymentState.PAID else "was not made"
    return f"{film}: a payment of {amount} {ended}."


def _carried(refund: Refund, tell: TellBack, *, is_dry: bool) -> str:
    payment = refund.payment
    amount = Money(refund.amount_minor, payment.currency).shown()
    if is_dry:
        return f"{payment.entry.film}: {amount} would go back."
    carry_refund(refund=refund, tell=tell)
    return f"{payment.entry.film}: {amount} went back."
