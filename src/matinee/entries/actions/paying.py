"""Fees by card: begun, settled by what the gateway says, heard of by its messages.

The gateway's word is law and is asked for anew each time: its messages may come twice, late, or in any order, and only
make us look. It is never asked inside a transaction.
"""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.receiving import OfferChanged, Seen, submit_entry
from matinee.entries.actions.refunding import Tell, nobody, refund_payment
from matinee.entries.models import Entry, Payment, PaymentAccount, PaymentNews
from matinee.entries.queries import gateway_of, offer_for, paid_for
from matinee.entries.rules import is_call_open
from matinee.entries.states import EntryState, PaymentRoad, PaymentState
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import Conflict, InvalidInput, MatineeError, NotFound, Unavailable, WrongState
from matinee.kit.payments import Gateway, Sale, Stage
from matinee.kit.payments import Seen as Known
from matinee.kit.rows import checked


@transaction.atomic
def connect_account(*, festival: Festival, secret_key: str, webhook_secret: str, by: User | None) -> PaymentAccount:
    """Let a festival's fees go to its account; an empty key leaves the one that is there."""
    account = PaymentAccount.objects.select_for_update().filter(festival=festival).first()
    account = account or PaymentAccount(festival=festival)
    account.secret_key = secret_key or account.secret_key
    account.webhook_secret = webhook_secret or account.webhook_secret
    if not account.secret_key.startswith(("sk_", "rk_")):
        raise InvalidInput("secret_key", account.secret_key[:3] + "…", _("Stripe's keys begin with sk_ or rk_."))
    account.is_on = True
    checked(account)
    account.save()
    audit(festival=festival, by=by, verb="connect_account", about=festival)
    return account


@transaction.atomic
def disconnect_account(*, festival: Festival, by: User | None) -> None:
    """Ask for no fees any more; the key is forgotten, what was paid stays on record."""
    PaymentAccount.objects.filter(festival=festival).delete()
    audit(festival=festival, by=by, verb="disconnect_account", about=festival)


def begin_payment(  # noqa: PLR0913  an action's arguments are all keywords
    *, entry: Entry, seen: Seen, by: User, back_url: str, away_url: str, tell: Tell = nobody
) -> Payment:
    """Begin to pay an entry's fee, or go on with the payment that was begun at the same price.

    Raises
    ------
    OfferChanged
        The price is not the one that the payer saw.
    Conflict
        It is paid, costs nothing, or lacks something.
    Unavailable
        The gateway does not answer; nothing was begun.
    """
    gateway = _gateway(entry.festival)
    for old in Payment.objects.filter(entry=entry, state=PaymentState.OPEN).exclude(ref=""):
        known = settle_payment(payment=old, tell=tell)
        if known.state == PaymentState.OPEN and (old.version, old.amount_minor) == (seen.version, seen.amount_minor):
            return known
        _close(gateway, known, tell)
    payment = _begun(entry, seen, by)
    sale = Sale(
        key=payment.code,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        title=payment.what,
        email=entry.sender_email or by.email,
        back_url=back_url,
        away_url=away_url,
    )
    try:
        made = gateway.begin(sale)
    except Unavailable:
        _change(payment, state=PaymentState.GONE)
        raise
    return _change(payment, ref=made.ref, url=made.url)


@transaction.atomic
def _begun(entry: Entry, seen: Seen, by: User) -> Payment:
    """Write down that a payment begins, at the price that holds now."""
    Festival.objects.select_for_update().get(pk=entry.festival_id)
    entry.refresh_from_db()
    offer = offer_for(entry)
    if entry.state != EntryState.DRAFT:
        raise WrongState(_("“%(film)s” has been sent already.") % {"film": entry})
    if not is_call_open(entry.call, timezone.now()):
        raise Conflict(_("This call is closed. Nothing was paid."))
    if paid_for(entry) is not None:
        raise Conflict(_("The fee is paid already: the entry can be sent."))
    if offer.missing:
        raise InvalidInput("entry", entry, _("Still missing: %(things)s.") % {"things": ", ".join(offer.missing)})
    if (seen.version, seen.amount_minor) != (offer.version, offer.price.amount_minor) or offer.price.is_free:
        raise OfferChanged(_("The price has changed since you looked. Nothing was paid: please look once more."))
    payment = Payment(festival=entry.festival, entry=entry, by=by, version=offer.version)
    payment.amount_minor, payment.currency = offer.price.amount_minor, offer.price.currency
    payment.what = _("%(film)s, entry to %(call)s") % {"film": entry.film.title[:120], "call": entry.call}
    checked(payment)
    payment.save()
    audit(festival=entry.festival, by=by, verb="begin_payment", about=entry, amount_minor=payment.amount_minor)
    return payment


