"""Persons and their links."""

from django.conf import settings
from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Coded


class Person(Coded):
    """A human being as the festival's pages name them."""

    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="persons")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="persons"
    )
    name = models.CharField(max_length=150)
    sort_name = models.CharField(max_length=160, db_index=True)
    name_key = models.CharField(max_length=160, blank=True, db_index=True, editable=False, help_text="Folded name.")
    slug = models.SlugField(max_length=80)
    pronouns = models.CharField(max_length=40, blank=True)
    pronunciation = models.CharField(max_length=120, blank=True)
    bio = models.TextField(blank=True, help_text="Markdown.")
    country = models.CharField(max_length=2, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ("sort_name", "pk")
        constraints = [models.UniqueConstraint(fields=("festival", "slug"), name="person_slug_once_a_festival")]

    def __str__(self) -> str:
        return self.name


class PersonLink(models.Model):
    """Where else a person can be found."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=60)
    url = models.URLField(max_length=500)

    def __str__(self) -> str:
        return f"{self.label}: {self.url}"
