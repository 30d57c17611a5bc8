"""Fees by card, spoken to a real server that answers as Stripe does."""

import hashlib
import hmac
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from matinee.accounts.models import User
from matinee.entries.actions import (
    PaymentDue,
    Seen,
    begin_payment,
    connect_account,
    open_call,
    record_payment,
    refund_payment,
    revise_terms,
    settle_payment,
    start_entry,
    submit_entry,
    sweep_payments,
)
from matinee.entries.models import Call, Entry, Payment, PaymentNews, Refund
from matinee.entries.queries import gateway_of, offer_for, takings_of, unsettled
from matinee.entries.rules.terms import Terms, Tier
from matinee.entries.states import EntryState, PaymentState, RefundState
from matinee.festival.models import Edition, Festival
from matinee.films.actions import change_film, set_credits, set_screener
from matinee.films.states import CreditRole
from matinee.kit.errors import Conflict, InvalidInput, Unavailable
from matinee.kit.payments import Sale
from matinee.mailroom.models import Letter
from matinee.workflows import take_fees

SECRET = "whsec_lanterns"
DOUBLE = Path(__file__).parents[1] / "stripe_double.py"


class Stripe:
    """The server of these tests, and the person at its payment page."""

    def __init__(self, port: int) -> None:
        self.port, self.address = port, f"http://127.0.0.1:{port}"

    def ask(self, path: str, method: str = "POST") -> int:
        """Return the status of an address."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as line:
            line.request(method, path)
            return line.getresponse().status

    def pay(self, payment: Payment) -> int:
        """Press the button on the payment page."""
        return self.ask(f"/_config/pay/{payment.ref}")

    def expire(self, payment: Payment) -> int:
        """Let a day pass."""
        return self.ask(f"/_config/expire/{payment.ref}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stripe]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    scratch = tmp_path_factory.mktemp("stripe")
    command = [sys.executable, str(DOUBLE), "--port", str(port), "--from-scratch"]
    with (scratch / "log").open("w") as log, subprocess.Popen(command, cwd=scratch, stdout=log, stderr=log) as process:
        stripe = Stripe(port)
        for _ in range(200):
            try:
                stripe.ask("/v1/customers", "GET")
                break
            except ConnectionError:
                time.sleep(0.1)
        yield stripe
        process.kill()


@pytest.fixture
def stripe(server: Stripe, settings: Any) -> Stripe:
    settings.STRIPE_ADDRESS = server.address
    return server


@pytest.fixture
def call(festival: Festival, edition: Edition, director: User) -> Call:
    call = open_call(festival=festival, slug="spring", title="Spring call", by=director)
    terms = Terms(currency="EUR", tiers=(Tier(key="regular", name="Regular", fee_minor=2500),))
    revise_terms(call=call, terms=terms, by=director)
    return call


@pytest.fixture
def account(festival: Festival, director: User) -> None:
    connect_account(festival=festival, secret_key="sk_test_lanterns", webhook_secret=SECRET, by=director)


@pytest.fixture
def maker(make_user: Any) -> User:
    user: User = make_user("maker@films.example")
    return user


@pytest.fixture
def draft(call: Call, maker: User, account: None) -> Entry:
    return complete(start_entry(call=call, sender=maker, title="Night Bus", by=maker), maker)


def complete(entry: Entry, maker: User) -> Entry:
    facts = {"running_time_s": 600, "countries": ["IT"], "languages": ["it"], "logline": "A driver sings."}
    change_film(film=entry.film, by=maker, **facts)
    set_credits(film=entry.film, role=CreditRole.DIRECTOR, names=["Ada Moro"], by=maker)
    set_screener(film=entry.film, url="https://films.example/night-bus", password="", by=maker)
    assert offer_for(entry).missing == []
    return entry


def begun(entry: Entry, maker: User) -> Payment:
    offer = offer_for(entry)
    seen = Seen(offer.version, offer.price.amount_minor)
    where = {"back_url": "http://localhost:1/back", "away_url": "http://localhost:1/away"}
    return begin_payment(entry=entry, seen=seen, by=maker, **where)


def told(client: Client, festival: Festival, payment: Payment, event: tuple[str, str], secret: str = SECRET) -> int:
    """Send a message as the service does; returns how it was answered."""
    name, kind = event
    about = {"id": payment.ref, "object": "checkout.session"}
    body = json.dumps({"id": name, "object": "event", "type": kind, "data": {"object": about}}).encode()
    now = int(time.time())
    mark = hmac.new(secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    address = reverse("payment-news", args=[festival.slug])
    signed = {"Stripe-Signature": f"t={now},v1={mark}"}
    return client.post(address, body, content_type="application/json", headers=signed).status_code


pytestmark = pytest.mark.django_db


def test_an_entry_is_sent_when_its_fee_has_arrived(stripe: Stripe, draft: Entry, maker: User) -> None:
    with pytest.raises(PaymentDue):
        submit_entry(entry=draft, by=maker)
    draft.refresh_from_db()
    payment = begun(draft, maker)
    assert settle_payment(payment=payment).state == PaymentState.OPEN

    assert stripe.pay(payment) == 303
    payment = settle_payment(payment=payment)

    draft.refresh_from_db()
    assert (payment.state, payment.number, payment.is_double) == (PaymentState.PAID, 1, False)
    assert (draft.state, draft.fee_minor, draft.fee_currency) == (EntryState.CONSIDERED, 2500, "EUR")
    assert draft.considerations.exists()


def test_the_payment_that_was_begun_goes_on_and_an_old_price_is_closed(
    stripe: Stripe, draft: Entry, maker: User, call: Call, director: User
) -> None:
    first, again = begun(draft, maker), begun(draft, maker)
    assert first.pk == again.pk

    revise_terms(call=call, terms=Terms(currency="EUR", tiers=(Tier("late", "Late", fee_minor=4000),)), by=director)
    dearer = begun(draft, maker)

    first.refresh_from_db()
    assert (dearer.amount_minor, first.state) == (4000, PaymentState.GONE)
    assert stripe.pay(first) == 400


def test_the_price_that_was_paid_holds_though_the_call_has_closed(
    stripe: Stripe, draft: Entry, maker: User, call: Call, director: User
) -> None:
    payment = begun(draft, maker)
    revise_terms(call=call, terms=Terms(currency="EUR", tiers=(Tier("late", "Late", fee_minor=4000),)), by=director)
    Call.objects.filter(pk=call.pk).update(is_open=False)
    stripe.pay(payment)

    settle_payment(payment=payment)

    draft.refresh_from_db()
    assert (draft.state, draft.fee_minor) == (EntryState.CONSIDERED, 2500)


def test_a_fee_paid_twice_goes_back_once(stripe: Stripe, draft: Entry, maker: User) -> None:
    first = begun(draft, maker)
    Payment.objects.filter(pk=first.pk).update(version=99)  # a second window that never saw the first
    other = Payment.objects.create(
        festival=draft.festival, entry=draft, amount_minor=2500, currency="EUR", what="again", by=maker
    )
    gateway = gateway_of(draft.festival)
    assert gateway is not None
    made = gateway.begin(
        Sale(other.code, 2500, "EUR", "again", maker.email, "http://localhost:1/", "http://localhost:1/")
    )
    Payment.objects.filter(pk=other.pk).update(ref=made.ref)
    other.refresh_from_db()
    stripe.pay(first)
    stripe.pay(other)

    for payment in (first, other, first, other):
        settle_payment(payment=Payment.objects.get(pk=payment.pk))

    other.refresh_from_db()
    assert (other.is_double, other.refunded_minor) == (True, 2500)
    assert [refund.state for refund in Refund.objects.all()] == [RefundState.DONE]
    assert takings_of(draft.festival)[0].kept.minor == 2500
    assert not unsettled(draft.festival).exists()


def test_messages_may_come_twice_and_in_any_order(
    stripe: Stripe, draft: Entry, maker: User, festival: Festival, client: Client
) -> None:
    payment = begun(draft, maker)
    assert told(client, festival, payment, ("evt_2", "checkout.session.expired")) == 200  # a lie: it is open
    payment.refresh_from_db()
    assert payment.state == PaymentState.OPEN
    stripe.pay(payment)

    for _ in range(2):
        assert told(client, festival, payment, ("evt_3", "checkout.session.completed")) == 200
    assert told(client, festival, payment, ("evt_1", "checkout.session.expired")) == 200

    payment.refresh_from_db()
    draft.refresh_from_db()
    assert (payment.state, draft.state) == (PaymentState.PAID, EntryState.CONSIDERED)
    assert PaymentNews.objects.count() == 3


def test_messages_that_are_not_signed_are_not_read(
    stripe: Stripe, draft: Entry, maker: User, other_festival: Festival, client: Client
) -> None:
    payment = begun(draft, maker)
    stripe.pay(payment)

    assert told(client, draft.festival, payment, ("evt_1", "checkout.session.completed"), secret="whsec_guessed") == 403
    assert told(client, other_festival, payment, ("evt_1", "checkout.session.completed")) == 404
    payment.refresh_from_db()
    assert payment.state == PaymentState.OPEN


def test_a_page_that_was_never_paid_ends_and_the_draft_stays(stripe: Stripe, draft: Entry, maker: User) -> None:
    payment = begun(draft, maker)
    stripe.expire(payment)

    assert settle_payment(payment=payment).state == PaymentState.GONE
    draft.refresh_from_db()
    assert draft.state == EntryState.DRAFT
    assert begun(draft, maker).pk != payment.pk


def test_a_service_that_does_not_answer_begins_nothing(draft: Entry, maker: User, settings: Any) -> None:
    settings.STRIPE_ADDRESS = "http://127.0.0.1:9"

    with pytest.raises(Unavailable, match="does not answer"):
        begun(draft, maker)

    assert list(Payment.objects.values_list("state", flat=True)) == [PaymentState.GONE]


def test_part_of_a_fee_goes_back_and_never_more_than_was_paid(
    stripe: Stripe, draft: Entry, maker: User, director: User
) -> None:
    payment = begun(draft, maker)
    stripe.pay(payment)
    payment = settle_payment(payment=payment)

    refund_payment(payment=payment, amount_minor=1000, reason="The day was cancelled.", by=director)
    with pytest.raises(InvalidInput):
        refund_payment(payment=payment, amount_minor=1501, reason="Too much.", by=director)

    payment.refresh_from_db()
    assert payment.refunded_minor == 1000
    assert takings_of(draft.festival)[0].given_back.minor == 1000


def test_the_clock_finds_what_no_message_told(stripe: Stripe, draft: Entry, maker: User, director: User) -> None:
    payment = begun(draft, maker)
    stripe.pay(payment)
    assert sweep_payments(is_dry=True) == ["Night Bus: a payment of €25.00 would be looked at."]

    assert sweep_payments(is_dry=False) == ["Night Bus: a payment of €25.00 is paid."]
    payment.refresh_from_db()
    Refund.objects.create(payment=payment, amount_minor=500, reason="The machine stopped here.", by=director)
    assert sweep_payments(is_dry=False) == ["Night Bus: €5.00 went back."]

    draft.refresh_from_db()
    payment.refresh_from_db()
    assert (draft.state, payment.refunded_minor) == (EntryState.CONSIDERED, 500)
    assert sweep_payments(is_dry=False) == []


def test_what_was_paid_outside_settles_the_fee(draft: Entry, maker: User, director: User) -> None:
    record_payment(entry=draft, amount_minor=2500, currency="EUR", note="Cash at the door.", by=director)
    with pytest.raises(Conflict):
        record_payment(entry=draft, amount_minor=2500, currency="EUR", note="Again.", by=director)

    assert submit_entry(entry=draft, by=maker).state == EntryState.CONSIDERED


def test_the_lounge_leads_to_the_payment_page_and_back(
    stripe: Stripe, draft: Entry, maker: User, signed_in: Any
) -> None:
    client: Client = signed_in(maker)
    check = reverse("lounge-check", args=[draft.code])
    assert b"Pay and send it" in client.get(check).content
    offer = offer_for(draft)

    answer = client.post(check, {"version": offer.version, "amount": offer.price.amount_minor}, follow=True)
    payment = Payment.objects.get()
    assert payment.url in answer.content.decode()
    early = client.get(reverse("lounge-paid", args=[draft.code]))
    assert b"not heard of your payment yet" in early.content
    stripe.pay(payment)
    done = client.get(reverse("lounge-paid", args=[draft.code]), follow=True)

    assert done.redirect_chain[-1][0] == reverse("lounge-entry", args=[draft.code])
    receipt = client.get(reverse("lounge-receipt", args=[draft.code])).content.decode()
    assert "Payment 1" in receipt
    assert "€25.00" in receipt


def test_the_office_sees_payments_and_gives_back(
    stripe: Stripe, draft: Entry, maker: User, director: User, signed_in: Any
) -> None:
    festival = draft.festival
    payment = begun(draft, maker)
    stripe.pay(payment)
    settle_payment(payment=payment)
    client: Client = signed_in(director)
    fees = reverse("office-fees", args=[festival.slug])

    assert "€25.00" in client.get(fees).content.decode()
    assert "sk_test_lanterns" not in client.get(fees).content.decode()
    assert "Night Bus" in client.get(reverse("office-fees-table", args=[festival.slug])).content.decode()
    back = reverse("office-fee-refund", args=[festival.slug, payment.code])
    client.post(back, {"amount": "25.00", "reason": "Sent by mistake."})

    payment.refresh_from_db()
    assert payment.refunded_minor == 2500


def test_both_receipts_go_out_once_and_a_refund_says_why(
    stripe: Stripe, draft: Entry, maker: User, director: User
) -> None:
    payment = begun(draft, maker)
    stripe.pay(payment)
    for _ in range(2):
        payment = take_fees.settle_payment(payment=payment)
    take_fees.refund_payment(payment=payment, amount_minor=500, reason="You paid the late fee by mistake.", by=director)

    letters = {letter.template: letter for letter in Letter.objects.filter(to_email=maker.email)}
    assert sorted(letters) == ["entry_received", "payment_received", "payment_refunded"]
    assert Letter.objects.count() == 3


def test_staff_record_on_the_entry_what_was_paid_outside(
    call: Call, maker: User, director: User, signed_in: Any
) -> None:
    entry = complete(start_entry(call=call, sender=maker, title="Night Bus", by=maker), maker)
    submit_entry(entry=entry, by=maker)
    client: Client = signed_in(director)
    page = client.get(reverse("office-entry", args=[entry.festival.slug, entry.code])).content.decode()
    address = reverse("office-entry-paid", args=[entry.festival.slug, entry.code])

    assert address in page
    client.post(address, {"amount": "25", "note": "Transfer of 3 March."})

    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.currency, payment.note) == (2500, "EUR", "Transfer of 3 March.")
