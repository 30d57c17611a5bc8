"""Payments by card behind a small interface: begin one, look at it, give it back, hear of it.

A `Gateway` takes amounts in minor units with a currency and knows nothing of what is paid for. The one that exists
speaks to Stripe: people pay on Stripe's own page, so no card number comes near us.

References
----------
Stripe API, Checkout Sessions, Refunds, Webhooks (signatures): https://docs.stripe.com/api, read November 2026

"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import stripe
from django.utils.translation import gettext as _

from matinee.kit.errors import InvalidInput, Unavailable

TRIES = 2


class Stage(StrEnum):
    """Where a payment stands at the gateway."""

    OPEN = "open"
    PAID = "paid"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sale:
    """What is to be paid; ``key`` names the occasion, so that asking twice begins one payment."""

    key: str
    amount_minor: int
    currency: str
    title: str
    email: str
    back_url: str
    away_url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A payment as the gateway knows it; ``payment`` is what a refund names."""

    ref: str
    stage: Stage
    url: str = ""
    payment: str = ""
    amount_minor: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """A message of the gateway, its signature checked; ``ref`` is the payment it is about, if it is about one."""

    id: str
    kind: str
    ref: str


class Gateway(Protocol):
    """What the rooms need of a gateway; each method raises `Unavailable` where it does not answer."""

    def begin(self, sale: Sale) -> Seen:
        """Begin a payment and return where people pay it."""

    def look(self, ref: str) -> Seen:
        """Return how a payment stands now."""

    def give_back(self, payment: str, amount_minor: int, key: str) -> str:
        """Give back a paid amount, once a key; returns the refund's own reference."""

    def close(self, ref: str) -> None:
        """See to it that an open payment cannot be paid any more."""

    def read(self, body: bytes, signature: str) -> News:
        """Read a message; raises `InvalidInput` where its signature is not the gateway's."""


class StripeGateway:
    """Stripe, by its own library; ``address`` is another server that answers as Stripe does (tests)."""

    def __init__(self, key: str, webhook_secret: str, address: str = "") -> None:
        self._client = stripe.StripeClient(
            key, base_addresses={"api": address} if address else None, max_network_retries=TRIES
        )
        self._secret = webhook_secret

    def begin(self, sale: Sale) -> Seen:
        """Begin a Checkout Session."""
        with _answering():
            session = self._client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": sale.currency.lower(),
                                "unit_amount": sale.amount_minor,
                                "product_data": {"name": sale.title},
                            },
                        }
                    ],
                    "customer_email": sale.email,
                    "client_reference_id": sale.key,
                    "success_url": sale.back_url,
                    "cancel_url": sale.away_url,
                },
                {"idempotency_key": sale.key},
            )
        return _seen(session)

    def look(self, ref: str) -> Seen:
        """Retrieve the session."""
        with _answering():
            return _seen(self._client.v1.checkout.sessions.retrieve(ref))

    def give_back(self, payment: str, amount_minor: int, key: str) -> str:
        """Make a refund."""
        with _answering():
            made = self._client.v1.refunds.create(
                {"payment_intent": payment, "amount": amount_minor}, {"idempotency_key": key}
            )
        return made.id

    def close(self, ref: str) -> None:
        """Expire the session."""
        with _answering():
            self._client.v1.checkout.sessions.expire(ref)

    def read(self, body: bytes, signature: str) -> News:
        """Check the signature (HMAC-SHA256 over time and body, five minutes' tolerance) and read the event."""
        try:
            event = stripe.Webhook.construct_event(body, signature, self._secret)
        except (ValueError, stripe.SignatureVerificationError) as error:
            raise InvalidInput("signature", signature[:40], "Only messages that Stripe has signed are read.") from error
        about = event.data.object.to_dict()
        is_session = about.get("object") == "checkout.session"
        return News(id=event.id, kind=event.type, ref=str(about.get("id", "")) if is_session else "")


def _seen(session: stripe.checkout.Session) -> Seen:
    """Read a session: paid, still open, or gone."""
    stage = Stage.PAID if session.payment_status == "paid" else Stage.OPEN if session.status == "open" else Stage.GONE
    return Seen(
        ref=session.id,
        stage=stage,
        url=session.url or "",
        payment=str(session.payment_intent or ""),
        amount_minor=session.amount_total or 0,
        currency=(session.currency or "").upper(),
    )


@contextmanager
def _answering() -> Iterator[None]:
    """Turn the library's errors into ours."""
    try:
        yield
    except stripe.AuthenticationError as error:
        raise Unavailable(_("The payment service does not accept our key. The festival has to mend that.")) from error
    except stripe.InvalidRequestError as error:
        raise Unavailable(_("The payment service refused: %(why)s") % {"why": error.user_message or error}) from error
    except stripe.StripeError as error:
        raise Unavailable(_("The payment service does not answer. Nothing was paid; please try again.")) from error
