"""Strands, their words about films, and the editions that put them in focus."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.kit.rows import apply_changes, checked
from matinee.programming.models import EditionStrand, FilmStrand, Strand
from matinee.programming.rules import RULE_KEYS
from matinee.programming.rules.strands import FLAGS


@transaction.atomic
def make_strand(*, festival: Festival, slug: str, title: str, by: User | None, **fields: Any) -> Strand:  # noqa: ANN401  columns
    """Make a strand.

    Raises
    ------
    Conflict
        The festival has a strand of that short name.
    InvalidInput
        A rule of unknown parts, or a column that does not fit.
    """
    if Strand.objects.filter(festival=festival, slug=slug).exists():
        raise Conflict(f"There is a strand “{slug}” already. Choose another short name.")
    _refuse_odd_rule(fields.get("rule", {}))
    strand = Strand(festival=festival, slug=slug, title=title, **fields)
    checked(strand)
    strand.save()
    audit(festival=festival, by=by, verb="make_strand", about=strand)
    return strand


@transaction.atomic
def change_strand(*, strand: Strand, by: User | None, **fields: Any) -> Strand:  # noqa: ANN401  columns
    """Change a strand's words, colour or rule; films placed already stay."""
    _refuse_odd_rule(fields.get("rule", {}))
    changed = apply_changes(strand, fields)
    if changed:
        audit(festival=strand.festival, by=by, verb="change_strand", about=strand, changed=changed)
    return strand


@transaction.atomic
def say_belongs(*, strand: Strand, film: Film, belongs: bool | None, by: User | None) -> None:
    """Say that a film belongs to a strand, or does not; ``None`` takes the word back and leaves it to the rule."""
    if film.festival_id != strand.festival_id:
        raise NotFound("This film is not at this festival.")
    if belongs is None:
        FilmStrand.objects.filter(strand=strand, film=film).delete()
    else:
        FilmStrand.objects.update_or_create(strand=strand, film=film, defaults={"belongs": belongs})
    audit(festival=strand.festival, by=by, verb="say_belongs", about=film, strand=strand.slug, belongs=belongs)


@transaction.atomic
def focus_edition(*, edition: Edition, strands: Iterable[Strand], by: User | None) -> None:
    """Put exactly these strands in an edition's focus."""
    wanted = {strand.pk: strand for strand in strands}
    if any(strand.festival_id != edition.festival_id for strand in wanted.values()):
        raise NotFound("This strand is not of this festival.")
    known = set(EditionStrand.objects.filter(edition=edition).values_list("strand", flat=True))
    if known == wanted.keys():
        return
    EditionStrand.objects.filter(edition=edition).exclude(strand__in=wanted).delete()
    EditionStrand.objects.bulk_create(
        [EditionStrand(edition=edition, strand=strand) for pk, strand in wanted.items() if pk not in known]
    )
    slugs = sorted(strand.slug for strand in wanted.values())
    audit(festival=edition.festival, by=by, verb="focus_edition", about=edition, strands=slugs)


def _refuse_odd_rule(rule: object) -> None:
    """Refuse a rule whose parts nobody knows."""
    if not isinstance(rule, dict):
        raise InvalidInput("rule", rule, "Give a rule as parts with their values.")
    for key, value in rule.items():
        if key not in RULE_KEYS:
            raise InvalidInput("rule", key, f"Its parts can be: {', '.join(RULE_KEYS)}.")
        if not isinstance(value, bool if key in FLAGS else list):
            raise InvalidInput(f"rule.{key}", value, "Give true or false." if key in FLAGS else "Give a list of words.")
