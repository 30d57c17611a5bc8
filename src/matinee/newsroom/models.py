"""Interviews and articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.models import Coded


class VideoState(models.TextChoices):
    """Whether there is something to watch."""

    NONE = "none", _("In words")
    LINK = "link", _("Video elsewhere")
    NOT_ARCHIVED = "not_archived", _("Video, not in this archive")


class Interview(Coded):
    """A conversation about a film."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="interviews")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="interviews")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
    interviewer = models.CharField(max_length=150, blank=True)
    guests = models.CharField(max_length=200, blank=True)
    video = models.CharField(max_length=12, choices=VideoState.choices, default=VideoState.NONE)
    video_url = models.URLField(max_length=500, blank=True)
    body = models.TextField(blank=True, help_text="Markdown.")
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"Interview about {self.film}"


class Article(Coded):
    """A story for the public."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="articles")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    film = models.ForeignKey(Film, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    slug = models.SlugField(max_length=80)
    headline = models.CharField(max_length=200)
    standfirst = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True, help_text="Markdown.")
    byline = models.CharField(max_length=120, blank=True)
    tags = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-published_at", "-created_at")
        constraints = [models.UniqueConstraint(fields=("festival", "slug"), name="article_slug_once_a_festival")]

    def __str__(self) -> str:
        return self.headline