def settle_payment(*, payment: Payment, tell: Tell = nobody) -> Payment:
    """Ask the gateway how a payment stands and draw the consequences: a paid entry is sent, a double one goes back.

    Safe to call at any time and by several at once. ``tell`` is called once, with what was paid, before that is written
    down for good.
    """
    if payment.road != PaymentRoad.CARD or not payment.ref:
        return payment
    if payment.state == PaymentState.OPEN:
        known = _gateway(payment.festival).look(payment.ref)
        payment = _settled(payment, known, tell)
    if payment.state == PaymentState.PAID and payment.is_double and payment.refunded_minor < payment.amount_minor:
        refund_payment(payment=payment, reason=_("The fee of this entry was paid already."), by=None)
        payment.refresh_from_db()
    return payment


@transaction.atomic
def _settled(payment: Payment, known: Known, tell: Tell) -> Payment:
    Festival.objects.select_for_update().get(pk=payment.festival_id)
    payment = Payment.objects.select_for_update().select_related("festival", "entry").get(pk=payment.pk)
    if payment.state == PaymentState.PAID or known.stage == Stage.OPEN:
        return payment
    if known.stage == Stage.GONE:
        return _change(payment, state=PaymentState.GONE)
    if (known.amount_minor, known.currency) != (payment.amount_minor, payment.currency):
        return _change(payment, note=_("Another amount was paid than was asked for. Please look into it."))
    payment.is_double = paid_for(payment.entry) is not None
    _change(payment, state=PaymentState.PAID, paid_at=timezone.now(), payment_ref=known.payment, number=_next(payment))
    audit(festival=payment.festival, by=None, verb="take_payment", about=payment.entry, code=payment.code)
    if not payment.is_double:
        _send(payment)
        tell(payment)
    return payment


def _send(payment: Payment) -> None:
    """Send the entry that was paid for; where that cannot be, the payment says why."""
    entry = Entry.objects.select_related("festival", "call", "film", "sender").get(pk=payment.entry_id)
    if entry.state != EntryState.DRAFT:
        return
    try:
        with transaction.atomic():
            submit_entry(entry=entry, by=entry.sender, paid=payment)
    except MatineeError as refused:
        _change(payment, note=refused.message[:300])


@transaction.atomic
def record_payment(*, entry: Entry, amount_minor: int, currency: str, note: str, by: User) -> Payment:
    """Record a fee that was paid outside (cash, transfer); it settles the entry's fee."""
    Festival.objects.select_for_update().get(pk=entry.festival_id)
    if paid_for(entry) is not None:
        raise Conflict(_("The fee of this entry is paid already."))
    payment = Payment(festival=entry.festival, entry=entry, road=PaymentRoad.ELSEWHERE, by=by, note=note)
    payment.amount_minor, payment.currency = amount_minor, currency
    payment.state, payment.paid_at = PaymentState.PAID, timezone.now()
    payment.what = _("%(film)s, entry to %(call)s") % {"film": entry.film.title[:120], "call": entry.call}
    payment.number = _next(payment)
    checked(payment)
    payment.save()
    audit(festival=entry.festival, by=by, verb="record_payment", about=entry, amount_minor=amount_minor)
    return payment


def hear_news(*, festival: Festival, body: bytes, signature: str, tell: Tell = nobody) -> Payment | None:
    """Take a message of the gateway: it is written down once, and the payment it names is looked at.

    Raises
    ------
    InvalidInput
        The gateway has not signed it.
    NotFound
        The festival takes no payments.
    """
    gateway = gateway_of(festival)
    if gateway is None:
        raise NotFound(_("This festival takes no payments."))
    news = gateway.read(body, signature)
    payment = Payment.objects.filter(festival=festival, ref=news.ref).first() if news.ref else None
    if payment is not None:
        payment = settle_payment(payment=payment, tell=tell)
    try:
        with transaction.atomic():
            PaymentNews.objects.create(festival=festival, event=news.id, kind=news.kind[:100], ref=news.ref)
    except IntegrityError:
        return payment  # told before; looking twice does no harm
    return payment


def _close(gateway: Gateway, payment: Payment, tell: Tell) -> None:
    """See to it that a begun payment at an old price is not paid any more."""
    if payment.state != PaymentState.OPEN:
        return
    gateway.close(payment.ref)
    settle_payment(payment=payment, tell=tell)


def _gateway(festival: Festival) -> Gateway:
    gateway = gateway_of(festival)
    if gateway is None:
        raise Conflict(_("This festival takes no payments by card now. Please write to it."))
    return gateway


def _next(payment: Payment) -> int:
    """Return the next receipt's number; the festival's row is locked."""
    last = Payment.objects.filter(festival=payment.festival_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _change(payment: Payment, **columns: object) -> Payment:
    for name, value in columns.items():
        setattr(payment, name, value)
    payment.save()
    return payment
