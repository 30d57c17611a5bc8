"""Films, credits, screeners with their uploads and captions, and public showings."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from matinee.festival.models import Festival
from matinee.films.states import CreditRole, DatePrecision, Form, ProductionContext, UploadAim, UploadState
from matinee.kit.fields import EncryptedTextField
from matinee.kit.models import Coded, Dated
from matinee.people.models import Person


class Film(Coded):
    """One film as this festival knows it; lists of codes are ISO 3166-1, BCP 47 and plain words."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="films")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="films"
    )
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=400)
    original_title = models.CharField(max_length=400, blank=True)
    running_time_s = models.PositiveIntegerField(null=True, blank=True, help_text="Null: not known.")
    completed_on = models.DateField(null=True, blank=True)
    completed_precision = models.CharField(max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY)
    form = models.CharField(max_length=12, choices=Form.choices, default=Form.OTHER)
    genres = models.JSONField(default=list, blank=True)
    themes = models.JSONField(default=list, blank=True)
    countries = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    subtitles = models.JSONField(default=list, blank=True)
    logline = models.CharField(max_length=500, blank=True)
    synopsis = models.TextField(blank=True)
    making = models.TextField(blank=True, help_text="How it was made. Markdown.")
    context = models.CharField(max_length=12, choices=ProductionContext.choices, blank=True)
    school = models.CharField(max_length=160, blank=True)
    course = models.CharField(max_length=160, blank=True, help_text="Such as a capstone class and its year.")
    collective = models.CharField(
        max_length=200, blank=True, help_text="A credit of all together: “The students of Film 33”."
    )
    content_notes = models.CharField(max_length=300, blank=True)
    emotional_weight = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 light to 5 heavy.")
    is_student = models.BooleanField(default=False)
    is_first_film = models.BooleanField(default=False)
    makers_attending = models.PositiveSmallIntegerField(default=0)
    website = models.URLField(max_length=500, blank=True)
    budget_minor = models.PositiveBigIntegerField(null=True, blank=True)
    budget_currency = models.CharField(max_length=3, blank=True)
    technical = models.JSONField(default=dict, blank=True, help_text="Shooting format, aspect ratio, colour.")
    still = models.ImageField(upload_to="stills/", blank=True)
    still_alt = models.CharField(max_length=300, blank=True)
    still_credit = models.CharField(max_length=200, blank=True, help_text="Whose picture it is, as it must be printed.")
    still_rights = models.CharField(max_length=300, blank=True, help_text="What the press may do with it.")
    still_focus_x = models.PositiveSmallIntegerField(default=50, help_text="What stays in sight: % from the left.")
    still_focus_y = models.PositiveSmallIntegerField(default=50, help_text="What stays in sight: % from the top.")
    poster = models.ImageField(upload_to="posters/", blank=True)
    poster_alt = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("title", "pk")
        constraints = [
            models.UniqueConstraint(fields=("festival", "slug"), name="film_slug_once_a_festival"),
            models.CheckConstraint(
                name="film_running_time_believable",
                condition=Q(running_time_s__isnull=True) | Q(running_time_s__gte=1, running_time_s__lte=86_400),
            ),
            models.CheckConstraint(
                name="film_still_focus_inside", condition=Q(still_focus_x__lte=100, still_focus_y__lte=100)
            ),
            models.CheckConstraint(
                name="film_weight_1_to_5",
                condition=Q(emotional_weight__isnull=True) | Q(emotional_weight__gte=1, emotional_weight__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Credit(models.Model):
    """One person's work in one film."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(max_length=10, choices=CreditRole.choices)
    detail = models.CharField(max_length=120, blank=True, help_text="Character or craft.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("film", "person", "role", "detail"), name="credit_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} of {self.film}"


class Upload(Coded):
    """One file on its way to be a screener or an interview's video, from its first byte to its end; kept as history."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="uploads")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    aim = models.CharField(max_length=10, choices=UploadAim.choices, default=UploadAim.SCREENER)
    about = models.CharField(max_length=32, blank=True, help_text="The code of the interview that it is for.")
    name = models.CharField(max_length=200, help_text="As the filmmaker's computer calls it; never used as a path.")
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0, help_text="Bytes that are safely on the disk.")
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.RECEIVING)
    state_reason = models.CharField(max_length=300, blank=True, help_text="Why it was not accepted, for its sender.")
    expires_at = models.DateTimeField(help_text="When an unfinished one is given up.")
    holder = models.CharField(max_length=16, blank=True, help_text="Which request is writing now.")
    held_until = models.DateTimeField(null=True, blank=True, db_index=True)
    file = models.FileField(upload_to="screeners/", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict, blank=True, help_text="What MediaInfo measured.")
    running_time_s = models.PositiveIntegerField(null=True, blank=True, help_text="Measured.")
    is_playable = models.BooleanField(default=False, help_text="Browsers can play it.")
    may_download = models.BooleanField(default=False, help_text="The filmmaker allows reviewers to save a copy.")

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(name="upload_size_positive", condition=Q(size__gte=1)),
            models.CheckConstraint(name="upload_never_more_than_said", condition=Q(received__lte=models.F("size"))),
            models.CheckConstraint(
                name="upload_whole_before_checked",
                condition=Q(state__in=("receiving", "dropped")) | Q(received=models.F("size")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.film}"


class Screener(Dated):
    """The preview of a film: an uploaded file, or a link with its password; the file is shown where there are both."""

    film = models.OneToOneField(Film, on_delete=models.CASCADE, related_name="screener")
    upload = models.OneToOneField(
        Upload, null=True, blank=True, on_delete=models.RESTRICT, related_name="screener", help_text="Ready to watch."
    )
    url = models.URLField(max_length=500, blank=True)
    password = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="screener_is_somewhere", condition=~Q(url="") | Q(upload__isnull=False),
                violation_error_message="Give a link, or upload the film.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Screener of {self.film}"


class Caption(Dated):
    """The words of an uploaded film in one language, as WebVTT that was read and written anew."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=16)
    text = models.TextField()

    class Meta:
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=("film", "language"), name="caption_once_a_language")]

    def __str__(self) -> str:
        return f"{self.language} captions of {self.film}"


class PublicShowing(Dated):
    """A dated, placed showing of a film elsewhere (or online); the premiere ladder is computed from these."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="showings")
    event = models.CharField(max_length=200, blank=True)
    shown_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    is_online = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True, help_text="False: by invitation only, does not count.")
    is_checked = models.BooleanField(default=True, help_text="False: read from free text, a person should look.")
    source_text = models.TextField(blank=True)

    class Meta:
        ordering = ("shown_on", "pk")

    def __str__(self) -> str:
        return f"{self.film} at {self.event or self.city or self.country}"
