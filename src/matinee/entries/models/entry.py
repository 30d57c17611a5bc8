"""Entries and their considerations."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models

from matinee.entries.models.call import Call
from matinee.entries.models.terms import CallTerms, Waiver
from matinee.entries.states import ConsiderationState, EntrySource, EntryState
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded, Dated


class Entry(Coded):
    """One film sent to one call."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="entries")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="entries")
    terms = models.ForeignKey(
        CallTerms, null=True, blank=True, on_delete=models.PROTECT, related_name="entries",
        help_text="The version it was sent under; of a draft the one its maker has last seen.",
    )  # fmt: skip
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="entries")
    source = models.CharField(max_length=12, choices=EntrySource.choices, default=EntrySource.LOUNGE)
    external_id = models.CharField(max_length=60, blank=True, help_text="FilmFreeway's Submission ID.")
    tracking_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=EntryState.choices, default=EntryState.DRAFT)
    state_reason = models.CharField(max_length=300, blank=True, help_text="In words that the filmmaker reads.")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    sender_name = models.CharField(max_length=150, blank=True)
    sender_email = models.EmailField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    window_ends_on = models.DateField(null=True, blank=True, help_text="Last day of its consideration.")
    categories = models.JSONField(default=list, blank=True)
    fee_minor = models.PositiveIntegerField(null=True, blank=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    statement = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True, help_text="Unknown columns of an import.")
    replies = models.JSONField(default=dict, blank=True, help_text="Answers to the call's questions, by key.")
    consents = models.JSONField(
        default=dict, blank=True, help_text='By key: {"version", "at"} of the text that was agreed to.'
    )
    private_details = EncryptedTextField(
        blank=True, help_text="JSON of what the field picker had to be asked for: birth date, address, telephone."
    )
    flag = models.CharField(max_length=12, blank=True)
    not_before = models.DateField(null=True, blank=True, help_text="The filmmaker's own earliest day.")
    not_editions = models.JSONField(
        default=list, blank=True, help_text="Slugs of the editions that the filmmaker leaves out."
    )
    is_unfit = models.BooleanField(default=False, help_text="It no longer fits a category that it was sent in.")
    excused = models.JSONField(
        default=list, blank=True, help_text="Keys of categories that staff let it stay in though it does not fit."
    )
    row_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the row it was imported from.")

    class Meta:
        ordering = ("-sent_at", "-pk")
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=("festival", "state"))]
        constraints = [
            models.UniqueConstraint(
                fields=("festival", "source", "external_id"),
                condition=~models.Q(external_id=""),
                name="entry_external_id_once",
            ),
            models.UniqueConstraint(
                fields=("call", "film"),
                condition=~models.Q(state=EntryState.WITHDRAWN),
                name="entry_once_a_call",
            ),
        ]

    placed_at: Sequence[Edition] = ()  # set by whoever weighs it: the editions whose lineup has the film

    def __str__(self) -> str:
        return self.film.title


class WaiverUse(models.Model):
    """That a waiver was used for an entry; an entry has one at most."""

    waiver = models.ForeignKey(Waiver, on_delete=models.CASCADE, related_name="uses")
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="waiver_use")
    number = models.PositiveIntegerField(default=1, help_text="Which of the waiver's uses it is.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=("waiver", "number"), name="waiver_use_once")]

    def __str__(self) -> str:
        return f"{self.waiver} for {self.entry}"


class WaiverTry(models.Model):
    """A word that was no waiver, kept for an hour so that nobody guesses through them all."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "waiver tries"

    def __str__(self) -> str:
        return f"{self.user} at {self.at}"


class Identification(Dated):
    """What a maker chose to say of themselves, encrypted; nobody reads it, strands and sums of five or more do."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="identification")
    said = EncryptedTextField(help_text="JSON list of keys of identities.")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Self-identification for {self.entry}"


class Cut(models.Model):
    """A cut that a later one has replaced after the entry was sent: how long it was, where it was watched."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="cuts")
    number = models.PositiveIntegerField()
    running_time_s = models.PositiveIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    password = EncryptedTextField(blank=True)
    upload_name = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="What the next cut changed, in its maker's words.")
    is_file = models.BooleanField(default=False, help_text="The next cut came as a file, by itself.")
    replaced_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("entry", "number"), name="cut_number_once_an_entry")]

    def __str__(self) -> str:
        return f"Cut {self.number} of {self.entry}"


class Consideration(Dated):
    """An entry weighed for one edition; ``reasons`` are ``[{"code", "ok", "text"}]``, for the filmmaker to read."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="considerations")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="considerations")
    state = models.CharField(max_length=12, choices=ConsiderationState.choices)
    reasons = models.JSONField(default=list, blank=True)
    premiere = models.CharField(max_length=14, blank=True, help_text="Rung of the ladder at this edition.")
    held_until = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The edition it is held for; the hold ends by itself when that one no longer lies ahead.",
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("edition__month", "pk")
        indexes = [models.Index(fields=("edition", "state"))]
        constraints = [models.UniqueConstraint(fields=("entry", "edition"), name="consideration_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.entry} for {self.edition}: {self.get_state_display()}"
