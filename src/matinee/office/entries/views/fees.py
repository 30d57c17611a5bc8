"""Fees: where they go, what was paid, what went back."""

import csv

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from matinee.entries.actions import connect_account, disconnect_account, record_payment
from matinee.entries.interchange.filmfreeway.cells import armoured
from matinee.entries.models import Payment
from matinee.entries.queries import account_of, payment_of, payments_in, takings_of
from matinee.entries.states import PaymentState
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput, Unavailable
from matinee.kit.money import Money, money_from_text
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.views.pages import entry_or_404, page
from matinee.web.notices import tell, tell_trouble
from matinee.workflows.take_fees import refund_payment

ON_A_PAGE = 50


class AccountForm(forms.Form):
    """The festival's account at Stripe; what is there already is never shown again."""

    secret_key = forms.CharField(
        label=gettext_lazy("Secret key"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "A restricted key (rk_…) that may write Checkout Sessions and Refunds, or a secret key."
        ),
    )
    webhook_secret = forms.CharField(
        label=gettext_lazy("Signing secret of the webhook"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class RefundForm(forms.Form):
    """How much goes back, and why."""

    amount = forms.CharField(max_length=20)
    reason = forms.CharField(max_length=200)


class PaidForm(forms.Form):
    """A fee that was paid outside."""

    amount = forms.CharField(max_length=20)
    note = forms.CharField(max_length=300)


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def fees(request: DeskRequest) -> HttpResponse:
    """Show takings, the account, and every payment."""
    return _fees_page(request, AccountForm())


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def account(request: DeskRequest) -> HttpResponse:
    """Connect the account, or take it away."""
    if "take_away" in request.POST:
        disconnect_account(festival=request.festival, by=request.user)
        tell(request, _("The account is taken away. Entering costs nothing in the lounge now."))
        return redirect("office-fees", request.festival.slug)
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            connect_account(festival=request.festival, by=request.user, **form.cleaned_data)
        except InvalidInput as refused:
            form.add_error(refused.field, refused.accepted)
        else:
            tell(request, _("Fees go to this account from now on."))
            return redirect("office-fees", request.festival.slug)
    return _fees_page(request, form, status=400)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def refund(request: DeskRequest, code: str) -> HttpResponse:
    """Give a fee back, whole or in part."""
    payment = payment_of(request.festival, code)
    if payment is None:
        raise Http404
    form = RefundForm(request.POST)
    if not form.is_valid():
        tell_trouble(request, _("Say how much goes back and why: the filmmaker reads it."))
        return redirect("office-fees", request.festival.slug)
    try:
        amount = money_from_text(form.cleaned_data["amount"], payment.currency)
        refund_payment(payment=payment, amount_minor=amount.minor, reason=form.cleaned_data["reason"], by=request.user)
    except (InvalidInput, Conflict, Unavailable) as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("%(amount)s go back.") % {"amount": amount.shown()})
    return redirect("office-fees", request.festival.slug)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def paid_elsewhere(request: DeskRequest, code: str) -> HttpResponse:
    """Record that an entry's fee was paid outside."""
    entry = entry_or_404(request, code)
    form = PaidForm(request.POST)
    currency = entry.fee_currency or request.festival.currency
    if not form.is_valid():
        tell_trouble(request, _("Say how much was paid, and how."))
        return redirect("office-entry", request.festival.slug, entry.code)
    try:
        amount = money_from_text(form.cleaned_data["amount"], currency)
        note = form.cleaned_data["note"]
        record_payment(entry=entry, amount_minor=amount.minor, currency=currency, note=note, by=request.user)
    except (InvalidInput, Conflict) as refused:
        tell_trouble(request, refused.message)
    else:
        tell(request, _("Recorded."))
    return redirect("office-entry", request.festival.slug, entry.code)


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def table(request: DeskRequest) -> HttpResponse:
    """Download every payment, for the bookkeeper."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.festival.slug}-fees.csv"'
    lines = csv.writer(answer)
    lines.writerow(["receipt", "paid_at", "film", "call", "road", "amount", "given_back", "currency", "reference"])
    for payment in payments_in(request.festival).filter(state=PaymentState.PAID).iterator(500):
        lines.writerow([armoured(str(cell)) for cell in _cells(payment)])
    return answer


def _cells(payment: Payment) -> list[object]:
    """Return a payment as the bookkeeper reads it, amounts in major units."""
    taken, back = (Money(minor, payment.currency).amount for minor in (payment.amount_minor, payment.refunded_minor))
    at = payment.paid_at.isoformat(timespec="seconds") if payment.paid_at else ""
    film, call = payment.entry.film.title, payment.entry.call.title
    return [payment.number, at, film, call, payment.road, taken, back, payment.currency, payment.payment_ref]


def _fees_page(request: DeskRequest, form: AccountForm, status: int = 200) -> HttpResponse:
    chosen = request.GET.get("state", "")
    payments = payments_in(request.festival)
    if chosen in PaymentState.values:
        payments = payments.filter(state=chosen)
    context = {
        "form": form,
        "account": account_of(request.festival),
        "takings": takings_of(request.festival),
        "page_obj": Paginator(payments, ON_A_PAGE).get_page(request.GET.get("page")),
        "states": PaymentState.choices,
        "webhook": request.build_absolute_uri(reverse("payment-news", args=[request.festival.slug])),
    }
    return page(request, "fees", context, status=status)
