"""Reads: who takes fees, what was paid for an entry, and what a festival has taken."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Sum

from matinee.entries.models import Entry, Payment, PaymentAccount
from matinee.entries.states import PaymentState
from matinee.festival.models import Festival
from matinee.kit.money import Money
from matinee.kit.payments import Gateway, StripeGateway


def account_of(festival: Festival) -> PaymentAccount | None:
    """Return where a festival's fees go."""
    return PaymentAccount.objects.filter(festival=festival).first()


def gateway_of(festival: Festival) -> Gateway | None:
    """Return the door to a festival's payments, None where it takes none."""
    account = account_of(festival)
    if account is None or not account.is_on:
        return None
    return StripeGateway(account.secret_key, account.webhook_secret, settings.STRIPE_ADDRESS)


def takes_fees(festival: Festival) -> bool:
    """Say whether a fee has to be paid before an entry is sent."""
    return PaymentAccount.objects.filter(festival=festival, is_on=True).exists()


def paid_for(entry: Entry) -> Payment | None:
    """Return the payment that settles an entry's fee."""
    return Payment.objects.filter(entry=entry, state=PaymentState.PAID, is_double=False).first()


def payments_of(entry: Entry) -> QuerySet[Payment]:
    """Return all payments of an entry with what was given back."""
    return Payment.objects.filter(entry=entry).prefetch_related("refunds")


def payment_of(festival: Festival, code: str) -> Payment | None:
    """Return a festival's payment by its code."""
    return _told(Payment.objects.filter(festival=festival, code=code)).first()


def payments_in(festival: Festival) -> QuerySet[Payment]:
    """Return a festival's payments, the latest first."""
    return _told(Payment.objects.filter(festival=festival))


def _told(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    return payments.select_related("entry__film", "entry__call", "festival", "by").prefetch_related("refunds__by")


@dataclass(frozen=True, slots=True)
class Takings:
    """What came in and went back in one currency."""

    count: int
    taken: Money
    given_back: Money

    @property
    def kept(self) -> Money:
        """What stays."""
        return Money(self.taken.minor - self.given_back.minor, self.taken.currency)


def takings_of(festival: Festival) -> list[Takings]:
    """Return a festival's takings by currency."""
    rows = (
        Payment.objects.filter(festival=festival, state=PaymentState.PAID)
        .values("currency")
        .annotate(count=Count("pk"), taken=Sum("amount_minor"), back=Sum("refunded_minor"))
        .order_by("currency")
    )
    return [Takings(r["count"], Money(r["taken"], r["currency"]), Money(r["back"], r["currency"])) for r in rows]


def unsettled(festival: Festival | None = None) -> QuerySet[Payment]:
    """Return begun payments that the gateway knows, and paid twice ones that have not gone back."""
    is_begun = Q(state=PaymentState.OPEN) & ~Q(ref="")
    is_owed = Q(state=PaymentState.PAID, is_double=True, refunded_minor__lt=F("amount_minor"))
    found = Payment.objects.filter(is_begun | is_owed)
    return (found if festival is None else found.filter(festival=festival)).select_related("festival", "entry__film")
