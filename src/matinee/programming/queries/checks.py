"""Reads of what boards are checked for: a festival's settings, an edition's obligations, the whole rulebook."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from matinee.festival.models import Edition, Festival
from matinee.programming.models import CheckSetting, Lineup, Obligation
from matinee.programming.queries.mixture import wishes_of
from matinee.programming.rules.book import Custom, Rulebook, customs_with
from matinee.programming.states import CheckKind, LineupState


def customs_of(festival: Festival) -> dict[CheckKind, Custom]:
    """Return how every check goes at a festival."""
    return customs_with(CheckSetting.objects.filter(festival=festival))


def obligations_of(edition: Edition) -> QuerySet[Obligation]:
    """Return what an edition owes, in the order it was promised."""
    return Obligation.objects.filter(edition=edition).select_related("film").order_by("pk")


def obligation_in(edition: Edition, code: str) -> Obligation | None:
    """Return one obligation of an edition."""
    return obligations_of(edition).filter(code=code).first()


def rulebook_of(edition: Edition) -> Rulebook:
    """Return everything that the checks of an edition's drafts go by, in three queries."""
    return Rulebook(
        policy=edition.festival.policy,
        customs=customs_of(edition.festival),
        obligations=tuple(obligations_of(edition)),
        wishes=tuple(wishes_of(edition)),
        edition=edition.slug,
        starts_on=edition.starts_on,
    )


def rulebooks_of(edition: Edition, lineups: Iterable[Lineup]) -> dict[int, Rulebook]:
    """Return the rulebook of each lineup of an edition by its key; the adopted one is held to more."""
    book = rulebook_of(edition)
    return {one.pk: replace(book, is_adopted=one.state == LineupState.ADOPTED) for one in lineups}
