"""Recording films and correcting their facts."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import free_slug, slug_of, slug_variants


@transaction.atomic
def record_film(*, festival: Festival, title: str, by: User | None, **fields: Any) -> Film:  # noqa: ANN401  columns
    """Record a film; of two with one title the second gets a numbered address."""
    film = Film(festival=festival, title=title.strip(), **fields)
    if not film.title:
        raise InvalidInput("title", title, _("Give the film's title."))
    base = film.slug or slug_base(film)
    film.slug = free_slug(base, taken_slugs(festival, [base]))
    checked(film)
    film.save()
    audit(festival=festival, by=by, verb="record_film", about=film)
    return film


@transaction.atomic
def change_film(*, film: Film, by: User | None, **fields: Any) -> Film:  # noqa: ANN401  columns
    """Correct a film's facts; its address stays."""
    changed = apply_changes(film, fields)
    if changed:
        audit(festival=film.festival, by=by, verb="change_film", about=film, changed=changed)
    return film


def slug_base(film: Film) -> str:
    """Return the address that a film would like to have."""
    return slug_of(film.title, f"film-{film.code}")


def taken_slugs(festival: Festival, bases: Iterable[str]) -> set[str]:
    """Return which of the slugs and their variants are in use."""
    candidates = {variant for base in bases for variant in slug_variants(base)}
    return set(Film.objects.filter(festival=festival, slug__in=candidates).values_list("slug", flat=True))
