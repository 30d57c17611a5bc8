"""Interviews with their captions and pull quotes, articles with their corrections, and handouts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.models import Coded, Dated


class VideoState(models.TextChoices):
    """Whether there is something to watch, and where."""

    NONE = "none", _("In words")
    UPLOAD = "upload", _("Video, kept here")
    EMBED = "embed", _("Video of another site, loaded on a click")
    LINK = "link", _("Video elsewhere, as a link")
    NOT_ARCHIVED = "not_archived", _("Video, not in this archive")


class Interview(Coded):
    """A conversation about a film: when it is booked, what was asked, what can be watched and read of it."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="interviews")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="interviews")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
    slug = models.SlugField(max_length=90, help_text="Its public address; made once, from the film's.")
    interviewer = models.CharField(max_length=150, blank=True)
    guests = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True, db_index=True, help_text="When it is booked for.")
    minutes = models.PositiveSmallIntegerField(default=20)
    place = models.CharField(max_length=160, blank=True)
    remote_url = models.URLField(max_length=500, blank=True, help_text="For the team and the guests; never public.")
    talking_points = models.TextField(blank=True, help_text="For the interviewer; never public.")
    language = models.CharField(max_length=16, blank=True, help_text="Spoken, BCP 47: its captions are the transcript.")
    video = models.CharField(max_length=12, choices=VideoState.choices, default=VideoState.NONE)
    video_url = models.URLField(max_length=500, blank=True)
    video_file = models.FileField(upload_to="interviews/", max_length=200, blank=True)
    video_s = models.PositiveIntegerField(null=True, blank=True, help_text="Measured length.")
    body = models.TextField(blank=True, help_text="Markdown.")
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(fields=("festival", "slug"), name="interview_slug_once_a_festival"),
            models.CheckConstraint(name="interview_takes_time", condition=Q(minutes__gte=5, minutes__lte=240)),
        ]

    def __str__(self) -> str:
        return f"Interview about {self.film}"


class InterviewCaption(Dated):
    """What is said, in one language, as WebVTT that was read and written anew."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=16)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1, help_text="Up on every change: who was slower is told.")

    class Meta:
        ordering = ("language",)
        constraints = [
            models.UniqueConstraint(fields=("interview", "language"), name="interview_caption_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.language} captions of {self.interview}"


class PullQuote(Coded):
    """Words taken from an interview, as they were said."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField()
    speaker = models.CharField(max_length=150, blank=True)
    starts_ms = models.PositiveIntegerField(null=True, blank=True, help_text="Where it is said, if that is known.")

    class Meta:
        ordering = ("starts_ms", "created_at")

    def __str__(self) -> str:
        return f"“{self.text}”"


class Article(Coded):
    """A story for the public."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="articles")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    slug = models.SlugField(max_length=80)
    headline = models.CharField(max_length=200)
    standfirst = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True, help_text="Markdown.")
    language = models.CharField(max_length=16, blank=True, help_text="BCP 47; empty is the festival's own.")
    byline = models.CharField(max_length=120, blank=True)
    tags = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    trace = models.JSONField(default=list, blank=True, help_text="Composed sentences with the facts they were made of.")
    version = models.PositiveIntegerField(default=1, help_text="Up on every change: who was slower is told.")

    class Meta:
        ordering = ("-published_at", "-created_at")
        constraints = [models.UniqueConstraint(fields=("festival", "slug"), name="article_slug_once_a_festival")]

    def __str__(self) -> str:
        return self.headline


class Correction(Coded):
    """What was wrong in a published article and is right now: readers see it under the text, for good."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return self.note


class HandoutKind(models.TextChoices):
    """What is handed out."""

    BOOKLET = "booklet", _("Booklet")
    PRESS_KIT = "press_kit", _("Press kit")


class Paper(models.TextChoices):
    """Sizes that a booklet is set for."""

    A5 = "a5", _("A5")
    LETTER = "letter", _("Letter")


class Handout(Coded):
    """A booklet or a press kit as a file: how it is wanted, and what was made last."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="handouts")
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.CASCADE, related_name="handouts")
    kind = models.CharField(max_length=12, choices=HandoutKind.choices)
    name = models.SlugField(max_length=140, help_text="The public file's name, without its ending.")
    paper = models.CharField(max_length=8, choices=Paper.choices, blank=True)
    has_bleed = models.BooleanField(default=False, help_text="3 mm over each edge, for a printer.")
    has_marks = models.BooleanField(default=False, help_text="Crop marks outside the bleed.")
    welcome = models.TextField(blank=True, help_text="Markdown; empty: what the edition says of itself.")
    thanks = models.TextField(blank=True, help_text="Sponsors and friends, one a line.")
    result = models.CharField(max_length=64, blank=True, help_text="The background work that makes it.")
    trouble = models.CharField(max_length=400, blank=True, help_text="Why the last attempt came to nothing.")
    file = models.FileField(upload_to="handouts/", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    made_from = models.CharField(max_length=64, blank=True, help_text="Digest of the facts it was made of.")
    made_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=False, help_text="It goes up with the next release.")

    class Meta:
        ordering = ("edition", "kind", "name")
        constraints = [models.UniqueConstraint(fields=("edition", "name"), name="handout_name_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
