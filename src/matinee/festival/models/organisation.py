"""A festival and its policy: the numbers of the trade."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from matinee.festival.states import ACCENTS
from matinee.kit.clock import check_zone
from matinee.kit.models import Dated


class Festival(Dated):
    """The organisation; one installation hosts many, invisible to each other."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True, help_text="Markdown.")
    how_to_submit = models.TextField(blank=True, help_text="Markdown.")
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True, help_text="State or province: the premiere ladder uses it.")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[check_zone])
    language = models.CharField(max_length=12, default="en")
    other_languages = models.JSONField(default=list, blank=True, help_text="Further languages of the public pages.")
    currency = models.CharField(max_length=3, default="USD")
    contact_email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    accent = models.CharField(max_length=12, default=ACCENTS[0], choices=[(a, a) for a in ACCENTS])

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Policy(Dated):
    """The trade's numbers for one festival (source: ``product.md``, rules of the trade)."""

    festival = models.OneToOneField(Festival, on_delete=models.CASCADE, related_name="policy")
    short_max_s = models.PositiveIntegerField(default=2400)
    block_min_s = models.PositiveIntegerField(default=5100)
    block_warn_s = models.PositiveIntegerField(default=5700)
    block_max_s = models.PositiveIntegerField(default=6000)
    block_min_films = models.PositiveSmallIntegerField(default=5)
    block_max_films = models.PositiveSmallIntegerField(default=8)
    gap_s = models.PositiveSmallIntegerField(default=10)
    opening_reel_s = models.PositiveSmallIntegerField(default=0)
    doors_min = models.PositiveSmallIntegerField(default=20)
    tolerance_min = models.PositiveSmallIntegerField(default=5)
    intro_min = models.PositiveSmallIntegerField(default=5)
    qa_base_min = models.PositiveSmallIntegerField(default=5)
    qa_per_maker_min = models.PositiveSmallIntegerField(default=2)
    qa_least_min = models.PositiveSmallIntegerField(default=10)
    qa_most_min = models.PositiveSmallIntegerField(default=25)
    clearing_min = models.PositiveSmallIntegerField(default=10)
    turnaround_min = models.PositiveSmallIntegerField(default=15)
    quality_cut = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("7.0"))
    viewings_least = models.PositiveSmallIntegerField(default=2)
    viewings_if_disputed = models.PositiveSmallIntegerField(default=3)
    dispute_spread = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("3.0"))
    consideration_months = models.PositiveSmallIntegerField(default=12)
    completed_within_months = models.PositiveSmallIntegerField(default=24)
    letters_wait_min = models.PositiveSmallIntegerField(
        default=10, help_text="Minutes in which a mailing can still be stopped."
    )
    answer_days = models.PositiveSmallIntegerField(default=14, help_text="Days to answer an invitation.")
    answer_reminder_days = models.PositiveSmallIntegerField(default=3, help_text="Days before the answer is due.")
    expiry_first_days = models.PositiveSmallIntegerField(default=30, help_text="First letter before a window ends.")
    expiry_last_days = models.PositiveSmallIntegerField(default=7, help_text="Second letter before a window ends.")
    extension_months = models.PositiveSmallIntegerField(default=6, help_text="More that a maker may ask for; 0: none.")
    draft_reminder_days = models.PositiveSmallIntegerField(default=3, help_text="Days before a call closes; 0: none.")
    entries_per_hour = models.PositiveSmallIntegerField(
        default=20, help_text="Most entries one person may send an hour."
    )

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                name="policy_block_times_in_order",
                condition=Q(block_min_s__lte=F("block_warn_s")) & Q(block_warn_s__lte=F("block_max_s")),
            ),
            models.CheckConstraint(
                name="policy_block_films_in_order", condition=Q(block_min_films__lte=F("block_max_films"))
            ),
            models.CheckConstraint(
                name="policy_cut_on_the_scale", condition=Q(quality_cut__gte=1) & Q(quality_cut__lte=10)
            ),
        ]

    def __str__(self) -> str:
        return f"Policy of {self.festival}"
