"""Versions of a call's terms, and the waivers of its fees."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.entries.models.call import Call
from matinee.kit.models import Dated


class CallTerms(models.Model):
    """One version of what a call asks and costs; it is never changed, only followed by the next."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    terms = models.JSONField(default=dict, help_text="As rules.termsheets writes it.")
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "call terms"
        constraints = [models.UniqueConstraint(fields=("call", "number"), name="terms_number_once_a_call")]

    def __str__(self) -> str:
        return f"{self.call}, version {self.number}"


class Waiver(Dated):
    """A word that takes a fee away, in whole or in part."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="waivers")
    word = models.CharField(max_length=40, help_text="In capitals, without spaces.")
    label = models.CharField(max_length=120, blank=True, help_text="For whom it is: only staff reads this.")
    percent = models.PositiveSmallIntegerField(default=100)
    uses_most = models.PositiveIntegerField(null=True, blank=True, help_text="Null: as often as it likes.")
    until = models.DateTimeField(null=True, blank=True)
    categories = models.JSONField(default=list, blank=True, help_text="Keys of categories; none: all.")
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering = ("-is_on", "word")
        constraints = [
            models.UniqueConstraint(fields=("call", "word"), name="waiver_word_once_a_call"),
            models.CheckConstraint(name="waiver_takes_1_to_100", condition=Q(percent__gte=1, percent__lte=100)),
            models.CheckConstraint(
                name="waiver_used_once_at_least", condition=Q(uses_most__isnull=True) | Q(uses_most__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.word
