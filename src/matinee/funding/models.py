"""Sources of financing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from matinee.films.models import Film
from matinee.kit.models import Dated


class SourceKind(models.TextChoices):
    """How a source helped."""

    CASH = "cash", _("Cash")
    GRANT = "grant", _("Grant")
    IN_KIND = "in_kind", _("In kind")
    CROWDFUNDING = "crowdfunding", _("Crowdfunding")
    UNSTATED = "unstated", _("Not stated")


class Source(Dated):
    """One source of a film's financing; no amount means that it is not stated."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=12, choices=SourceKind.choices)
    name = models.CharField(max_length=160)
    what = models.CharField(max_length=200, blank=True, help_text="Such as equipment, or the campaign's name.")
    amount_minor = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    url = models.URLField(max_length=500, blank=True, help_text="Where it can be read: the proof as a link.")
    proof = models.FileField(
        upload_to="proofs/", max_length=200, blank=True, help_text="A letter, a contract or a receipt: PDF or picture."
    )
    proof_name = models.CharField(max_length=120, blank=True, help_text="As its owner calls it.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"
