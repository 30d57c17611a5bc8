"""Strands: curated lines with rules for what belongs; and what an edition wishes its mixture to hold."""

from django.db import models

from matinee.festival.models import Edition, Festival
from matinee.festival.states import ACCENTS
from matinee.films.models import Film
from matinee.kit.models import Dated
from matinee.programming.states import WishKind


class Strand(Dated):
    """A curated line such as *InFocus: Female Cinema*.

    ``rule`` holds what makes a film belong by its facts, any of: ``{"countries": [...], "languages": [...],
    "forms": [...], "genres": [...], "themes": [...], "is_student": true, "is_first_film": true}``; an empty rule means
    that people decide film by film (``FilmStrand``).
    """

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="strands")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True, help_text="Markdown.")
    accent = models.CharField(max_length=12, default=ACCENTS[1], choices=[(a, a) for a in ACCENTS])
    rule = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("title",)
        constraints = [models.UniqueConstraint(fields=("festival", "slug"), name="strand_slug_once_a_festival")]

    def __str__(self) -> str:
        return self.title


class FilmStrand(Dated):
    """A person's word that a film belongs to a strand, or that it does not."""

    strand = models.ForeignKey(Strand, on_delete=models.CASCADE, related_name="film_words")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="strand_words")
    belongs = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("strand", "film"), name="film_strand_once")]

    def __str__(self) -> str:
        return f"{self.film} {'in' if self.belongs else 'not in'} {self.strand}"


class EditionStrand(Dated):
    """A strand that an edition puts in focus."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="strand_links")
    strand = models.ForeignKey(Strand, on_delete=models.CASCADE, related_name="edition_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("edition", "strand"), name="edition_strand_once")]

    def __str__(self) -> str:
        return f"{self.strand} at {self.edition}"


class MixtureWish(Dated):
    """At least so many minutes of one kind of film that an edition wishes for; a wish, never a rule."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mixture_wishes")
    kind = models.CharField(max_length=12, choices=WishKind.choices)
    value = models.CharField(max_length=60, blank=True, help_text="A form, a genre, a country's or language's code.")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("edition", "kind", "value"), name="mixture_wish_once")]

    def __str__(self) -> str:
        return f"{self.minutes} min of {self.kind} {self.value} at {self.edition}"
