"""Paying an entry's fee: what is asked, the way to the payment page and back, what the payment service tells us."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions import OfferChanged, Seen
from matinee.entries.models import Payment
from matinee.entries.queries import payments_of
from matinee.entries.states import EntryState, PaymentState
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput, NotFound, Unavailable
from matinee.lounge.access import EntryRequest, own
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.take_fees import begin_payment, hear_news, settle_payment

LONGEST_NEWS = 512 * 1024


def to_payment(request: EntryRequest, seen: Seen) -> HttpResponse:
    """Begin to pay at the price that was seen, and show the way to the payment page."""
    here = request.build_absolute_uri
    code = request.entry.code
    try:
        begin_payment(
            entry=request.entry,
            seen=seen,
            by=request.user,
            back_url=here(reverse("lounge-paid", args=[code])),
            away_url=here(reverse("lounge-pay", args=[code])),
        )
    except (OfferChanged, Unavailable) as refused:
        tell_trouble(request, refused.message)
        return redirect("lounge-check", code)
    return redirect("lounge-pay", code)


@own
@require_safe
def pay(request: EntryRequest) -> HttpResponse:
    """Show the payment that was begun, with the way to the page on which it is paid."""
    payment = _latest(request)
    if payment is None or payment.state != PaymentState.OPEN:
        return redirect("lounge-check", request.entry.code)
    return _page(request, payment)


@own
@require_safe
def paid(request: EntryRequest) -> HttpResponse:
    """Come back from the payment page: ask how it stands, and say it."""
    payment = _latest(request)
    if payment is None:
        raise Http404
    payment = settle_payment(payment=payment)
    if payment.state == PaymentState.OPEN:
        return _page(request, payment, is_back=True)
    if payment.state == PaymentState.GONE:
        tell_trouble(request, _("Nothing was paid. Your answers are kept: you can try again."))
        return redirect("lounge-check", request.entry.code)
    request.entry.refresh_from_db()
    if request.entry.state == EntryState.DRAFT:
        tell_trouble(request, _("Your payment is with us, but the film could not be sent yet: %s") % payment.note)
        return redirect("lounge-check", request.entry.code)
    tell(request, _("Paid, and sent. “%(film)s” is with us. Thank you.") % {"film": request.entry})
    return redirect("lounge-entry", request.entry.code)


@csrf_exempt
@login_not_required
@require_POST
def news(request: HttpRequest, festival: str) -> HttpResponse:
    """Take a message of the payment service, if it has signed it."""
    found = get_object_or_404(Festival, slug=festival)
    if int(request.headers.get("Content-Length") or 0) > LONGEST_NEWS:
        return HttpResponse(status=413)
    try:
        hear_news(festival=found, body=request.body, signature=request.headers.get("Stripe-Signature", ""))
    except NotFound as error:
        raise Http404 from error
    except InvalidInput:
        return HttpResponse("Not signed.\n", status=403, content_type="text/plain")
    return HttpResponse("Thank you.\n", content_type="text/plain")


def _page(request: EntryRequest, payment: Payment, *, is_back: bool = False) -> HttpResponse:
    context = {"payment": payment, "is_back": is_back, "entry": request.entry, "film": request.entry.film}
    return render(request, "lounge/pay.html", context | {"here": "films"})


def _latest(request: EntryRequest) -> Payment | None:
    return payments_of(request.entry).select_related("festival", "entry__film").first()
