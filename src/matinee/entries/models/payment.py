"""Fees as they are paid and given back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from matinee.entries.models.entry import Entry
from matinee.entries.states import PaymentRoad, PaymentState, RefundState
from matinee.festival.models import Festival
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded, Dated


class PaymentAccount(Dated):
    """Where a festival's fees go; without one nothing is asked for in the lounge."""

    festival = models.OneToOneField(Festival, on_delete=models.CASCADE, related_name="payment_account")
    secret_key = EncryptedTextField(help_text="Stripe's secret or restricted key (sk_… or rk_…).")
    webhook_secret = EncryptedTextField(blank=True, help_text="Signing secret of the webhook (whsec_…).")
    is_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"fees of {self.festival}"


class Payment(Coded):
    """A fee on its way, paid, or not paid; ``ref`` is the gateway's name of it, ``payment_ref`` of the money."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="payments")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="payments")
    road = models.CharField(max_length=10, choices=PaymentRoad.choices, default=PaymentRoad.CARD)
    state = models.CharField(max_length=5, choices=PaymentState.choices, default=PaymentState.OPEN)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="Of the receipt, counted in the festival.")
    amount_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    what = models.CharField(max_length=300, help_text="What it is for, as the receipt says.")
    version = models.PositiveIntegerField(default=0, help_text="Of the terms that its payer saw.")
    ref = models.CharField(max_length=255, blank=True)
    payment_ref = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_double = models.BooleanField(default=False, help_text="The entry was paid already: it goes back.")
    paid_at = models.DateTimeField(null=True, blank=True)
    refunded_minor = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=("festival", "state"))]
        constraints = [
            models.CheckConstraint(name="payment_of_something", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(name="refund_no_more_than_paid", condition=Q(refunded_minor__lte=F("amount_minor"))),
            models.UniqueConstraint(fields=("festival", "ref"), condition=~Q(ref=""), name="payment_ref_once"),
            models.UniqueConstraint(fields=("festival", "number"), name="receipt_number_once_a_festival"),
            models.UniqueConstraint(
                fields=("entry",), condition=Q(state=PaymentState.PAID, is_double=False), name="fee_paid_once_an_entry"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Refund(Coded):
    """Money given back; asked for first, so that a crash in between leaves a trace that is followed up."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=RefundState.choices, default=RefundState.ASKED)
    reason = models.CharField(max_length=200, help_text="In words that the filmmaker reads.")
    ref = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("created_at", "pk")
        constraints = [models.CheckConstraint(name="refund_of_something", condition=Q(amount_minor__gt=0))]

    def __str__(self) -> str:
        return self.reason


class PaymentNews(models.Model):
    """A message of the gateway that was read; the same one is not read twice."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    ref = models.CharField(max_length=255, blank=True)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "payment news"
        constraints = [models.UniqueConstraint(fields=("festival", "event"), name="payment_news_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.ref}"
