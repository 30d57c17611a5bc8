"""A server that answers as Stripe does: localstripe, with the Checkout page that it lacks.

    python tests/stripe_double.py --port N

``GET /_config/pay/<session>`` is the page on which a person pays (its button posts to the same address). What happens
is told to the webhooks, as Stripe does; ``POST /_config/expire/<session>`` lets a day pass.
"""

import sys
from typing import Any

from aiohttp import web
from localstripe import server
from localstripe.errors import UserError
from localstripe.resources import Event, PaymentIntent, PaymentMethod, StripeObject
from localstripe.webhooks import schedule_webhook

CARD = {"number": "4242424242424242", "exp_month": "12", "exp_year": "2040", "cvc": "123"}


class CheckoutSession(StripeObject):  # type: ignore[misc]  # localstripe has no types
    """What Stripe's Checkout Sessions are, as far as one payment needs."""

    object = "checkout.session"
    _id_prefix = "cs_test_"

    def __init__(self, **asked: Any) -> None:
        price = asked["line_items"][0]["price_data"]
        if asked["mode"] != "payment" or int(price["unit_amount"]) <= 0 or not asked["success_url"]:
            raise UserError(400, "Bad request")
        super().__init__()
        self.status, self.payment_status, self.payment_intent = "open", "unpaid", None
        self.amount_total, self.currency = int(price["unit_amount"]), price["currency"]
        self.customer_email, self.client_reference_id = asked.get("customer_email"), asked.get("client_reference_id")
        self.success_url, self.cancel_url = asked["success_url"], asked["cancel_url"]
        self.url: str | None = f"http://127.0.0.1:{PORT}/_config/pay/{self.id}"

    def _pay(self) -> None:
        if self.status != "open":
            raise UserError(400, "This page has expired.")
        card = PaymentMethod(type="card", card=CARD)
        intent = PaymentIntent(amount=self.amount_total, currency=self.currency, payment_method=card.id)
        intent._confirm(on_failure_now=intent._report_failure)
        self.payment_intent, self.status, self.payment_status = intent.id, "complete", "paid"
        schedule_webhook(Event("checkout.session.completed", self))

    def _expire(self) -> None:
        if self.status != "open":
            raise UserError(400, "Only open sessions can be expired.")
        self.status, self.url = "expired", None
        schedule_webhook(Event("checkout.session.expired", self))

    @classmethod
    def _api_expire(cls, id: str) -> "CheckoutSession":  # noqa: A002  localstripe's name
        session: CheckoutSession = cls._api_retrieve(id)
        session._expire()
        return session


async def page(request: web.Request) -> web.Response:
    """Show what is to be paid."""
    session = CheckoutSession._api_retrieve(request.match_info["id"])
    body = f"<h1>{session.amount_total} {session.currency}</h1><form method=post><button>Pay</button></form>"
    return web.Response(text=body, content_type="text/html")


async def pay(request: web.Request) -> web.Response:
    """Pay it, and lead back."""
    session = CheckoutSession._api_retrieve(request.match_info["id"])
    session._pay()
    raise web.HTTPSeeOther(session.success_url)


async def expire(request: web.Request) -> web.Response:
    """Let a day pass."""
    CheckoutSession._api_retrieve(request.match_info["id"])._expire()
    return web.Response(text="expired")


def add_routes() -> None:
    """Put the page and the resource beside localstripe's own."""
    router = server.app.router
    router.add_post("/v1/checkout/sessions", server.api_create(CheckoutSession, "/v1/checkout/sessions"))
    router.add_get("/v1/checkout/sessions/{id}", server.api_retrieve(CheckoutSession, "/v1/checkout/sessions/{id}"))
    router.add_post(
        "/v1/checkout/sessions/{id}/expire",
        server.api_extra(CheckoutSession._api_expire, "/v1/checkout/sessions/{id}/expire"),
    )
    router.add_get("/_config/pay/{id}", page)
    router.add_post("/_config/pay/{id}", pay)
    router.add_post("/_config/expire/{id}", expire)


PORT = int(sys.argv[sys.argv.index("--port") + 1]) if "--port" in sys.argv else 8420

if __name__ == "__main__":
    add_routes()
    server.start()
